/** How Sessions are kept: the document as sent, and the columns that say whom it concerns. */
import { foldRef, refOf, Session as SessionTable, type Session } from '@chargesphere/schema';
import type { DocumentKind } from '@chargesphere/chassis';

/** Folded ref of the eMSP whose token started the session. */
const emspOf = ({ cdr_token }: Session): string => foldRef(refOf(cdr_token.country_code, cdr_token.party_id));

const locationOf = ({ country_code, party_id, location_id }: Session): string =>
  foldRef(refOf(country_code, party_id, location_id));

/** The keys under which live sessions are watched; a filter picks the narrowest. */
export const sessionRoutes = {
  ref: (ref: string) => `session/${foldRef(ref)}`,
  location: (ref: string) => `session@${foldRef(ref)}`,
  party: (ref: string) => `session~${foldRef(ref)}`,
};

export const sessionKind: DocumentKind<Session> = {
  name: 'session',
  schema: 'sessions',
  table: 'session',
  refOf: (session) => refOf(session.country_code, session.party_id, session.id),
  lastUpdatedOf: (session) => session.last_updated,
  // A Session concerns the eMSP of its token whomever the message names, so one copy serves (SES-005).
  keepsCopyPerAddressee: false,
  checkedBy: SessionTable,
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
