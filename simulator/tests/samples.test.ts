// The samples are what other tests lean on: they have to be right by the specification's own tables.
import {
  ChargingPeriod,
  ClientInfo,
  Connector,
  EVSE,
  Location,
  Session,
  Tariff,
  Token,
  violationsOf,
} from '@chargesphere/schema';
import { samples } from '../src/index.js';

describe('simulator samples', () => {
  it.each([
    ['location', Location, samples.location()],
    ['evse', EVSE, samples.evse()],
    ['connector', Connector, samples.connector()],
    ['session', Session, samples.session()],
    ['period', ChargingPeriod, samples.period()],
    ['tariff', Tariff, samples.tariff()],
    ['token', Token, samples.token()],
    ['clientInfo', ClientInfo, samples.clientInfo()],
  ])('%s has no violation', (_, table, document) => {
    expect(violationsOf(table, document)).toEqual([]);
  });

  it('take only the difference', () => {
    expect(samples.session({ kwh: 9 })).toEqual({ ...samples.session(), kwh: 9 });
    expect(samples.session()).not.toBe(samples.session());
  });
});
