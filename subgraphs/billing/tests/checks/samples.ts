/** A flawless charge with all that is known about it: 20 kWh for an hour at a connector of 22 kW. Takes the difference. */
import type { CDR, Connector, Session, Tariff, Token } from '@chargesphere/schema';
import type { CdrFacts, Relations } from '../../src/checks/facts.js';
import { checkAlone, verdictOf } from '../../src/checks/cdr-check.rules.js';
import { NO_RELATIONS } from '../../src/checks/facts.js';
import { cdr as document } from '../world.js';

export const NOW = Date.parse('2026-03-02T00:00:00Z');

export const tariff = (difference: Partial<Tariff> = {}): Tariff => ({
  country_code: 'NL',
  party_id: 'TNM',
  id: '12',
  currency: 'EUR',
  tax_included: 'NO',
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 }] }],
  last_updated: '2026-01-01T00:00:00Z',
  ...difference,
});

export const price = (before_taxes: number, amount?: number) => ({
  before_taxes,
  ...(amount !== undefined && { taxes: [{ name: 'VAT', percentage: 21, amount }] }),
});

export const cdr = (difference: Partial<CDR> = {}): CDR =>
  ({ ...document(), tariffs: [tariff()], ...difference }) as unknown as CDR;

export const credit = (difference: Partial<CDR> = {}): CDR =>
  cdr({
    id: 'C101-C',
    credit: true,
    credit_reference_id: 'C101',
    total_cost: price(-8, -1.68),
    ...difference,
  });

export const session = (difference: Partial<Session> = {}): Session => {
  const {
    country_code,
    party_id,
    start_date_time,
    end_date_time,
    cdr_token,
    currency,
    charging_periods,
    total_cost,
  } = cdr();
  return {
    country_code,
    party_id,
    id: '101',
    start_date_time,
    end_date_time,
    kwh: 20,
    cdr_token,
    auth_method: 'AUTH_REQUEST',
    location_id: 'LOC1',
    evse_uid: '3256',
    connector_id: '1',
    currency,
    charging_periods,
    total_cost,
    status: 'COMPLETED',
    last_updated: '2026-03-01T09:01:00Z',
    ...difference,
  };
};

export const token = (difference: Partial<Token> = {}): Token => ({
  country_code: 'DE',
  party_id: 'EMP',
  uid: '012345678',
  type: 'RFID',
  contract_id: 'DE-EMP-C1-2',
  issuer: 'Employ',
  valid: true,
  whitelist: 'ALLOWED',
  last_updated: '2026-01-01T00:00:00Z',
  ...difference,
});

export const connector = (difference: Partial<Connector> = {}): Connector => ({
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  max_voltage: 230,
  max_amperage: 32,
  last_updated: '2026-01-01T00:00:00Z',
  ...difference,
});

export const facts = (difference: Partial<CdrFacts> = {}): CdrFacts => ({
  session: session(),
  token: token(),
  location: { timeZone: 'Europe/Amsterdam' },
  connector: connector(),
  version: '2.3.0',
  tariffs: [tariff()],
  ...difference,
});

/** Codes and state, as the hub would find them. */
export const check = (document: CDR, known: CdrFacts = facts(), relations: Relations = NO_RELATIONS) => {
  const own = checkAlone(document, known, 0, NOW);
  const { state, findings } = verdictOf(document, own, relations);
  return { state, codes: findings.map(({ code }) => code), findings, price: own.price };
};
