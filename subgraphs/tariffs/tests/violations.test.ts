/** Tariffs that were accepted although something is wrong with them. */
import type { JsonObject, Tariff } from '@chargesphere/schema';
import { cpo, GraphWorld, operator } from '../../../tests/setup/graph.js';
import { createTariffsSubgraph } from '../src/index.js';

let world: GraphWorld;
beforeAll(async () => {
  world = await GraphWorld.open('tariffs', createTariffsSubgraph);
});
afterAll(() => world.close());

const tariff = (id: string, price: number, last_updated: string): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id,
    currency: 'EUR',
    tax_included: 'NO',
    elements: [{ price_components: [{ type: 'ENERGY', price, step_size: 1 }] }],
    last_updated,
  } satisfies Tariff),
});
const put = (document: JsonObject) =>
  world.change(cpo, 'putTariff', { document: 'TariffDocument' }, { document });
const ask = async (text: string): Promise<unknown> =>
  (await world.ask<{ found: unknown }>(operator, `{ found: ${text} }`)).found;

it('TYPE-011 keeps what is wrong with a Tariff, until it is right or withdrawn', async () => {
  await put(tariff('GOOD', 0.4, '2026-03-01T12:00:00Z'));
  await put(tariff('BAD', 0.123456, '2026-03-01T12:00:00Z'));
  const shown = 'tariff(ref: "NL/TNM/BAD") { violations { code pointer } }';
  const pointer = '/elements/0/price_components/0/price';
  expect(await ask(shown)).toEqual({ violations: [{ code: 'TOO_MANY_DECIMALS', pointer }] });
  expect(await ask('tariffs(filter: { hasViolations: true }) { items { id } }')).toEqual({
    items: [{ id: 'BAD' }],
  });
  expect(await ask('tariffs(filter: { hasViolations: false }) { items { id } }')).toEqual({
    items: [{ id: 'GOOD' }],
  });
  expect(await ask('tariffViolations { party code pointer count }')).toEqual([
    {
      party: 'NL/TNM',
      code: 'TOO_MANY_DECIMALS',
      pointer: '/elements/*/price_components/*/price',
      count: 1,
    },
  ]);
  await world.change(cpo, 'deleteTariff', { ref: 'ID' }, { ref: 'NL/TNM/BAD' }, '');
  expect(await ask('tariffViolations { party }')).toEqual([]);
  // Old charges still refer to it, so it can still be looked at.
  expect(await ask(shown)).toEqual({ violations: [{ code: 'TOO_MANY_DECIMALS', pointer }] });
  await put(tariff('BAD', 0.1234, '2026-03-01T12:00:01Z'));
  expect(await ask(shown)).toEqual({ violations: [] });
});
