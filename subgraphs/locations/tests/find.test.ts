/** Locations by what people type of them, on real PostgreSQL. */
import type { Caller } from '@chargesphere/schema';
import { anonymous, codeOf, cpo, emsp, location, operator, otherCpo, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  for (const id of ['LOC10', 'LOC1', 'A_B']) await world.put(location({ id }));
  await world.put(location({ country_code: 'FR', party_id: 'OTH', id: 'LOC1', name: 'Gare' }), {
    as: otherCpo,
  });
  await world.put(location({ id: 'LOC1S' }), { addressee: 'DE/EMP' });
});
afterAll(() => world.close());

interface Shown {
  ref: string;
  [field: string]: unknown;
}
const found = async (as: Caller, text: string, limit = 10): Promise<Shown[]> =>
  (
    await world.ask<{ findLocations: Shown[] }>(
      as,
      'query ($text: String!, $limit: Int!) { findLocations(text: $text, limit: $limit) { kind ref title detail } }',
      { text, limit },
    )
  ).findLocations;
const refs = async (as: Caller, text: string, limit?: number) =>
  (await found(as, text, limit)).map(({ ref }) => ref);

it.each([
  ['a whole ref, before those it begins', 'nl/tnm/loc1', ['NL/TNM/LOC1', 'NL/TNM/LOC10', 'NL/TNM/LOC1S']],
  ['an id, the exact ones first', 'LOC1', ['FR/OTH/LOC1', 'NL/TNM/LOC1', 'NL/TNM/LOC10', 'NL/TNM/LOC1S']],
  ['words', 'gare', ['FR/OTH/LOC1']],
  ['the beginning of a ref', 'nl/tnm/a_', ['NL/TNM/A_B']],
  ['what begins nothing', 'zz', []],
  ['too little', 'L', []],
])('are found by %s', async (_, text, list) => {
  expect(await refs(operator, text)).toEqual(list);
});

it('are shown by name, as many as were asked for', async () => {
  expect(await found(cpo, 'FR/OTH', 1)).toEqual([
    { kind: 'LOCATION', ref: 'FR/OTH/LOC1', title: 'Gare', detail: 'Amsterdam' },
  ]);
  expect(await codeOf(found(cpo, 'FR', 21))).toBe('INVALID_INPUT');
});

it('HUB-034 are those that one sees in lists too', async () => {
  expect(await refs(emsp, 'loc1s')).toEqual(['NL/TNM/LOC1S']);
  expect(await refs(otherCpo, 'loc1s')).toEqual([]);
  expect(await codeOf(found(anonymous, 'loc1'))).toBe('UNAUTHENTICATED');
});
