import { sqlMigration } from '@chargesphere/chassis';

const number = (text: string, path: string): string =>
  `case when json_typeof(${path}) = 'number' then (${text})::numeric end`;

/**
 * What sums over CDRs need, taken out of the documents by PostgreSQL itself: they are never written, so nothing can
 * make them differ from the document (CDR-001). The index holds all of it, so a year is summed up without a look at
 * the documents. The table is written anew once.
 */
export const cdrFiguresMigration = sqlMigration('2026-12-07-cdr-figures', [
  `alter table billing.cdr
    add column location text generated always as
      (owner || '/' || upper(coalesce(payload -> 'cdr_location' ->> 'id', ''))) stored,
    add column energy_kwh numeric generated always as
      (${number(`payload ->> 'total_energy'`, `payload -> 'total_energy'`)}) stored,
    add column time_h numeric generated always as
      (${number(`payload ->> 'total_time'`, `payload -> 'total_time'`)}) stored,
    add column before_taxes numeric generated always as
      (${number(`payload -> 'total_cost' ->> 'before_taxes'`, `payload -> 'total_cost' -> 'before_taxes'`)}) stored`,
  `create index cdr_figures on billing.cdr (started_at) include
    (owner, emsp, recipient, location, currency, credit, energy_kwh, time_h, before_taxes, removed_at)`,
]);
