/** Sums over CDRs, on real PostgreSQL. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import {
  anonymous,
  cdr,
  cpo,
  credit,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  problemOf,
  tokenOf,
  World,
} from '../world.js';

let world: World;
const at = (id: string): JsonObject => ({ ...(cdr()['cdr_location'] as JsonObject), id });
beforeAll(async () => {
  world = await World.open();
  await world.post(cdr());
  await world.post(credit());
  await world.post(cdr({ id: 'C102', total_energy: 12.3456, total_time: 0.5 }));
  await world.post(
    cdr({
      ...{ id: 'C103', start_date_time: '2026-03-01T23:30:00Z', end_date_time: '2026-03-02T01:30:00Z' },
      ...{ total_time: 2, currency: 'SEK', cdr_location: at('LOC2'), cdr_token: tokenOf('BE', 'OTH') },
    }),
  );
  await world.post(cdr({ country_code: 'FR', party_id: 'OTH', id: 'C1', total_energy: 100 }), {
    as: otherCpo,
  });
});
afterAll(() => world.close());

interface Row {
  from: string | null;
  key: string | null;
  charges: number;
  energyKwh: string;
  hours: number;
  meanMinutes: number | null;
  revenue: { currency: string; beforeTaxes: string }[];
  party: { ref: string } | null;
  location: { ref: string } | null;
}
interface Listed {
  items: Row[];
  total: number;
  next: string | null;
}
const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

const analytics = async (as: Caller, more: JsonObject = {}): Promise<Listed> =>
  (
    await world.ask<{ analytics: Listed }>(
      as,
      `query ($from: DateTime!, $to: DateTime!, $interval: AnalyticsInterval, $by: AnalyticsGroup, $timeZone: String! = "UTC",
        $filter: AnalyticsFilter, $page: PageInput) {
        analytics(from: $from, to: $to, interval: $interval, by: $by, timeZone: $timeZone, filter: $filter, page: $page) {
          items { from key charges energyKwh hours meanMinutes revenue { currency beforeTaxes } party { ref } location { ref } }
          total next } }`,
      { ...MARCH, ...more },
    )
  ).analytics;

it('CDR-021 a credit CDR takes off what the CDR it takes back added', async () => {
  const { items, total, next } = await analytics(cpo);
  expect({ total, next }).toEqual({ total: 1, next: null });
  expect(items).toEqual([
    {
      ...{ from: null, key: null, charges: 2, energyKwh: '32.3456', hours: 2.5, meanMinutes: 75 },
      revenue: [
        { currency: 'EUR', beforeTaxes: '8' },
        { currency: 'SEK', beforeTaxes: '8' },
      ],
      ...{ party: null, location: null },
    },
  ]);
});

it('are taken apart by party and Location, the most energy first', async () => {
  const by = async (group: string) =>
    (await analytics(operator, { by: group })).items.map(({ key, energyKwh }) => [key, energyKwh]);
  expect(await by('CPO')).toEqual([
    ['FR/OTH', '100'],
    ['NL/TNM', '32.3456'],
  ]);
  expect(await by('EMSP')).toEqual([
    ['DE/EMP', '112.3456'],
    ['BE/OTH', '20'],
  ]);
  const { items } = await analytics(operator, { by: 'LOCATION', filter: { cpo: 'nl/tnm' } });
  expect(items).toMatchObject([
    { key: 'NL/TNM/LOC2', location: { ref: 'NL/TNM/LOC2' }, party: null },
    { key: 'NL/TNM/LOC1', location: { ref: 'NL/TNM/LOC1' }, energyKwh: '12.3456' },
  ]);
});

it.each([
  ['UTC', ['2026-03-01T00:00:00.000Z']],
  ['Europe/Amsterdam', ['2026-02-28T23:00:00.000Z', '2026-03-01T23:00:00.000Z']],
])('are cut into days as they are in %s', async (timeZone, days) => {
  const { items } = await analytics(cpo, { interval: 'DAY', timeZone });
  expect(items.map(({ from }) => from)).toEqual(days);
});

it('come in pages without a gap', async () => {
  const keys: unknown[] = [];
  let after: string | null = null;
  do {
    const page: Listed = await analytics(operator, { by: 'LOCATION', page: { limit: 1, after } });
    expect(page.total).toBe(3);
    keys.push(...page.items.map(({ key }) => key));
    after = page.next;
  } while (after !== null && keys.length < 9);
  expect(keys).toEqual(['FR/OTH/LOC1', 'NL/TNM/LOC2', 'NL/TNM/LOC1']);
});

it('HUB-034 sum up what one may see, and nothing else', async () => {
  const energy = async (as: Caller) => (await analytics(as)).items.map(({ energyKwh }) => energyKwh);
  expect(await energy(operator)).toEqual(['132.3456']);
  expect(await energy(emsp)).toEqual(['112.3456']);
  expect(await energy(otherEmsp)).toEqual(['20']);
  expect(await energy(otherCpo)).toEqual(['100']);
  expect((await problemOf(analytics(anonymous))).code).toBe('UNAUTHENTICATED');
  expect((await problemOf(analytics(cpo, { to: MARCH.from }))).code).toBe('INVALID_INPUT');
});
