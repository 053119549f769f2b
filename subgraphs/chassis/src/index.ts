export { actInProgress, noteChange, type Act, type Change, type Fields } from './audit/act.js';
export * from './audit/audit-entry.js';
export { AUDITED, AuditLog } from './audit/audit-log.js';
export * from './audit/audit-relay.js';
export type { AuditedFields } from './audit/record-changes.js';
export * from './caller/scope.js';
export * from './caller/secrets.js';
export * from './caller/signature.js';
export * from './database/embedded/index.js';
export * from './database/migration.js';
export * from './database/orm.js';
export type { DomainEvent } from './events/event.js';
export { EventBus, expanded, filtered, type Subscription } from './events/bus.js';
export { Outbox } from './events/outbox.js';
export type { WakeUps } from './events/wake-ups.js';
export { liveEvents, partOf, type LiveEvents } from './events/resumption.js';
export * from './events/record.js';
export * from './frame.js';
export { argument } from './graph/argument.js';
export * from './graph/box.js';
export { findArguments, Found, findResolver, limitIn } from './graph/found.js';
export * from './graph/paging.js';
export * from './graph/price-explanation.types.js';
export * from './graph/record-page.js';
export { PutOutcomes, PutResult } from './graph/put-result.js';
export * from './graph/scalars.js';
export * from './graph/serve.js';
export * from './graph/stubs.js';
export * from './graph/subgraph.js';
export { violationResolver } from './graph/violations.js';
export * from './graph/window.js';
export { entityType, enumType, valueType, type TableType } from './graph/table-types.js';
export * from './operation/log.js';
export * from './operation/metrics.js';
export { Batcher } from './store/batcher.js';
export * from './store/document-kind.js';
export {
  DocumentStore,
  type Copy,
  type ListQuery,
  type Selection,
  type Stored,
} from './store/document-store.js';
export { reaches } from './store/document-conditions.js';
export { findSql, prefixOf, soughtIn } from './store/document-find.js';
export { hasViolations, requirementOf, violationsFor } from './store/document-violations.js';
export type { ChangeRule, PutOutcome } from './store/document-writer.js';
export * from './store/failures.js';
export * from './store/intake.js';
export * from './store/loader.js';
export * from './store/sql.js';
export { inTransaction } from './store/transaction.js';
