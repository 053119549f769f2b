/** Clearing put together: its stores, its resolvers, and its jobs. */
import { inTransaction, type Frame, type Logger } from '@chargesphere/chassis';
import { JobResolver } from '../jobs/job.resolver.js';
import { JobStore } from '../jobs/job.store.js';
import { JobWorker, type WorkerTimes } from '../jobs/job.worker.js';
import { forgetOldJobs } from '../jobs/retention.js';
import { LedgerReading } from '../ledger/ledger.reading.js';
import {
  LedgerAccountResolver,
  LedgerSideResolver,
  LedgerTransferResolver,
} from '../ledger/ledger.resolver.js';
import { LedgerStore } from '../ledger/ledger.store.js';
import { ClearingStore } from './clearing.store.js';
import { runLimits, StatementRun, type RunLimits, type StatementPeriod } from './statement-run.js';
import { StatementLineResolver, StatementResolver } from './statement.resolver.js';
import { StatementStore, type PartyViews } from './statement.store.js';
import { FeeRuleResolver, RevenueShareResolver } from './terms.resolver.js';
import { TermsStore } from './terms.store.js';

export interface ClearingOptions {
  url: string;
  log: Logger;
  /** Folded ref of the hub's own party, which takes the fees. */
  hub: string;
  /** What documents print of parties. */
  partyViews?: PartyViews | undefined;
  limits?: Partial<RunLimits> | undefined;
  /** When this node works on jobs; it leaves them to others when null. */
  jobs?: Partial<WorkerTimes> | null | undefined;
}

export interface Clearing {
  ledger: LedgerStore;
  statements: StatementStore;
  resolvers: object[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const openClearing = (frame: Frame, options: ClearingOptions): Clearing => {
  const { pool } = frame;
  const { url, log, hub, jobs = {} } = options;
  const limits = { ...runLimits, ...options.limits };
  const ledger = new LedgerStore();
  const reading = new LedgerReading(pool);
  const terms = new TermsStore(pool);
  const clearing = new ClearingStore(ledger, terms, hub);
  const statements = new StatementStore(pool, options.partyViews);
  const run = new StatementRun(pool, clearing, limits);
  const store = new JobStore(pool, frame.outbox);
  const clearDue = async (signal: AbortSignal): Promise<number> => {
    let cleared = 0;
    while (!signal.aborted) {
      const taken = await inTransaction(pool, (on) => clearing.clearChunk(on, limits.cdrs));
      if (taken === 0) break;
      cleared += taken;
    }
    return cleared;
  };
  const worker =
    jobs === null
      ? undefined
      : new JobWorker({
          pool,
          url,
          store,
          log,
          ...jobs,
          works: { STATEMENTS: (job, input) => run.carryOut(job, input as unknown as StatementPeriod) },
          routines: [
            { kind: 'CLEARING', at: '* * * * *', step: 'clearing CDRs', work: clearDue },
            {
              kind: 'RETENTION',
              at: '17 3 * * *',
              step: 'forgetting jobs',
              work: (signal) => forgetOldJobs(pool, signal),
            },
          ],
        });
  return {
    ledger,
    statements,
    resolvers: [
      new LedgerAccountResolver(reading),
      new LedgerSideResolver(),
      new LedgerTransferResolver(reading),
      new FeeRuleResolver(terms),
      new RevenueShareResolver(terms),
      new StatementResolver(pool, statements, store),
      new StatementLineResolver(),
      new JobResolver(store),
    ],
    start: async () => worker?.start(),
    stop: async () => worker?.stop(),
  };
};
