/**
 * One MikroORM per subgraph: its own PostgreSQL schema, its own migrations, its own pool.
 *
 * Entities and records go through the EntityManager; the document store's hot statements run as named SQL on the
 * same pool (`em.upsert` measured 0.3 of raw SQL, the native pool 1.07).
 */
import { MikroORM, type EntityClass, type EntitySchema, type MigrationObject } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Client, type Pool } from 'pg';
import type { Logger } from 'pino';
import { RecordChanges, type AuditedFields } from '../audit/record-changes.js';

export interface OrmOptions {
  /** Connection URL of PostgreSQL 15 or newer. */
  url: string;
  /** The subgraph's name; also its PostgreSQL schema. */
  schema: string;
  entities: (EntityClass<unknown> | EntitySchema)[];
  migrations: MigrationObject[];
  /** Fields of records that are told to the act in progress. */
  audited?: AuditedFields;
  /** Connections of this subgraph at the most. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL ends a statement. */
  statementTimeout_ms?: number;
  /** Where the ORM's own warnings go, of connections the server ended for example. */
  log?: Logger;
}

/** How long a query waits for a connection, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;

export type Orm = MikroORM<PostgreSqlDriver>;

export const openOrm = (options: OrmOptions): Promise<Orm> =>
  MikroORM.init<PostgreSqlDriver>({
    driver: PostgreSqlDriver,
    clientUrl: options.url,
    schema: options.schema,
    entities: options.entities,
    subscribers: [new RecordChanges(options.audited ?? {})],
    metadataProvider: ReflectMetadataProvider,
    discovery: { warnWhenNoEntities: false },
    colors: false,
    logger: (message) => options.log?.warn({ schema: options.schema }, message),
    pool: { min: 0, max: options.poolSize ?? 10 },
    driverOptions: {
      application_name: `chargesphere ${options.schema}`,
      statement_timeout: options.statementTimeout_ms ?? 30_000,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // OCPI times may come without a designator and mean UTC (TYPE-005).
      options: '-c timezone=UTC',
      keepAlive: true,
    },
    migrations: {
      tableName: 'migration',
      migrationsList: options.migrations,
      snapshot: false,
      silent: true,
      disableForeignKeys: false,
    },
    extensions: [Migrator],
  });

/** The native `pg` pool under the ORM, for named statements. */
export const poolOf = (orm: Orm): Promise<Pool> => orm.em.getConnection().getNativeClient() as Promise<Pool>;

/**
 * Brings the schema up to date. Several nodes may start at once: an advisory lock lets one migrate while the others
 * wait, however long that takes, and then find nothing to do.
 */
export const migrate = async (orm: Orm, schema: string): Promise<void> => {
  // A connection of its own: with one of the pool's, a pool of one would wait for itself.
  const client = new Client({ connectionString: orm.config.get('clientUrl') ?? '' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [
      `chargesphere migrate ${schema}`,
    ]);
    await client.query(`create schema if not exists "${schema}"`);
    await orm.migrator.up();
  } finally {
    await client.end(); // and with it goes the lock
  }
};
