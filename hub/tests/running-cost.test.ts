/**
 * The running cost of a Session, where people see it: in queries and live, with the Session, its Location and its
 * Tariffs in three subgraphs – in one process, and each in its own.
 */
import type { ChargingPeriod, Tariff } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import { world, type Shape, type World } from './world.js';

interface Cost {
  currency: string;
  timeZone: string;
  tariffs: string[];
  lines: { dimension: string; unit: string; billed: string; rate: string; cost: { beforeTaxes: string } }[];
  total: { beforeTaxes: string | null; afterTaxes: string | null; taxes: { name: string; amount: string }[] };
  notes: { code: string; rule: string }[];
}

const COST = `currency timeZone tariffs
  lines { dimension unit billed rate cost { beforeTaxes } }
  total { beforeTaxes afterTaxes taxes { name amount } }
  notes { code rule }`;

/** A start fee, energy that is cheaper before nine by the clock of Amsterdam, and time. */
const tariff: Tariff = samples.tariff({
  elements: [
    {
      price_components: [{ type: 'ENERGY', price: 0.2, vat: 10, step_size: 1 }],
      restrictions: { end_time: '09:30' },
    },
    {
      price_components: [
        { type: 'FLAT', price: 1, vat: 10, step_size: 1 },
        { type: 'ENERGY', price: 0.4, vat: 10, step_size: 1 },
        { type: 'TIME', price: 3, vat: 10, step_size: 60 },
      ],
    },
  ],
});

/** Half an hour each, from 08:00 UTC, which is nine in Amsterdam. */
const period = (hour: string, kwh: number): ChargingPeriod =>
  samples.period({
    start_date_time: `2026-11-02T${hour}:00Z`,
    dimensions: [{ type: 'ENERGY', volume: kwh }],
    tariff_id: undefined,
  });

describe.each<Shape>(['one', 'split'])('the running cost of a Session, shape %s', (shape) => {
  let w: World;
  beforeAll(async () => {
    w = await world({ shape });
    await w.cpo.pushTariff(tariff);
    await w.cpo.pushLocation(samples.location());
  }, 120_000);
  afterAll(() => w.close());

  const costOf = async (id: string, at?: string): Promise<Cost> => {
    const query = `query ($ref: ID!, $at: DateTime) { session(ref: $ref) { runningCost(at: $at) { ${COST} } } }`;
    const { session } = await w.graph<{ session: { runningCost: Cost } }>(query, { ref: `NL/ALF/${id}`, at });
    return session.runningCost;
  };

  it('PRC-047 rises as charging periods arrive, live', async () => {
    const query = `subscription ($ref: ID!) { sessionUpdated(filter: { ref: $ref }) { kwh runningCost { ${COST} } } }`;
    const live = w.live(query, { ref: 'NL/ALF/rising' });
    const next = async (kwh: number): Promise<Cost> => {
      const { sessionUpdated } = (await live.next(
        (data) => (data['sessionUpdated'] as { kwh: number }).kwh === kwh,
      )) as { sessionUpdated: { runningCost: Cost } };
      return sessionUpdated.runningCost;
    };
    const session = samples.session({ id: 'rising', kwh: 0, charging_periods: [period('08:00', 0)] });
    // Whether the subscription is open shows in what it tells; until then the Session is sent again.
    const first = next(0);
    for (let told = false; !told;) {
      await w.cpo.pushSession(session);
      told = await Promise.race([
        first.then(() => true),
        w.emsp.next({ module: 'sessions' }).then(() => false),
      ]);
    }
    expect((await first).total.beforeTaxes).toBe('1');

    await w.cpo.patchSession('rising', {
      kwh: 5,
      charging_periods: [period('08:15', 5)],
      last_updated: '2026-11-02T08:30:00Z',
    });
    const cheap = await next(5);
    expect(cheap).toMatchObject({ currency: 'EUR', timeZone: 'Europe/Amsterdam', tariffs: ['T1'] });
    // 1 fee, 5 kWh at 0.20, half an hour at 3.
    expect(cheap.total).toEqual({
      beforeTaxes: '3.5',
      taxes: [{ name: 'VAT', amount: '0.35' }],
      afterTaxes: '3.85',
    });
    expect(cheap.notes.map(({ code }) => code)).toEqual(['TARIFF_ASSUMED', 'SO_FAR']);

    await w.cpo.patchSession('rising', {
      kwh: 10,
      charging_periods: [period('08:30', 5)],
      last_updated: '2026-11-02T09:00:00Z',
    });
    const dear = await next(10);
    expect(dear.lines.filter(({ dimension }) => dimension === 'ENERGY')).toEqual([
      { dimension: 'ENERGY', unit: 'WATT_HOURS', billed: '5000', rate: '0.2', cost: { beforeTaxes: '1' } },
      { dimension: 'ENERGY', unit: 'WATT_HOURS', billed: '5000', rate: '0.4', cost: { beforeTaxes: '2' } },
    ]);
    expect(dear.total.beforeTaxes).toBe('7');
    await live.stop();

    expect(await costOf('rising')).toEqual(dear);
  });

  it('PRC-047 is that of any moment asked for, before the last report and after it', async () => {
    await w.cpo.pushSession(
      samples.session({
        id: 'moments',
        kwh: 4,
        charging_periods: [period('08:00', 4)],
        last_updated: '2026-11-02T08:30:00Z',
      }),
    );
    const totalAt = async (at?: string) => (await costOf('moments', at)).total.beforeTaxes;
    expect(await totalAt()).toBe('3.3'); // 1 + 0.8 + 1.5
    expect(await totalAt('2026-11-02T07:00:00Z')).toBe('0');
    expect(await totalAt('2026-11-02T10:00:00Z')).toBe('7.8'); // time runs on, energy does not
  });

  it('SES-061 is not nothing where no Tariff is known, and says so', async () => {
    await w.cpo.pushSession(
      samples.session({ id: 'elsewhere', location_id: 'NOWHERE', charging_periods: [period('08:00', 4)] }),
    );
    const cost = await costOf('elsewhere');
    expect(cost.total).toEqual({ beforeTaxes: null, taxes: [], afterTaxes: null });
    expect(cost.notes.map(({ code }) => code)).toContain('NO_TARIFF');
  });
});
