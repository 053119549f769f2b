/**
 * Broadcasts from a push to everybody who is to have it, over real HTTP: what each receiver got, with everything in one
 * process and with every subgraph in one of its own.
 */
import {
  createCpo,
  createEmsp,
  isSuccess,
  samples,
  type CallResult,
  type Emsp,
  type Received,
} from '@chargesphere/simulator';
import { world, type Shape, type World } from './world.js';

const shapes: Shape[] = ['one', 'split'];

const LOCATION = samples.location({ country_code: 'NL', party_id: 'ALF', id: 'LOC1' });
const [EVSE] = LOCATION.evses ?? [];
const uid = EVSE?.uid ?? '';

const later = (seconds: number): string =>
  new Date(Date.parse(LOCATION.last_updated) + seconds * 1000).toISOString();

const succeeded = async (push: Promise<CallResult>): Promise<CallResult> => {
  const result = await push;
  if (!isSuccess(result)) throw new Error(`HTTP ${result.http}: ${result.text}`);
  return result;
};

const partyIn = (received: Received, side: 'to' | 'from'): string =>
  `${received.headers[`ocpi-${side}-country-code`] ?? ''}/${received.headers[`ocpi-${side}-party-id`] ?? ''}`;

/** Partners are also told of each other (HCI-001). */
const isPush = ({ module }: Received): boolean => module !== 'hubclientinfo';

describe.each(shapes)('a broadcast in the shape %s', (shape) => {
  let hub: World;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    hub = await world({ shape });
  }, 60_000);
  afterEach(async () => {
    hub.emsp.behaveWell();
    await Promise.all(opened.splice(0).map((platform) => platform.close()));
  });
  afterAll(() => hub.close());

  /** A further eMSP that registered; it has gone after the test. */
  const joined = async (party_id: string, roles: readonly string[] = ['EMSP']): Promise<Emsp> => {
    const parties = roles.map((role) => ({ role, country_code: 'DE', party_id, name: party_id }));
    const emsp = await createEmsp({ name: party_id, parties });
    await emsp.register(await hub.invite(party_id));
    opened.push({
      close: async () => {
        await emsp.unregister();
        await emsp.close();
      },
    });
    return emsp;
  };
  const evsePatches = (received: Received): boolean =>
    received.module === 'locations' && received.method === 'PATCH';

  interface Ended {
    receiver: string;
    status: string;
    http: number | null;
    ocpi: number | null;
    reason: string | null;
  }
  const DELIVERIES = `query Deliveries($filter: DeliveryFilter) {
    deliveries(filter: $filter, page: { limit: 200 }) { items { receiver status http ocpi reason carriedBy id } }
  }`;
  const deliveries = async (filter: object): Promise<(Ended & { carriedBy: string | null; id: string })[]> =>
    (
      await hub.graph<{ deliveries: { items: (Ended & { carriedBy: string; id: string })[] } }>(DELIVERIES, {
        filter,
      })
    ).deliveries.items;
  /** What became of an exchange's deliveries, once all of them are settled. */
  const settled = async (correlationId: string, count: number): Promise<Ended[]> => {
    const live = hub.live(
      `subscription Settled($filter: DeliveryFilter) { deliverySettled(filter: $filter) { id } }`,
      { filter: { correlationId } },
    );
    // The subscription may open after the last of them: then reading has them all.
    for (;;) {
      const found = await deliveries({ correlationId });
      if (
        found.length >= count &&
        found.every(({ status }) => status !== 'WAITING' && status !== 'SENDING')
      ) {
        await live.stop();
        return found;
      }
      await Promise.race([live.next(), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
  };
  const exchange = (name: string) => ({
    headers: { 'X-Correlation-ID': name, 'X-Request-ID': `${name}-request` },
  });

  it('SCN-07, RTE-020, RTE-021, RTE-022, RTE-023, RTE-024, RTE-028, RTE-034, TRN-093, TRN-096, HUB-006 reaches who can take it, whatever others do', async () => {
    const { cpo, emsp } = hub;
    const [refusing, slow] = [await joined('REF'), await joined('SLO')];
    const bare = await createCpo({
      name: 'Bare',
      parties: [{ role: 'EMSP', country_code: 'DE', party_id: 'BAR', name: 'Bare' }],
    });
    await bare.register(await hub.invite('Bare')); // an eMSP without the Receiver interface of locations
    opened.push({
      close: async () => {
        await bare.unregister();
        await bare.close();
      },
    });
    refusing.behave({ on: { module: 'locations' }, httpStatus: 401 });
    slow.behave({ on: { module: 'locations' }, delay_ms: 700 });
    const before = bare.received.length;

    const name = `scn-07-${shape}`;
    const answer = await succeeded(cpo.pushLocation(LOCATION, exchange(name)));
    expect(answer.http).toBe(201);

    const got = await emsp.journal.next({ module: 'locations', method: 'PUT' });
    expect(got.segments).toEqual(['NL', 'ALF', 'LOC1']);
    expect(got.text).toBe(JSON.stringify(LOCATION));
    expect([partyIn(got, 'to'), partyIn(got, 'from')]).toEqual(['DE/BET', 'NL/HUB']);
    const late = await slow.journal.next({ module: 'locations' });
    const refused = await refusing.journal.next({ module: 'locations' });
    const ids = [got, late, refused].map(({ headers }) => headers['x-request-id']);
    expect(new Set([...ids, `${name}-request`]).size).toBe(4);
    for (const { headers } of [got, late, refused]) expect(headers['x-correlation-id']).toBe(name);
    expect(emsp.locations.get('NL/ALF/LOC1')).toEqual(LOCATION);
    expect(got.complaints).toEqual([]);
    expect(bare.received.slice(before).filter(isPush)).toEqual([]);

    const ended = await settled(name, 3);
    expect(ended).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ receiver: 'DE/BET', status: 'DELIVERED', http: 201, ocpi: 1000 }),
        expect.objectContaining({ receiver: 'DE/REF', status: 'REFUSED', http: 401 }),
        expect.objectContaining({ receiver: 'DE/SLO', status: 'DELIVERED' }),
      ]),
    );
    expect(ended).toHaveLength(3);
  }, 40_000);

  it('SCN-08, RTE-025, RTE-027, RTE-030, AMB-062 sends tokens to CPOs only, also those of OTHER, and no CDR to everybody', async () => {
    const { cpo, emsp } = hub;
    const other = await joined('OTH', ['OTHER']);
    const [before, beforeOther] = [emsp.received.length, other.received.length];
    const token = samples.token({ country_code: 'DE', party_id: 'BET', uid: 'AA11', type: 'RFID' });
    await succeeded(emsp.pushToken(token, { to: null }));
    const got = await cpo.journal.next({ module: 'tokens', method: 'PUT' });
    expect([partyIn(got, 'to'), partyIn(got, 'from')]).toEqual(['NL/ALF', 'NL/HUB']);
    expect(got.path).toMatch(/\/DE\/BET\/AA11\?type=RFID$/);
    await succeeded(
      other.pushToken(samples.token({ country_code: 'DE', party_id: 'OTH', uid: 'BB22', type: 'RFID' })),
    );
    expect((await cpo.journal.next({ module: 'tokens', method: 'PUT' })).segments).toEqual([
      'DE',
      'OTH',
      'BB22',
    ]);
    expect(emsp.received.slice(before).filter(isPush)).toEqual([]);
    expect(other.received.slice(beforeOther).filter(isPush)).toEqual([]);

    const cdr = await cpo.call('cdrs', 'RECEIVER', 'POST', [], { id: 'CDR1' }, { to: 'NL/HUB' });
    expect(cdr.text).toMatch(/E32|not for everybody/);
    expect(await deliveries({ module: 'cdrs' })).toEqual([]);
  });

  it('RTE-022, RTE-030 tells of tariffs that are gone, and RTE-034 of nothing that was refused', async () => {
    const { cpo, emsp } = hub;
    const tariff = samples.tariff({ country_code: 'NL', party_id: 'ALF', id: `T-${shape}` });
    await succeeded(cpo.pushTariff(tariff));
    await emsp.journal.next({ module: 'tariffs', method: 'PUT' });
    await succeeded(cpo.deleteTariff(tariff.id));
    const gone = await emsp.journal.next({ module: 'tariffs', method: 'DELETE' });
    expect([gone.segments, gone.text]).toEqual([['NL', 'ALF', tariff.id], '']);
    const name = `refused-${shape}`;
    const refused = await cpo.call(
      'tariffs',
      'RECEIVER',
      'PUT',
      ['NL', 'ALF', 'X'],
      { id: 'X' },
      exchange(name),
    );
    expect(isSuccess(refused)).toBe(false);
    expect(await deliveries({ correlationId: name })).toEqual([]);
  });

  it('RTE-032 sends one request to each receiving party of a platform, and none to the owner', async () => {
    const { cpo } = hub;
    const many = await createEmsp({
      name: 'Many',
      parties: [
        { role: 'EMSP', country_code: 'DE', party_id: 'MA1', name: 'One' },
        { role: 'NSP', country_code: 'DE', party_id: 'MA2', name: 'Two' },
        { role: 'SCSP', country_code: 'DE', party_id: 'MA3', name: 'Three' },
      ],
    });
    await many.register(await hub.invite('Many'));
    opened.push({
      close: async () => {
        await many.unregister();
        await many.close();
      },
    });
    const name = `each-${shape}`;
    await succeeded(cpo.patchLocation('LOC1', { name: 'Renamed', last_updated: later(10) }, exchange(name)));
    const ended = await settled(name, 3);
    expect(ended.map(({ receiver, status }) => `${receiver} ${status}`).sort()).toEqual([
      'DE/BET DELIVERED',
      'DE/MA1 REFUSED', // it never had the Location
      'DE/MA2 REFUSED',
    ]);
    const got = many.received.filter(evsePatches).map((received) => partyIn(received, 'to'));
    expect(got.sort()).toEqual(['DE/MA1', 'DE/MA2']);
  });

  it('LOC-026, RTE-033 keeps what is not published, and its parts, from those who show it to everybody', async () => {
    const { cpo, emsp } = hub;
    const showing = await joined('NSP', ['NSP']);
    const before = showing.received.length;
    const hidden = { ...LOCATION, id: `HIDDEN-${shape}`, publish: false };
    await succeeded(cpo.pushLocation(hidden));
    await emsp.journal.next({ module: 'locations', method: 'PUT', segments: ['NL', 'ALF', hidden.id] });
    const name = `hidden-${shape}`;
    await succeeded(
      cpo.patchEvse(hidden.id, uid, { status: 'CHARGING', last_updated: later(5) }, exchange(name)),
    );
    expect((await settled(name, 1)).map(({ receiver }) => receiver)).toEqual(['DE/BET']);
    expect(showing.received.slice(before).filter(isPush)).toEqual([]);
  });

  it('TRN-103, TYPE-011 writes to each receiver as that one wants it', async () => {
    const { cpo, emsp } = hub;
    const slashed = await joined('SLA');
    const { platforms } = await hub.graph<{ platforms: { items: { id: string }[] } }>(
      '{ platforms(filter: { name: "SLA" }) { items { id } } }',
    );
    await hub.graph('mutation Q($input: PlatformQuirksInput!) { setPlatformQuirks(input: $input) { id } }', {
      input: { platformId: platforms.items[0]?.id, trailingSlash: 'ALWAYS', overlongTexts: 'TRUNCATE' },
    });
    const id = `STYLED-${shape}`;
    await succeeded(cpo.pushLocation({ ...LOCATION, id, city: 'x'.repeat(50) }));
    const ofId = ({ module, segments }: Received): boolean => module === 'locations' && segments[2] === id;
    const [styled, plain] = [await slashed.next(ofId), await emsp.next(ofId)];
    expect(
      [styled, plain].map(({ path, body }) => [
        path.endsWith(`/${id}/`),
        (body as { city: string }).city.length,
      ]),
    ).toEqual([
      [true, 45],
      [false, 50],
    ]);
  });

  it('HUB-062 keeps the order of an object, and sends the newest only of what waited meanwhile', async () => {
    const { cpo, emsp } = hub;
    const slow = await joined('LAG');
    await succeeded(cpo.pushLocation({ ...LOCATION, last_updated: later(20) }));
    await slow.journal.next({ module: 'locations', method: 'PUT' });
    slow.behave({ on: evsePatches, times: 1, delay_ms: 1_500 });
    const correlation = `burst-${shape}`;
    const statuses = ['AVAILABLE', 'BLOCKED', 'CHARGING', 'INOPERATIVE', 'OUTOFORDER', 'RESERVED'] as const;
    for (let n = 0; n < 30; n += 1) {
      const status = statuses[n % statuses.length];
      if (!status) throw new Error('no status');
      await succeeded(
        cpo.patchEvse('LOC1', uid, { status, last_updated: later(30 + n) }, exchange(correlation)),
      );
    }
    const ended = await settled(correlation, 60);
    const times = (platform: Emsp) =>
      platform.received
        .filter((received) => evsePatches(received) && received.headers['x-correlation-id'] === correlation)
        .map(({ body }) => (body as { last_updated: string }).last_updated);
    for (const platform of [slow, emsp]) {
      expect(times(platform)).toEqual(times(platform).toSorted());
      expect(times(platform).at(-1)).toBe(later(59));
      expect(platform.locations.get('NL/ALF/LOC1')?.evses?.[0]?.status).toBe('RESERVED');
    }
    expect(times(slow).length).toBeLessThan(30);
    const coalesced = ended.filter(({ receiver, status }) => receiver === 'DE/LAG' && status === 'COALESCED');
    expect(coalesced.length).toBe(30 - times(slow).length);
  }, 30_000);

  it('RTE-029 is delivered to everybody else while a receiver hangs', async () => {
    const { cpo, emsp } = hub;
    const hanging = await joined('HNG');
    hanging.behave({ on: { module: 'locations' }, hang: true });
    for (let n = 0; n < 20; n += 1)
      await succeeded(cpo.pushLocation({ ...LOCATION, id: `H${n}-${shape}`, last_updated: later(100 + n) }));
    for (let n = 0; n < 20; n += 1)
      await emsp.journal.next({
        module: 'locations',
        method: 'PUT',
        segments: ['NL', 'ALF', `H${n}-${shape}`],
      });
    // No more than a lane's share of requests is spent on the one that hangs.
    expect(hanging.received.filter(({ module }) => module === 'locations').length).toBeLessThanOrEqual(8);
  }, 30_000);

  it('HCI-005, TRN-104 lets nothing wait for a platform that has gone', async () => {
    const { cpo, emsp } = hub;
    const leaving = await joined('LEA');
    leaving.behave({ on: { module: 'locations' }, times: 1, delay_ms: 500 });
    await succeeded(cpo.pushLocation({ ...LOCATION, id: `GONE-${shape}`, last_updated: later(200) }));
    await leaving.journal.next({ module: 'locations', method: 'PUT' });
    const name = `gone-${shape}`;
    await succeeded(
      cpo.patchLocation(`GONE-${shape}`, { name: 'Gone', last_updated: later(201) }, exchange(name)),
    );
    await leaving.unregister();
    const ended = await settled(name, 2);
    expect(ended).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ receiver: 'DE/BET', status: 'DELIVERED' }),
        expect.objectContaining({ receiver: 'DE/LEA', status: 'DROPPED' }),
      ]),
    );
    expect(leaving.received.filter(evsePatches)).toEqual([]);
    expect(emsp.locations.get(`NL/ALF/GONE-${shape}`)?.name).toBe('Gone');
    await leaving.register(await hub.invite('Leaving again')); // so that it can leave in order
  }, 30_000);
});
