/** What resolvers of this subgraph get: who asks, what belongs together in one query per level, and new CDRs live. */
import {
  filtered,
  recordLoader,
  scopeOf,
  type DomainEvent,
  type Outbox,
  type RecordLoader,
  type Subscription,
} from '@chargesphere/chassis';
import type { Caller, CDR, InvoiceReconciliationRecord } from '@chargesphere/schema';
import DataLoader from 'dataloader';
import { CDR_RECEIVED, cdrKind } from './cdr.kind.js';
import { isVisible, isWanted, routesOf, warningsOf } from './cdr.rules.js';
import type { CdrStore, SessionCdr } from './cdr.store.js';
import { CHECK_DUE, checkedRoutesOf, isCheckWanted, PUSH_DUE } from './checks/cdr-check.events.js';
import type { CdrCheckRow, CdrCheckStore } from './checks/cdr-check.store.js';
import type { CdrDecisionStore, Dispute } from './checks/cdr-decision.store.js';
import type { CdrEvidence, CdrFilter, CdrWarning } from './cdr.types.js';
import type { InvoiceReconciliationStore } from './invoice-reconciliation.store.js';
import { JOB_UPDATED } from './jobs/job.store.js';

/** Nothing is remembered: one operation may post a CDR and read it in its next field, or watch for hours. */
export interface BillingContext {
  caller: Caller;
  outbox: Outbox;
  /** By ref, what the caller may see. */
  cdrs: RecordLoader<CDR | undefined>;
  evidence: RecordLoader<CdrEvidence | undefined>;
  warnings: DataLoader<CDR, CdrWarning[]>;
  /** By the Session's ref. */
  ofSession: RecordLoader<SessionCdr[]>;
  /** Invoice reconciliation records by ref, what the caller may see. */
  records: RecordLoader<InvoiceReconciliationRecord | undefined>;
  /** By the record's ref. */
  counterparties: RecordLoader<string | undefined>;
  /** By the CDR's ref. */
  checks: RecordLoader<CdrCheckRow | undefined>;
  disputes: RecordLoader<Dispute[]>;
  /** The CDRs this caller may see and wants, whenever one is checked or decided about, from now on. */
  watchChecks(filter?: CdrFilter | null): Subscription<DomainEvent<CDR>>;
  /** Whenever something may be due to be checked. For the hub itself. */
  watchDue(): Subscription<DomainEvent>;
  /** Whenever a CDR that was made here is to be pushed. For the hub itself. */
  watchPushes(): Subscription<DomainEvent>;
  /** Whenever a job is begun, gets further or ends. For operators. */
  watchJobs(): Subscription<DomainEvent>;
  /** The CDRs this caller may see and wants, whenever one is stored, from now on. */
  watch(filter?: CdrFilter | null): Subscription<DomainEvent<CDR>>;
}

export interface BillingStores {
  cdrs: CdrStore;
  records: InvoiceReconciliationStore;
  checks: CdrCheckStore;
  decisions: CdrDecisionStore;
}

export const billingContext =
  ({ cdrs, records, checks, decisions }: BillingStores, outbox: Outbox) =>
  (caller: Caller): BillingContext => ({
    caller,
    outbox,
    cdrs: recordLoader((refs) => cdrs.documents.getMany(caller, refs)),
    evidence: recordLoader((refs) => cdrs.evidence(refs)),
    warnings: new DataLoader(
      async (documents) => {
        const families = await cdrs.families(documents);
        return documents.map((cdr, i) => warningsOf(cdr, families[i] ?? { credits: [] }));
      },
      { cache: false, maxBatchSize: 1000 },
    ),
    ofSession: recordLoader((refs) => cdrs.ofSessions(caller, refs)),
    records: recordLoader((refs) => records.documents.getMany(caller, refs)),
    counterparties: recordLoader((refs) => records.counterparties(refs)),
    checks: recordLoader((refs) => checks.ofCdrs(refs)),
    disputes: recordLoader((refs) => decisions.disputesOf(refs)),
    watchChecks(filter) {
      const scope = scopeOf(caller, cdrKind.visibility);
      return filtered(outbox.subscribe<CDR>(checkedRoutesOf(filter, scope)), (event) =>
        isCheckWanted(filter, scope, event),
      );
    },
    watchDue: () => outbox.subscribe([CDR_RECEIVED, CHECK_DUE]),
    watchPushes: () => outbox.subscribe([PUSH_DUE]),
    watchJobs: () => outbox.subscribe([JOB_UPDATED]),
    watch(filter) {
      const scope = scopeOf(caller, cdrKind.visibility);
      return filtered(
        outbox.subscribe<CDR>(routesOf(filter, scope)),
        (event) =>
          isVisible(scope, event) && event.document !== undefined && isWanted(filter, event.document),
      );
    },
  });
