/**
 * Jobs: asked for in the transaction of their cause, and on record from then on. The queue underneath (graphile-worker,
 * in a schema of its own) hands them out and tries again; its own rows are gone when they are done, ours stay to be
 * seen until retention takes them.
 */
import { randomUUID } from 'node:crypto';
import type { DomainEvent, Outbox } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import { isoOf } from '../ledger/instant.js';
import type { LedgerConnection } from '../ledger/ledger.types.js';
import type { JobKind, JobRow } from './job.types.js';

/** A job was begun, got further or ended; its ref is the job's id. */
export const JOB_UPDATED = 'job.updated';

/** PostgreSQL schema of the queue. */
export const QUEUE_SCHEMA = 'billing_jobs';

export interface JobRequest {
  kind: JobKind;
  input: object;
  askedBy: string;
  /** Jobs of one queue run one after the other, on whatever node. */
  queue?: string;
}

export class JobStore {
  constructor(
    private readonly pool: Pool,
    private readonly outbox: Outbox,
  ) {}

  /** Resolves to the job's id. It runs when the transaction of this connection has been committed, and never if not. */
  async ask(on: LedgerConnection, { kind, input, askedBy, queue }: JobRequest): Promise<string> {
    const id = randomUUID();
    await on.query(
      `with noted as (
        insert into billing.job (id, kind, input, asked_by) values ($1, $2, $3::jsonb, $4) returning id
      )
      select ${QUEUE_SCHEMA}.add_job(identifier => $2::text, payload => json_build_object('id', id), queue_name => $5::text)
      from noted`,
      [id, kind, JSON.stringify(input), askedBy, queue ?? null],
    );
    return id;
  }

  /** The next attempt begins. Undefined when there is no such job, or it has ended. */
  async begin(id: string): Promise<JobRow | undefined> {
    await this.#change(
      this.pool,
      `update billing.job set state = 'RUNNING', attempts = attempts + 1, error = null,
         started_at = coalesce(started_at, now())
       where id = $1 and state in ('QUEUED', 'RUNNING')`,
      [id],
    ).then((publish) => publish());
    const row = await this.find(id);
    return row?.state === 'RUNNING' ? row : undefined;
  }

  async end(id: string): Promise<void> {
    const publish = await this.#change(
      this.pool,
      `update billing.job set state = 'DONE', step = '', finished_at = now() where id = $1`,
      [id],
    );
    publish();
  }

  /** It failed; `isLast` when it is not tried again. */
  async fail(id: string, error: string, isLast: boolean): Promise<void> {
    const publish = await this.#change(
      this.pool,
      `update billing.job set state = $2::text, error = $3::text,
         finished_at = case when $2::text = 'FAILED' then now() end
       where id = $1`,
      [id, isLast ? 'FAILED' : 'QUEUED', error.slice(0, 2_000)],
    );
    publish();
  }

  async lock(on: LedgerConnection, id: string): Promise<Record<string, number>> {
    const { rows } = await on.query<{ result: Record<string, number> | null }>(
      'select result from billing.job where id = $1 for update',
      [id],
    );
    return rows[0]?.result ?? {};
  }

  /** Call what it resolves to after the commit. */
  progress(on: LedgerConnection, id: string, step: string, done: number): Promise<() => void> {
    return this.#change(
      on,
      `update billing.job set step = $2::text, done = done + $3::bigint, result = coalesce(result, '{}') ||
         jsonb_build_object($2::text, coalesce((result ->> $2::text)::bigint, 0) + $3::bigint)
       where id = $1`,
      [id, step, done],
    );
  }

  /** Changes a job by a statement that returns nothing, and tells of it in the same. */
  async #change(on: LedgerConnection, update: string, values: unknown[]): Promise<() => void> {
    const { rows } = await on.query<{ id: string; ref: string }>(
      `with changed as (${update} returning id)
       insert into billing.outbox (topic, ref, owner, node)
       select '${JOB_UPDATED}', id::text, '', '${this.outbox.node}'::uuid from changed returning id::text as id, ref`,
      values,
    );
    const events = rows.map(({ id, ref }): DomainEvent => ({
      id,
      topic: JOB_UPDATED,
      ref,
      addressee: '',
      owner: '',
      document: undefined,
    }));
    return () => this.outbox.publish(events);
  }

  /** What was done without anybody asking, when it was something. */
  async note(kind: JobKind, askedBy: string, step: string, done: number): Promise<void> {
    await this.pool.query(
      `insert into billing.job (id, kind, state, done, attempts, result, asked_by, started_at, finished_at)
       values ($1, $2, 'DONE', $3::bigint, 1, jsonb_build_object($4::text, $3::bigint), $5, now(), now())`,
      [randomUUID(), kind, done, step, askedBy],
    );
  }

  async find(id: string): Promise<JobRow | undefined> {
    const { rows } = await this.pool.query<JobRow>(
      `select ${COLUMNS} from billing.job where id::text = lower($1)`,
      [id],
    );
    return rows[0];
  }

  /** The latest first. */
  async list(before: number | null, limit: number): Promise<JobRow[]> {
    const { rows } = await this.pool.query<JobRow>(
      `select ${COLUMNS} from billing.job where $1::bigint is null or seq < $1 order by seq desc limit $2`,
      [before, limit],
    );
    return rows;
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>('select count(*)::int as n from billing.job');
    return rows[0]?.n ?? 0;
  }
}

const COLUMNS = `seq::int as seq, id::text as id, kind, state, step, done::float8 as done, attempts, input, result, error,
  asked_by as "askedBy", ${isoOf('created_at')} as "createdAt", ${isoOf('started_at')} as "startedAt",
  ${isoOf('finished_at')} as "finishedAt"`;
