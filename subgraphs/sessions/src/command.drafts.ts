/**
 * From an operator's order to the document that is sent, in OCPI spelling and checked by OCPI's own tables, so that
 * nothing leaves the hub that a conformant party would refuse. Pure.
 */
import {
  CancelReservation,
  ChargingPreferences,
  compareDateTime,
  foldRef,
  LocationReferences,
  ownerOf,
  Problem,
  refOf,
  refusals,
  ReserveNow,
  segmentsOf,
  SetChargingProfile,
  StartSession,
  StopSession,
  UnlockConnector,
  violationsOf,
  type JsonObject,
  type ObjectTable,
  type Token,
} from '@chargesphere/schema';
import type * as inputs from './command.inputs.js';
import type { CommandKind } from './command.kinds.js';
import { tokenKind } from './token.kind.js';

/** What is to be sent, to whom, and what it is about. All refs folded. */
export interface CommandDraft {
  kind: CommandKind;
  receiver: string;
  session?: string;
  location?: string;
  token?: string;
  request: JsonObject;
}

export const startSession = (input: inputs.StartSessionInput, token: JsonObject): CommandDraft => {
  const request = fit(StartSession, {
    token,
    location_id: input.locationId,
    evse_uid: input.evseUid,
    connector_id: input.connectorId,
    authorization_reference: input.authorizationReference,
  });
  return { ...atLocation('START_SESSION', input, request), token: tokenRefIn(token) };
};

export const stopSession = ({ session }: inputs.StopSessionInput): CommandDraft => {
  const about = ofSession(session);
  return { kind: 'STOP_SESSION', ...about.refs, request: fit(StopSession, { session_id: about.id }) };
};

export const reserveNow = (
  input: inputs.ReserveNowInput,
  token: JsonObject,
  facts: { now: Date; reservationId: string },
): CommandDraft => {
  if (compareDateTime(input.expiryDate, facts.now.toISOString()) <= 0)
    throw new Problem('INVALID_INPUT', 'input.expiryDate is over already; reserve for a time to come.');
  const request = fit(ReserveNow, {
    token,
    expiry_date: input.expiryDate,
    reservation_id: input.reservationId ?? facts.reservationId,
    location_id: input.locationId,
    evse_uid: input.evseUid,
    authorization_reference: input.authorizationReference,
  });
  return { ...atLocation('RESERVE_NOW', input, request), token: tokenRefIn(token) };
};

export const cancelReservation = (input: inputs.CancelReservationInput): CommandDraft => ({
  kind: 'CANCEL_RESERVATION',
  receiver: partyIn(input.cpo),
  request: fit(CancelReservation, { reservation_id: input.reservationId }),
});

export const unlockConnector = (input: inputs.UnlockConnectorInput): CommandDraft => {
  const { locationId: location_id, evseUid: evse_uid, connectorId: connector_id } = input;
  return atLocation('UNLOCK_CONNECTOR', input, fit(UnlockConnector, { location_id, evse_uid, connector_id }));
};

export const setChargingProfile = (input: inputs.SetChargingProfileInput): CommandDraft => {
  const { startDateTime, duration, chargingRateUnit, minChargingRate, periods } = input.chargingProfile;
  const charging_profile = given({
    start_date_time: startDateTime,
    duration: duration,
    charging_rate_unit: chargingRateUnit,
    min_charging_rate: minChargingRate,
    charging_profile_period: periods.map(({ startPeriod, limit }) => ({ start_period: startPeriod, limit })),
  });
  const about = ofSession(input.session);
  const body = fit(SetChargingProfile, { charging_profile });
  return { kind: 'SET_CHARGING_PROFILE', ...about.refs, request: { session_id: about.id, ...body } };
};

export const clearChargingProfile = ({ session }: inputs.ClearChargingProfileInput): CommandDraft => {
  const about = ofSession(session);
  return { kind: 'CLEAR_CHARGING_PROFILE', ...about.refs, request: { session_id: about.id } };
};

export const getActiveChargingProfile = (input: inputs.GetActiveChargingProfileInput): CommandDraft => {
  const { session, duration } = input;
  if (duration <= 0)
    throw new Problem('INVALID_INPUT', `input.duration is ${duration}; ask for one second at least.`);
  const about = ofSession(session);
  return {
    kind: 'GET_ACTIVE_CHARGING_PROFILE',
    ...about.refs,
    request: { session_id: about.id, duration },
  };
};

export const setChargingPreferences = (input: inputs.SetChargingPreferencesInput): CommandDraft => {
  const about = ofSession(input.session);
  const charging_preferences = fit(ChargingPreferences, {
    profile_type: input.profileType,
    departure_time: input.departureTime,
    energy_need: input.energyNeed,
    discharge_allowed: input.dischargeAllowed,
  });
  return {
    kind: 'SET_CHARGING_PREFERENCES',
    ...about.refs,
    request: { session_id: about.id, charging_preferences },
  };
};

export const authorizeToken = (input: inputs.AuthorizeTokenInput, emsp: string): CommandDraft => {
  const { uid, type, locationId, evseUids } = input;
  if (!locationId && evseUids?.length)
    throw new Problem(
      'INVALID_INPUT',
      'input.evseUids are found by their Location: give its locationId too.',
    );
  const location =
    locationId && fit(LocationReferences, { location_id: locationId, evse_uids: evseUids ?? undefined });
  return {
    kind: 'AUTHORIZE_TOKEN',
    receiver: partyIn(emsp),
    token: foldRef(`${partyIn(emsp)}/${refOf(uid, type)}`),
    request: { token_uid: uid, type, ...(location && { location }) },
  };
};

const atLocation = (
  kind: CommandKind,
  { cpo, locationId }: { cpo: string; locationId: string },
  request: JsonObject,
): CommandDraft => {
  const receiver = partyIn(cpo);
  return { kind, receiver, location: foldRef(`${receiver}/${refOf(locationId)}`), request };
};

/** Of a token that fits its table. */
const tokenRefIn = (token: JsonObject): string => foldRef(tokenKind.refOf(token as unknown as Token));

const partyIn = (ref: string): string => {
  const segments = ref.split('/');
  if (segments.length === 2 && segments.every((segment) => segment !== '')) return foldRef(ref);
  throw new Problem('INVALID_INPUT', `"${ref}" names no party; write it like NL/TNM.`);
};

const ofSession = (ref: string): { id: string; refs: { receiver: string; session: string } } => {
  const segments = segmentsOf(ref);
  const [, , id] = segments;
  if (segments.length === 3 && id)
    return { id, refs: { receiver: partyIn(ownerOf(ref)), session: foldRef(ref) } };
  throw new Problem('INVALID_INPUT', `"${ref}" names no Session; write it like NL/TNM/101.`);
};

/** What was left out is left out of the document too. */
const given = (fields: Record<string, unknown>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));

/** The body as it is sent, but for the response_url, which only whoever sends it knows. */
const fit = (table: ObjectTable, fields: Record<string, unknown>): JsonObject => {
  const document = given(fields);
  const whole =
    'response_url' in table.fields ? { ...document, response_url: 'https://hub.example.com' } : document;
  const violations = refusals(violationsOf(table, whole));
  if (violations.length === 0) return document;
  const sentences = violations.slice(0, 3).map(({ pointer, message }) => `${pointer}: ${message}`);
  throw new Problem(
    'INVALID_INPUT',
    `This ${table.name} would be refused by the party it is for. ${sentences.join(' ')}`,
    violations,
  );
};
