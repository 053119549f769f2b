/**
 * What the joined query reads, merged by hand into one schema of graphql-js: the subgraphs' own resolvers and loaders on
 * the same database, called directly. No plan, no representations, no second execution: what federation costs is what
 * an engine needs beyond this.
 */
import type { OpenSubgraphs } from '@chargesphere/hub';
import type { Caller } from '@chargesphere/schema';
import { buildSchema, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

const SDL = `
  type Query { sessions(filter: SessionFilter, page: PageInput): SessionPage! }
  scalar DateTime
  input SessionFilter { startedFrom: DateTime }
  input PageInput { limit: Int }
  type SessionPage { items: [Session!]! }
  type Session {
    ref: ID! status: String! kwh: Float! location: Location connector: Connector cpo: Party emsp: Party
  }
  type Location { ref: ID! name: String city: String }
  type Connector { ref: ID! standard: String powerType: String tariffs: [Tariff]! }
  type Tariff { ref: ID! currency: String }
  type Party { ref: ID! name: String }
`;

type Owner = 'sessions' | 'locations' | 'tariffs' | 'parties';

/** Whose fields a type has, and where a field leads to an object of another subgraph. */
const OWNERS: Readonly<Record<string, Owner>> = {
  Query: 'sessions',
  SessionPage: 'sessions',
  Session: 'sessions',
  Location: 'locations',
  Connector: 'locations',
  Tariff: 'tariffs',
  Party: 'parties',
};
const LEADS: Readonly<Record<string, string>> = {
  'Session.location': 'Location',
  'Session.connector': 'Connector',
  'Session.cpo': 'Party',
  'Session.emsp': 'Party',
  'Connector.tariffs': 'Tariff',
};

/** The contexts of one request, by owner. */
export type MergedContext = Record<Owner, unknown>;

type Resolver = GraphQLFieldResolver<unknown, MergedContext>;
type Reference = { ref: string };
type ResolveReference = (reference: Reference, context: unknown) => unknown;

export interface MergedGraph {
  schema: GraphQLSchema;
  contextFor(caller: Caller): MergedContext;
}

export const mergedGraph = ({ all }: OpenSubgraphs): MergedGraph => {
  const subgraphOf = (owner: Owner) => {
    const subgraph = all.get(owner);
    if (!subgraph) throw new Error(`The subgraph ${owner} is not open.`);
    return subgraph;
  };
  const objectType = (schema: GraphQLSchema, name: string) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`There is no object type ${name}.`);
    return type;
  };
  const entity = (name: string): { owner: Owner; find: ResolveReference } => {
    const owner = OWNERS[name] as Owner;
    const { apollo } = objectType(subgraphOf(owner).schema, name).extensions as unknown as {
      apollo: { subgraph: { resolveReference: ResolveReference } };
    };
    return { owner, find: apollo.subgraph.resolveReference };
  };
  const schema = buildSchema(SDL);
  for (const [name, owner] of Object.entries(OWNERS)) {
    const theirs = objectType(subgraphOf(owner).schema, name).getFields();
    for (const field of Object.values(objectType(schema, name).getFields())) {
      const { resolve } = theirs[field.name] ?? {};
      const own: Resolver = resolve
        ? (source, args, context, info) => resolve(source, args, context[owner], info)
        : (source) => (source as Record<string, unknown>)[field.name];
      const led = LEADS[`${name}.${field.name}`];
      field.resolve = led === undefined ? own : leading(own, entity(led));
    }
  }
  return {
    schema,
    contextFor: (caller) => ({
      sessions: subgraphOf('sessions').context(caller),
      locations: subgraphOf('locations').context(caller),
      tariffs: subgraphOf('tariffs').context(caller),
      parties: subgraphOf('parties').context(caller),
    }),
  };
};

/** From what one subgraph knows of an object, its ref, to the object. */
const leading =
  (own: Resolver, { owner, find }: { owner: Owner; find: ResolveReference }): Resolver =>
  (source, args, context, info) => {
    const stubs = own(source, args, context, info) as Reference | Reference[] | null | undefined;
    if (!stubs) return null;
    return Array.isArray(stubs)
      ? stubs.map((stub) => find(stub, context[owner]))
      : find(stubs, context[owner]);
  };
