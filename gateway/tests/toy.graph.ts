/**
 * Three small subgraphs with one session graph between them: what the gateway is tested against. They are real
 * federation subgraphs; only their storage is a Map.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Problem, type Caller } from '@chargesphere/schema';
import DataLoader from 'dataloader';
import {
  GraphQLScalarType,
  Kind,
  parse,
  type GraphQLSchema,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { LiveStream } from '../src/live/live.stream.js';
import type { LiveEvents, LocalSubgraph } from '../src/options.js';

export interface ToySubgraph extends LocalSubgraph {
  sdl: string;
}

export interface SessionDocument {
  id: string;
  status: string;
  kwh: number;
  location?: string;
  tariff?: string;
  [other: string]: unknown;
}

export interface ToyGraph {
  sessions: ToySubgraph;
  locations: ToySubgraph;
  tariffs: ToySubgraph;
  /** Keys of every batch the location loaders have loaded, in order. */
  locationBatches: string[][];
  /** Who was seen by which subgraph. */
  callers: { subgraph: string; caller: Caller }[];
  updates: Topic<SessionDocument>;
  renameLocation(ref: string, name: string, city?: string): void;
}

export const SECRET = 'postgres://hub:hunter2@db/hub';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n`;

const subgraph = (
  name: string,
  typeDefs: string,
  resolvers: Record<string, unknown>,
  context: (caller: Caller) => unknown,
): ToySubgraph => {
  const sdl = LINK + typeDefs;
  // The library's resolver type knows neither subscriptions nor scalars' full shape.
  const schema: GraphQLSchema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: resolvers as never },
  ]);
  return { name, sdl, schema, context };
};

export const toyGraph = (): ToyGraph => {
  const sessions = new Map<string, SessionDocument>();
  const locations = new Map([
    ['NL/TNM/L1', { ref: 'NL/TNM/L1', name: 'Gent Zuid', city: 'Gent' }],
    ['NL/TNM/L2', { ref: 'NL/TNM/L2', name: 'Brugge Markt', city: 'Brugge' }],
  ]);
  const tariffs = new Map([['NL/TNM/T1', { ref: 'NL/TNM/T1', currency: 'EUR', pricePerKwh: 0.35 }]]);
  const updates = new Topic<SessionDocument>();
  const locationBatches: string[][] = [];
  const callers: ToyGraph['callers'] = [];

  const put = (document: SessionDocument): { ref: string; session: SessionDocument } => {
    sessions.set(document.id, document);
    updates.publish(document);
    return { ref: document.id, session: document };
  };
  put({ id: 'NL/TNM/1', status: 'ACTIVE', kwh: 1.5, location: 'NL/TNM/L1', tariff: 'NL/TNM/T1' });
  put({ id: 'NL/TNM/2', status: 'ACTIVE', kwh: 2.5, location: 'NL/TNM/L2', tariff: 'NL/TNM/T1' });
  put({ id: 'NL/TNM/3', status: 'COMPLETED', kwh: 9, location: 'NL/TNM/L1' });
  put({ id: 'NL/TNM/4', status: 'COMPLETED', kwh: 4, location: 'NL/TNM/UNKNOWN' });

  const entity = (ref: string | undefined) => (ref === undefined ? null : { ref });

  return {
    updates,
    locationBatches,
    callers,
    renameLocation: (ref, name, city = '') => locations.set(ref, { ref, name, city }),
    sessions: subgraph(
      'sessions',
      `
      scalar SessionDocument
      type Query {
        session(ref: ID!): Session
        sessions(limit: Int! = 20): [Session!]!
        whoAsks: String!
      }
      type Mutation { putSession(document: SessionDocument!): PutResult! }
      type Subscription {
        "Ends in an error when a session of status BROKEN comes."
        sessionUpdated(status: String): Session!
        forbiddenStream: Session!
      }
      type PutResult { ref: ID! session: Session! }
      type Session @key(fields: "ref") {
        ref: ID!
        status: String!
        kwh: Float!
        document: SessionDocument!
        location: Location
        tariff: Tariff
      }
      type Location @key(fields: "ref", resolvable: false) { ref: ID! }
      type Tariff @key(fields: "ref", resolvable: false) { ref: ID! }`,
      {
        SessionDocument: sessionDocument,
        Query: {
          session: (_: unknown, { ref }: { ref: string }) => sessions.get(ref) ?? null,
          sessions: (_: unknown, { limit }: { limit: number }) => [...sessions.values()].slice(0, limit),
          whoAsks: (_: unknown, __: unknown, { caller }: { caller: Caller }) => JSON.stringify(caller),
        },
        Mutation: { putSession: (_: unknown, { document }: { document: SessionDocument }) => put(document) },
        Subscription: {
          sessionUpdated: {
            subscribe: (_: unknown, { status }: { status?: string }) =>
              updates.subscribe((session) => status === undefined || session.status === status),
            resolve: (session: SessionDocument) => {
              if (session.status === 'BROKEN') throw new Error(`Could not read ${SECRET}`);
              return session;
            },
          },
          forbiddenStream: {
            subscribe: () => {
              throw new Problem('FORBIDDEN', 'Only operators may watch this; use an operator key.');
            },
          },
        },
        Session: {
          ref: (session: SessionDocument) => session.id,
          document: (session: SessionDocument) => session,
          location: (session: SessionDocument) => entity(session.location),
          tariff: (session: SessionDocument) => entity(session.tariff),
        },
      },
      (caller) => {
        callers.push({ subgraph: 'sessions', caller });
        return { caller };
      },
    ),
    locations: subgraph(
      'locations',
      `
      type Query { location(ref: ID!): Location }
      type Mutation { renameLocation(ref: ID!, name: String!): Location }
      type Location @key(fields: "ref") { ref: ID! name: String! city: String! }`,
      {
        Query: {
          location: (_: unknown, { ref }: { ref: string }, { loader }: LocationContext) => loader.load(ref),
        },
        Mutation: {
          renameLocation: (_: unknown, { ref, name }: { ref: string; name: string }) => {
            locations.set(ref, { ref, name, city: '' });
            return locations.get(ref);
          },
        },
        Location: {
          __resolveReference: ({ ref }: { ref: string }, { loader }: LocationContext) => loader.load(ref),
        },
      },
      (caller) => {
        callers.push({ subgraph: 'locations', caller });
        const loader: LocationContext['loader'] = new DataLoader(async (refs: readonly string[]) => {
          locationBatches.push([...refs]);
          return refs.map((ref) => locations.get(ref) ?? null);
        });
        return { caller, loader };
      },
    ),
    tariffs: subgraph(
      'tariffs',
      `
      type Query { tariff(ref: ID!): Tariff refusal: String crash: String "Never answers." stuck: String }
      type Tariff @key(fields: "ref") { ref: ID! currency: String! pricePerKwh: Float! }`,
      {
        Query: {
          tariff: (_: unknown, { ref }: { ref: string }) => tariffs.get(ref) ?? null,
          stuck: () => new Promise(() => undefined),
          refusal: () => {
            throw new Problem('INVALID_DOCUMENT', 'The tariff has no currency; add one.', [
              { pointer: '/currency', code: 'missing', message: 'Add currency.', severity: 'error' } as never,
            ]);
          },
          crash: () => {
            throw new Error(`connect ECONNREFUSED ${SECRET}`);
          },
        },
        Tariff: { __resolveReference: ({ ref }: { ref: string }) => tariffs.get(ref) ?? null },
      },
      (caller) => {
        callers.push({ subgraph: 'tariffs', caller });
        return { caller };
      },
    ),
  };
};

interface LocationContext {
  loader: DataLoader<string, { ref: string; name: string } | null>;
}

const asDocument = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem('INVALID_DOCUMENT', 'A session is a JSON object; send one.');
  return value;
};

const sessionDocument = new GraphQLScalarType({
  name: 'SessionDocument',
  parseValue: asDocument,
  parseLiteral: (node: ValueNode, variables) =>
    asDocument(node.kind === Kind.OBJECT ? valueFromASTUntyped(node, variables) : null),
});

/** Publish and subscribe, with a way to wait for subscribers and to hear again what was published. */
export class Topic<E extends object> {
  readonly #kept: E[] = [];
  #after: number | undefined;
  readonly #subscribers = new Map<LiveStream<E>, (event: E) => boolean>();
  #watchers: (() => void)[] = [];

  publish(event: E): void {
    this.#kept.push(event);
    for (const [stream, filter] of this.#subscribers) if (filter(event)) stream.push(event);
  }

  subscribe(filter: (event: E) => boolean): LiveStream<E> {
    if (this.#after !== undefined) {
      const missed = new LiveStream<E>(10_000);
      for (const event of this.#kept.slice(this.#after)) if (filter(event)) missed.push(event);
      missed.end();
      return missed;
    }
    const stream: LiveStream<E> = new LiveStream<E>(10_000, {
      onEnd: () => {
        this.#subscribers.delete(stream);
        this.#changed();
      },
    });
    this.#subscribers.set(stream, filter);
    this.#changed();
    return stream;
  }

  /** As a subgraph that keeps its events offers it to the gateway. */
  readonly live: LiveEvents = {
    idOf: (event) => {
      const at = this.#kept.indexOf(event as E);
      return at === -1 ? undefined : String(at);
    },
    after: (id, open) => {
      this.#after = Number(id) + 1;
      try {
        return open();
      } finally {
        this.#after = undefined;
      }
    },
  };

  get size(): number {
    return this.#subscribers.size;
  }

  /** Settles when this many subscribe. */
  async has(count: number): Promise<void> {
    while (this.#subscribers.size !== count)
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  #changed(): void {
    for (const watcher of this.#watchers.splice(0)) watcher();
  }
}
