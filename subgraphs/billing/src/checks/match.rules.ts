/** A CDR beside the Session, the Token and the place it is about (CDR-007). Pure. */
import { foldRef, instantOf, isGiven, refOf, type CDR, type Session } from '@chargesphere/schema';
import { claimedAmount, exact, minus } from './amount.js';
import type { CdrFacts } from './facts.js';
import { finding, type Finding, type FindingCode } from './finding.js';

/** Stands for an EVSE or Connector that a reservation never had (CDR-053). */
const NONE = '#NA';
/** kWh; meters are read a moment apart. */
const ENERGY_TOLERANCE = 0.01;
const TIME_TOLERANCE_MS = 60_000;
/** In the currency: Sessions tell the cost so far, rounded as their CPO likes. */
const COST_TOLERANCE = 0.01;

const isSame = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase(); // TYPE-002

export const isUnknownTime = (time: string): boolean => time.startsWith('1970-'); // CDR-054

type Compared = [code: FindingCode, pointer: string, field: string, of: string, session: string];

const differing = (cdr: CDR, session: Session): Compared[] => {
  const found: Compared[] = [];
  const compare = (pointer: string, field: string, of: string, told: string) => {
    if (of !== NONE && told !== NONE && !isSame(of, told))
      found.push(['SESSION_DIFFERS', pointer, field, of, told]);
  };
  const { cdr_token: token, cdr_location: place } = cdr;
  compare('/cdr_token/uid', 'the Token', token.uid, session.cdr_token.uid);
  compare(
    '/cdr_token',
    'the eMSP',
    refOf(token.country_code, token.party_id),
    refOf(session.cdr_token.country_code, session.cdr_token.party_id),
  );
  compare('/cdr_location/id', 'the Location', place.id, session.location_id);
  compare('/cdr_location/evse_uid', 'the EVSE', place.evse_uid, session.evse_uid);
  compare('/cdr_location/connector_id', 'the Connector', place.connector_id, session.connector_id);
  compare('/currency', 'the currency', cdr.currency, session.currency);
  return found;
};

const isFar = (one: string, other: string | null | undefined): boolean => {
  if (!isGiven(other) || isUnknownTime(one)) return false;
  const [a, b] = [instantOf(one), instantOf(other)];
  return a !== undefined && b !== undefined && Math.abs(a - b) > TIME_TOLERANCE_MS;
};

/** What only a Session that has ended can tell. */
const differingAtTheEnd = (cdr: CDR, session: Session): Compared[] => {
  const found: Compared[] = [];
  if (exact(cdr.total_energy).minus(exact(session.kwh)).abs().gt(ENERGY_TOLERANCE))
    found.push([
      'SESSION_DIFFERS',
      '/total_energy',
      'the energy',
      `${cdr.total_energy} kWh`,
      `${session.kwh} kWh`,
    ]);
  if (isFar(cdr.start_date_time, session.start_date_time))
    found.push([
      'SESSION_TIMES_DIFFER',
      '/start_date_time',
      'the start',
      cdr.start_date_time,
      session.start_date_time,
    ]);
  if (isFar(cdr.end_date_time, session.end_date_time))
    found.push([
      'SESSION_TIMES_DIFFER',
      '/end_date_time',
      'the end',
      cdr.end_date_time,
      session.end_date_time ?? '',
    ]);
  if (session.total_cost) {
    const [asked, told] = [claimedAmount(cdr.total_cost), claimedAmount(session.total_cost)];
    if (minus(asked.before_taxes, told.before_taxes)?.abs().gt(COST_TOLERANCE))
      found.push([
        'SESSION_COST_DIFFERS',
        '/total_cost',
        'the cost before taxes',
        `${asked.before_taxes} ${cdr.currency}`,
        `${told.before_taxes} ${session.currency}`,
      ]);
  }
  return found;
};

export const checkSession = (cdr: CDR, { session }: CdrFacts): Finding[] => {
  if (!isGiven(cdr.session_id))
    return [
      finding('SESSION_NOT_NAMED', '/session_id', 'The CDR names no Session; its measures stand alone.'),
    ];
  const at = '/session_id';
  if (!session)
    return [
      finding(
        'SESSION_UNKNOWN',
        at,
        `The Session ${cdr.session_id} is not known here; its CPO may still send it.`,
      ),
    ];
  if (session.status === 'INVALID')
    return [finding('SESSION_INVALID', at, `The Session ${session.id} is INVALID; it is not billed.`)];
  const isOver = session.status === 'COMPLETED';
  const found = [...differing(cdr, session), ...(isOver ? differingAtTheEnd(cdr, session) : [])].map(
    ([code, pointer, field, of, told]) =>
      finding(
        code,
        pointer,
        `${field[0]?.toUpperCase()}${field.slice(1)} of the CDR is ${of}, its Session told ${told}.`,
      ),
  );
  if (!isOver && session.status !== 'RESERVATION')
    found.push(
      finding(
        'SESSION_RUNNING',
        at,
        `The Session ${session.id} is still ${session.status}; its end was not compared.`,
      ),
    );
  return found;
};

export const checkToken = (cdr: CDR, { token }: CdrFacts): Finding[] => {
  const { uid, contract_id } = cdr.cdr_token;
  if (!token) {
    // Of drivers that their eMSP was asked about nobody need know the Token beforehand.
    if (cdr.auth_method !== 'WHITELIST') return [];
    return [
      finding(
        'TOKEN_UNKNOWN',
        '/cdr_token/uid',
        'The CDR says WHITELIST, but its Token was never sent through the hub.',
      ),
    ];
  }
  const found: Finding[] = [];
  const [began, changed] = [instantOf(cdr.start_date_time), instantOf(token.last_updated)];
  // Who lost a Token later charged with a valid one; nothing tells how a Token was before it last changed.
  if (!token.valid && began !== undefined && changed !== undefined && changed <= began)
    found.push(
      finding(
        'TOKEN_INVALID',
        '/cdr_token/uid',
        `The Token is not valid since ${token.last_updated}, before the charge began.`,
      ),
    );
  if (isSame(uid, token.uid) && !isSame(contract_id, token.contract_id))
    found.push(
      finding(
        'TOKEN_DIFFERS',
        '/cdr_token/contract_id',
        'The Token belongs to another contract than the CDR says.',
      ),
    );
  return found;
};

export const checkPlace = (cdr: CDR, { location, connector }: CdrFacts): Finding[] => {
  const { id, evse_uid, connector_id } = cdr.cdr_location;
  if (!location)
    return [
      finding(
        'LOCATION_UNKNOWN',
        '/cdr_location/id',
        `The Location ${id} was never published here; local times were taken as UTC.`,
      ),
    ];
  if (connector || evse_uid === NONE || connector_id === NONE) return [];
  return [
    finding(
      'LOCATION_DIFFERS',
      '/cdr_location/connector_id',
      `The Location ${id} has no Connector ${connector_id} at an EVSE ${evse_uid}.`,
    ),
  ];
};

/** Folded ref of the EVSE, or undefined where there was none. */
export const evseOf = ({ country_code, party_id, cdr_location }: CDR): string | undefined =>
  cdr_location.evse_uid === NONE
    ? undefined
    : foldRef(refOf(country_code, party_id, cdr_location.id, cdr_location.evse_uid));
