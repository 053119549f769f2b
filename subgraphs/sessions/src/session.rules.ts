/** Pure rules of sessions: which live events a filter lets through, and for whom. */
import { foldRef, refOf, type Session } from '@chargesphere/schema';
import type { Scope } from '@chargesphere/chassis';
import { sessionRoutes } from './session.kind.js';
import type { SessionFilter } from './session.types.js';

/** The narrowest key that still carries every event the filter wants. */
export const routeOf = (filter: SessionFilter | null | undefined): string => {
  if (filter?.ref) return sessionRoutes.ref(filter.ref);
  if (filter?.location) return sessionRoutes.location(filter.location);
  const party = filter?.cpo ?? filter?.emsp;
  return party ? sessionRoutes.party(party) : 'session.updated';
};

const same = (wanted: string | null | undefined, ref: string): boolean =>
  !wanted || foldRef(wanted) === foldRef(ref);

export const isWanted = (filter: SessionFilter | null | undefined, session: Session): boolean => {
  if (!filter) return true;
  const { country_code, party_id, id, location_id, cdr_token, status, start_date_time } = session;
  const start = Date.parse(start_date_time);
  return (
    same(filter.ref, refOf(country_code, party_id, id)) &&
    same(filter.location, refOf(country_code, party_id, location_id)) &&
    same(filter.cpo, refOf(country_code, party_id)) &&
    same(filter.emsp, refOf(cdr_token.country_code, cdr_token.party_id)) &&
    (!filter.status || filter.status.length === 0 || filter.status.includes(status)) &&
    (!filter.startedFrom || start >= Date.parse(filter.startedFrom)) &&
    (!filter.startedTo || start < Date.parse(filter.startedTo))
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
