/**
 * A way to answer the joined query with the subgraphs in the same process: our hub as it is, Hive Gateway with its
 * planner in JavaScript or in Rust over the subgraphs' schemas, or one schema merged by hand. All over HTTP, all on
 * the same database. Only ours asks who asks.
 */
import { createLog, loadSecret } from '@chargesphere/chassis';
import { openSubgraphs, readConfig, startHub, type Config } from '@chargesphere/hub';
import type { Caller } from '@chargesphere/schema';
import { execute, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Opened } from '../worker/roles.js';
import { openHive } from './engine.floor.js';
import { textOf, type Asked } from './graph.floor.js';
import { mergedGraph } from './merged.graph.js';
import { rememberAnswers } from './remembered.js';
import { idle, serve } from './serve.js';

export interface LocalOptions {
  engine: 'ours' | 'hive' | 'hive-rust' | 'merged';
  database: string;
  dataDir: string;
  /** Answers of the database are kept in memory (`remembered.ts`). */
  remembers: boolean;
}

const log = createLog({ level: 'error', isPretty: false });
/** Each request has one of its own: what is loaded for one is not loaded for another. */
const newCaller = (): Caller => ({
  principal: { kind: 'operator', name: 'bench' },
  requestId: 'bench',
  correlationId: 'bench',
});

/** Tells where /graphql is. */
export const openLocal = async (options: LocalOptions): Promise<Opened<string, null, null>> => {
  const { engine, database, dataDir, remembers } = options;
  if (remembers) rememberAnswers();
  const config = readConfig({
    NODE_ENV: 'production',
    DATABASE_URL: database,
    HUB_DATA_DIR: dataDir, // the secret is the hub's
    HUB_PORT: '0',
  });
  if (engine === 'ours') {
    const { port } = await startHub(config, log);
    return { told: `http://127.0.0.1:${port}`, run: idle };
  }
  // Those the query reads: connections of the database are for all engines together.
  const parts = new Set(['parties', 'locations', 'sessions', 'tariffs'] as const);
  const subgraphs = await subgraphsOf({ ...config, parts }, database, dataDir);
  const told = engine === 'merged' ? await serveMerged(subgraphs) : await serveHive(subgraphs, engine);
  return { told, run: idle };
};

type Subgraphs = Awaited<ReturnType<typeof openSubgraphs>>;

const subgraphsOf = async (config: Config, url: string, dataDir: string): Promise<Subgraphs> =>
  openSubgraphs(config, {
    url,
    secret: await loadSecret(undefined, dataDir),
    publicUrl: 'http://localhost',
    log,
  });

const serveMerged = async (subgraphs: Subgraphs): Promise<string> => {
  const { schema, contextFor } = mergedGraph(subgraphs);
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) throw error;
    documents.set(query, document);
    return document;
  };
  const { host } = await serve(async (request, response) => {
    const { query, variables } = JSON.parse(await textOf(request)) as Asked;
    const contextValue = contextFor(newCaller());
    const text = JSON.stringify(
      await execute({ schema, document: documentOf(query), variableValues: variables, contextValue }),
    );
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
  return `http://${host}`;
};

/** What an executor of Hive is asked. */
interface Fetch {
  document: DocumentNode;
  variables?: Record<string, unknown>;
  context?: object;
}

const serveHive = (subgraphs: Subgraphs, engine: 'hive' | 'hive-rust'): Promise<string> => {
  const local = Object.fromEntries(
    [...subgraphs.all.values()].map((subgraph) => {
      // As in our gateway: the fetches of one request share the loaders of a subgraph.
      const contexts = new WeakMap<object, unknown>();
      const contextFor = (request: object = {}): unknown => {
        const context = contexts.get(request) ?? subgraph.context(newCaller());
        contexts.set(request, context);
        return context;
      };
      const answer = ({ document, variables = {}, context }: Fetch) =>
        execute({
          schema: subgraph.schema,
          document,
          variableValues: variables,
          contextValue: contextFor(context),
        }) as Promise<ExecutionResult>;
      return [subgraph.name, answer];
    }),
  );
  return openHive({ isRust: engine === 'hive-rust', local });
};
