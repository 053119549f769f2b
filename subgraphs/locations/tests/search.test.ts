/** Locations found by words, on the map and by their properties, in pages and by reference, on real PostgreSQL. */
import type { JsonObject } from '@chargesphere/schema';
import {
  anonymous,
  codeOf,
  connector,
  cpo,
  emsp,
  evse,
  location,
  operator,
  otherCpo,
  World,
} from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const at = (latitude: number, longitude: number): JsonObject => ({
  coordinates: { latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) },
});

describe('words', () => {
  beforeAll(async () => {
    await world.empty();
    for (const [id, difference] of [
      [
        'ZUR-12',
        { name: 'Parkhaus Urania', address: 'Uraniastrasse 3', city: 'Zürich', postal_code: '8001' },
      ],
      ['LDZ', { name: 'Galeria', address: 'Piłsudskiego 15/23', city: 'Łódź', postal_code: '90-307' }],
      ['MLM', { name: 'Øresund ladning', address: 'Straße der Brücke 4', city: 'Malmø' }],
      ['ATH', { name: 'Σύνταγμα', address: 'Πλατεία Συντάγματος', city: 'Αθήνα' }],
      ['TYO', { name: '東京駅 充電', address: '丸の内1丁目', city: '東京' }],
      ['AMS', { name: "'t Hoekje & Co: tnm.nl | !", address: 'Oude Zijds 12-a', city: 'Amsterdam' }],
    ] as const)
      await world.put(location({ id, ...difference }));
    await world.put(location({ id: 'BARE', name: null, city: 'Nergens', address: 'Nr 1' }));
  });

  it.each([
    ['a whole word', 'Urania', ['ZUR-12']],
    ['the beginning of a word', 'ura', ['ZUR-12']],
    ['not the middle of one', 'rania', []],
    ['any case', 'aMsTeRdAm', ['AMS']],
    ['all of several words', 'parkhaus zür', ['ZUR-12']],
    ['nothing when one of them is missing', 'parkhaus amsterdam', []],
    ['words of different fields in any order', '8001 zuri urania', ['ZUR-12']],
    ['accents left out', 'zurich', ['ZUR-12']],
    ['accents written otherwise', 'Zu\u0308rich', ['ZUR-12']],
    ['accents nobody wrote', 'ämstérdam', ['AMS']],
    ['a stroke left out', 'lodz', ['LDZ']],
    ['a stroke as it is', 'ŁÓDŹ', ['LDZ']],
    ['a stroke through an o', 'oresund malmo', ['MLM']],
    ['a sharp s as two', 'strasse der', ['MLM']],
    ['another alphabet', 'αθηνα', ['ATH']],
    ['no alphabet', '東京', ['TYO']],
    ['part of an id', '12', ['ZUR-12', 'AMS']],
    ['part of a host', 'tnm', ['AMS']],
    ['a postal code in parts', '90 307', ['LDZ']],
    ['a Location without a name', 'nergens', ['BARE']],
    ["signs of PostgreSQL's own language", "hoek:* & !'x | ('", []],
    ['signs that are no words beside one that is', "'hoekje' & (:*)!", ['AMS']],
  ])('find %s', async (_, text, ids) => {
    expect(await world.find({ text })).toEqual(ids);
  });
});

describe('properties', () => {
  beforeAll(async () => {
    await world.empty();
    const dc = connector({ standard: 'IEC_62196_T2_COMBO', power_type: 'DC', max_electric_power: 150_000 });
    await world.put(location({ id: 'SLOW' }));
    await world.put(
      location({ id: 'FAST', evses: [evse({ status: 'CHARGING', connectors: [connector(), dc] })] }),
    );
    await world.put(location({ id: 'BARE', evses: [], city: 'Utrecht' }));
    const abroad = { country_code: 'FR', party_id: 'OTH', country: 'FRA', city: 'Lille' };
    await world.put(location({ id: 'ABROAD', ...abroad, ...at(50.6, 3.06) }), { as: otherCpo });
  });

  it.each<[JsonObject, string[]]>([
    [{ cpo: 'nl/tnm' }, ['SLOW', 'FAST', 'BARE']],
    [{ cpo: 'FR/OTH' }, ['ABROAD']],
    [{ country: 'fra' }, ['ABROAD']],
    [{ city: 'AMSTERDAM' }, ['SLOW', 'FAST']],
    [{ city: 'Amster' }, []],
    [{ status: 'CHARGING' }, ['FAST']],
    [{ standard: 'IEC_62196_T2' }, ['SLOW', 'FAST', 'ABROAD']],
    [{ standard: 'IEC_62196_T2_COMBO' }, ['FAST']],
    // What the connector says, or else volts by amperes by phases.
    [{ minPower: 150_000 }, ['FAST']],
    [{ minPower: 22_080 }, ['SLOW', 'FAST', 'ABROAD']],
    [{ minPower: 22_081 }, ['FAST']],
    [{ minPower: 150_001 }, []],
    [
      {
        text: 'central',
        status: 'AVAILABLE',
        country: 'NLD',
        box: { south: 52, west: 4, north: 53, east: 5 },
      },
      ['SLOW'],
    ],
  ])('%j', async (filter, ids) => {
    expect(await world.find(filter, emsp)).toEqual(ids);
  });
});

describe('a Location by its id', () => {
  const byId = async (as: typeof cpo, rest: string): Promise<JsonObject[]> =>
    (await world.ask<{ found: JsonObject[] }>(as, `{ found: locationDocumentsById(${rest}) }`)).found;
  const own = location({ id: 'Loc1' });
  const foreign = location({ country_code: 'FR', party_id: 'OTH', evses: [] });
  beforeAll(async () => {
    await world.empty();
    await world.put(own);
    await world.put(foreign, { as: otherCpo });
    await world.put(location({ id: 'LOC1', name: 'Copy', last_updated: '2026-04-01T00:00:00Z' }), {
      addressee: 'DE/EMP',
    });
    await world.put(location({ id: 'SECRET' }), { addressee: 'BE/OTH' });
  });

  it('RTE-035 is each one of that id the caller sees, once for every owner', async () => {
    expect(await byId(cpo, 'id: "loc1"')).toEqual([own, foreign]);
    expect((await byId(emsp, 'id: "LOC1"')).map(({ name, party_id }) => [party_id, name])).toEqual([
      ['OTH', 'Central Station'],
      ['TNM', 'Copy'],
    ]);
    expect(await byId(emsp, 'id: "SECRET"')).toEqual([]);
    expect(await byId(emsp, 'id: "NOWHERE"')).toEqual([]);
    expect(await codeOf(byId(anonymous, 'id: "LOC1"'))).toBe('UNAUTHENTICATED');
  });

  it('RTE-035 leads to EVSEs and connectors of any owner that has them', async () => {
    expect(await byId(cpo, 'id: "LOC1", evseUid: "3256"')).toEqual([evse()]);
    expect(await byId(cpo, 'id: "LOC1", evseUid: "3256", connectorId: "1"')).toEqual([connector()]);
    expect(await byId(cpo, 'id: "LOC1", evseUid: "3256", connectorId: "2"')).toEqual([]);
    expect(await byId(cpo, 'id: "LOC1", evseUid: "1"')).toEqual([]);
  });
});

describe('pages', () => {
  interface Page {
    items: { id: string }[];
    next: string | null;
    total: number;
  }
  const pageOf = async (filter: JsonObject, page: JsonObject, as = emsp): Promise<Page> => {
    const text = `query ($filter: LocationFilter, $page: PageInput) {
      page: locations(filter: $filter, page: $page) { items { id } next total } }`;
    return (await world.ask<{ page: Page }>(as, text, { filter, page })).page;
  };
  beforeAll(async () => {
    await world.empty();
    for (let n = 0; n < 25; n += 1)
      await world.put(
        location({ id: `P${n}`, city: n % 2 ? 'Odd' : 'Even', last_updated: `2026-03-01T12:00:${59 - n}Z` }),
      );
  });

  it.each<[string, JsonObject, (n: number) => boolean]>([
    ['everything', {}, () => true],
    ['a condition', { city: 'odd' }, (n) => n % 2 === 1],
    ['words', { text: 'central even' }, (n) => n % 2 === 0],
    ['a box', { box: { south: 52, west: 4, north: 53, east: 5 } }, () => true],
    ['nothing', { text: 'nowhere' }, () => false],
  ])('give %s once, in the order in which it came, to the last page', async (_, filter, isWanted) => {
    const wanted = Array.from({ length: 25 }, (_unused, n) => n).filter(isWanted);
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await pageOf(filter, { limit: 5, after });
      expect(page.total).toBe(wanted.length);
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
      expect(after !== null).toBe(ids.length < wanted.length);
    } while (after !== null);
    expect(ids).toEqual(wanted.map((n) => `P${n}`));
  });

  it('go on where they were when Locations come and change meanwhile', async () => {
    const first = await pageOf({}, { limit: 24 });
    await world.put(location({ id: 'P3', last_updated: '2026-03-02T00:00:00Z' }));
    await world.put(location({ id: 'NEW' }));
    const rest = await pageOf({}, { limit: 24, after: first.next });
    expect(rest).toEqual({ items: [{ id: 'P24' }, { id: 'NEW' }], next: null, total: 26 });
  });

  it('are refused with a cursor of no list, a size out of range, or without saying who asks', async () => {
    expect(await codeOf(pageOf({}, { after: 'rubbish' }))).toBe('INVALID_INPUT');
    expect(await codeOf(pageOf({}, { limit: 0 }))).toBe('INVALID_INPUT');
    expect(await codeOf(pageOf({}, { limit: 201 }))).toBe('INVALID_INPUT');
    expect(await codeOf(pageOf({}, {}, anonymous))).toBe('UNAUTHENTICATED');
  });
});

describe('references', () => {
  beforeAll(async () => {
    await world.empty();
    const ids = Array.from({ length: 100 }, (_, n) => `R${n}`);
    await Promise.all(ids.map((id) => world.put(location({ id }))));
    await world.put(location({ id: 'R7', name: 'Copy' }), { addressee: 'DE/EMP' });
  });

  it('to many Locations, EVSEs and connectors are answered by one statement', async () => {
    const representations = Array.from({ length: 101 }, (_, n) => `nl/tnm/r${n}`).flatMap((ref) => [
      { __typename: 'Location', ref },
      { __typename: 'Evse', ref: `${ref}/3256` },
      { __typename: 'Connector', ref: `${ref}/3256/1` },
    ]);
    representations.push({ __typename: 'Evse', ref: 'NL/TNM/R1/9' });
    const text = `query ($representations: [_Any!]!) { found: _entities(representations: $representations) {
      ... on Location { ref name evses { ref } }
      ... on Evse { ref location { name } }
      ... on Connector { ref evse { location { name } } }
    } }`;
    let found: (JsonObject | null)[] = [];
    const resolve = async () => {
      ({ found } = await world.ask<{ found: typeof found }>(emsp, text, { representations }));
    };
    expect(await world.graph.statements(/locations"?\."?location\b/, resolve)).toBe(1);
    expect(found.slice(21, 24)).toEqual([
      { ref: 'NL/TNM/R7', name: 'Copy', evses: [{ ref: 'NL/TNM/R7/3256' }] },
      { ref: 'NL/TNM/R7/3256', location: { name: 'Copy' } },
      { ref: 'NL/TNM/R7/3256/1', evse: { location: { name: 'Copy' } } },
    ]);
    expect(found.filter((one) => one !== null)).toHaveLength(300);
    expect(found.slice(300)).toEqual([null, null, null, null]);
  });

  it('find Locations, EVSEs and connectors one by one as well, with their documents', async () => {
    const text = `{
      location(ref: "NL/TNM/R7") { name cpo { ref } }
      evse(ref: "nl/tnm/r1/3256") { document connectors { ref } location { ref } }
      connector(ref: "NL/TNM/R1/3256/1") { document }
      evseDocument(ref: "NL/TNM/R1/3256") connectorDocument(ref: "NL/TNM/R1/3256/1")
      missing: evse(ref: "NL/TNM/R1") { ref } nowhere: connectorDocument(ref: "NL/TNM/R1/3256/2")
    }`;
    expect(await world.ask(operator, text)).toMatchObject({
      location: { cpo: { ref: 'NL/TNM' } },
      evse: { document: evse(), connectors: [{ ref: 'NL/TNM/R1/3256/1' }], location: { ref: 'NL/TNM/R1' } },
      connector: { document: connector() },
      evseDocument: evse(),
      connectorDocument: connector(),
      missing: null,
      nowhere: null,
    });
    expect(await codeOf(world.ask(anonymous, text))).toBe('UNAUTHENTICATED');
  });
});
