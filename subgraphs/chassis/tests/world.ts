/** A kind of document that is nobody's in OCPI, nodes that keep it, callers, and a network that can be cut. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Caller, PartyRole, Principal } from '@chargesphere/schema';
import { refOf } from '@chargesphere/schema';
import pg from 'pg';
import { templateDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import {
  createLog,
  documentTableSql,
  DocumentStore,
  openFrame,
  outboxTableSql,
  sqlMigration,
  type DocumentKind,
  type DomainEvent,
  type Frame,
  type Subscription,
} from '../src/index.js';

export interface Thing {
  country_code: string;
  party_id: string;
  id: string;
  last_updated: string;
  /** Whom it concerns, as a folded ref. */
  partner?: string;
  label?: string;
  size?: number;
  [field: string]: unknown;
}

const refOfThing = ({ country_code, party_id, id }: Thing): string => refOf(country_code, party_id, id);

/** For everybody or for one addressee, like a Tariff. */
export const thingKind: DocumentKind<Thing> = {
  name: 'thing',
  schema: 'things',
  table: 'thing',
  refOf: refOfThing,
  lastUpdatedOf: (thing) => thing.last_updated,
  keepsCopyPerAddressee: true,
  promoted: {
    label: { type: 'text', value: (thing) => thing.label ?? null },
    size: { type: 'integer', value: (thing) => thing.size ?? null },
    seen_at: { type: 'timestamptz', value: (thing) => thing['seen_at'] ?? null },
    length: {
      type: 'integer',
      value: () => undefined,
      generated: 'generated always as (length(label)) stored',
    },
  },
  visibility: {
    module: 'tariffs',
    ownerRoles: ['CPO'],
    readsHubAddressed: (roles) => roles.some(({ role }) => role === 'EMSP'),
  },
  routes: (thing) => [`thing/${refOfThing(thing)}`],
};

/** For two parties and nobody else, like a Session. */
export const secretKind: DocumentKind<Thing> = {
  ...thingKind,
  name: 'secret',
  table: 'secret',
  keepsCopyPerAddressee: false,
  promoted: { partner: { type: 'text', value: (thing) => thing.partner ?? null } },
  visibility: { ownerRoles: ['CPO'], readsHubAddressed: () => false, concerned: { partner: ['EMSP'] } },
};

const migration = sqlMigration('things', [
  ...outboxTableSql('things'),
  ...documentTableSql(thingKind),
  ...documentTableSql(secretKind),
]);

export const log = createLog({ level: 'silent' });

export interface Node extends Frame {
  things: DocumentStore<Thing>;
  secrets: DocumentStore<Thing>;
}

export const openNode = async (url: string, poolSize = 5): Promise<Node> => {
  const frame = await openFrame({ url, log, poolSize }, { schema: 'things', migrations: [migration] });
  const storeOf = (kind: DocumentKind<Thing>) => new DocumentStore(kind, frame.pool, frame.outbox);
  return { ...frame, things: storeOf(thingKind), secrets: storeOf(secretKind) };
};

export const thingsDatabase = (): Promise<TestDatabase> =>
  templateDatabase('things', async (url) => (await openNode(url)).close());

/** A node on a database of its own, and more of them when a test asks. */
export class World {
  private readonly opened: { close(): Promise<void> }[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly node: Node,
  ) {
    this.opened.push(node);
  }

  static async open(): Promise<World> {
    const database = await thingsDatabase();
    return new World(database, await openNode(database.url));
  }

  async another(): Promise<Node> {
    return this.closing(await openNode(this.database.url));
  }

  /** A connection past all our code. */
  async connection(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    this.closing({ close: () => client.end() });
    return client;
  }

  closing<T extends { close(): Promise<void> }>(opened: T): T {
    this.opened.push(opened);
    return opened;
  }

  async close(): Promise<void> {
    for (const one of this.opened.reverse()) await one.close();
    await this.database.drop();
  }
}

export const callerOf = (principal: Principal): Caller => ({ principal, requestId: 'r', correlationId: 'c' });
export const anonymous = callerOf({ kind: 'anonymous' });
export const operator = callerOf({ kind: 'operator', name: 'Olga' });
export const system = callerOf({ kind: 'system', name: 'test' });

/** `platform('CPO NL/TNM', 'EMSP DE/EMP')` */
export const platform = (...roles: string[]): Caller =>
  callerOf({ kind: 'platform', platformId: roles.join(), roles: roles.map(roleOf) });

export const roleOf = (text: string): PartyRole => {
  const [role = '', country_code = '', party_id = ''] = text.split(/[ /]/);
  return { role, country_code, party_id };
};

export const thing = (id: string, difference: Partial<Thing> = {}): Thing => ({
  country_code: 'NL',
  party_id: 'TNM',
  id,
  last_updated: '2026-05-01T12:00:00Z',
  ...difference,
});

/** A document of an OCPI page as whoever gets the page reads it. */
export const shown = (document: object): Thing => JSON.parse(JSON.stringify(document)) as Thing;

/** The next events of a subscription. */
export const take = async <D>(
  events: Subscription<DomainEvent<D>>,
  count: number,
): Promise<DomainEvent<D>[]> => {
  const taken: DomainEvent<D>[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) throw new Error(`The subscription ended after ${taken.length} of ${count} events.`);
    taken.push(value);
  }
  return taken;
};

/** Resolves when so many connections of this database wait for a lock. */
export const waiting = async (watcher: pg.Client, count = 1): Promise<void> => {
  const text = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  for (;;) {
    const { rows } = await watcher.query<{ n: number }>(text);
    if ((rows[0]?.n ?? 0) >= count) return;
  }
};

/** The Problem an operation ends in. */
export const problemOf = (operation: Promise<unknown>): Promise<{ code: string; message: string }> =>
  operation.then(
    () => {
      throw new Error('The operation was expected to fail and did not.');
    },
    (problem: { code: string; message: string }) => ({ code: problem.code, message: problem.message }),
  );

/** A way to a database that can be cut and mended. */
export const openWire = async (url: string) => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [end, other] of [[socket, upstream] as const, [upstream, socket] as const]) {
      sockets.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        sockets.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = new URL(url);
  own.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const mend = () => {
    isCut = false;
  };
  const close = async () => {
    cut();
    server.close();
    await once(server, 'close');
  };
  return { url: own.toString(), cut, mend, close };
};
