/** What CPOs push about their Locations, on all three levels, and what is kept of it. */
import {
  anonymous,
  at,
  codeOf,
  connector,
  cpo,
  emsp,
  evse,
  location,
  operator,
  otherCpo,
  otherEmsp,
  problemOf,
  World,
} from './world.js';

const LOC1 = 'NL/TNM/LOC1';
const EVSE1 = `${LOC1}/3256`;
const CONNECTOR1 = `${EVSE1}/1`;

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
// Every test begins with the same Location, as if nothing had ever been pushed.
beforeEach(async () => {
  await world.empty();
  await world.put(location());
});

describe('a push on the level of the Location', () => {
  it('LOC-002 creates with the first PUT and replaces the whole with the next', async () => {
    expect(await world.put(location({ id: 'LOC2' }))).toEqual({ ref: 'NL/TNM/LOC2', outcome: 'CREATED' });
    const next = location({ id: 'LOC2', name: 'Renamed', evses: [], last_updated: at(1) });
    expect(await world.put(next)).toEqual({ ref: 'NL/TNM/LOC2', outcome: 'REPLACED' });
    expect(await world.document('NL/TNM/LOC2')).toEqual(next);
  });

  it('LOC-016 keeps the stored Location when an older one comes late, and takes one of the same time', async () => {
    await world.put(location({ name: 'Newer', last_updated: at(5) }));
    expect((await world.put(location({ name: 'Late', last_updated: at(4) }))).outcome).toBe('OLDER');
    expect((await world.patch(LOC1, { name: 'Late', last_updated: at(4) })).outcome).toBe('OLDER');
    expect((await world.document())?.name).toBe('Newer');
    expect((await world.put(location({ name: 'Same', last_updated: at(5) }))).outcome).toBe('REPLACED');
    expect((await world.document())?.name).toBe('Same');
  });

  it('TRN-026 replaces lists and objects of a PATCH whole and leaves every other field', async () => {
    const facilities = { facilities: ['HOTEL', 'MUSEUM'], operator: { name: 'Old', website: 'https://old' } };
    await world.put(location({ ...facilities, last_updated: at(1) }));
    const patch = { facilities: ['CAFE'], operator: { name: 'New' }, last_updated: at(2) };
    expect(await world.patch(LOC1, patch)).toEqual({ ref: LOC1, outcome: 'REPLACED' });
    expect(await world.document()).toEqual(location({ ...patch }));
  });

  it('AMB-012 clears an optional field that a PATCH sets to null and refuses null for a required one', async () => {
    await world.patch(LOC1, { name: null, last_updated: at(1) });
    expect(await world.document()).not.toHaveProperty('name');
    const refused = await problemOf(world.patch(LOC1, { city: null, last_updated: at(2) }));
    expect(refused).toMatchObject({ code: 'INVALID_DOCUMENT', violations: [{ pointer: '/city' }] });
    expect(await world.document()).toMatchObject({ city: 'Amsterdam', last_updated: at(1) });
  });

  it('TRN-072 keeps the fields nobody knows, on all levels and through a PATCH', async () => {
    const unknown = { loyalty: { points: [1, null, 'x'] } };
    const evses = [evse({ ...unknown, connectors: [connector(unknown)] })];
    await world.put(location({ ...unknown, evses, last_updated: at(1) }));
    await world.patch(CONNECTOR1, { tint: 'blue', last_updated: at(1) });
    await world.patch(LOC1, { name: 'Patched', last_updated: at(1) });
    const connectors = [connector({ ...unknown, tint: 'blue', last_updated: at(1) })];
    expect(await world.document()).toEqual(
      location({
        ...unknown,
        name: 'Patched',
        evses: [evse({ ...unknown, connectors, last_updated: at(1) })],
        last_updated: at(1),
      }),
    );
  });

  it('LOC-009 TRN-087 takes ids in any case for the same Location and refuses a PATCH that changes them', async () => {
    const spelled = location({ country_code: 'nl', party_id: 'tnm', id: 'loc1', last_updated: at(1) });
    expect(await world.put(spelled)).toEqual({ ref: 'nl/tnm/loc1', outcome: 'REPLACED' });
    expect(await world.document(LOC1)).toEqual(spelled);
    for (const change of [{ id: 'LOC9' }, { party_id: 'OTH' }, { country_code: 'FR' }])
      expect(await codeOf(world.patch(LOC1, { ...change, last_updated: at(2) }))).toBe('INVALID_DOCUMENT');
    expect(await world.document(LOC1)).toEqual(spelled);
  });
});

describe('a push on the level of the EVSE', () => {
  it('LOC-001 LOC-010 creates an EVSE with a new uid beside the others', async () => {
    const added = evse({ uid: '3257', last_updated: at(1) });
    expect(await world.putEvse(LOC1, added)).toEqual({ ref: `${LOC1}/3257`, outcome: 'CREATED' });
    expect((await world.document())?.evses).toEqual([evse(), added]);
  });

  it('LOC-001 replaces an EVSE whole, or changes the given fields of it', async () => {
    const replaced = evse({ status: 'CHARGING', physical_reference: 'B2', last_updated: at(1) });
    expect(await world.putEvse(LOC1, replaced)).toEqual({ ref: EVSE1, outcome: 'REPLACED' });
    const patch = { status: 'BLOCKED', last_updated: at(2) };
    expect(await world.patch(EVSE1, patch)).toEqual({ ref: EVSE1, outcome: 'REPLACED' });
    expect((await world.document())?.evses).toEqual([{ ...replaced, ...patch }]);
  });

  it('LOC-003 takes an EVSE away by its status; it stays in the document', async () => {
    await world.patch(EVSE1, { status: 'REMOVED', last_updated: at(1) });
    expect((await world.document())?.evses).toEqual([evse({ status: 'REMOVED', last_updated: at(1) })]);
    expect(await world.find({ status: 'AVAILABLE' })).toEqual([]);
    expect(await world.find({ standard: 'IEC_62196_T2' })).toEqual([]);
    expect(await world.find({ minPower: 1 })).toEqual([]);
    expect(await world.find({ status: 'REMOVED' })).toEqual(['LOC1']);
  });

  it('LOC-005 LOC-006 sets the time of an EVSE on its Location', async () => {
    await world.patch(EVSE1, { status: 'CHARGING', last_updated: at(7) });
    expect(await world.times()).toEqual([at(7), at(7), at(0)]);
    await world.putEvse(LOC1, evse({ last_updated: at(8) }));
    expect(await world.times()).toEqual([at(8), at(8), at(0)]);
  });

  it('LOC-016 compares an EVSE with its own time and not with that of its Location', async () => {
    await world.patch(EVSE1, { status: 'CHARGING', last_updated: at(2) });
    await world.patch(LOC1, { name: 'Later', last_updated: at(9) });
    expect(await world.patch(EVSE1, { status: 'BLOCKED', last_updated: at(1) })).toEqual({
      ref: EVSE1,
      outcome: 'OLDER',
    });
    expect((await world.putEvse(LOC1, evse({ last_updated: at(1) }))).outcome).toBe('OLDER');
    expect((await world.document())?.evses?.[0]?.status).toBe('CHARGING');
    // LOC-007: a later time of the parent stays.
    expect((await world.patch(EVSE1, { status: 'BLOCKED', last_updated: at(3) })).outcome).toBe('REPLACED');
    expect(await world.times()).toEqual([at(9), at(3), at(0)]);
  });

  it('TRN-087 names what changed as its owner spells it, whatever case the URL has', async () => {
    const push = { status: 'CHARGING', last_updated: at(1) };
    expect((await world.patch('nl/tnm/loc1/3256', push)).ref).toBe(EVSE1);
    const added = evse({ uid: 'e-Two', last_updated: at(1) });
    expect((await world.putEvse('nl/tnm/loc1', added)).ref).toBe(`${LOC1}/e-Two`);
    expect((await world.patch('nl/tnm/loc1/E-TWO/1', { max_amperage: 16, last_updated: at(2) })).ref).toBe(
      `${LOC1}/e-Two/1`,
    );
    expect((await world.document())?.evses).toHaveLength(2);
  });

  it('refuses a PATCH that gives an EVSE or a connector another id', async () => {
    const refused = { code: 'INVALID_DOCUMENT' };
    expect(await problemOf(world.patch(EVSE1, { uid: '9', last_updated: at(1) }))).toMatchObject(refused);
    expect(await problemOf(world.patch(CONNECTOR1, { id: '9', last_updated: at(1) }))).toMatchObject(refused);
    expect(await world.document()).toEqual(location());
  });
});

describe('a push on the level of the connector', () => {
  it('LOC-001 creates, replaces and changes connectors of an EVSE', async () => {
    const second = connector({ id: '2', standard: 'CHADEMO', last_updated: at(1) });
    expect(await world.putConnector(EVSE1, second)).toEqual({ ref: `${EVSE1}/2`, outcome: 'CREATED' });
    const first = connector({ max_amperage: 16, last_updated: at(2) });
    expect(await world.putConnector(EVSE1, first)).toEqual({ ref: CONNECTOR1, outcome: 'REPLACED' });
    const patch = { tariff_ids: ['12'], last_updated: at(3) };
    expect(await world.patch(CONNECTOR1, patch)).toEqual({ ref: CONNECTOR1, outcome: 'REPLACED' });
    expect((await world.document())?.evses?.[0]?.connectors).toEqual([{ ...first, ...patch }, second]);
  });

  it('LOC-005 LOC-006 sets the time of a connector on its EVSE and its Location', async () => {
    await world.patch(CONNECTOR1, { max_amperage: 16, last_updated: at(4) });
    expect(await world.times()).toEqual([at(4), at(4), at(4)]);
    await world.putConnector(EVSE1, connector({ last_updated: at(6) }));
    expect(await world.times()).toEqual([at(6), at(6), at(6)]);
  });

  it('LOC-007 LOC-016 leaves later times of the parents, and an older connector out', async () => {
    await world.patch(LOC1, { name: 'Later', last_updated: at(9) });
    await world.patch(CONNECTOR1, { max_amperage: 16, last_updated: at(5) });
    expect(await world.times()).toEqual([at(9), at(5), at(5)]);
    const late = { max_amperage: 8, last_updated: at(4) };
    expect((await world.patch(CONNECTOR1, late)).outcome).toBe('OLDER');
    expect((await world.putConnector(EVSE1, connector(late))).outcome).toBe('OLDER');
    expect((await world.document())?.evses?.[0]?.connectors[0]?.max_amperage).toBe(16);
  });

  it('LOC-016 loses no change when all levels are pushed at once', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `c${n}`);
    const pushes = ids.map((id) => world.putConnector(EVSE1, connector({ id, last_updated: at(1) })));
    pushes.push(world.patch(LOC1, { name: 'Meanwhile', last_updated: at(1) }));
    pushes.push(world.putEvse(LOC1, evse({ uid: '3257', last_updated: at(1) })));
    await Promise.all(pushes);
    const found = await world.document();
    expect(found?.name).toBe('Meanwhile');
    expect(found?.evses?.map(({ connectors }) => connectors.length)).toEqual([31, 1]);
  });
});

describe('a refusal', () => {
  it('LOC-008 refuses a PATCH without last_updated on every level', async () => {
    for (const [ref, patch] of [
      [LOC1, { name: 'x' }],
      [EVSE1, { status: 'BLOCKED' }],
      [CONNECTOR1, { max_amperage: 8 }],
    ] as const)
      expect(await problemOf(world.patch(ref, patch))).toMatchObject({
        code: 'INVALID_DOCUMENT',
        violations: [{ pointer: '/last_updated' }],
      });
    expect(await world.document()).toEqual(location());
  });

  it('LOC-015 says that the parent is not known, and stores nothing', async () => {
    expect(await codeOf(world.patch('NL/TNM/LOC9', { name: 'x', last_updated: at(1) }))).toBe('NOT_FOUND');
    expect(await codeOf(world.putEvse('NL/TNM/LOC9', evse()))).toBe('NOT_FOUND');
    expect(await codeOf(world.patch(`${LOC1}/9`, { status: 'BLOCKED', last_updated: at(1) }))).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(world.putConnector(`${LOC1}/9`, connector()))).toBe('NOT_FOUND');
    expect(await codeOf(world.patch(`${EVSE1}/9`, { max_amperage: 8, last_updated: at(1) }))).toBe(
      'NOT_FOUND',
    );
    expect(await world.document('NL/TNM/LOC9')).toBeNull();
    expect(await world.document()).toEqual(location());
  });

  it('refuses by E12 what misses a field or has the wrong type, a bad enum value or an over-long key', async () => {
    const cityless = location();
    delete cityless['city'];
    for (const [document, pointer] of [
      [cityless, '/city'],
      [location({ publish: 'yes' }), '/publish'],
      [location({ evses: [evse({ status: 'ASLEEP' })] }), '/evses/0/status'],
      [location({ id: 'x'.repeat(37) }), '/id'],
    ] as const)
      expect(await problemOf(world.put(document))).toMatchObject({
        code: 'INVALID_DOCUMENT',
        violations: [{ pointer }],
      });
    expect(await codeOf(world.putEvse(LOC1, evse({ connectors: [] })))).toBe('INVALID_DOCUMENT');
    expect(await codeOf(world.putEvse(EVSE1, evse()))).toBe('INVALID_INPUT');
    expect(await world.document()).toEqual(location());
  });

  it('HUB-030 lets nobody but its owner or an operator write a Location, on any level', async () => {
    const writes = (as: typeof cpo) => [
      world.put(location({ last_updated: at(1) }), { as }),
      world.patch(LOC1, { name: 'x', last_updated: at(1) }, { as }),
      world.putEvse(LOC1, evse({ last_updated: at(1) }), { as }),
      world.patch(EVSE1, { status: 'BLOCKED', last_updated: at(1) }, { as }),
      world.putConnector(EVSE1, connector({ last_updated: at(1) }), { as }),
      world.patch(CONNECTOR1, { max_amperage: 8, last_updated: at(1) }, { as }),
    ];
    for (const as of [otherCpo, emsp])
      expect(new Set(await Promise.all(writes(as).map(codeOf)))).toEqual(new Set(['FORBIDDEN']));
    expect(new Set(await Promise.all(writes(anonymous).map(codeOf)))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(await world.document()).toEqual(location());
    expect((await world.put(location({ last_updated: at(1) }), { as: operator })).outcome).toBe('REPLACED');
  });
});

describe('a copy addressed to one party', () => {
  const copy = location({ name: 'For EMP only', last_updated: at(1) });
  beforeEach(async () => {
    await world.put(copy, { addressee: 'de/emp' });
  });
  const nameFor = async (as: typeof cpo) => (await world.document(LOC1, as))?.name;

  it('LOC-017 is what its addressee sees; everybody else sees what is for everybody', async () => {
    expect(await nameFor(emsp)).toBe('For EMP only');
    expect(await nameFor(otherEmsp)).toBe('Central Station');
    expect(await nameFor(cpo)).toBe('Central Station');
    expect((await world.document(LOC1, cpo, 'DE/EMP'))?.name).toBe('For EMP only');
    expect(await world.document(LOC1, otherEmsp, 'DE/EMP')).toBeNull();
    expect(await world.find({ text: 'emp' }, emsp)).toEqual(['LOC1']);
    expect(await world.find({ text: 'central' }, emsp)).toEqual([]);
    expect(await world.find({ text: 'emp' }, otherEmsp)).toEqual([]);
  });

  it('LOC-017 changes apart from the one for everybody, on every level', async () => {
    const patch = { status: 'BLOCKED', last_updated: at(5) };
    await world.patch(EVSE1, patch, { addressee: 'DE/EMP' });
    expect(await world.document()).toEqual(location());
    expect(await world.document(LOC1, emsp)).toEqual({ ...copy, evses: [evse(patch)], last_updated: at(5) });
    expect(await codeOf(world.patch(EVSE1, patch, { addressee: 'BE/OTH' }))).toBe('NOT_FOUND');
  });

  it('RTE-039 is no part of GET All, but of a list of its owner', async () => {
    await world.put(location({ id: 'LOC2', name: 'Secret' }), { addressee: 'DE/EMP' });
    const names = async (as: typeof cpo, owner?: string) => {
      const text = `query ($owner: ID) { page: locationDocuments(window: {}, owner: $owner) { total items } }`;
      const { page } = await world.ask<{ page: { total: number; items: { name: string }[] } }>(as, text, {
        owner,
      });
      expect(page.total).toBe(page.items.length);
      return page.items.map(({ name }) => name).toSorted();
    };
    expect(await names(emsp)).toEqual(['Central Station']);
    expect(await names(emsp, 'NL/TNM')).toEqual(['For EMP only', 'Secret']);
    expect(await names(otherEmsp, 'NL/TNM')).toEqual(['Central Station']);
  });
});
