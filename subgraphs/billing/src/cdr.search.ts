/** A filter as conditions on the rows of the CDR table. */
import { hasViolations, sql, type Sql } from '@chargesphere/chassis';
import { foldRef } from '@chargesphere/schema';
import type { CdrFilter } from './cdr.types.js';

export const cdrConditions = (filter: CdrFilter | null | undefined): (Sql | undefined)[] => [
  filter?.cpo ? sql`t.owner = ${foldRef(filter.cpo)}` : undefined,
  filter?.emsp ? sql`t.emsp = ${foldRef(filter.emsp)}` : undefined,
  filter?.session ? sql`t.session = ${foldRef(filter.session)}` : undefined,
  filter?.startedFrom ? sql`t.started_at >= ${filter.startedFrom}::timestamptz` : undefined,
  filter?.startedTo ? sql`t.started_at < ${filter.startedTo}::timestamptz` : undefined,
  typeof filter?.credit === 'boolean' ? sql`t.credit = ${filter.credit}` : undefined,
  filter?.currency ? sql`t.currency = ${filter.currency.toUpperCase()}` : undefined,
  hasViolations(filter?.hasViolations),
  filter?.checkState
    ? sql`exists (select from billing.cdr_check k where k.cdr_ref = t.ref and k.state = ${filter.checkState})`
    : undefined,
  filter?.checkCode
    ? sql`t.ref in (select k.cdr_ref from billing.cdr_check k where k.checks @> ${JSON.stringify([{ code: filter.checkCode }])}::jsonb)`
    : undefined,
];
