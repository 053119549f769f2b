/** Pure rules of sessions: which live events a filter lets through, and for whom. */
import {
  compareDateTime,
  foldRef,
  refOf,
  Session as SessionTable,
  violationsOf,
  type Session,
} from '@chargesphere/schema';
import type { Scope } from '@chargesphere/chassis';
import { sessionRoutes } from './session.kind.js';
import type { SessionFilter } from './session.types.js';

/** The narrowest keys that still carry every event the filter wants and the viewer may see. */
export const routesOf = (filter: SessionFilter | null | undefined, scope: Scope): string[] => {
  if (filter?.ref) return [sessionRoutes.ref(filter.ref)];
  if (filter?.location) return [sessionRoutes.location(filter.location)];
  const party = filter?.cpo ?? filter?.emsp;
  if (party) return [sessionRoutes.party(party)];
  return scope.all ? ['session.updated'] : concernedParties(scope).map(sessionRoutes.party);
};

const concernedParties = ({ owns, concerned }: Extract<Scope, { all: false }>): string[] => [
  ...new Set([...owns, ...Object.values(concerned).flat()]),
];

const same = (wanted: string | null | undefined, ref: string): boolean =>
  !wanted || foldRef(wanted) === foldRef(ref);

export const isWanted = (filter: SessionFilter | null | undefined, session: Session): boolean => {
  if (!filter) return true;
  const { country_code, party_id, id, location_id, cdr_token, status, start_date_time } = session;
  return (
    same(filter.ref, refOf(country_code, party_id, id)) &&
    same(filter.location, refOf(country_code, party_id, location_id)) &&
    same(filter.cpo, refOf(country_code, party_id)) &&
    same(filter.emsp, refOf(cdr_token.country_code, cdr_token.party_id)) &&
    (!filter.status || filter.status.length === 0 || filter.status.includes(status)) &&
    (!filter.startedFrom || compareDateTime(start_date_time, filter.startedFrom) >= 0) &&
    (!filter.startedTo || compareDateTime(start_date_time, filter.startedTo) < 0) &&
    (typeof filter.hasViolations !== 'boolean' ||
      filter.hasViolations === violationsOf(SessionTable, session).length > 0)
  );
};

/** The same question the store answers in SQL, for an event on its way to a subscriber. */
export const isVisible = (scope: Scope, session: Session): boolean => {
  if (scope.all) return true;
  const { country_code, party_id, cdr_token } = session;
  return (
    scope.owns.includes(foldRef(refOf(country_code, party_id))) ||
    (scope.concerned.emsp ?? []).includes(foldRef(refOf(cdr_token.country_code, cdr_token.party_id)))
  );
};
