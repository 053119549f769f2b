/**
 * From type-graphql classes to a federated subgraph.
 *
 * type-graphql builds the schema, Apollo's subgraph library serves it. Between the two the directives have to be put
 * back into the printed SDL (graphql-js prints none), and fields read straight from an OCPI table get their plain
 * resolver back: type-graphql would wrap each in its middleware machinery.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Caller } from '@chargesphere/schema';
import { auditedMutations } from '../audit/audited.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { GraphModule } from '../audit/audit-relay.js';
import {
  Kind,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema, createResolversMap, type ClassType, type NonEmptyArray } from 'type-graphql';
import { liveEvents, type LiveEvents } from '../events/resumption.js';
import { rootDescriptions } from './argument.js';
import { plainResolvers, type TableType } from './table-types.js';

export type ReferenceResolver<C> = (reference: { ref: string }, context: C) => unknown;

export interface SubgraphDefinition<C> {
  name: string;
  /** Instances of @Resolver classes. */
  resolvers: object[];
  /** Entities no field of this subgraph returns but others refer to. */
  orphanedTypes?: ClassType[];
  /** How an entity is found by its key, by type name. */
  references: Record<string, ReferenceResolver<C>>;
  /** Types that show an OCPI table, directly or with more fields. */
  tableTypes?: TableType[];
  /** Where mutations of operators are recorded; only what has none does without. */
  audit?: AuditLog;
  /** Mutations with which people see to themselves: open to those too who may change nothing else. */
  ownAffairs?: readonly string[];
  /** Fields beside those of the resolver classes. */
  modules?: readonly GraphModule[];
  /** What resolvers get as context; loaders in it are made anew for every call. */
  context(caller: Caller): C;
  /** Readiness: rejects with the reason when this subgraph cannot serve. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** A running subgraph: to be executed in this process or served over HTTP. */
export interface Subgraph<C = unknown> {
  name: string;
  schema: GraphQLSchema;
  /** The federated SDL that is composed into the supergraph. */
  sdl: string;
  context(caller: Caller): C;
  /** How its subscriptions go on where they broke off. */
  live: LiveEvents;
  check(): Promise<void>;
  close(): Promise<void>;
}

const LINK = parse(
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires"])',
);

/** A definition that does not fit together is closed again, so that a failed start leaves nothing running. */
export const createSubgraph = async <C extends object>(
  definition: SubgraphDefinition<C>,
): Promise<Subgraph<C>> => {
  try {
    return await build(definition);
  } catch (error) {
    await definition.close();
    throw error;
  }
};

/** What Apollo takes besides one document; its own name for it is not exported. */
type Parts = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly object[]>;

const build = async <C extends object>(definition: SubgraphDefinition<C>): Promise<Subgraph<C>> => {
  const instances = new Map(definition.resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = await buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ClassType>,
    orphanedTypes: definition.orphanedTypes ?? [],
    container: { get: (cls) => instances.get(cls) },
    validate: false,
    // Subscriptions name their own source; type-graphql's default bus must never be used (see events/bus.ts).
    pubSub: { publish: refuseBus, subscribe: refuseBus },
  });
  const resolvers: Record<string, Record<string, unknown>> = createResolversMap(schema) as never;
  for (const type of definition.tableTypes?.flatMap((root) => [root, ...root.nested]) ?? [])
    if (schema.getType(type.name))
      resolvers[type.name] = { ...resolvers[type.name], ...plainResolvers(type) };
  for (const [name, resolve] of Object.entries(definition.references))
    resolvers[name] = {
      ...resolvers[name],
      __resolveReference: (reference: { ref: string }, context: C) => resolve(reference, context),
    };
  const audited = <R extends Record<string, unknown>>(fields: R): R => auditedIn(definition, fields);
  const typeDefs = withDirectives(schema);
  const modules = definition.modules ?? [];
  const federated = buildSubgraphSchema([
    { typeDefs: LINK },
    {
      typeDefs,
      resolvers: audited(resolvers) as Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>,
    },
    ...(modules.map((module) => ({ ...module, resolvers: audited(module.resolvers) })) as Parts),
  ]);
  return {
    name: definition.name,
    schema: federated,
    sdl: [LINK, typeDefs, ...modules.map((module) => module.typeDefs)]
      .map((part) => `${print(part)}\n`)
      .join('\n'),
    context: definition.context,
    live: liveEvents,
    check: definition.check,
    close: definition.close,
  };
};

/** Whatever has mutations: what operators do with them is on record. */
const auditedIn = <C, R extends Record<string, unknown>>(
  { name, audit, ownAffairs = [] }: SubgraphDefinition<C>,
  resolvers: R,
): R => {
  const mutations = resolvers['Mutation'] as Record<string, unknown> | undefined;
  if (!mutations) return resolvers;
  if (!audit)
    throw new Error(`${name} has mutations and nowhere to record what operators do; give it an audit log.`);
  return { ...resolvers, Mutation: auditedMutations(audit, mutations, ownAffairs) };
};

const refuseBus = (): never => {
  throw new Error(
    'Subscriptions of this hub read from the outbox of their subgraph; give the field a `subscribe`.',
  );
};

/** The printed schema with the directives type-graphql keeps on its syntax nodes. */
const withDirectives = (schema: GraphQLSchema): DocumentNode => {
  let parent: GraphQLNamedType | undefined;
  const join = <N extends { directives?: readonly ConstDirectiveNode[] }>(
    node: N,
    directives: readonly ConstDirectiveNode[] | undefined,
  ): N | undefined => {
    const added = directives?.filter((directive) => directive.name.value !== 'deprecated') ?? [];
    return added.length > 0 ? { ...node, directives: [...(node.directives ?? []), ...added] } : undefined;
  };
  return visit(parse(printSchema(schema)), {
    ObjectTypeDefinition: {
      enter(node) {
        parent = schema.getType(node.name.value);
        const value = rootDescriptions[node.name.value];
        const said =
          value === undefined ? node : { ...node, description: { kind: Kind.STRING, value } as const };
        return join(said, parent?.astNode?.directives) ?? said;
      },
    },
    FieldDefinition: {
      enter(node) {
        const fields = parent && 'getFields' in parent ? parent.getFields() : {};
        // Parameter decorators run from the last to the first; people read arguments the other way round.
        const inOrder = { ...node, arguments: node.arguments?.toReversed() ?? [] };
        return join(inOrder, fields[node.name.value]?.astNode?.directives) ?? inOrder;
      },
    },
  });
};
