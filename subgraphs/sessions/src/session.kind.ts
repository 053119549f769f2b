/** How Sessions are kept: the document as sent, and the columns that say whom it concerns. */
import { foldRef, refOf, Session as SessionTable, type Session } from '@chargesphere/schema';
import type { DocumentKind } from '@chargesphere/chassis';

/** Folded ref of the eMSP whose token started the session. */
const emspOf = ({ cdr_token }: Session): string => foldRef(refOf(cdr_token.country_code, cdr_token.party_id));

export const locationOf = ({ country_code, party_id, location_id }: Session): string =>
  foldRef(refOf(country_code, party_id, location_id));

/** The keys under which live sessions are watched; a filter picks the narrowest. */
export const sessionRoutes = {
  ref: (ref: string) => `session/${foldRef(ref)}`,
  location: (ref: string) => `session@${foldRef(ref)}`,
  party: (ref: string) => `session~${foldRef(ref)}`,
};

/** SES-016: what may follow a state (requirements 8.3). COMPLETED and INVALID are final. */
export const nextStates: Readonly<Record<Session['status'], readonly Session['status'][]>> = {
  PENDING: ['ACTIVE', 'COMPLETED', 'INVALID'],
  RESERVATION: ['ACTIVE', 'COMPLETED', 'INVALID'],
  ACTIVE: ['COMPLETED', 'INVALID'],
  COMPLETED: [],
  INVALID: [],
};

const transitions = Object.entries(nextStates).flatMap(([from, next]) =>
  next.map((to) => `('${from}', '${to}')`),
);
const isForbidden = `t.status <> excluded.status and (t.status, excluded.status) not in (${transitions.join(', ')})`;
/** SES-014: said again with nothing but a new time it is no other Session. */
const isFinishedAndChanged = `t.status = 'COMPLETED' and excluded.status = 'COMPLETED'
  and (t.payload::jsonb - 'last_updated') <> (excluded.payload::jsonb - 'last_updated')`;

export const sessionKind: DocumentKind<Session> = {
  name: 'session',
  schema: 'sessions',
  table: 'session',
  refOf: (session) => refOf(session.country_code, session.party_id, session.id),
  lastUpdatedOf: (session) => session.last_updated,
  // A Session concerns the eMSP of its token whomever the message names, so one copy serves (SES-005).
  keepsCopyPerAddressee: false,
  checkedBy: SessionTable,
  flaggedChange: {
    rule: 'SES-016',
    pointer: '/status',
    when: `(${isForbidden} or ${isFinishedAndChanged})`,
    sentence: `'A Session that is ' || t.status || case when t.status = excluded.status
      then ' does not change any more.' else ' does not become ' || excluded.status || '.' end`,
  },
  promoted: {
    emsp: { type: 'text', value: emspOf },
    status: { type: 'text', value: (session) => session.status },
    location: { type: 'text', value: locationOf },
    evse_uid: { type: 'text', value: (session) => session.evse_uid.toUpperCase() },
    token_uid: { type: 'text', value: (session) => session.cdr_token.uid.toUpperCase() },
    started_at: { type: 'timestamptz', value: (session) => session.start_date_time },
  },
  visibility: {
    ownerRoles: ['CPO'],
    // Sessions are personal data: the two parties concerned and nobody else (SES-005, HUB-034).
    readsHubAddressed: () => false,
    concerned: { emsp: ['EMSP', 'NSP', 'OTHER', 'PTP'] },
  },
  routes: (session) => [
    sessionRoutes.ref(refOf(session.country_code, session.party_id, session.id)),
    sessionRoutes.location(locationOf(session)),
    sessionRoutes.party(refOf(session.country_code, session.party_id)),
    sessionRoutes.party(emspOf(session)),
  ],
};
