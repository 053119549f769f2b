/** What a charge would cost by a Tariff, asked through the graph. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import { cpo, emsp, GraphWorld, operator, otherEmsp, problemOf } from '../../../tests/setup/graph.js';
import { createTariffsSubgraph } from '../src/index.js';

const tariff = (difference: JsonObject = {}): JsonObject => ({
  ...{ country_code: 'NL', party_id: 'TNM', id: '12', currency: 'EUR', tax_included: 'NO' },
  elements: [
    {
      price_components: [{ type: 'ENERGY', price: 0.2, vat: 10, step_size: 1 }],
      restrictions: { end_time: '09:30' },
    },
    {
      price_components: [
        { type: 'ENERGY', price: 0.4, vat: 10, step_size: 1 },
        { type: 'PARKING_TIME', price: 6, vat: 20, step_size: 600 },
      ],
    },
  ],
  last_updated: '2026-03-01T12:00:00Z',
  ...difference,
});
const charge = { start: '2026-03-02T08:00:00Z', chargingMinutes: 60, kwh: 10, timeZone: 'Europe/Berlin' };

interface Estimate {
  currency: string;
  total: { beforeTaxes: string | null; afterTaxes: string | null; taxes: JsonObject[] };
  lines: JsonObject[];
  notes: { code: string }[];
}

let world: GraphWorld;
beforeAll(async () => {
  world = await GraphWorld.open('tariffs', createTariffsSubgraph);
});
afterAll(() => world.close());
beforeEach(() => world.empty('tariffs.tariff'));

const put = (document: JsonObject, addressee?: string) =>
  world.change(cpo, 'putTariff', { document: 'TariffDocument' }, { document, addressee });
const estimate = async (difference: JsonObject = {}, as: Caller = emsp): Promise<Estimate | null> => {
  const text = `query ($charge: PlannedCharge!) { found: estimatePrice(tariff: "nl/tnm/12", charge: $charge) {
    currency total { beforeTaxes afterTaxes taxes { name percentage amount } } notes { code }
    lines { dimension from to unit measured billed step rate tariff elementIndex rule component { type stepSize } } } }`;
  const variables = { charge: { ...charge, ...difference } };
  return (await world.ask<{ found: Estimate | null }>(as, text, variables)).found;
};

describe('an estimate', () => {
  it('PRC-047 explains what a charge would cost, parking after it included', async () => {
    await put(tariff());
    const found = await estimate({ parkingMinutes: 15 });
    expect(found).toMatchObject({ currency: 'EUR', notes: [] });
    // Half of it at 0.20 until half past nine in Berlin, half at 0.40; 15 minutes are two steps of ten.
    expect(found?.total).toEqual({
      beforeTaxes: '5',
      taxes: [
        { name: 'VAT', percentage: '10', amount: '0.3' },
        { name: 'VAT', percentage: '20', amount: '0.4' },
      ],
      afterTaxes: '5.7',
    });
    expect(found?.lines.at(-1)).toEqual({
      ...{ dimension: 'PARKING_TIME', from: '2026-03-02T09:00:00Z', to: '2026-03-02T09:15:00Z' },
      ...{ unit: 'SECONDS', measured: '900', billed: '1200', step: 600, rate: '6', tariff: '12' },
      ...{ elementIndex: 1, rule: 'PRC-033', component: { type: 'PARKING_TIME', stepSize: 600 } },
    });
  });

  it('PRC-042 PRC-043 is by the rules of the version that is named, else by those of 2.3.0', async () => {
    await put(tariff({ elements: [{ price_components: [{ type: 'ENERGY', price: 1, step_size: 1 }] }] }));
    const text = `query ($charge: PlannedCharge!, $version: String) {
      found: estimatePrice(tariff: "nl/tnm/12", charge: $charge, ocpiVersion: $version) { rules total { afterTaxes } } }`;
    const by = async (version?: string) =>
      (await world.ask<{ found: object }>(emsp, text, { charge, version })).found;
    expect(await by()).toEqual({ rules: '2.3.0', total: { afterTaxes: null } });
    expect(await by('2.2.1')).toEqual({ rules: '2.2.1', total: { afterTaxes: '10' } });
    expect(await by('2.1.1')).toEqual({ rules: '2.1.1', total: { afterTaxes: null } });
  });

  it('PRC-001, PRC-002 is unknown outside the validity of the Tariff, whatever its type', async () => {
    await put(tariff({ type: 'PROFILE_FAST', end_date_time: '2026-03-03T00:00:00Z' }));
    expect((await estimate())?.total.beforeTaxes).toBe('3');
    const late = await estimate({ start: '2026-03-03T08:00:00Z' });
    expect([late?.total.beforeTaxes, late?.notes]).toEqual([null, [{ code: 'NO_TARIFF' }]]);
  });

  it('PRC-011, PRC-013 goes by the time zone, power and current that are given', async () => {
    const of = (price: number) => [{ type: 'ENERGY', price, vat: 0, step_size: 1 }];
    await put(
      tariff({
        elements: [
          { price_components: of(5), restrictions: { min_current: 32 } },
          { price_components: of(3), restrictions: { min_power: 50 } },
          { price_components: of(1) },
        ],
      }),
    );
    const totalOf = async (difference: JsonObject) => (await estimate(difference))?.total.beforeTaxes;
    expect(await totalOf({})).toBe('10');
    expect(await totalOf({ powerKw: 60 })).toBe('30');
    expect(await totalOf({ powerKw: 60, currentA: 40 })).toBe('50');
    await put(tariff({ last_updated: '2026-03-01T13:00:00Z' }));
    const inUtc = await estimate({ timeZone: null });
    expect([inUtc?.total.beforeTaxes, inUtc?.notes.at(-1)?.code]).toEqual(['2', 'TIME_ZONE_MISSING']);
  });

  it.each([
    ['kwh', -1],
    ['kwh', 1e6],
    ['chargingMinutes', -5],
    ['parkingMinutes', 1e9],
  ])('refuses %s of %d, and says what is possible', async (field, value) => {
    await put(tariff());
    const { code, message } = await problemOf(estimate({ [field]: value }));
    expect([code, message]).toEqual(['INVALID_INPUT', expect.stringContaining(`charge.${field}`)]);
  });

  it('HUB-034, TAR-002 is nothing for a Tariff that is withdrawn or for somebody else', async () => {
    expect(await estimate()).toBeNull();
    await put(tariff(), 'DE/EMP');
    expect((await estimate())?.total.beforeTaxes).toBe('3');
    expect(await estimate({}, otherEmsp)).toBeNull();
    await world.change(cpo, 'deleteTariff', { ref: 'ID' }, { ref: 'NL/TNM/12', addressee: 'DE/EMP' }, '');
    expect(await estimate({}, operator)).toBeNull();
  });
});
