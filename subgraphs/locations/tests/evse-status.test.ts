/** Statuses of EVSEs as they change: who is told of which, and what they were before. */
import { createLog, liveEvents, type Subgraph } from '@chargesphere/chassis';
import type { Caller, JsonObject } from '@chargesphere/schema';
import { execute, parse, subscribe } from 'graphql';
import pg from 'pg';
import { createLocationsSubgraph } from '../src/index.js';
import type { StatusChange } from '../src/evse-status.rules.js';
import type { LocationsContext } from '../src/location.context.js';
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
  party,
  World,
  type Answer,
} from './world.js';

type Source = AsyncGenerator<Answer<{ evseStatusChanged?: Change }>>;
interface Change {
  evse: { ref: string };
  previousStatus: string;
  status: string;
}

const TEXT = `subscription ($filter: EvseStatusFilter) {
  evseStatusChanged(filter: $filter) { evse { ref } previousStatus status }
}`;

let world: World;
let open: AsyncGenerator[];
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  open = [];
  await world.empty();
});
afterEach(() => Promise.all(open.map((source) => source.return(undefined))));

const watch = async (as: Caller, filter: JsonObject = {}, text = TEXT): Promise<Source> => {
  const source = (await world.graph.watch(as, text, { filter })) as Source;
  open.push(source);
  return source;
};
const next = async (source: Source): Promise<Change> => {
  const { value, done } = await source.next();
  if (done) throw new Error('The subscription has ended.');
  const { data, errors } = value as Answer<{ evseStatusChanged: Change }>;
  if (errors?.[0]) throw errors[0];
  return structuredClone(data?.evseStatusChanged) as Change;
};
const told = ({ evse: { ref }, previousStatus, status }: Change): string =>
  `${ref} ${previousStatus} → ${status}`;

/** What comes, up to the change that ends every test: the EVSE END of NL/TNM/LOC1 goes out of order. */
const upToEnd = async (source: Source): Promise<string[]> => {
  const changes: string[] = [];
  for (;;) {
    const change = await next(source);
    if (change.evse.ref.endsWith('/END')) return changes;
    changes.push(told(change));
  }
};
const REF = 'NL/TNM/LOC1';
const end = () => world.patch(`${REF}/END`, { status: 'OUTOFORDER', last_updated: at(59) });
const two = (status: string, minute = 0) =>
  location({
    evses: [evse({ status, last_updated: at(minute) }), evse({ uid: 'END' })],
    last_updated: at(minute),
  });

it('LOC-001 LOC-002 tells what it was before, whatever level the change was pushed on', async () => {
  await world.put(two('AVAILABLE'));
  const source = await watch(operator);
  await world.put(two('CHARGING', 1));
  await world.putEvse(REF, evse({ status: 'BLOCKED', last_updated: at(2) }));
  await world.patch(`${REF}/3256`, { status: 'AVAILABLE', last_updated: at(3) });
  const { evses } = two('RESERVED', 4);
  await world.patch(REF, { evses, last_updated: at(4) } as JsonObject);
  await end();
  expect(await upToEnd(source)).toEqual([
    'NL/TNM/LOC1/3256 AVAILABLE → CHARGING',
    'NL/TNM/LOC1/3256 CHARGING → BLOCKED',
    'NL/TNM/LOC1/3256 BLOCKED → AVAILABLE',
    'NL/TNM/LOC1/3256 AVAILABLE → RESERVED',
  ]);
});

it('LOC-016 tells nothing of the same status, of older versions, of other fields, of EVSEs that are new or gone', async () => {
  const source = await watch(operator);
  await world.put(two('AVAILABLE', 1));
  await world.put(two('AVAILABLE', 2));
  await world.put(two('CHARGING', 1));
  await world.patch(`${REF}/3256`, { floor_level: '1', last_updated: at(3) });
  await world.putConnector(`${REF}/3256`, connector({ max_amperage: 16, last_updated: at(4) }));
  await world.putEvse(REF, evse({ uid: 'NEW', status: 'CHARGING', last_updated: at(5) }));
  await world.put(location({ evses: [evse({ uid: 'END' })], last_updated: at(6) }));
  await end();
  expect(await upToEnd(source)).toEqual([]);
});

it('tells each EVSE apart when a Location changes several at once, in any spelling of their ids', async () => {
  const three = (...statuses: string[]) => [
    ...['a', 'B/1', 'c'].map((uid, i) => evse({ uid, status: statuses[i] })),
    evse({ uid: 'END' }),
  ];
  await world.put(location({ evses: three('AVAILABLE', 'AVAILABLE', 'AVAILABLE') }));
  const source = await watch(operator);
  const spelt = three('CHARGING', 'AVAILABLE', 'INOPERATIVE').map((one) => ({
    ...one,
    uid: String(one['uid']).toUpperCase(),
  }));
  await world.put(location({ evses: spelt, last_updated: at(1) }));
  await world.patch(`${REF}/B%2F1`, { status: 'REMOVED', last_updated: at(2) });
  await end();
  expect((await upToEnd(source)).toSorted()).toEqual([
    'NL/TNM/LOC1/A AVAILABLE → CHARGING',
    'NL/TNM/LOC1/B%2F1 AVAILABLE → REMOVED',
    'NL/TNM/LOC1/C AVAILABLE → INOPERATIVE',
  ]);
});

it('passes only what the filter wants', async () => {
  const french = { country_code: 'FR', party_id: 'OTH' };
  const put = async (minute: number, status: string) => {
    await world.put(two(status, minute));
    await world.put(location({ id: 'LOC2', evses: [evse({ status })], last_updated: at(minute) }));
    const other = location({ ...french, evses: [evse({ status })], last_updated: at(minute) });
    await world.put(other, { as: otherCpo });
  };
  await put(0, 'AVAILABLE');
  const filters = {
    evse: { evses: ['nl/tnm/loc1/3256', 'NL/TNM/LOC1/END'] },
    location: { locations: ['nl/tnm/loc2', 'NL/TNM/LOC1'], evses: [], cpos: null },
    cpo: { cpos: ['fr/oth'] },
    status: { statuses: ['CHARGING', 'OUTOFORDER'], cpos: ['NL/TNM', 'FR/OTH'] },
    before: { previousStatuses: ['CHARGING'] },
  };
  const watched = Object.entries(filters).map(
    async ([name, filter]) => [name, await watch(operator, filter)] as const,
  );
  const sources = new Map(await Promise.all(watched));
  await put(1, 'CHARGING');
  await put(2, 'AVAILABLE');
  await end();
  await world.put(location({ ...french, evses: [evse({ status: 'BLOCKED' })], last_updated: at(3) }), {
    as: otherCpo,
  });
  const all = async (name: keyof typeof filters) => upToEnd(sources.get(name) as Source);
  expect(await all('evse')).toEqual([
    'NL/TNM/LOC1/3256 AVAILABLE → CHARGING',
    'NL/TNM/LOC1/3256 CHARGING → AVAILABLE',
  ]);
  expect(await all('location')).toEqual([
    'NL/TNM/LOC1/3256 AVAILABLE → CHARGING',
    'NL/TNM/LOC2/3256 AVAILABLE → CHARGING',
    'NL/TNM/LOC1/3256 CHARGING → AVAILABLE',
    'NL/TNM/LOC2/3256 CHARGING → AVAILABLE',
  ]);
  expect(await all('status')).toEqual([
    'NL/TNM/LOC1/3256 AVAILABLE → CHARGING',
    'NL/TNM/LOC2/3256 AVAILABLE → CHARGING',
    'FR/OTH/LOC1/3256 AVAILABLE → CHARGING',
  ]);
  const first = async (name: keyof typeof filters, count: number) => {
    const changes: string[] = [];
    for (let i = 0; i < count; i += 1) changes.push(told(await next(sources.get(name) as Source)));
    return changes;
  };
  expect(await first('cpo', 3)).toEqual([
    'FR/OTH/LOC1/3256 AVAILABLE → CHARGING',
    'FR/OTH/LOC1/3256 CHARGING → AVAILABLE',
    'FR/OTH/LOC1/3256 AVAILABLE → BLOCKED',
  ]);
  expect(await first('before', 3)).toEqual([
    'NL/TNM/LOC1/3256 CHARGING → AVAILABLE',
    'NL/TNM/LOC2/3256 CHARGING → AVAILABLE',
    'FR/OTH/LOC1/3256 CHARGING → AVAILABLE',
  ]);
  const tooMany = { locations: Array.from({ length: 501 }, (_, i) => `NL/TNM/L${i}`) };
  expect(await codeOf(watch(operator, tooMany))).toBe('INVALID_INPUT');
});

it('passes only what is inside a box, also over the antimeridian', async () => {
  const at179 = { latitude: '-17.500000', longitude: '179.900000' };
  const places = { HOME: undefined, FIJI: at179, TONGA: { latitude: '-17.5', longitude: '-179.9' } };
  const put = async (minute: number, status: string) => {
    for (const [id, coordinates] of Object.entries(places))
      await world.put(
        location({
          id,
          evses: [evse({ status })],
          last_updated: at(minute),
          ...(coordinates && { coordinates }),
        }),
      );
    const nowhere = { latitude: '91', longitude: '0' };
    await world.put(
      location({ id: 'NONE', evses: [evse({ status })], coordinates: nowhere, last_updated: at(minute) }),
    );
    // Ends each list: it is in every box that is asked for here.
    for (const [id, coordinates] of [['LOC1', at179] as const, ['LOC2', undefined] as const])
      await world.put(
        location({
          id,
          evses: [evse({ uid: 'END', status })],
          last_updated: at(minute),
          ...(coordinates && { coordinates }),
        }),
      );
  };
  await put(0, 'AVAILABLE');
  const { latitude, longitude } = location().coordinates as { latitude: string; longitude: string };
  const around = (lat: number, west: number, east: number) => ({
    box: { south: lat - 1, north: lat + 1, west, east },
  });
  const home = await watch(operator, around(Number(latitude), Number(longitude) - 1, Number(longitude) + 1));
  const pacific = await watch(operator, around(-17.5, 179, -179));
  const west = await watch(operator, {
    ...around(-17.5, 179, 180),
    cpos: ['NL/TNM'],
    statuses: ['CHARGING'],
  });
  await put(1, 'CHARGING');
  expect(await upToEnd(home)).toEqual(['NL/TNM/HOME/3256 AVAILABLE → CHARGING']);
  expect(await upToEnd(pacific)).toEqual([
    'NL/TNM/FIJI/3256 AVAILABLE → CHARGING',
    'NL/TNM/TONGA/3256 AVAILABLE → CHARGING',
  ]);
  expect(await upToEnd(west)).toEqual(['NL/TNM/FIJI/3256 AVAILABLE → CHARGING']);
  for (const box of [
    { south: 2, north: 1, west: 0, east: 1 },
    { south: 0, north: 1, west: 0, east: 181 },
  ])
    expect(await codeOf(watch(operator, { box }))).toBe('INVALID_INPUT');
});

it('goes on after a change one has had, though it was one of several of its event', async () => {
  const three = (status: string, minute: number) =>
    location({
      id: 'PARTS',
      evses: ['a', 'b', 'c'].map((uid) => evse({ uid, status, last_updated: at(minute) })),
      last_updated: at(minute),
    });
  await world.put(three('AVAILABLE', 0));
  const context = world.graph.subgraph.context(operator) as LocationsContext;
  const filter = { locations: ['NL/TNM/PARTS'] };
  const live = context.watchStatuses(filter);
  await world.put(three('CHARGING', 1));
  await world.put(three('BLOCKED', 2));
  const heard: IteratorResult<StatusChange>[] = [];
  while (heard.length < 6) heard.push(await live.next());
  await live.return();
  const idOf = (change: object) => liveEvents.idOf(change)?.split('@', 1)[0];
  const ids = heard.map(({ value }) => idOf(value as object));
  expect(new Set(ids).size).toBe(6);

  const last = liveEvents.idOf(heard[1]?.value as object) ?? '';
  const again: string[] = [];
  for await (const change of liveEvents.after(last, () => context.watchStatuses(filter)))
    again.push(`${idOf(change)} ${change.evse.uid} ${change.status}`);
  // What it has not had is all there; what it has had of that event may come again, under the same id.
  const expected = heard.map(({ value }, i) => `${ids[i]} ${value?.evse.uid} ${value?.status}`);
  expect(again).toEqual(expect.arrayContaining(expected.slice(2)));
  expect(expected).toEqual(expect.arrayContaining(again));
  // Narrowed by a filter a change keeps its id.
  const narrowed: (string | undefined)[] = [];
  const one = { evses: ['NL/TNM/PARTS/c'] };
  for await (const change of liveEvents.after(last, () => context.watchStatuses(one)))
    narrowed.push(idOf(change));
  expect(narrowed).toEqual([ids[2], ids[5]]);
});

it('LOC-017 LOC-026 tells each viewer what it may read', async () => {
  const nsp = party('DE/NAV', 'NSP');
  const shown = (id: string, difference: JsonObject) => ({ ...two('AVAILABLE'), id, ...difference });
  const pushes: [JsonObject, string | undefined][] = [
    [two('AVAILABLE'), undefined],
    [shown('HIDDEN', { publish: false }), undefined],
    [shown('OWN', {}), 'DE/EMP'],
  ];
  for (const [document, addressee] of pushes) await world.put(document, addressee ? { addressee } : {});
  const viewers = { operator, cpo, otherCpo, emsp, otherEmsp, nsp };
  const sources = new Map<string, Source>();
  for (const [name, as] of Object.entries(viewers)) sources.set(name, await watch(as));
  for (const [document, addressee] of pushes.toReversed()) {
    const changed = { ...two('CHARGING', 1), id: document['id'], publish: document['publish'] } as JsonObject;
    await world.put(changed, addressee ? { addressee } : {});
  }
  await end();
  const heard: Record<string, string[]> = {};
  for (const [name, source] of sources)
    heard[name] = (await upToEnd(source)).map((text) => text.split('/')[2] ?? '');
  expect(heard).toEqual({
    operator: ['OWN', 'HIDDEN', 'LOC1'],
    cpo: ['OWN', 'HIDDEN', 'LOC1'],
    otherCpo: ['HIDDEN', 'LOC1'],
    emsp: ['OWN', 'HIDDEN', 'LOC1'],
    otherEmsp: ['HIDDEN', 'LOC1'],
    nsp: ['LOC1'],
  });
  expect(await codeOf(watch(anonymous))).toBe('UNAUTHENTICATED');
});

it('LOC-017 tells for whom it changed, and shows the EVSE and the Location of that copy', async () => {
  const text = `subscription { evseStatusChanged {
    addressee { ref } status evse { status location { name } } location { name cpo { ref } }
  } }`;
  const source = await watch(emsp, {}, text);
  for (const [minute, status] of ['AVAILABLE', 'CHARGING'].entries()) {
    await world.put({ ...two(status, minute), name: 'For you' }, { addressee: 'de/emp' });
    await world.put({ ...two(status, minute), name: 'For all' });
  }
  const place = (name: string) => ({ name, cpo: { ref: 'NL/TNM' } });
  const change = (name: string, addressee: string | null) => ({
    addressee: addressee && { ref: addressee },
    status: 'CHARGING',
    evse: { status: 'CHARGING', location: { name } },
    location: place(name),
  });
  expect(await next(source)).toEqual(change('For you', 'DE/EMP'));
  expect(await next(source)).toEqual(change('For all', null));
});

describe('with a second node', () => {
  let other: Subgraph;
  beforeEach(async () => {
    const log = createLog({ level: 'silent' });
    other = (await createLocationsSubgraph({ url: world.graph.database.url, log })) as unknown as Subgraph;
  });
  afterEach(() => other.close());

  it('tells the same there', async () => {
    await world.put(two('AVAILABLE'));
    const source = (await subscribe({
      schema: other.schema,
      document: parse(TEXT),
      contextValue: other.context(emsp),
    })) as Source;
    open.push(source);
    await world.put(two('CHARGING', 1));
    expect(told(await next(source))).toBe('NL/TNM/LOC1/3256 AVAILABLE → CHARGING');
  });

  it('what it was before is what the write replaced, also when both write at once', async () => {
    await world.graph.empty('locations.outbox');
    await world.put(two('AVAILABLE'));
    const text = `mutation ($document: LocationDocument!) { putLocation(document: $document) { outcome } }`;
    const here = world.graph.subgraph;
    const put = (subgraph: Subgraph, status: string) =>
      execute({
        schema: subgraph.schema,
        document: parse(text),
        variableValues: { document: { ...two(status), last_updated: at(1) } },
        contextValue: subgraph.context(cpo),
      });
    const statuses = ['CHARGING', 'BLOCKED', 'RESERVED', 'INOPERATIVE', 'PLANNED', 'UNKNOWN'];
    for (let round = 0; round < 5; round += 1)
      await Promise.all(statuses.map((status, i) => put(i % 2 === 0 ? here : other, status)));
    const client = new pg.Client({ connectionString: world.graph.database.url });
    await client.connect();
    const { rows } = await client.query<{ change: [before: string, after: string] }>(
      `select detail->'3256' as change from locations.outbox where detail is not null`,
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(10);
    // Commits have no order to look at, but a chain of changes leaves every status as often as it comes to it.
    const ends = new Map<string, number>([['AVAILABLE', 1]]);
    const count = (status: string, by: number) => ends.set(status, (ends.get(status) ?? 0) + by);
    for (const { change } of rows) {
      count(change[0], -1);
      count(change[1], 1);
    }
    const last = (await world.document())?.evses?.[0]?.status ?? '';
    expect([...ends].filter(([, balance]) => balance !== 0)).toEqual([[last, 1]]);
  });
});
