// Who sees which copy of a document: the parties' own, what was addressed to them, what was addressed to everybody.
import type { Caller } from '@chargesphere/schema';
import { anonymous, operator, platform, problemOf, system, thing, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  const { things } = world.node;
  await things.put(operator, thing('both', { label: 'for all' }));
  await things.put(operator, thing('both', { label: 'for EMP' }), 'DE/EMP');
  await things.put(operator, thing('both', { label: 'for MSP' }), 'FR/MSP');
  await things.put(operator, thing('private', { label: 'for EMP' }), 'de/emp');
  await things.put(operator, thing('open', { label: 'for all' }));
  await things.put(operator, thing('other', { party_id: 'OTH', label: 'for all' }));
});
afterAll(() => world.close());

const shown = async (caller: Caller) =>
  Object.fromEntries(
    (await world.node.things.list(caller, { limit: 100 })).map(({ document }) => [
      document.id,
      document.label,
    ]),
  );
const cpo = platform('CPO NL/TNM');
const emp = platform('EMSP DE/EMP');
const msp = platform('EMSP FR/MSP');
const stranger = platform('EMSP AT/NEW');

describe('a list', () => {
  it('LOC-017 holds each object once, as it was addressed to the viewer, else as it was to everybody', async () => {
    expect(await shown(emp)).toEqual({
      both: 'for EMP',
      private: 'for EMP',
      open: 'for all',
      other: 'for all',
    });
    expect(await shown(msp)).toEqual({ both: 'for MSP', open: 'for all', other: 'for all' });
    expect(await shown(stranger)).toEqual({ both: 'for all', open: 'for all', other: 'for all' });
  });

  it('HUB-034 holds nothing of others for a viewer who may not read what is for everybody', async () => {
    expect(await shown(cpo)).toEqual({ both: 'for all', private: 'for EMP', open: 'for all' });
    expect(await shown(platform('CPO NL/OTH'))).toEqual({ other: 'for all' });
    expect(await shown(platform('CPO DE/EMP'))).toEqual({ both: 'for EMP', private: 'for EMP' });
    expect(await shown(platform())).toEqual({});
  });

  it('shows operators and the hub everything, each object once', async () => {
    const all = { both: 'for all', private: 'for EMP', open: 'for all', other: 'for all' };
    expect(await shown(operator)).toEqual(all);
    expect(await shown(system)).toEqual(all);
  });

  it('LOC-017 is the same however it is found', async () => {
    for (const caller of [cpo, emp, msp, stranger, operator]) {
      const walked = await world.node.things.list(caller, { limit: 100 });
      for (const by of ['gather', 'search'] as const) {
        expect(await world.node.things.list(caller, { limit: 100, by })).toEqual(walked);
        expect(await world.node.things.list(caller, { limit: 2, offset: 1, by })).toEqual(walked.slice(1, 3));
      }
    }
  });

  it('TRN-044 counts what it shows', async () => {
    for (const caller of [cpo, emp, msp, stranger, operator, platform()]) {
      const total = await world.node.things.count(caller);
      expect(total).toBe(Object.keys(await shown(caller)).length);
    }
  });

  it('RTE-039 of what is for everybody holds nothing that was addressed to one party', async () => {
    const ids = async (caller: Caller) =>
      (await world.node.things.list(caller, { limit: 100, isForAll: true })).map(
        ({ document: { id, label } }) => [id, label],
      );
    const all = [
      ['both', 'for all'],
      ['open', 'for all'],
      ['other', 'for all'],
    ];
    expect(await ids(emp)).toEqual(all);
    expect(await ids(operator)).toEqual(all);
    expect(await ids(cpo)).toEqual(all.slice(0, 2));
    expect(await world.node.things.count(emp, { isForAll: true })).toBe(3);
  });

  it('tells anonymous callers to say who they are', async () => {
    const { things } = world.node;
    const asked = [
      things.list(anonymous, { limit: 1 }),
      things.count(anonymous),
      things.get(anonymous, 'NL/TNM/open'),
      things.getMany(anonymous, ['NL/TNM/open']),
      things.remove(anonymous, 'NL/TNM/open'),
      things.change(anonymous, 'NL/TNM/open', null, () => 'OLDER'),
    ];
    for (const problem of await Promise.all(asked.map(problemOf)))
      expect(problem.code).toBe('UNAUTHENTICATED');
  });
});

describe('one document', () => {
  const label = async (caller: Caller, id: string, addressee?: string) =>
    (await world.node.things.get(caller, `NL/TNM/${id}`, addressee))?.label;

  it('LOC-017 is the copy for the viewer, else the one for everybody', async () => {
    expect(await label(emp, 'both')).toBe('for EMP');
    expect(await label(stranger, 'both')).toBe('for all');
    expect(await label(stranger, 'private')).toBeUndefined();
    expect(await label(cpo, 'both')).toBe('for all');
  });

  it('is the copy for an addressee, when its owner asks', async () => {
    expect(await label(cpo, 'both', 'fr/msp')).toBe('for MSP');
    expect(await label(cpo, 'open', 'FR/MSP')).toBeUndefined();
    expect(await label(emp, 'both', 'FR/MSP')).toBeUndefined();
  });

  it('comes with many others in the order asked for, once per asking', async () => {
    const found = await world.node.things.getMany(emp, [
      'NL/TNM/open',
      'NL/TNM/none',
      'nl/tnm/both',
      'NL/TNM/open',
    ]);
    expect(found.map((document) => document?.label)).toEqual(['for all', undefined, 'for EMP', 'for all']);
  });

  it('is changed and removed for one addressee without the others', async () => {
    const { things } = world.node;
    await things.put(cpo, thing('apart', { label: 'for all' }));
    await things.put(cpo, thing('apart', { label: 'for EMP' }), 'DE/EMP');
    await things.change(cpo, 'NL/TNM/apart', 'DE/EMP', (stored) => ({
      document: { ...thing('apart'), ...stored, label: 'changed' },
    }));
    expect([await label(emp, 'apart'), await label(msp, 'apart')]).toEqual(['changed', 'for all']);
    expect(await things.remove(cpo, 'NL/TNM/apart', 'DE/EMP')).toBe(true);
    expect([await label(emp, 'apart'), await label(msp, 'apart')]).toEqual(['for all', 'for all']);
    expect((await things.getMany(emp, ['NL/TNM/apart'], true))[0]?.label).toBe('for all');
    expect(await problemOf(things.remove(emp, 'NL/TNM/apart'))).toMatchObject({ code: 'FORBIDDEN' });
    await things.remove(cpo, 'NL/TNM/apart');
  });
});

describe('a document for two parties', () => {
  const secrets = async (caller: Caller) =>
    (await world.node.secrets.list(caller, { limit: 10 })).map(({ document }) => document.id);

  beforeAll(async () => {
    await world.node.secrets.put(cpo, thing('with EMP', { partner: 'DE/EMP' }), 'DE/EMP');
    await world.node.secrets.put(cpo, thing('with MSP', { partner: 'FR/MSP' }));
  });

  it('SES-005 is seen by them and nobody else, whoever it was addressed to', async () => {
    expect(await secrets(cpo)).toEqual(['with EMP', 'with MSP']);
    expect(await secrets(emp)).toEqual(['with EMP']);
    expect(await secrets(msp)).toEqual(['with MSP']);
    expect(await secrets(stranger)).toEqual([]);
    expect(await secrets(platform('CPO DE/EMP'))).toEqual([]);
    expect(await secrets(platform('CPO NL/TNM', 'EMSP FR/MSP'))).toEqual(['with EMP', 'with MSP']);
    expect(await world.node.secrets.get(stranger, 'NL/TNM/with%20EMP')).toBeUndefined();
  });

  it('is kept once', async () => {
    await world.node.secrets.put(cpo, thing('with EMP', { partner: 'DE/EMP', label: 'again' }));
    expect(await world.node.secrets.get(emp, 'NL/TNM/with%20EMP', 'DE/EMP')).toMatchObject({
      label: 'again',
    });
    expect(await secrets(operator)).toEqual(['with EMP', 'with MSP']);
  });
});
