/**
 * What the validator says about commands, charging profiles and invoice records (chapters 13, 14 and 15.2).
 */
import type { JsonObject, ObjectTable } from '../src/index.js';
import {
  ActiveChargingProfileResult,
  ChargingProfile,
  commandObjects,
  CommandResponse,
  CommandResult,
  CommandType,
  InvoiceReconciliationRecord,
  profileResults,
  refusals,
  Session,
  SetChargingProfile,
  StartSession,
  violationsOf,
} from '../src/index.js';
import {
  activeChargingProfileResult,
  chargingProfile,
  commandResponse,
  commandResult,
  invoiceReconciliationRecord,
  setChargingProfile,
  startSession,
} from './request-samples.js';
import { session, token } from './samples.js';

/** `severity code pointer` of each violation. */
const found = (table: ObjectTable, document: unknown): string[] =>
  violationsOf(table, document).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);

describe('commands', () => {
  it('CMD-014 a connector_id without its evse_uid is refused', () => {
    expect(found(StartSession, startSession({ evse_uid: null }))).toEqual(['refuse RULE /evse_uid']);
  });

  it.each([[{ connector_id: null }], [{ evse_uid: null, connector_id: undefined }]])(
    'CMD-014 CMD-019 %j leaves the rest of the choice to the charge point',
    (difference) => {
      expect(found(StartSession, startSession(difference))).toEqual([]);
    },
  );

  it('CMD-008 carries the whole Token, as the CPO may never have got it', () => {
    expect(found(StartSession, startSession({ token: token({ issuer: undefined }) }))).toEqual([
      'refuse MISSING /token/issuer',
    ]);
  });

  it('CMD-001 answers know their words, and no command may lack its time limit', () => {
    expect(found(CommandResponse, commandResponse({ result: 'TIMEOUT', timeout: null }))).toEqual([
      'refuse NOT_IN_ENUM /result',
      'refuse MISSING /timeout',
    ]);
    expect(found(CommandResult, commandResult({ result: 'TIMEOUT', message: [] }))).toEqual([]);
  });

  it('CMD-018 CMD-017 every listed command has its object', () => {
    expect(Object.keys(commandObjects)).toEqual([...CommandType.values]);
    expect(CommandType.open).toBe(true);
    for (const table of Object.values(commandObjects)) expect(table.fields).toHaveProperty('response_url');
  });
});

describe('charging profiles', () => {
  const limited = (limit: number): JsonObject =>
    chargingProfile({ charging_profile_period: [{ start_period: 0, limit }] });

  it.each([0, 8.1, 16, -7.5, 22000.5])('chapter 14.4 a limit of %d has one decimal at most', (limit) => {
    expect(found(ChargingProfile, limited(limit))).toEqual([]);
  });

  it.each([8.15, 0.01, 16.0001])('chapter 14.4 a limit of %d has more: recorded', (limit) => {
    expect(found(ChargingProfile, limited(limit))).toEqual([
      'record TOO_MANY_DECIMALS /charging_profile_period/0/limit',
    ]);
  });

  it('TYPE-008 chapter 14.4 says how many decimals there may be', () => {
    const sentences = (rate: number) =>
      violationsOf(ChargingProfile, chargingProfile({ min_charging_rate: rate })).map((v) => v.message);
    expect(sentences(6.25)).toEqual(['min_charging_rate is 6.25; round it to one decimal.']);
    expect(violationsOf(Session, session({ kwh: 0.00001 }))[0]?.message).toBe(
      'kwh is 0.00001; round it to 4 decimals.',
    );
  });

  it('CHP-003 a profile may have no limits and no end, but needs its unit', () => {
    expect(found(ChargingProfile, { charging_rate_unit: 'W' })).toEqual([]);
    expect(found(SetChargingProfile, setChargingProfile({ charging_profile: {} }))).toEqual([
      'refuse MISSING /charging_profile/charging_rate_unit',
    ]);
  });

  it('chapter 14.4 a plan comes with ACCEPTED only', () => {
    expect(found(ActiveChargingProfileResult, activeChargingProfileResult({ result: 'REJECTED' }))).toEqual([
      'record RULE /profile',
    ]);
    expect(found(ActiveChargingProfileResult, { result: 'UNKNOWN' })).toEqual([]);
  });

  it('chapter 14.1 every request has its own kind of result', () => {
    expect(Object.entries(profileResults).map(([method, { name }]) => `${method} ${name}`)).toEqual([
      'GET ActiveChargingProfileResult',
      'PUT ChargingProfileResult',
      'DELETE ClearProfileResult',
    ]);
  });
});

describe('invoice records', () => {
  const naming = (cdrs: unknown): JsonObject => invoiceReconciliationRecord({ cdrs });

  it('INV-002 names at least one CDR', () => {
    expect(found(InvoiceReconciliationRecord, naming([]))).toEqual(['refuse EMPTY_LIST /cdrs']);
  });

  it('INV-012 AMB-027 takes the longer ids of credit CDRs', () => {
    const violations = violationsOf(InvoiceReconciliationRecord, naming(['x'.repeat(39)]));
    expect(violations.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['TOO_LONG /cdrs/0']);
    expect(refusals(violations)).toEqual([]);
  });

  it('INV-013 reads an object with an id as that id, and records it', () => {
    expect(found(InvoiceReconciliationRecord, naming(['C1', { id: 'C2', total_cost: 5 }]))).toEqual([
      'record WRONG_TYPE /cdrs/1',
    ]);
    expect(found(InvoiceReconciliationRecord, naming([{ id: 'x'.repeat(37) }]))).toEqual([
      'record WRONG_TYPE /cdrs/0',
      'record TOO_LONG /cdrs/0',
    ]);
  });

  it.each([[{ cdr_id: 'C1' }], [{ id: 7 }], [['C1']], [7], [null]])('INV-013 %j names no CDR', (cdr) => {
    expect(found(InvoiceReconciliationRecord, naming([cdr]))).toEqual(['refuse WRONG_TYPE /cdrs/0']);
  });

  it('TYPE-011 an invoice may have a long number', () => {
    const invoice_id = 'x'.repeat(255);
    expect(found(InvoiceReconciliationRecord, invoiceReconciliationRecord({ invoice_id }))).toEqual([]);
  });
});
