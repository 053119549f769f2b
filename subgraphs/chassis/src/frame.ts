/** What every subgraph stands on: its ORM and pool with the schema brought up to date, its outbox, listening, and its audit log. */
import type { EntityClass, EntitySchema, MigrationObject } from '@mikro-orm/core';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { auditMigration } from './audit/audit-entry.js';
import { AuditLog } from './audit/audit-log.js';
import type { AuditedFields } from './audit/record-changes.js';
import { migrate, openOrm, poolOf, type Orm } from './database/orm.js';
import { Outbox } from './events/outbox.js';
import type { WakeUps } from './events/wake-ups.js';

export interface FrameOptions {
  /** Connection URL of PostgreSQL. */
  url: string;
  log: Logger;
  /** Connections at the most. */
  poolSize?: number;
  /** How the nodes of a hub wake each other; by PostgreSQL when left out. */
  wakeUps?: WakeUps | undefined;
}

export interface FrameDefinition {
  /** The subgraph's name, and its PostgreSQL schema. */
  schema: string;
  migrations: MigrationObject[];
  entities?: (EntityClass<unknown> | EntitySchema)[];
  /** Fields of records that the audit trail shows when operators change them. */
  audited?: AuditedFields;
}

export interface Frame {
  orm: Orm;
  pool: Pool;
  outbox: Outbox;
  /** What operators do here. */
  audit: AuditLog;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const openFrame = async (options: FrameOptions, definition: FrameDefinition): Promise<Frame> => {
  const { url, log, poolSize } = options;
  const { schema, entities = [], audited = {} } = definition;
  const migrations = [...definition.migrations, auditMigration(schema)];
  const orm = await openOrm({
    url,
    schema,
    migrations,
    entities,
    audited,
    log,
    ...(poolSize && { poolSize }),
  });
  const pool = await poolOf(orm);
  const outbox = new Outbox({ pool, url, schema, log, wakeUps: options.wakeUps });
  const audit = new AuditLog(pool, outbox, schema, log);
  const close = async () => {
    await outbox.close();
    // Not orm.close(): Kysely, under the ORM, loses a connection that is being opened when it is closed, and then
    // waits for it for ever. The pool itself lets what is under way finish; the ORM holds nothing else.
    await pool.end();
  };
  try {
    await migrate(orm, schema);
    await outbox.start();
  } catch (error) {
    await close();
    throw error;
  }
  const check = async () => void (await pool.query('select 1'));
  return { orm, pool, outbox, audit, check, close };
};
