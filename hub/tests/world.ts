/**
 * A whole hub for a test, on a database of its own, with partners that registered by the real handshake. The same
 * nouns in both shapes: everything in this process, or the subgraphs in processes of their own with the gateway and the
 * OCPI wire here.
 */
import { randomBytes } from 'node:crypto';
import { createLog, type Logger } from '@chargesphere/chassis';
import type { Caller, PartyRole } from '@chargesphere/schema';
import { createCpo, createEmsp, type Cpo, type Emsp } from '@chargesphere/simulator';
import { createClient, type Client, type ExecutionResult } from 'graphql-ws';
import WebSocket from 'ws';
import { templateDatabase, type TestDatabase } from '../../tests/setup/database.js';
import { readConfig, subgraphNames, type SubgraphName } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { openSubgraphs } from '../src/subgraphs.js';
import { freePort, spawnHub, type HubChild } from './child.js';

export type Shape = 'one' | 'split';

export const ADMIN_KEY = 'operator-key-of-the-tests';
/** Some tests break things on purpose; what the hub says of it would only frighten whoever reads the run. */
export const log: Logger = createLog({ level: 'fatal' });

export interface GraphAnswer<Data> {
  http: number;
  data: Data;
  errors: { message: string; extensions: Record<string, unknown> }[];
}

export interface World {
  hub: Hub;
  /** Registered here by POST credentials: NL/ALF. */
  cpo: Cpo;
  /** The hub registered at it by `connectPlatform`: DE/BET. */
  emsp: Emsp;
  /** An operation over HTTP, with the operator's key. Fails with the first error unless the test asks for them. */
  graph<Data = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The same, with whatever comes, with any Authorization header or none. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    authorization?: string,
  ): Promise<GraphAnswer<Data>>;
  /** An operation as a partner's platform: people of partners have no keys yet, so it enters beside HTTP. */
  asPlatform(query: string, ...roles: PartyRole[]): Promise<ExecutionResult>;
  /** A subscription by the graphql-ws package's own client. */
  live(query: string, variables?: Record<string, unknown>): Live;
  /** Token A and versions URL for a partner. */
  invite(name: string): Promise<{ token: string; versionsUrl: string }>;
  /** The subgraphs that have a process for themselves, by name. */
  parts: ReadonlyMap<SubgraphName, Part>;
  /** For what a test has to set straight by hand, such as times. */
  databaseUrl: string;
  close(): Promise<void>;
}

/** A subgraph in a process of its own. */
export interface Part {
  kill(): Promise<void>;
  /** Starts it again where it was. */
  revive(): Promise<void>;
}

/** What a subscription sends, one after the other. */
export interface Live {
  /** The next result that fits; those before it are passed over. */
  next(fits?: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const INVITE = `mutation Invite($name: String!) {
  invitePlatform(input: { name: $name }) { token versionsUrl }
}`;
const CONNECT = `mutation Connect($name: String!, $versionsUrl: String!, $token: String!) {
  connectPlatform(input: { name: $name, versionsUrl: $versionsUrl, token: $token }) { platform { id status } }
}`;

/** A database with all migrations, cloned from one that is migrated once a run. */
export const migratedDatabase = (): Promise<TestDatabase> =>
  templateDatabase('hub', async (url) => {
    const options = { url, secret: Buffer.alloc(32), publicUrl: 'http://localhost', log };
    await (await openSubgraphs(readConfig({}), options)).close();
  });

/** Ends what was opened, the last first; what fails to end does not keep the others open. */
class Ends {
  #ends: (() => unknown)[] = [];

  add<T>(opened: T, end: (opened: T) => unknown): T {
    this.#ends.push(() => end(opened));
    return opened;
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.#ends.splice(0).reverse())
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  }
}

export const world = async ({
  shape = 'one',
  isApart = false,
  env = {},
}: {
  shape?: Shape;
  /** Split, with a process for every single subgraph. */
  isApart?: boolean;
  env?: Record<string, string>;
} = {}): Promise<World> => {
  const ends = new Ends();
  try {
    const database = ends.add(await migratedDatabase(), ({ drop }) => drop());
    const settings = {
      DATABASE_URL: database.url,
      HUB_SECRET_KEY: randomBytes(24).toString('hex'),
      HUB_ADMIN_KEY: ADMIN_KEY,
      HUB_PORT: '0',
      ...env,
    };
    const parts = new Map<SubgraphName, Part>();
    const whole = shape === 'one' ? settings : await split(settings, parts, ends, isApart);
    const hub = ends.add(await startHub(readConfig(whole), log), (started) => started.stop());
    const faces = facesOf(hub, ends);

    const cpo = ends.add(await createCpo(), (platform) => platform.close());
    const emsp = ends.add(await createEmsp(), (platform) => platform.close());
    await cpo.register(await faces.invite('Alfa Laden'));
    await faces.graph(CONNECT, { name: 'Beta Mobil', ...emsp.invite() });
    // HCI-011: each is told of the other; after that nothing comes that a test did not cause.
    await Promise.all([cpo, emsp].map((partner) => partner.next({ module: 'hubclientinfo' }, 10_000)));
    return { ...faces, parts, cpo, emsp, databaseUrl: database.url };
  } catch (error) {
    await ends.run();
    throw error;
  }
};

/** Sessions alone, so that a test may kill it; the others share a process, since every further one takes seconds. */
const PROCESSES: readonly (readonly SubgraphName[])[] = [
  ['sessions'],
  subgraphNames.filter((name) => name !== 'sessions'),
];

/** Starts the subgraphs in other processes, each behind HTTP; the settings of the gateway beside them. */
const split = async (
  settings: Record<string, string>,
  parts: Map<SubgraphName, Part>,
  ends: Ends,
  isApart: boolean,
): Promise<Record<string, string>> => {
  // The parties write it into invitations, so it has to be known before the gateway listens.
  const gatewayPort = String(await freePort());
  const HUB_PUBLIC_URL = `http://127.0.0.1:${gatewayPort}`;
  const groups = isApart ? subgraphNames.map((name) => [name]) : PROCESSES;
  const urls = groups.map(async (names) => {
    const start = (HUB_PORT: string): HubChild =>
      spawnHub({
        ...settings,
        HUB_PUBLIC_URL,
        HUB_PARTS: names.join(','),
        HUB_PORT,
        HUB_LOG_LEVEL: 'info',
      });
    const listening = (child: HubChild) =>
      Promise.all(
        names.map(async (subgraph) => String((await child.line({ msg: 'serving', subgraph })).url)),
      );
    let child = start('0');
    ends.add(names, () => child.stop());
    const served = await listening(child);
    const [name, ...others] = names;
    const [url] = served;
    if (name !== undefined && url !== undefined && others.length === 0)
      parts.set(name, {
        kill: async () => {
          child.kill('SIGKILL');
          await child.ended;
        },
        revive: async () => {
          child = start(new URL(url).port);
          await listening(child);
        },
      });
    return names.map((each, i) => `${each}=${served[i]}`);
  });
  const HUB_SUBGRAPH_URLS = (await Promise.all(urls)).flat().join(',');
  return { ...settings, HUB_PUBLIC_URL, HUB_PORT: gatewayPort, HUB_PARTS: 'gateway', HUB_SUBGRAPH_URLS };
};

type Faces = Omit<World, 'cpo' | 'emsp' | 'parts' | 'databaseUrl'>;

/** A hub as its clients see it. */
export const facesOf = (hub: Hub, ends = new Ends()): Faces => {
  const url = `http://127.0.0.1:${hub.port}/graphql`;
  const ask: World['ask'] = async (query, variables = {}, authorization = `Bearer ${ADMIN_KEY}`) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as { data: never; errors?: [] };
    return { http: response.status, data, errors };
  };
  const graph: World['graph'] = async (query, variables) => {
    const { data, errors } = await ask<never>(query, variables);
    if (errors[0]) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    hub,
    ask,
    graph,
    asPlatform: async (query, ...roles) => {
      const principal: Caller['principal'] = { kind: 'platform', platformId: 'test', roles };
      const caller = { principal, requestId: 'test', correlationId: 'test' };
      return (await hub.gateway?.execute({ document: query, caller })) ?? {};
    },
    live: (query, variables) => ends.add(subscribe(url, query, variables), (live) => live.stop()),
    invite: async (name) =>
      (await graph<{ invitePlatform: { token: string; versionsUrl: string } }>(INVITE, { name }))
        .invitePlatform,
    close: () => ends.run(),
  };
};

export const webSocketClient = (url: string, key: string): Client =>
  createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: 0,
  });

export const subscribe = (
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  key = ADMIN_KEY,
): Live => {
  const client = webSocketClient(url, key);
  const results = client.iterate<Record<string, unknown>>({ query, variables });
  return {
    async next(fits = () => true) {
      for (;;) {
        const { value, done } = await results.next();
        if (done) throw new Error('The subscription has ended.');
        const { data, errors } = value as ExecutionResult<Record<string, unknown>>;
        if (errors) throw new Error(JSON.stringify(errors));
        if (data && fits(data)) return data;
      }
    },
    async stop() {
      await results.return?.();
      await client.dispose();
    },
  };
};
