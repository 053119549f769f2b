// Of what is for everybody a viewer sees what agreements let it reach, in every way there is to read (HUB-032, HUB-033).
import { raw, reaches, sql, windowOf } from '../src/index.js';
import type { Caller, Reach } from '@chargesphere/schema';
import { platform, operator, thing, thingKind, World } from './world.js';
import { scopeOf } from '../src/caller/scope.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  const { things } = world.node;
  for (const party_id of ['TNM', 'OTH', 'BEC'])
    for (const id of ['1', '2']) await things.put(operator, thing(`${party_id}${id}`, { party_id }));
  await things.put(operator, thing('OTH1', { party_id: 'OTH', label: 'for EMP' }), 'DE/EMP');
  await things.put(operator, thing('ONLY', { party_id: 'OTH' }), 'DE/EMP');
});
afterAll(() => world.close());

const emsp = (reach?: Reach): Caller => {
  const caller = platform('EMSP DE/EMP');
  return reach ? ({ ...caller, principal: { ...caller.principal, reach } } as Caller) : caller;
};
const everybody = emsp();
const noOthers = emsp({ others: true, listed: { tariffs: ['NL/OTH'] } });
const onlyTnm = emsp({ others: false, listed: { tariffs: ['NL/TNM'] } });
const otherModule = emsp({ others: true, listed: { tokens: ['NL/OTH'] } });
const nobody = emsp({ others: false, listed: {} });

/** Ids of what is for everybody; each viewer has besides them what was addressed to it. */
const forAll = new Map([
  [everybody, ['TNM1', 'TNM2', 'OTH1', 'OTH2', 'BEC1', 'BEC2']],
  [otherModule, ['TNM1', 'TNM2', 'OTH1', 'OTH2', 'BEC1', 'BEC2']],
  [noOthers, ['TNM1', 'TNM2', 'BEC1', 'BEC2']],
  [onlyTnm, ['TNM1', 'TNM2']],
  [nobody, []],
]);

describe('reading as far as agreements reach', () => {
  it('HUB-033 RTE-039 GET All shows, pages and counts what is in reach', async () => {
    for (const [caller, ids] of forAll) {
      const page = await windowOf(world.node.things, caller, { offset: 0, limit: 3 });
      const rest = await windowOf(world.node.things, caller, { offset: 3, limit: 3, after: page.next });
      const shown = JSON.parse(JSON.stringify([...page.items, ...rest.items])) as { id: string }[];
      expect(shown.map(({ id }) => id)).toEqual(ids);
      expect(await page.total()).toBe(ids.length);
    }
  });

  it('HUB-033 lists show, count and find what is in reach and what was addressed to the viewer', async () => {
    for (const [caller, ids] of forAll) {
      const own = ids.includes('OTH1') ? ['ONLY'] : ['OTH1', 'ONLY'];
      for (const by of ['walk', 'gather', 'search'] as const) {
        const found = await world.node.things.list(caller, { limit: 10, by });
        expect(found.map(({ document }) => document.id).sort()).toEqual([...ids, ...own].sort());
      }
      expect(await world.node.things.count(caller)).toBe(ids.length + own.length);
      const lists = await world.node.things.listBy(caller, raw('t.owner'), ['NL/TNM', 'NL/BEC'], {
        limit: 9,
      });
      expect(lists.flat().map(({ document }) => document.id)).toEqual(
        ids.filter((id) => !id.startsWith('OTH')),
      );
    }
  });

  it('HUB-033 a single object out of reach is not there, however it is asked for', async () => {
    const { things } = world.node;
    const refs = ['NL/TNM/TNM1', 'NL/OTH/OTH2', 'NL/BEC/BEC1'];
    const known = async (caller: Caller) => (await things.getMany(caller, refs)).map((found) => found?.id);
    expect(await known(everybody)).toEqual(['TNM1', 'OTH2', 'BEC1']);
    expect(await known(noOthers)).toEqual(['TNM1', undefined, 'BEC1']);
    expect(await known(onlyTnm)).toEqual(['TNM1', undefined, undefined]);
    expect(await things.get(onlyTnm, 'NL/BEC/BEC1')).toBeUndefined();
    expect(await things.get(onlyTnm, 'NL/TNM/TNM1')).toMatchObject({ id: 'TNM1' });
  });

  it('LOC-017 what was addressed to a party it still reads, in the copy that was addressed to it', async () => {
    for (const caller of [everybody, noOthers, nobody]) {
      expect(await world.node.things.get(caller, 'NL/OTH/OTH1')).toMatchObject({ label: 'for EMP' });
      expect(await world.node.things.get(caller, 'NL/OTH/ONLY')).toMatchObject({ id: 'ONLY' });
    }
  });

  it('HUB-033 says of an event what it says of the row', async () => {
    const rows = await world.node.things.ask<{ owner: string; addressee: string; ref: string }>(
      sql`select owner, addressee, ref from things.thing order by seq`,
    );
    for (const caller of forAll.keys()) {
      const scope = scopeOf(caller, thingKind.visibility);
      for (const { owner, addressee, ref } of rows) {
        const event = { id: '1', topic: 'thing.updated', ref, owner, addressee, document: thing('x') };
        const seen = await world.node.things.ask<{ n: number }>(sql`select count(*)::int n from things.thing t
          where t.ref = ${ref} and t.addressee = ${addressee} and ${world.node.things.matching(caller)}`);
        // A copy nearer to the viewer hides the one for everybody; the event is of that copy all the same.
        if (ref !== 'NL/OTH/OTH1') expect(reaches(thingKind, scope, event)).toBe(seen[0]?.n === 1);
      }
    }
  });
});
