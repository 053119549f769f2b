/** How CDRs are kept: the document as sent, whom it concerns, what it takes back, and the evidence of what came. */
import type { DocumentKind, DomainEvent } from '@chargesphere/chassis';
import { canonicalDateTime, CDR as CdrTable, foldRef, isGiven, refOf, type CDR } from '@chargesphere/schema';

export const cdrRef = ({ country_code, party_id, id }: CDR): string => refOf(country_code, party_id, id);

/** Folded ref of the CPO that owns the CDR. */
export const cpoOf = ({ country_code, party_id }: CDR): string => foldRef(refOf(country_code, party_id));

/** Folded ref of the party whose token started the charge. */
export const emspOf = ({ cdr_token }: CDR): string =>
  foldRef(refOf(cdr_token.country_code, cdr_token.party_id));

/** The Session billed, as spelt in the CDR; none for a reservation that never became one (CDR-053). */
export const sessionOf = ({ country_code, party_id, session_id }: CDR): string | undefined =>
  isGiven(session_id) ? refOf(country_code, party_id, session_id) : undefined;

/** Folded ref of the CDR that this one takes back, if it is a credit CDR (CDR-021). */
export const originalOf = ({
  country_code,
  party_id,
  credit,
  credit_reference_id,
}: CDR): string | undefined =>
  credit === true && isGiven(credit_reference_id)
    ? foldRef(refOf(country_code, party_id, credit_reference_id))
    : undefined;

/** The keys under which new CDRs are watched; a filter picks the narrowest. */
export const cdrRoutes = {
  session: (ref: string) => `cdr@${foldRef(ref)}`,
  party: (ref: string) => `cdr~${foldRef(ref)}`,
};

export const CDR_RECEIVED = 'cdr.received';

export const cdrKind: DocumentKind<CDR> = {
  name: 'cdr',
  schema: 'billing',
  table: 'cdr',
  refOf: cdrRef,
  // Readable times may be spelt in ways PostgreSQL does not know (AMB-023).
  lastUpdatedOf: ({ last_updated }) => canonicalDateTime(last_updated),
  // A CDR concerns the party of its token whomever the message names, so one copy serves (CDR-012).
  keepsCopyPerAddressee: false,
  checkedBy: CdrTable,
  promoted: {
    emsp: { type: 'text', value: emspOf },
    cdr_id: { type: 'text', value: ({ id }) => foldRef(refOf(id)) },
    session: { type: 'text', value: (cdr) => foldRef(sessionOf(cdr) ?? '') },
    started_at: {
      type: 'timestamptz',
      value: ({ start_date_time }) => canonicalDateTime(start_date_time),
    },
    currency: { type: 'text', value: ({ currency }) => currency.toUpperCase() },
    credit: { type: 'boolean', value: ({ credit }) => credit === true },
    credit_of: { type: 'text', value: (cdr) => originalOf(cdr) ?? '' },
    // Not in the document: told by whoever received it. See Insertion.
    recipient: { type: 'text', value: () => undefined, generated: `not null default ''` },
    digest: { type: 'text', value: () => undefined, generated: 'not null' },
    digest_of: { type: 'text', value: () => undefined, generated: 'not null' },
  },
  visibility: {
    ownerRoles: ['CPO'],
    // CDRs are personal data: the two parties concerned and nobody else (CDR-012, HUB-034).
    readsHubAddressed: () => false,
    concerned: { emsp: ['EMSP', 'NSP', 'OTHER', 'PTP'], recipient: ['PTP', 'SCSP'] },
  },
  routes: (cdr) => {
    const session = sessionOf(cdr);
    return [
      cdrRoutes.party(cpoOf(cdr)),
      cdrRoutes.party(emspOf(cdr)),
      ...(session ? [cdrRoutes.session(session)] : []),
    ];
  },
};

/** Every key under which the event of a CDR is published besides its topic. */
export const keysOf = ({
  document,
  addressee,
}: Pick<DomainEvent<CDR>, 'document' | 'addressee'>): string[] => [
  ...(document ? (cdrKind.routes?.(document) ?? []) : []),
  ...(addressee ? [cdrRoutes.party(addressee)] : []),
];
