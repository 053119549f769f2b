/** A filter as conditions on the rows of the session table. */
import { boxesOf, hasViolations, inBox, or, sql, type Sql } from '@chargesphere/chassis';
import { foldRef } from '@chargesphere/schema';
import type { SessionFilter } from './session.types.js';

export const sessionConditions = (filter: SessionFilter | null | undefined): (Sql | undefined)[] => [
  filter?.ref ? sql`t.ref = ${foldRef(filter.ref)}` : undefined,
  filter?.location ? sql`t.location = ${foldRef(filter.location)}` : undefined,
  filter?.box
    ? sql`t.location in (select p.ref from sessions.place p where ${or(boxesOf(filter.box).map((box) => inBox(box, 'p')))})`
    : undefined,
  filter?.cpo ? sql`t.owner = ${foldRef(filter.cpo)}` : undefined,
  filter?.emsp ? sql`t.emsp = ${foldRef(filter.emsp)}` : undefined,
  filter?.status?.length ? sql`t.status = any(${filter.status})` : undefined,
  filter?.startedFrom ? sql`t.started_at >= ${filter.startedFrom}::timestamptz` : undefined,
  filter?.startedTo ? sql`t.started_at < ${filter.startedTo}::timestamptz` : undefined,
  hasViolations(filter?.hasViolations),
];
