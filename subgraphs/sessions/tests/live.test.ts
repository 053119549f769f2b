/** Sessions as they change: who is told of which, and when. */
import type { Caller, JsonObject } from '@chargesphere/schema';
import {
  anonymous,
  codeOf,
  cpo,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  party,
  type Answer,
} from '../../../tests/setup/graph.js';
import { at, session, token, World } from './world.js';

type Source = AsyncGenerator<Answer<{ sessionUpdated?: { id: string; status: string } }>>;

let world: World;
let open: Source[];
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  open = [];
  await world.empty();
});
afterEach(() => Promise.all(open.map((source) => source.return(undefined))));

const watch = async (as: Caller, filter: JsonObject = {}, shown = 'id status'): Promise<Source> => {
  const text = `subscription ($filter: SessionFilter) { sessionUpdated(filter: $filter) { ${shown} } }`;
  const source = (await world.graph.watch(as, text, { filter })) as Source;
  open.push(source);
  return source;
};

const next = async (source: Source): Promise<unknown> => {
  const { value, done } = await source.next();
  if (done) throw new Error('The subscription has ended.');
  const { data, errors } = value as Answer<{ sessionUpdated: unknown }>;
  if (errors?.[0]) throw errors[0];
  return structuredClone(data?.sessionUpdated);
};

/** Ids of what comes, up to the Session that ends the test: 900 for DE/EMP, 901 for BE/OTH, 902 of FR/OTH. */
const idsUpToLast = async (source: Source): Promise<string[]> => {
  const ids: string[] = [];
  for (;;) {
    const { id } = (await next(source)) as { id: string };
    if (id.startsWith('9')) return ids;
    ids.push(id);
  }
};

const ofBelgian = (difference: JsonObject): JsonObject =>
  session({
    ...difference,
    cdr_token: { ...(session()['cdr_token'] as object), country_code: 'BE', party_id: 'OTH' },
  });
const ofFrench = (difference: JsonObject): JsonObject =>
  session({ ...difference, country_code: 'FR', party_id: 'OTH' });

describe('sessionUpdated', () => {
  it('SES-001 tells of a Session whenever it is pushed or changed, as it is then', async () => {
    const source = await watch(operator);
    await world.put(session());
    await world.patch('NL/TNM/101', { status: 'COMPLETED', last_updated: at(1) });
    expect(await next(source)).toEqual({ id: '101', status: 'ACTIVE' });
    expect(await next(source)).toEqual({ id: '101', status: 'COMPLETED' });
  });

  it('tells nothing of a push that changed nothing', async () => {
    await world.put(session({ last_updated: at(5) }));
    const source = await watch(cpo);
    await world.put(session({ last_updated: at(4) }));
    await world.patch('NL/TNM/101', { kwh: 9, last_updated: at(4) });
    await codeOf(world.put(session({ kwh: 'much', last_updated: at(6) })));
    await world.put(session({ id: '900' }));
    expect(await idsUpToLast(source)).toEqual([]);
  });

  it('SES-005 HUB-034 tells each viewer of the Sessions it may see and of no other', async () => {
    const viewers = { cpo, otherCpo, emsp, otherEmsp, operator };
    const both = party('DE/EMP', 'CPO', 'EMSP');
    const sources = new Map<string, Source>([['both', await watch(both)]]);
    for (const [name, as] of Object.entries(viewers)) sources.set(name, await watch(as));
    await world.put(session());
    await world.put(ofBelgian({ id: '102' }));
    await world.put(ofFrench({ id: '103' }), otherCpo);
    await world.put(session({ id: '900' }));
    await world.put(ofBelgian({ id: '901' }));
    await world.put(ofFrench({ id: '902' }), otherCpo);
    const told: Record<string, string[]> = {};
    for (const [name, source] of sources) told[name] = await idsUpToLast(source);
    expect(told).toEqual({
      cpo: ['101', '102'],
      otherCpo: ['103'],
      emsp: ['101', '103'],
      otherEmsp: ['102'],
      operator: ['101', '102', '103'],
      both: ['101', '103'],
    });
  });

  it('SES-005 HUB-034 tells nothing of a Session by naming it, its Location or its parties', async () => {
    const foreign = [
      { ref: 'NL/TNM/101' },
      { location: 'NL/TNM/LOC1' },
      { cpo: 'NL/TNM' },
      { emsp: 'DE/EMP' },
    ];
    const sources = [];
    for (const filter of foreign) sources.push(await watch(otherEmsp, filter));
    const waiting = sources.map((source) => source.next());
    const witness = await watch(operator);
    await world.put(session());
    await next(witness);
    await Promise.all(sources.map((source) => source.return(undefined)));
    for (const result of await Promise.all(waiting)) expect(result.done).toBe(true);
    expect(await codeOf(watch(anonymous))).toBe('UNAUTHENTICATED');
    expect(await codeOf(watch(anonymous, { ref: 'NL/TNM/101' }))).toBe('UNAUTHENTICATED');
  });

  it.each<[JsonObject, string[]]>([
    [{ ref: 'nl/tnm/101' }, ['101']],
    [{ location: 'nl/tnm/loc2' }, ['102']],
    [{ cpo: 'fr/oth' }, ['104']],
    [{ emsp: 'be/oth' }, ['103']],
    [{ status: ['PENDING', 'INVALID'] }, ['102']],
    [{ status: [] }, ['101', '102', '103', '104']],
    [{ startedFrom: at(30) }, ['103']],
    [{ startedTo: at(30) }, ['101', '102', '104']],
    [{ cpo: 'NL/TNM', emsp: 'DE/EMP', status: ['ACTIVE'] }, ['101']],
    [{ location: 'NL/TNM/LOC1', cpo: 'FR/OTH' }, []],
  ])('passes only what the filter %j wants', async (filter, ids) => {
    const source = await watch(operator, filter);
    const witness = await watch(operator);
    const told: string[] = [];
    const reading = (async () => {
      for await (const { data } of source) told.push(data?.sessionUpdated?.id ?? '');
    })();
    await world.put(session());
    await world.put(session({ id: '102', location_id: 'LOC2', status: 'PENDING' }));
    await world.put(ofBelgian({ id: '103', start_date_time: at(30) }));
    await world.put(ofFrench({ id: '104' }), otherCpo);
    await world.put(session({ id: '900', location_id: 'LOC9', start_date_time: at(40), status: 'INVALID' }));
    expect(await idsUpToLast(witness)).toHaveLength(4);
    await source.return(undefined);
    await reading;
    expect(told.filter((id) => id !== '900')).toEqual(ids);
  });

  it('shows with each Session what it leads to at that moment', async () => {
    const source = await watch(
      operator,
      {},
      'id token { valid } cpo { ref } location { sessions { total } }',
    );
    await world.put(session());
    const shown = { id: '101', cpo: { ref: 'NL/TNM' }, location: { sessions: { total: 1 } } };
    expect(await next(source)).toEqual({ ...shown, token: null });
    await world.putToken(token());
    await world.patch('NL/TNM/101', { kwh: 2, last_updated: at(1) });
    expect(await next(source)).toEqual({ ...shown, token: { valid: true } });
    await world.patchToken('DE/EMP/012345678/RFID', { valid: false, last_updated: at(1) });
    await world.patch('NL/TNM/101', { kwh: 3, last_updated: at(2) });
    expect(await next(source)).toEqual({ ...shown, token: { valid: false } });
  });

  it('ends at once when its subscriber leaves while it waits, and goes on for the others', async () => {
    const leaving = await watch(cpo, { status: ['INVALID'] });
    const staying = await watch(cpo);
    const waiting = leaving.next();
    expect(await leaving.return(undefined)).toEqual({ value: undefined, done: true });
    expect(await waiting).toEqual({ value: undefined, done: true });
    await world.put(session());
    expect(await next(staying)).toEqual({ id: '101', status: 'ACTIVE' });
    expect(await leaving.next()).toEqual({ value: undefined, done: true });
  });

  it('ends for everybody when the subgraph closes', async () => {
    const brief = await World.open();
    const text = 'subscription { sessionUpdated { id } }';
    const source = await brief.graph.watch(operator, text);
    const waiting = source.next();
    await brief.close();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });
});
