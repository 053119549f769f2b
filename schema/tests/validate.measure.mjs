// How long the validator takes for a Session of about 35 values. Run by hand after a build:
//   node scripts/build.mjs schema && node schema/tests/validate.measure.mjs
// Nothing asserts the number: machines differ, and a test that measures time fails on a busy one.
import {
  compilePatchValidator,
  compileValidator,
  Location,
  Session,
  violationsOf,
} from '@chargesphere/schema';

const period = (start, kwh) => ({
  start_date_time: start,
  dimensions: [
    { type: 'ENERGY', volume: kwh },
    { type: 'TIME', volume: 0.25 },
  ],
  tariff_id: '12',
});
const session = {
  country_code: 'NL',
  party_id: 'TNM',
  id: 'a7c9e2f0-1b3d-4e5f-8a9b-0c1d2e3f4a5b',
  start_date_time: '2026-03-01T08:00:00Z',
  kwh: 12.345,
  cdr_token: {
    country_code: 'DE',
    party_id: 'EMP',
    uid: '012345678',
    type: 'RFID',
    contract_id: 'DE-EMP-C12345678-9',
  },
  auth_method: 'WHITELIST',
  authorization_reference: 'auth-77',
  location_id: 'LOC1',
  evse_uid: '3256',
  connector_id: '1',
  meter_id: 'meter-0042',
  currency: 'EUR',
  charging_periods: [period('2026-03-01T08:00:00Z', 6.1), period('2026-03-01T08:15:00Z', 6.245)],
  total_cost: { before_taxes: 4.94, taxes: [{ name: 'VAT', percentage: 21, amount: 1.04 }] },
  status: 'ACTIVE',
  last_updated: '2026-03-01T08:30:00Z',
};
const connector = {
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  max_voltage: 230,
  max_amperage: 32,
  tariff_ids: ['12'],
  last_updated: '2026-03-01T08:30:00Z',
};
const location = {
  country_code: 'NL',
  party_id: 'TNM',
  id: 'LOC1',
  publish: true,
  name: 'Station Zuid',
  address: 'Stationsplein 1',
  city: 'Amsterdam',
  postal_code: '1077XX',
  country: 'NLD',
  coordinates: { latitude: '52.33894', longitude: '4.87304' },
  evses: ['1', '2', '3', '4'].map((uid) => ({
    uid,
    evse_id: `NL*TNM*E${uid}`,
    status: 'AVAILABLE',
    capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE'],
    connectors: [connector],
    last_updated: '2026-03-01T08:30:00Z',
  })),
  time_zone: 'Europe/Amsterdam',
  last_updated: '2026-03-01T08:30:00Z',
};

const valuesIn = (value) =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum, inner) => sum + valuesIn(inner), 0)
    : 1;

/** The best of many small batches, freshly parsed as a request's body is: the least disturbed one. */
const microseconds = (check, sample, documents = 200, batches = 400) => {
  const text = JSON.stringify(sample);
  let best = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    const parsed = Array.from({ length: documents }, () => JSON.parse(text));
    const start = process.hrtime.bigint();
    for (const document of parsed) check(document);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1000 / documents);
  }
  return best.toFixed(2);
};

const broken = { ...session, kwh: '12', status: 'NOPE', currency: 'EURO' };
const patch = { kwh: 13, status: 'ACTIVE', last_updated: '2026-03-01T08:31:00Z' };
const checkSession = compileValidator(Session);

console.log(`Session of ${valuesIn(session)} values, clean: ${microseconds(checkSession, session)} µs`);
console.log(`the same through violationsOf: ${microseconds((d) => violationsOf(Session, d), session)} µs`);
console.log(`the same with three violations: ${microseconds(checkSession, broken)} µs`);
console.log(`Session patch of three fields: ${microseconds(compilePatchValidator(Session), patch)} µs`);
console.log(
  `Location of ${valuesIn(location)} values, clean: ${microseconds(compileValidator(Location), location)} µs`,
);

const text = JSON.stringify(session);
console.log(
  `JSON.parse of the same Session, for comparison: ${microseconds(() => JSON.parse(text), session)} µs`,
);
