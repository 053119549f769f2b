/** The `billing` subgraph put together. */
import {
  auditRelay,
  createSubgraph,
  findResolver,
  openFrame,
  violationResolver,
  type FrameOptions,
  type Subgraph,
} from '@chargesphere/chassis';
import { billingPayloadMigration } from '../migrations/2026-11-23-billing-payload.js';
import { billingViolationsMigration } from '../migrations/2026-11-23-billing-violations.js';
import { billingMigration } from '../migrations/2026-11-23-billing.js';
import { cdrReceiptsMigration } from '../migrations/2026-11-29-cdr-receipts.js';
import { cdrCheckRelationsMigration } from '../migrations/2026-12-01-cdr-check-relations.js';
import { cdrChecksMigration } from '../migrations/2026-12-01-cdr-checks.js';
import { clearingMigration } from '../migrations/2026-12-02-ledger-clearing.js';
import { ledgerPendingMigration } from '../migrations/2026-12-02-ledger-pending.js';
import { ledgerSealMigration } from '../migrations/2026-12-02-ledger-seal.js';
import { ledgerMigration } from '../migrations/2026-12-02-ledger.js';
import { paymentsMigration } from '../migrations/2026-12-03-payments.js';
import { billingProfilesMigration } from '../migrations/2026-12-04-billing-profiles.js';
import { cdrPushesMigration } from '../migrations/2026-12-06-cdr-pushes.js';
import { cdrFiguresMigration } from '../migrations/2026-12-07-cdr-figures.js';
import { findMigration } from '../migrations/2026-12-08-billing-find.js';
import { AnalyticsResolver } from './analytics/analytics.resolver.js';
import { AnalyticsStore } from './analytics/analytics.store.js';
import { billingContext, type BillingContext } from './billing.context.js';
import { CdrReceiptResolver } from './cdr-receipt.resolver.js';
import { CdrReceiptStore } from './cdr-receipt.store.js';
import { CdrResolver, PostResultResolver, SessionCdrsResolver } from './cdr.resolver.js';
import { CdrStore } from './cdr.store.js';
import { CdrType, SessionWithCdrs } from './cdr.types.js';
import { CdrCheckResolver, CdrFindingResolver, CheckedCdrResolver } from './checks/cdr-check.resolver.js';
import { CdrCheckStore } from './checks/cdr-check.store.js';
import { CdrDecisionStore } from './checks/cdr-decision.store.js';
import { CheckClaimResolver } from './checks/check-claim.resolver.js';
import { openClearing, type ClearingOptions } from './clearing/clearing.js';
import { DisputeResolver } from './clearing/dispute.resolver.js';
import { DisputeStore } from './clearing/dispute.store.js';
import { BillingProfileResolver } from './documents/profile/billing-profile.resolver.js';
import { BillingProfileStore } from './documents/profile/billing-profile.store.js';
import { StatementDocumentResolver } from './documents/statement-document.resolver.js';
import {
  InvoiceReconciliationResolver,
  InvoiceReconciliationResultResolver,
} from './invoice-reconciliation.resolver.js';
import { InvoiceReconciliationStore } from './invoice-reconciliation.store.js';
import { RecordType } from './invoice-reconciliation.types.js';
import { migrateQueue } from './jobs/job.worker.js';
import { openPayments, type PaymentOptions } from './payments/index.js';
import { CdrPushResolver } from './pushes/cdr-push.resolver.js';
import { CdrPushStore } from './pushes/cdr-push.store.js';

export interface BillingOptions
  extends FrameOptions, Partial<Pick<ClearingOptions, 'hub' | 'jobs' | 'limits'>> {
  /** By whom the hub is paid and pays; nobody when left out. */
  payments?: Omit<PaymentOptions, 'hub'>;
}

export const createBillingSubgraph = async (options: BillingOptions): Promise<Subgraph<BillingContext>> => {
  const frame = await openFrame(options, {
    schema: 'billing',
    migrations: [
      billingMigration,
      billingViolationsMigration,
      billingPayloadMigration,
      cdrReceiptsMigration,
      cdrChecksMigration,
      cdrCheckRelationsMigration,
      ledgerMigration,
      clearingMigration,
      ledgerPendingMigration,
      ledgerSealMigration,
      paymentsMigration,
      billingProfilesMigration,
      cdrPushesMigration,
      cdrFiguresMigration,
      findMigration,
    ],
  });
  const cdrs = new CdrStore(frame);
  const records = new InvoiceReconciliationStore(frame, cdrs);
  const checks = new CdrCheckStore(frame, cdrs, options.log);
  const decisions = new CdrDecisionStore(frame, cdrs);
  const pushes = new CdrPushStore(frame);
  const profiles = new BillingProfileStore(frame.pool);
  const hub = options.hub ?? 'NL/HUB';
  const clearing = openClearing(frame, {
    ...options,
    hub,
    partyViews: (refs, at) => profiles.views(refs, at),
  });
  const payments = openPayments(
    frame,
    options.log,
    {
      statements: clearing.statements,
      accounts: (refs) => profiles.views(refs),
    },
    { ...options.payments, hub },
  );
  const subgraph = await createSubgraph<BillingContext>({
    name: 'billing',
    resolvers: [
      new CdrResolver(cdrs),
      new PostResultResolver(),
      new CdrReceiptResolver(new CdrReceiptStore(frame)),
      new SessionCdrsResolver(),
      new CheckedCdrResolver(),
      new CdrCheckResolver(checks, decisions),
      new CdrFindingResolver(),
      new CheckClaimResolver(checks),
      new InvoiceReconciliationResolver(records),
      new InvoiceReconciliationResultResolver(),
      ...clearing.resolvers,
      new DisputeResolver(new DisputeStore(frame.pool, cdrs, records, pushes)),
      new CdrPushResolver(pushes),
      ...payments.resolvers,
      new BillingProfileResolver(profiles),
      new StatementDocumentResolver(clearing.statements),
      new AnalyticsResolver(new AnalyticsStore(cdrs.documents)),
      findResolver(cdrs.documents, {
        ...{ kind: 'CDR', columns: ['session'] },
        shown: ({ currency, total_cost, start_date_time }) => ({
          title: `${total_cost.before_taxes} ${currency}`,
          detail: start_date_time,
        }),
      }),
      violationResolver(CdrType, cdrs.documents),
      violationResolver(RecordType, records.documents),
    ],
    orphanedTypes: [SessionWithCdrs],
    tableTypes: [CdrType, RecordType],
    references: {
      Cdr: ({ ref }, context) => context.cdrs.load(ref),
      InvoiceReconciliationRecord: ({ ref }, context) => context.records.load(ref),
      Session: (session) => session,
    },
    context: billingContext({ cdrs, records, checks, decisions }, frame.outbox),
    audit: frame.audit,
    modules: [auditRelay('billing', frame.audit)],
    check: () => frame.check(),
    close: async () => {
      await payments.close();
      await clearing.stop();
      await frame.close();
    },
  });
  try {
    await migrateQueue(options.url);
    await clearing.start();
  } catch (error) {
    await subgraph.close();
    throw error;
  }
  return subgraph;
};
