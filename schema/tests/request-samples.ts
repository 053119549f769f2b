/**
 * Requests, their answers and records without a flaw, one function per object; each takes only what should differ.
 */
import type {
  ActiveChargingProfileResult,
  CancelReservation,
  ChargingProfile,
  ChargingProfileResponse,
  CommandResponse,
  CommandResult,
  InvoiceReconciliationRecord,
  JsonObject,
  ReserveNow,
  SetChargingProfile,
  StartSession,
  StopSession,
  Token,
  UnlockConnector,
} from '../src/index.js';
import { token } from './samples.js';

type Difference = JsonObject;
const response_url = 'https://example.com/results/9b1deb4d';

export const startSession = (difference: Difference = {}): JsonObject => ({
  ...({
    response_url,
    token: token() as Token,
    location_id: 'LOC1',
    evse_uid: '3256',
    connector_id: '1',
    authorization_reference: 'auth-77',
  } satisfies StartSession),
  ...difference,
});

export const stopSession = (difference: Difference = {}): JsonObject => ({
  ...({ response_url, session_id: '101' } satisfies StopSession),
  ...difference,
});

export const reserveNow = (difference: Difference = {}): JsonObject => ({
  ...({
    response_url,
    token: token() as Token,
    expiry_date: '2026-03-01T09:00:00Z',
    reservation_id: 'R1',
    location_id: 'LOC1',
  } satisfies ReserveNow),
  ...difference,
});

export const cancelReservation = (difference: Difference = {}): JsonObject => ({
  ...({ response_url, reservation_id: 'R1' } satisfies CancelReservation),
  ...difference,
});

export const unlockConnector = (difference: Difference = {}): JsonObject => ({
  ...({ response_url, location_id: 'LOC1', evse_uid: '3256', connector_id: '1' } satisfies UnlockConnector),
  ...difference,
});

export const commandResponse = (difference: Difference = {}): JsonObject => ({
  ...({ result: 'ACCEPTED', timeout: 30 } satisfies CommandResponse),
  ...difference,
});

export const commandResult = (difference: Difference = {}): JsonObject => ({
  ...({
    result: 'EVSE_OCCUPIED',
    message: [{ language: 'en', text: 'Somebody is charging there.' }],
  } satisfies CommandResult),
  ...difference,
});

export const chargingProfile = (difference: Difference = {}): JsonObject => ({
  ...({
    start_date_time: '2026-03-01T08:30:00Z',
    duration: 3600,
    charging_rate_unit: 'A',
    min_charging_rate: 6,
    charging_profile_period: [
      { start_period: 0, limit: 8.1 },
      { start_period: 1800, limit: 32 },
    ],
  } satisfies ChargingProfile),
  ...difference,
});

export const setChargingProfile = (difference: Difference = {}): JsonObject => ({
  ...({
    charging_profile: chargingProfile() as ChargingProfile,
    response_url,
  } satisfies SetChargingProfile),
  ...difference,
});

export const chargingProfileResponse = (difference: Difference = {}): JsonObject => ({
  ...({ result: 'TOO_OFTEN', timeout: 30 } satisfies ChargingProfileResponse),
  ...difference,
});

export const activeChargingProfileResult = (difference: Difference = {}): JsonObject => ({
  ...({
    result: 'ACCEPTED',
    profile: {
      start_date_time: '2026-03-01T08:30:00Z',
      charging_profile: chargingProfile() as ChargingProfile,
    },
  } satisfies ActiveChargingProfileResult),
  ...difference,
});

export const invoiceReconciliationRecord = (difference: Difference = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'IRR1',
    invoice_id: '2026/03-17',
    cdrs: ['C101', 'C102'],
    last_updated: '2026-04-01T06:00:00Z',
  } satisfies InvoiceReconciliationRecord),
  ...difference,
});
