/** What every subgraph stands on: its ORM and pool with the schema brought up to date, and its outbox, listening. */
import type { EntityClass, EntitySchema, MigrationObject } from '@mikro-orm/core';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { migrate, openOrm, poolOf, type Orm } from './database/orm.js';
import { Outbox } from './events/outbox.js';

export interface FrameOptions {
  /** Connection URL of PostgreSQL. */
  url: string;
  log: Logger;
  /** Connections at the most. */
  poolSize?: number;
}

export interface FrameDefinition {
  /** The subgraph's name, and its PostgreSQL schema. */
  schema: string;
  migrations: MigrationObject[];
  entities?: (EntityClass<unknown> | EntitySchema)[];
}

export interface Frame {
  orm: Orm;
  pool: Pool;
  outbox: Outbox;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const openFrame = async (options: FrameOptions, definition: FrameDefinition): Promise<Frame> => {
  const { url, log, poolSize } = options;
  const { schema, migrations, entities = [] } = definition;
  const orm = await openOrm({ url, schema, migrations, entities, log, ...(poolSize && { poolSize }) });
  const pool = await poolOf(orm);
  const outbox = new Outbox({ pool, url, schema, log });
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
  return { orm, pool, outbox, check, close };
};
