/**
 * The subgraphs a supergraph names, with the addresses it gives them: the values of its enum join__Graph, each
 * `SESSIONS @join__graph(name: "sessions", url: "…")`.
 */
import { Kind, parse, type DirectiveNode } from 'graphql';

export interface Route {
  name: string;
  url: string;
}

export const routesOf = (supergraph: string): Route[] => {
  const graphs = parse(supergraph, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION)
    throw new Error(
      'This is not a supergraph: it has no enum join__Graph. Compose the subgraphs first and load the result.',
    );
  return (graphs.values ?? []).map((value) => {
    const directive = value.directives?.find(({ name }) => name.value === 'join__graph');
    return { name: argument(directive, 'name') ?? value.name.value, url: argument(directive, 'url') ?? '' };
  });
};

const argument = (directive: DirectiveNode | undefined, name: string): string | undefined => {
  const value = directive?.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};
