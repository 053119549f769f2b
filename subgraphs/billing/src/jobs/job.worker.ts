/**
 * Works on jobs. Any number of nodes do; the queue (graphile-worker) gives each job to one of them, woken by LISTEN.
 *
 * A node that was killed keeps its jobs locked in the queue, which frees them after four hours. Therefore every node
 * says that it lives, and frees the jobs of those that have not done so for a while. Should such a node only have been
 * slow, both work on the job: jobs are written so that this does no harm.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Logger as WorkerLogger,
  parseCronItems,
  run,
  runMigrations,
  type JobHelpers,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Logger } from '@chargesphere/chassis';
import { Client, Pool } from 'pg';
import { QUEUE_SCHEMA, type JobStore } from './job.store.js';
import { jobKinds, type JobInHand, type JobKind, type JobRow } from './job.types.js';

/** Carries out a job; what it resolves to does not matter, what it rejects with is shown. */
export type JobWork = (job: JobInHand, input: JobRow['input']) => Promise<void>;

/** Done by itself, whenever the clock says so; resolves to how much was done. */
export interface Routine {
  kind: JobKind;
  /** Crontab, in UTC. */
  at: string;
  step: string;
  work(signal: AbortSignal): Promise<number>;
}

export interface WorkerTimes {
  /** How often a node says that it lives. */
  beat_ms: number;
  /** After how long without that its jobs are given to others. */
  lost_ms: number;
}

export interface WorkerOptions extends Partial<WorkerTimes> {
  /** For what the worker itself says; the queue has connections of its own. */
  pool: Pool;
  url: string;
  store: JobStore;
  log: Logger;
  works: Partial<Record<JobKind, JobWork>>;
  routines: readonly Routine[];
}

const CONCURRENCY = 2;
/** For connections to be given back. */
const CLOSE_MS = 5_000;
const defaultTimes: WorkerTimes = { beat_ms: 5_000, lost_ms: 30_000 };

/** The queue's own tables; nodes that start together take turns. */
export const migrateQueue = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${QUEUE_SCHEMA}`]);
    await runMigrations({ connectionString: url, schema: QUEUE_SCHEMA, logger: silent, maxPoolSize: 2 });
  } finally {
    await client.end();
  }
};

interface Held {
  worker: JobWorker | undefined;
}

export class JobWorker {
  readonly #stopping = new AbortController();
  readonly #workerIds = new Set<string>();
  readonly #times: WorkerTimes;
  readonly #connections: Pool;
  /** By which the queue reaches us: it keeps what it was started with for good, and all that hangs on it. */
  readonly #held: Held = { worker: this };
  readonly #events: WorkerEvents = new EventEmitter();
  #runner: Runner | undefined;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();

  constructor(private readonly options: WorkerOptions) {
    const { url, log } = options;
    // Of its own: the ORM's pool gives instants as text, which the clock of the queue does not expect. Ours to end: the
    // queue lets go of what it is just opening when it is stopped, and a connection nobody watches ends the process.
    this.#connections = new Pool({
      connectionString: url,
      max: CONCURRENCY + 2,
      application_name: QUEUE_SCHEMA,
    });
    const lost = (error: Error) => log.debug({ err: error }, 'a connection of the jobs was lost');
    this.#connections.on('error', lost).on('connect', (client) => client.on('error', lost));
    const { beat_ms = defaultTimes.beat_ms, lost_ms = defaultTimes.lost_ms } = options;
    this.#times = { beat_ms, lost_ms };
  }

  async start(): Promise<void> {
    const { log, routines, works } = this.options;
    this.#events.on('worker:create', ({ worker }) => this.#workerIds.add(worker.workerId));
    this.#events.on('worker:stop', ({ worker }) => this.#workerIds.delete(worker.workerId));
    this.#runner = await run({
      pgPool: this.#connections,
      schema: QUEUE_SCHEMA,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      events: this.#events,
      logger: loggerOf(log),
      taskList: JobWorker.#tasksOf(
        this.#held,
        jobKinds.filter((kind) => works[kind]),
        routines.map(({ kind }) => kind),
      ),
      parsedCronItems: parseCronItems(
        routines.map(({ kind, at }) => ({
          task: routineTask(kind),
          match: at,
          // Nodes that were all down do not catch up: once is enough.
          options: { jobKey: routineTask(kind), maxAttempts: 3, backfillPeriod: 0 },
        })),
      ),
    });
    this.#runner.promise.catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) log.error({ err: error }, 'the worker of jobs ended');
    });
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), this.#times.beat_ms).unref();
  }

  /** What is being worked on ends after its present chunk and is taken up by another node, or by this one next time. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('This node is being stopped; another one goes on.'));
    clearInterval(this.#timer);
    await this.#beating;
    const ids = [...this.#workerIds];
    await this.#runner?.stop();
    await this.#leave(ids);
    await Promise.race([this.#connections.end(), pause(CLOSE_MS, undefined, { ref: false })]);
    this.#events.removeAllListeners();
    this.#held.worker = undefined;
  }

  /** Nobody waits for a node that has said goodbye. */
  async #leave(ids: readonly string[]): Promise<void> {
    const { pool, log } = this.options;
    await pool
      .query('delete from billing.job_node where worker_id = any($1::text[])', [ids])
      .catch((error: unknown) => log.debug({ err: error }, 'could not sign off from the jobs'));
  }

  /** Tasks that know kinds and numbers only. */
  static #tasksOf(held: Held, kinds: readonly JobKind[], routines: readonly JobKind[]): TaskList {
    const here = (): JobWorker => {
      if (held.worker) return held.worker;
      throw new Error('This node has been stopped; another one goes on.');
    };
    const asked = kinds.map(
      (kind) =>
        [kind, (payload: unknown, helpers: JobHelpers) => here().#carryOut(kind, payload, helpers)] as const,
    );
    const routine = routines.map(
      (kind, at) => [routineTask(kind), () => here().#carryOutRoutine(at)] as const,
    );
    return Object.fromEntries<TaskList[string]>([...asked, ...routine]);
  }

  async #carryOut(kind: JobKind, payload: unknown, { job }: JobHelpers): Promise<void> {
    const { store, works } = this.options;
    const id = String(Object(payload).id);
    const work = works[kind];
    const row = work && (await store.begin(id));
    if (!row) return;
    const inHand: JobInHand = {
      id,
      signal: this.#stopping.signal,
      lock: (on) => store.lock(on, id),
      progress: (on, step, done) => store.progress(on, id, step, done),
    };
    try {
      await work(inHand, row.input);
      await store.end(id);
    } catch (error) {
      const isLast = job.attempts >= job.max_attempts;
      await store.fail(id, error instanceof Error ? error.message : String(error), isLast);
      throw error;
    }
  }

  async #carryOutRoutine(at: number): Promise<void> {
    const { kind, step, work } = this.options.routines[at] as Routine;
    const done = await work(this.#stopping.signal);
    if (done > 0) await this.options.store.note(kind, 'clock', step, done);
  }

  #beat(): void {
    this.#beating = this.#beating
      .then(() => this.#sayAlive())
      .catch((error: unknown) => {
        this.options.log.warn({ err: error }, 'could not say that this node works on jobs');
      });
  }

  async #sayAlive(): Promise<void> {
    const { pool, log } = this.options;
    await pool.query(
      `insert into billing.job_node (worker_id) select unnest($1::text[])
       on conflict (worker_id) do update set seen_at = now()`,
      [[...this.#workerIds]],
    );
    const { rows } = await pool.query<{ id: string }>(
      `select distinct j.locked_by as id from ${QUEUE_SCHEMA}.jobs j
       left join billing.job_node n on n.worker_id = j.locked_by
       where j.locked_at < now() - make_interval(secs => $1 / 1000.0)
         and (n.seen_at is null or n.seen_at < now() - make_interval(secs => $1 / 1000.0))`,
      [this.#times.lost_ms],
    );
    if (rows.length === 0) return;
    const lost = rows.map(({ id }) => id);
    log.warn({ workers: lost }, 'giving the jobs of a lost node to others');
    await pool.query(`select ${QUEUE_SCHEMA}.force_unlock_workers($1::text[])`, [lost]);
    await pool.query('delete from billing.job_node where worker_id = any($1::text[])', [lost]);
  }
}

const routineTask = (kind: JobKind): string => `routine ${kind}`;

const silent = new WorkerLogger(() => () => undefined);

const loggerOf = (log: Logger): WorkerLogger =>
  new WorkerLogger(() => (level, message, meta) => {
    const detail = { jobs: meta?.['jobId'] ?? undefined };
    switch (level) {
      case 'error':
        return log.error(detail, message);
      case 'warning':
        return log.warn(detail, message);
      case 'info':
      case 'debug':
        return log.debug(detail, message);
      default:
        return undefined;
    }
  });
