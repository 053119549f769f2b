/**
 * Subgraphs to supergraph. The result is committed, so that a diff shows when the contract moves: the same
 * subgraphs give the same text, in whatever order they are named.
 */
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export interface SubgraphSdl {
  name: string;
  sdl: string;
}

/** A file in the repository cannot know where a subgraph will run; its real source is given when it is loaded. */
const placeholderUrl = (name: string): string => `http://${name}.subgraph.invalid/graphql`;

/** Composes, or throws one error that names everything that does not fit. */
export const composeSupergraph = (subgraphs: readonly SubgraphSdl[]): string => {
  const services = [...subgraphs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sdl }) => ({ name, url: placeholderUrl(name), typeDefs: parsed(name, sdl) }));
  const result = composeServices(services);
  if (result.errors) throw new CompositionError(result.errors.map((error) => error.message));
  return `${result.supergraphSdl.trim()}\n`;
};

export class CompositionError extends Error {
  override readonly name = 'CompositionError';
  constructor(readonly reasons: readonly string[]) {
    super(
      `The subgraphs do not fit together. Correct their schemas:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`,
    );
  }
}

const parsed = (name: string, sdl: string) => {
  try {
    return parse(sdl);
  } catch (error) {
    throw new CompositionError([`[${name}] ${error instanceof Error ? error.message : String(error)}`]);
  }
};
