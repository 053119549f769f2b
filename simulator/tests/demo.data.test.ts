// The demo's data: valid by the specification's tables, consistent in itself, and the same for the same seed.
import { CDR, Location, Session, Tariff, Token, violationsOf } from '@chargesphere/schema';
import { Charge, type ChargePlan } from '../src/demo/charge.js';
import { driversOf } from '../src/demo/drivers.js';
import { locationsOf } from '../src/demo/location.builder.js';
import { groeneStroom, rheinlade, voltage } from '../src/demo/operators.js';
import { costOf, type Phase } from '../src/demo/price.rules.js';
import { tariffsOf } from '../src/demo/tariffs.js';

const NOW = '2026-11-04T12:00:00Z';
const operators = [groeneStroom, rheinlade];
const locations = operators.flatMap((operator, index) => locationsOf(operator, index, NOW));
const tariffs = operators.flatMap((operator) => tariffsOf(operator, NOW));
const drivers = driversOf(voltage, 48, 3, NOW);

const firstOf = <T>(items: readonly T[] | null | undefined): T => {
  const [first] = items ?? [];
  if (first === undefined) throw new Error('The demo lacks what this test is about.');
  return first;
};

describe('simulator demo data', () => {
  it('has at least sixty locations in ten cities or more', () => {
    expect(locations.length).toBeGreaterThanOrEqual(60);
    expect(new Set(locations.map(({ city }) => city)).size).toBeGreaterThanOrEqual(10);
  });

  it('has no violation in locations, tariffs and tokens', () => {
    expect(locations.flatMap((document) => violationsOf(Location, document))).toEqual([]);
    expect(tariffs.flatMap((document) => violationsOf(Tariff, document))).toEqual([]);
    expect(drivers.flatMap(({ token }) => violationsOf(Token, token))).toEqual([]);
  });

  it('uses every id once', () => {
    const ids = [
      ...locations.map(({ party_id, id }) => `${party_id} ${id}`),
      ...locations.flatMap(({ evses }) => evses ?? []).flatMap(({ uid, evse_id }) => [uid, evse_id]),
      ...tariffs.map(({ id }) => id),
      ...drivers.map(({ token }) => token.uid),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('points every connector to known tariffs, one of a type, and uses all of them', () => {
    const byId = new Map(tariffs.map((tariff) => [tariff.id, tariff]));
    const used = new Set<string>();
    for (const { evses, party_id } of locations)
      for (const { tariff_ids } of (evses ?? []).flatMap(({ connectors }) => connectors)) {
        const theirs = (tariff_ids ?? []).map((id) => byId.get(id));
        expect(theirs.map((tariff) => tariff?.party_id)).toEqual(theirs.map(() => party_id));
        expect(new Set(theirs.map((tariff) => tariff?.type)).size).toBe(theirs.length);
        for (const id of tariff_ids ?? []) used.add(id);
      }
    expect([...used].sort()).toEqual([...byId.keys()].sort());
  });

  it('lies where the country is and names time zones that exist', () => {
    for (const { coordinates, time_zone } of locations) {
      expect(Number(coordinates.latitude)).toBeGreaterThan(45);
      expect(Number(coordinates.latitude)).toBeLessThan(58);
      expect(Number(coordinates.longitude)).toBeGreaterThan(2);
      expect(Number(coordinates.longitude)).toBeLessThan(17);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: time_zone })).not.toThrow();
    }
  });

  it('is the same for the same seed and differs for another', () => {
    expect(locationsOf(rheinlade, 1, NOW)).toEqual(locationsOf(rheinlade, 1, NOW));
    expect(locationsOf(rheinlade, 2, NOW)).not.toEqual(locationsOf(rheinlade, 1, NOW));
  });
});

describe('simulator demo prices', () => {
  const tariff = (id: string) => firstOf(tariffs.filter((one) => one.id === id));
  const at = (time: string): number => Date.parse(time);
  const charging = (start: string, minutes: number, wh: number): Phase => ({
    kind: 'CHARGING',
    start_ms: at(start),
    seconds: minutes * 60,
    wh,
  });
  const parking = (start: string, minutes: number): Phase => ({
    kind: 'PARKING',
    start_ms: at(start),
    seconds: minutes * 60,
    wh: 0,
  });

  it.each<[string, string, Phase[], number, number]>([
    // 10 kWh at 0.39 with VAT are 3.90, of which 3.22 net.
    ['energy with VAT in it', 'GRN-NL-AC', [charging('2026-11-04T12:00:00Z', 60, 10_000)], 3.22, 0.68],
    // 10 kWh at 0.41 plus 19 %.
    ['energy without VAT', 'RLN-DE-AC', [charging('2026-11-04T12:00:00Z', 60, 10_000)], 4.1, 0.78],
    // 0.50 once and 20 kWh at 0.59 are 12.30.
    [
      'a start fee, once',
      'GRN-NL-DC',
      [charging('2026-11-04T12:00:00Z', 10, 10_000), charging('2026-11-04T12:10:00Z', 10, 10_000)],
      10.17,
      2.13,
    ],
    // 21:30 UTC is 22:30 in Amsterdam, 22:30 UTC is 23:30: 4.20 by day and 2.90 by night.
    [
      'day and night by local time',
      'GRN-NL-DAYNIGHT',
      [charging('2026-11-04T21:30:00Z', 30, 10_000), charging('2026-11-04T22:30:00Z', 30, 10_000)],
      5.87,
      1.23,
    ],
    // 10 kWh at 0.25, an hour at 1.20 and half an hour at 3.60 are 5.50.
    [
      'energy, time and parking',
      'GRN-FR-AC',
      [charging('2026-11-04T12:00:00Z', 60, 10_000), parking('2026-11-04T13:00:00Z', 30)],
      4.58,
      0.92,
    ],
    ['the weekend', 'RLN-DE-WEEKEND', [charging('2026-11-07T12:00:00Z', 60, 10_000)], 3.3, 0.63],
    // Parking counts four hours after the start only.
    [
      'a fee after four hours',
      'RLN-DE-AC',
      [
        charging('2026-11-04T08:00:00Z', 60, 10_000),
        parking('2026-11-04T09:00:00Z', 180),
        parking('2026-11-04T12:00:00Z', 60),
      ],
      9.14,
      1.74,
    ],
    ['nothing', 'RLN-DE-FREE', [charging('2026-11-04T12:00:00Z', 60, 10_000)], 0, 0],
  ])('are right for %s', (_, id, phases, net, tax) => {
    const cost = costOf(tariff(id), phases, 'Europe/Amsterdam');
    expect([cost.before_taxes, cost.taxes[0]?.amount]).toEqual([net, tax]);
  });
});

describe('simulator demo charge', () => {
  const plan = (city: string, difference: Partial<ChargePlan> = {}): ChargePlan => {
    const location = firstOf(locations.filter((one) => one.city === city && one.evses?.length));
    const evse = firstOf(location.evses);
    const connector = firstOf(evse.connectors);
    return {
      id: 'C1',
      driver: firstOf(drivers),
      location,
      evse,
      connector,
      tariff: firstOf(tariffs.filter(({ id }) => connector.tariff_ids?.includes(id))),
      soc_start: 0.2,
      charging_s: 2_400,
      parking_s: 600,
      ...difference,
    };
  };
  const run = (charge: Charge, step_s: number): number => {
    let steps = 0;
    for (; charge.stage !== 'ENDED'; steps += 1) charge.advance(step_s);
    return steps;
  };

  it.each(['Amsterdam', 'Paris', 'Berlin', 'København'])(
    'in %s ends as a valid session whose periods add up',
    (city) => {
      const charge = Charge.begin(plan(city), Date.parse(NOW), 20, 40);
      run(charge, 40);
      const session = charge.document('COMPLETED');
      expect(violationsOf(Session, session)).toEqual([]);
      const cdr = charge.cdr();
      expect(violationsOf(CDR, cdr)).toEqual([]);
      expect([cdr.session_id, cdr.total_energy, cdr.total_cost]).toEqual([
        session.id,
        session.kwh,
        session.total_cost,
      ]);
      const energy = (session.charging_periods ?? [])
        .flatMap(({ dimensions }) => dimensions)
        .filter(({ type }) => type === 'ENERGY')
        .reduce((sum, { volume }) => sum + volume, 0);
      expect(energy).toBeCloseTo(session.kwh, 6);
      expect(session.kwh).toBeGreaterThan(1);
    },
  );

  it('of forty minutes and ten of parking takes two and a half minutes and ends now, never later', () => {
    const charge = Charge.begin(plan('Amsterdam'), Date.parse(NOW), 20, 40);
    const steps = run(charge, 40);
    expect(steps * 2).toBe(150); // a step every two seconds
    expect(Date.parse(charge.at) - Date.parse(NOW)).toBe(150_000);
  });

  it('tells every period once, and the running one only at the end', () => {
    const charge = Charge.begin(plan('Amsterdam'), Date.parse(NOW), 20, 40);
    const told = [];
    while (charge.stage !== 'ENDED') {
      charge.advance(40);
      told.push(...(charge.progress().charging_periods ?? []));
    }
    expect(charge.document('COMPLETED').charging_periods?.slice(0, -1)).toEqual(told);
  });
});
