/** An entry of the audit trail as subgraphs keep it and hand it on, and the table it is kept in. */
import { sqlMigration } from '../database/migration.js';
import type { Fields } from './act.js';

export const auditOutcomes = ['BEGUN', 'DONE', 'REFUSED', 'FAILED'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export interface AuditEntry {
  id: string;
  /** When it was begun, as the subgraph's clock has it. */
  at: string;
  actorKind: string;
  actor: string;
  /** Name of the mutation. */
  action: string;
  subjectType: string;
  /** Id or ref; '' where there is none, or none yet. */
  subject: string;
  /** The platform it concerns, if it concerns one. */
  platformId: string | null;
  before: Fields;
  after: Fields;
  requestId: string;
  correlationId: string;
  outcome: AuditOutcome;
  /** Why it was refused or failed. */
  reason: string | null;
}

/** Columns of the table by field, in the order in which they are read and written. */
export const AUDIT_COLUMNS = {
  id: 'id',
  at: 'at',
  actorKind: 'actor_kind',
  actor: 'actor',
  action: 'action',
  subjectType: 'subject_type',
  subject: 'subject',
  platformId: 'platform_id',
  before: 'before',
  after: 'after',
  requestId: 'request_id',
  correlationId: 'correlation_id',
  outcome: 'outcome',
  reason: 'reason',
} as const satisfies Record<keyof AuditEntry, string>;

/** What `select` has to name to get AuditEntry, from rows of `table`. */
export const auditColumns = (table = 'audit_entry'): string =>
  Object.entries(AUDIT_COLUMNS)
    .map(([field, column]) => `${table}.${column} as "${field}"`)
    .join(', ');

/** The same table in every subgraph: what operators do there, in the transaction in which they do it. */
export const auditMigration = (schema: string) =>
  sqlMigration('2026-11-28-audit', [
    `create table "${schema}".audit_entry (
      id uuid primary key,
      seq bigint generated always as identity unique,
      at timestamptz(3) not null,
      actor_kind text not null,
      actor text not null,
      action text not null,
      subject_type text not null,
      subject text not null,
      platform_id text,
      before jsonb not null,
      after jsonb not null,
      request_id text not null,
      correlation_id text not null,
      outcome text not null check (outcome in (${auditOutcomes.map((outcome) => `'${outcome}'`).join(', ')})),
      reason text
    )`,
    `create index on "${schema}".audit_entry (platform_id, seq)`,
    `create index on "${schema}".audit_entry (upper(subject), seq)`,
    `create index on "${schema}".audit_entry (at)`,
  ]);
