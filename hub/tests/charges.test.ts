/**
 * Chapters 7 to 10 on the wire: what the hub makes of Locations, Sessions, CDRs and Tariffs that partners push, beyond
 * storing them – and what it leaves alone. Everything over real HTTP, seen as the other partner and in the graph.
 */
import type { CDR } from '@chargesphere/schema';
import { samples, type CallResult } from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const CREATED = [201, 1000];

let w: World;
beforeAll(async () => {
  w = await world();
}, 60_000);
afterAll(() => w.close());
// Whatever the hub sent to partners on the way was conformant.
afterEach(() => expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]));

const shown = async (noun: string, ref: string, fields: string): Promise<Record<string, unknown>> =>
  (await w.graph<{ found: Record<string, unknown> }>(`{ found: ${noun}(ref: "${ref}") { ${fields} } }`))
    .found;
const sessions = async (filter: string): Promise<string[]> => {
  const query = `{ sessions(filter: { ${filter} }) { items { id } } }`;
  const { sessions: page } = await w.graph<{ sessions: { items: { id: string }[] } }>(query);
  return page.items.map(({ id }) => id);
};

const post = (document: CDR, to: string | null = 'DE/BET') =>
  w.cpo.call('cdrs', 'RECEIVER', 'POST', [], document, { to });

describe('Locations', () => {
  it('LOC-011 lists the whole Location when one of its EVSEs has changed, and filters by its last_updated', async () => {
    const evses = ['1', '2'].map((uid) => samples.evse({ uid }));
    expect(codes(await w.cpo.pushLocation(samples.location({ id: 'TWO', evses })))).toEqual(CREATED);
    expect(codes(await w.cpo.pushLocation(samples.location({ id: 'CALM' })))).toEqual(CREATED);
    const last_updated = '2026-11-05T10:00:00Z';
    await w.cpo.patchEvse('TWO', '2', { status: 'CHARGING', last_updated });

    const since = (date_from: string) => w.emsp.pull('locations', { query: { date_from } });
    const [changed, ...others] = await since(last_updated);
    expect(others).toEqual([]);
    expect(changed).toEqual({
      ...samples.location({ id: 'TWO', last_updated }),
      evses: [evses[0], { ...evses[1], status: 'CHARGING', last_updated }],
    });
    expect(await since('2026-11-05T10:00:01Z')).toEqual([]);
  });
});

describe('Sessions', () => {
  it('SES-002 cannot be deleted', async () => {
    await w.cpo.pushSession(samples.session({ id: 'kept' }));
    const path = ['NL', 'ALF', 'kept'];
    const gone = await w.cpo.call('sessions', 'RECEIVER', 'DELETE', path, undefined, { to: 'DE/BET' });
    expect(codes(gone)).toEqual([405, 2000]);
    expect((await w.emsp.pull('sessions')).map(({ id }) => id)).toContain('kept');
  });

  it('SES-010, SES-011 begin with a reservation, before there is an EVSE, and go on with the same token or end', async () => {
    const reservation = (id: string) =>
      samples.session({
        id,
        status: 'RESERVATION',
        evse_uid: '#NA',
        connector_id: '#NA',
        kwh: 0,
        charging_periods: [],
      });
    for (const id of ['used', 'unused'])
      expect(codes(await w.cpo.pushSession(reservation(id)))).toEqual(CREATED);
    const fields = 'status evse { uid } connector { id } violations { message }';
    const reserved = { status: 'RESERVATION', evse: null, connector: null, violations: [] };
    expect(await shown('session', 'NL/ALF/used', fields)).toEqual(reserved);
    expect(await sessions('status: [RESERVATION]')).toEqual(['used', 'unused']);

    await w.cpo.patchSession('used', { status: 'ACTIVE', evse_uid: '3256', connector_id: '1' });
    await w.cpo.patchSession('unused', { status: 'COMPLETED' });
    expect(await shown('session', 'NL/ALF/used', 'status violations { message }')).toEqual({
      status: 'ACTIVE',
      violations: [],
    });
    expect(await shown('session', 'NL/ALF/unused', fields)).toEqual({ ...reserved, status: 'COMPLETED' });
    expect(await sessions('status: [RESERVATION]')).toEqual([]);
  });

  it('SES-013 begin when they become active, and are found by that time from then on', async () => {
    const created = '2026-11-07T08:00:00Z';
    const activated = '2026-11-07T08:20:00Z';
    const pending = samples.session({
      id: 'late',
      status: 'PENDING',
      start_date_time: created,
      charging_periods: [],
    });
    await w.cpo.pushSession(pending);
    const from = (time: string) => sessions(`startedFrom: "${time}"`);
    expect(await from('2026-11-07T08:10:00Z')).toEqual([]);
    await w.cpo.patchSession('late', { status: 'ACTIVE', start_date_time: activated });
    expect(await from('2026-11-07T08:10:00Z')).toEqual(['late']);
    expect(await sessions(`startedFrom: "${created}", startedTo: "${activated}"`)).toEqual([]);
  });

  it('SES-061 without a cost are not free, and with a cost of 0 they are', async () => {
    await w.cpo.pushSession(samples.session({ id: 'unpriced', total_cost: undefined }));
    await w.cpo.pushSession(samples.session({ id: 'free', total_cost: { before_taxes: 0 } }));
    const cost = async (id: string) =>
      (await shown('session', `NL/ALF/${id}`, 'totalCost { beforeTaxes }')).totalCost;
    expect(await cost('unpriced')).toBeNull();
    expect(await cost('free')).toEqual({ beforeTaxes: 0 });
    const costs = (await w.emsp.pull('sessions')).slice(-2).map(({ total_cost }) => total_cost);
    expect(costs).toEqual([undefined, { before_taxes: 0 }]);
  });

  it('AMB-025 with energy in Wh are taken as they are, and found by what is wrong with them', async () => {
    const charging_periods = [samples.period({ dimensions: [{ type: 'ENERGY', volume: 1500 }] })];
    const wrong = samples.session({ id: 'Wh', charging_periods });
    expect(codes(await w.cpo.pushSession(wrong))).toEqual(CREATED);
    expect(await sessions('hasViolations: true')).toEqual(['Wh']);
    expect(await shown('session', 'NL/ALF/Wh', 'document violations { pointer message }')).toEqual({
      document: wrong,
      violations: [{ pointer: '/charging_periods', message: expect.stringContaining('AMB-025') }],
    });
  });
});

describe('CDRs', () => {
  it('CDR-008 are never for everybody', async () => {
    const before = w.emsp.received.length;
    expect(codes(await post(samples.cdr({ id: 'ALL' }), 'NL/HUB'))).toEqual([200, 2001]);
    expect(await w.graph('{ cdr(ref: "NL/ALF/ALL") { ref } }')).toEqual({ cdr: null });
    expect(w.emsp.received.slice(before).filter(({ module }) => module === 'cdrs')).toEqual([]);
  });

  it('CDR-010 are read back from the receiver, at a URL of the hub that stands for its own', async () => {
    const posted = await post(samples.cdr({ id: 'COPY' }));
    expect(codes(posted)).toEqual(CREATED);
    const url = String(posted.headers['location']);
    const below = `${w.hub.publicUrl}/ocpi/2.3.0/receiver/cdrs/`;
    expect(url.startsWith(below)).toBe(true);
    const theirs = new URL(
      String(w.emsp.received.findLast(({ method }) => method === 'POST')?.answer?.headers['Location']),
    );
    expect(decodeURIComponent(url)).not.toContain(theirs.host);
    w.emsp.cdrs.put('NL/ALF/COPY', samples.cdr({ id: 'COPY', remark: 'as the receiver keeps it' }));
    const path = url.slice(below.length).split('/').map(decodeURIComponent);
    const read = await w.cpo.call('cdrs', 'RECEIVER', 'GET', path, undefined, { to: null });
    expect(read.envelope?.data).toHaveProperty('remark', 'as the receiver keeps it');
    expect((await w.emsp.next({ module: 'cdrs', method: 'GET' })).path).toBe(theirs.pathname);
  });

  it('AMB-021 of a reservation come with their Session or without', async () => {
    await w.cpo.pushSession(samples.session({ id: 'reserved', status: 'RESERVATION' }));
    expect(codes(await post(samples.cdr({ id: 'WITH', session_id: 'reserved' })))).toEqual(CREATED);
    expect(codes(await post(samples.cdr({ id: 'WITHOUT', session_id: undefined })))).toEqual(CREATED);
    expect(await shown('cdr', 'NL/ALF/WITH', 'session { id }')).toEqual({ session: { id: 'reserved' } });
    expect(await shown('cdr', 'NL/ALF/WITHOUT', 'session { id }')).toEqual({ session: null });
  });

  it('CDR-051, AMB-040 keep time and parking time as their CPO divided them', async () => {
    const dimensions = [
      { type: 'TIME' as const, volume: 0.4 },
      { type: 'PARKING_TIME' as const, volume: 0.6 },
      { type: 'ENERGY' as const, volume: 1.5 },
    ];
    const paused = samples.cdr({
      id: 'PAUSED',
      total_parking_time: 0.6,
      charging_periods: [samples.period({ dimensions })],
    });
    await post(paused);
    expect((await w.emsp.pull('cdrs')).at(-1)).toEqual(paused);
    expect(
      await shown(
        'cdr',
        'NL/ALF/PAUSED',
        'totalTime totalParkingTime chargingPeriods { dimensions { type volume } }',
      ),
    ).toEqual({ totalTime: 1, totalParkingTime: 0.6, chargingPeriods: [{ dimensions }] });
  });

  it('SES-060 show the reference of the authorization that was given last, like their Sessions', async () => {
    await w.cpo.pushSession(samples.session({ id: 'authorized', authorization_reference: 'first' }));
    await w.cpo.patchSession('authorized', { authorization_reference: 'second', auth_method: 'COMMAND' });
    await post(samples.cdr({ id: 'AUTH', session_id: 'authorized', authorization_reference: 'second' }));
    expect(
      await shown(
        'cdr',
        'NL/ALF/AUTH',
        'authorizationReference session { authorizationReference authMethod }',
      ),
    ).toEqual({
      authorizationReference: 'second',
      session: { authorizationReference: 'second', authMethod: 'COMMAND' },
    });
    expect((await w.emsp.pull('sessions')).at(-1)).toHaveProperty('authorization_reference', 'second');
  });
});

describe('Tariffs', () => {
  const component = { type: 'ENERGY' as const, price: 0.4, step_size: 1 };

  it('TAR-025 say that no VAT applies by leaving it out, which is not a VAT of 0', async () => {
    const price_components = [component, { ...component, type: 'TIME' as const, vat: 0 }];
    await w.cpo.pushTariff(samples.tariff({ id: 'VAT', elements: [{ price_components }] }));
    expect(await shown('tariff', 'NL/ALF/VAT', 'elements { priceComponents { vat } }')).toEqual({
      elements: [{ priceComponents: [{ vat: null }, { vat: 0 }] }],
    });
    const [tariff] = await w.emsp.pull('tariffs');
    expect(tariff).toHaveProperty('elements', [{ price_components }]);
  });

  it('TAR-030 old and new ones stand on a Connector together, and their dates make the switch', async () => {
    const change = '2027-01-01T00:00:00Z';
    await w.cpo.pushTariff(samples.tariff({ id: 'OLD', end_date_time: change }));
    await w.cpo.pushTariff(samples.tariff({ id: 'NEW', start_date_time: change }));
    const evses = [samples.evse({ connectors: [samples.connector({ tariff_ids: ['OLD', 'NEW'] })] })];
    await w.cpo.pushLocation(samples.location({ id: 'SWITCH', evses }));
    expect(
      await shown('connector', 'NL/ALF/SWITCH/3256/1', 'tariffs { id startDateTime endDateTime }'),
    ).toEqual({
      tariffs: [
        { id: 'OLD', startDateTime: null, endDateTime: change },
        { id: 'NEW', startDateTime: change, endDateTime: null },
      ],
    });
  });

  it('TAR-032 and costs are not rounded on the way', async () => {
    const exact = samples.tariff({
      id: 'EXACT',
      elements: [{ price_components: [{ ...component, price: 0.123456789 }] }],
    });
    await w.cpo.pushTariff(exact);
    expect((await w.emsp.pull('tariffs')).at(-1)).toEqual(exact);
    await post(
      samples.cdr({
        id: 'EXACT',
        total_cost: { before_taxes: 1.005, taxes: [{ name: 'VAT', amount: 0.211049 }] },
      }),
    );
    expect(await shown('cdr', 'NL/ALF/EXACT', 'totalCost { beforeTaxes taxes { amount } }')).toEqual({
      totalCost: { beforeTaxes: 1.005, taxes: [{ amount: 0.211049 }] },
    });
  });

  it('AMB-051 their limits of current stay sums over all phases, as the CPO wrote them', async () => {
    const elements = [{ price_components: [component], restrictions: { min_current: 24, max_current: 48 } }];
    await w.cpo.pushTariff(samples.tariff({ id: 'AMPS', elements }));
    expect(
      await shown('tariff', 'NL/ALF/AMPS', 'elements { restrictions { minCurrent maxCurrent } }'),
    ).toEqual({
      elements: [{ restrictions: { minCurrent: 24, maxCurrent: 48 } }],
    });
    expect((await w.emsp.pull('tariffs')).at(-1)).toHaveProperty('elements', elements);
  });
});
