/**
 * A CPO that does not push: the hub pulls its thousand locations, shows how far it has come, sets apart what is broken,
 * survives being stopped and being killed in the middle, and asks only for changes afterwards.
 */
import { randomBytes } from 'node:crypto';
import type { CDR } from '@chargesphere/schema';
import { createCpo, samples, type Cpo } from '@chargesphere/simulator';
import pg from 'pg';
import type { TestDatabase } from '../../tests/setup/database.js';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { freePort, spawnHub, type HubChild } from './child.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase, subscribe, world, type World } from './world.js';

const COUNT = 1000;

interface Pull {
  id: string;
  mode: string;
  status: string;
  pages: number;
  seen: number;
  stored: number;
  unchanged: number;
  quarantined: number;
  total: number | null;
  failure: string | null;
}
const PULL = 'id mode status pages seen stored unchanged quarantined total failure';

type Graph = World['graph'];

const platformOf = async (graph: Graph, name: string): Promise<string> => {
  const query = 'query ($name: String) { platforms(filter: { name: $name }) { items { id } } }';
  const { platforms } = await graph<{ platforms: { items: { id: string }[] } }>(query, { name });
  return platforms.items[0]?.id ?? '';
};
const start = async (graph: Graph, platformId: string, mode: string, module = 'locations'): Promise<Pull> => {
  const query = `mutation ($input: StartPullInput!) { startPull(input: $input) { ${PULL} } }`;
  const { startPull } = await graph<{ startPull: Pull }>(query, {
    input: { platformId, module, mode },
  });
  return startPull;
};
const read = async (graph: Graph, id: string): Promise<Pull> => {
  const { pull } = await graph<{ pull: Pull }>(`query ($id: ID!) { pull(id: $id) { ${PULL} } }`, { id });
  return pull;
};
const watch = (url: string, id: string) =>
  subscribe(url, `subscription ($id: ID!) { pullUpdated(filter: { id: $id }) { ${PULL} } }`, { id });
/** The pull at its end, however it comes about. */
const ended = async (graph: Graph, url: string, id: string): Promise<Pull> => {
  const live = watch(url, id);
  try {
    let pull = await read(graph, id);
    while (pull.status === 'QUEUED' || pull.status === 'RUNNING')
      pull = ((await live.next()) as { pullUpdated: Pull }).pullUpdated;
    return pull;
  } finally {
    await live.stop();
  }
};
const known = async (graph: Graph): Promise<number> => {
  const query = '{ locations(filter: { cpo: "NL/ALF" }, page: { limit: 1 }) { total } }';
  return (await graph<{ locations: { total: number } }>(query)).locations.total;
};

/** A thousand locations, one of them without coordinates. */
const fill = (cpo: Cpo): void => {
  for (let i = 1; i <= COUNT; i += 1)
    cpo.locations.put(`NL/ALF/LOC${i}`, samples.location({ id: `LOC${i}` }));
  const broken = { ...samples.location({ id: 'LOC500' }), coordinates: undefined };
  cpo.locations.put('NL/ALF/LOC500', broken as never);
};
const asked = (cpo: Cpo): string[] =>
  cpo.received.flatMap(({ module, path }) => (module === 'locations' ? [decodeURIComponent(path)] : []));

describe.each(['one', 'split'] as const)('pulling in the shape "%s"', (shape) => {
  let w: World;
  let platformId: string;
  beforeAll(async () => {
    w = await world({ shape });
    fill(w.cpo);
    platformId = await platformOf(w.graph, 'Alfa');
  }, 60_000);
  afterAll(() => w.close());

  it('HUB-051, TRN-028, TRN-031 fills the graph from a CPO that does not push, and shows it live', async () => {
    const live = w.live(
      `subscription ($id: ID!) {
      pullUpdated(filter: { platformId: $id, module: "locations" }) { ${PULL} platform { name } }
    }`,
      { id: platformId },
    );
    // Whoever subscribes hears of what happens from then on.
    const { id } = await start(w.graph, platformId, 'FULL');
    const seen: number[] = [];
    for (;;) {
      const { pullUpdated } = (await live.next()) as { pullUpdated: Pull };
      expect(pullUpdated.id).toBe(id);
      seen.push(pullUpdated.seen);
      if (pullUpdated.status === 'DONE') break;
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBeGreaterThan(5);
    expect(await read(w.graph, id)).toEqual({
      id,
      mode: 'FULL',
      status: 'DONE',
      pages: 20,
      seen: COUNT,
      stored: COUNT - 1,
      unchanged: 0,
      quarantined: 1,
      total: COUNT,
      failure: null,
    });
    expect(await known(w.graph)).toBe(COUNT - 1);
    const { quarantine, location } = await w.graph<Record<string, Record<string, unknown>>>(`{
      quarantine { items { ref position pointer code reason document } }
      location(ref: "NL/ALF/LOC1000") { name evses { uid } cpo { ref } }
    }`);
    expect(quarantine?.items).toEqual([
      {
        ref: 'NL/ALF/LOC500',
        position: 499,
        pointer: '/coordinates',
        code: 'MISSING',
        reason: expect.any(String),
        document: w.cpo.locations.get('NL/ALF/LOC500'),
      },
    ]);
    expect(location).toEqual({ name: 'Lindengracht', evses: [{ uid: '3256' }], cpo: { ref: 'NL/ALF' } });
    expect(w.cpo.complaints).toEqual([]);
  }, 60_000);

  it('TRN-048, LOC-012 withdraws a Location that a full list holds no more, and takes it back', async () => {
    const small = await createCpo({ parties: [{ country_code: 'NL', party_id: 'SMA', name: 'Small' }] });
    try {
      await small.register(await w.invite('Small'));
      const put = (id: string) =>
        small.locations.put(`NL/SMA/${id}`, samples.location({ party_id: 'SMA', id }));
      const smallId = await platformOf(w.graph, 'Small');
      const pulled = async () => {
        const { id } = await start(w.graph, smallId, 'FULL');
        await ended(w.graph, `http://127.0.0.1:${w.hub.port}/graphql`, id);
        const { pull } = await w.graph<{ pull: object }>(`{ pull(id: "${id}") { status withdrawn remark } }`);
        const query = '{ locations(filter: { cpo: "NL/SMA" }) { items { id } } }';
        const { locations } = await w.graph<{ locations: { items: { id: string }[] } }>(query);
        return { ...pull, left: locations.items.map(({ id: left }) => left).sort() };
      };
      for (const id of ['A', 'B', 'C']) put(id);
      expect(await pulled()).toEqual({ status: 'DONE', withdrawn: 0, remark: null, left: ['A', 'B', 'C'] });
      small.locations.delete('NL/SMA/B');
      expect(await pulled()).toEqual({ status: 'DONE', withdrawn: 1, remark: null, left: ['A', 'C'] });
      put('B');
      expect(await pulled()).toEqual({ status: 'DONE', withdrawn: 0, remark: null, left: ['A', 'B', 'C'] });
    } finally {
      await small.close();
    }
  }, 60_000);

  it('TRN-036, TRN-105 asks only for what changed afterwards', async () => {
    const last_updated = new Date().toISOString();
    for (const id of ['LOC7', 'NEW']) {
      const name = `Changed ${id}`;
      w.cpo.locations.put(`NL/ALF/${id}`, samples.location({ id, name, last_updated }));
    }
    const { id } = await start(w.graph, platformId, 'INCREMENTAL');
    const pull = await ended(w.graph, `http://127.0.0.1:${w.hub.port}/graphql`, id);
    expect(pull).toMatchObject({ mode: 'INCREMENTAL', status: 'DONE', pages: 1, seen: 2, stored: 2 });
    expect(asked(w.cpo).at(-1)).toMatch(/date_from=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ&offset=0/);
    expect(await known(w.graph)).toBe(COUNT);
    const { location } = await w.graph<{ location: { name: string } }>(
      '{ location(ref: "NL/ALF/LOC7") { name } }',
    );
    expect(location.name).toBe('Changed LOC7');
  });

  it('GEN-008, TRN-072, TRN-073 shows null as an empty list, and what nobody knows as it came', async () => {
    const odd = {
      ...samples.location({ id: 'ODD', last_updated: new Date().toISOString() }),
      evses: null,
      facilities: ['SAUNA'],
      tenant: { since: 'ever' },
    };
    w.cpo.locations.put('NL/ALF/ODD', odd as never);
    const { id } = await start(w.graph, platformId, 'INCREMENTAL');
    await ended(w.graph, `http://127.0.0.1:${w.hub.port}/graphql`, id);
    const query = '{ location(ref: "NL/ALF/ODD") { evses { uid } facilities document } }';
    expect(await w.graph(query)).toEqual({ location: { evses: [], facilities: ['SAUNA'], document: odd } });
  });
});

const cdr = (id: string, total_energy: number): CDR => {
  const { start_date_time, cdr_token, currency } = samples.session();
  const { address, city, country, coordinates } = samples.location();
  return {
    country_code: 'NL',
    party_id: 'ALF',
    id,
    start_date_time,
    end_date_time: '2026-11-02T09:00:00Z',
    cdr_token,
    auth_method: 'WHITELIST',
    cdr_location: {
      ...{ id: 'LOC1', address, city, country, coordinates },
      ...{ evse_uid: '3256', evse_id: 'NL*ALF*E3256', connector_id: '1' },
      connector_standard: 'IEC_62196_T2',
      connector_format: 'SOCKET',
      connector_power_type: 'AC_3_PHASE',
    },
    currency,
    charging_periods: [samples.period()],
    total_cost: { before_taxes: 1 },
    total_energy,
    total_time: 1,
    last_updated: '2026-11-02T09:00:00Z',
  };
};

describe('CDRs', () => {
  it('CDR-001, CDR-011 are pulled too, but one that is known is never changed by a pull', async () => {
    const w = await world();
    const listed = (...cdrs: ReturnType<typeof cdr>[]) => {
      w.cpo.cdrs.clear();
      for (const one of cdrs) w.cpo.cdrs.put(`NL/ALF/${one.id}`, one);
    };
    listed(cdr('C1', 1.5), cdr('C2', 2));
    const platformId = await platformOf(w.graph, 'Alfa');
    const pulled = async () => {
      const { id } = await start(w.graph, platformId, 'FULL', 'cdrs');
      return ended(w.graph, `http://127.0.0.1:${w.hub.port}/graphql`, id);
    };
    expect(await pulled()).toMatchObject({ status: 'DONE', seen: 2, stored: 2 });
    listed(cdr('C1', 1.5), cdr('C2', 200), cdr('C3', 3));
    expect(await pulled()).toMatchObject({ status: 'DONE', stored: 1, unchanged: 1, quarantined: 1 });
    expect(await w.graph('{ quarantine { items { ref code } } }')).toEqual({
      quarantine: { items: [{ ref: 'NL/ALF/C2', code: 'CONFLICT' }] },
    });
    await w.close();
  }, 60_000);
});

describe('a pull that is interrupted', () => {
  let database: TestDatabase;
  let settings: Record<string, string>;
  let cpo: Cpo;
  let hub: Hub | undefined;
  let child: HubChild | undefined;

  beforeEach(async () => {
    database = await migratedDatabase();
    settings = {
      DATABASE_URL: database.url,
      HUB_SECRET_KEY: randomBytes(24).toString('hex'),
      HUB_ADMIN_KEY: ADMIN_KEY,
      HUB_PORT: String(await freePort()),
    };
    cpo = await createCpo({ pageLimit: 100 });
    fill(cpo);
  }, 60_000);
  afterEach(async () => {
    await hub?.stop();
    await child?.stop();
    hub = undefined;
    child = undefined;
    await cpo.close();
    await database.drop();
  });

  const url = () => `http://127.0.0.1:${settings['HUB_PORT']}/graphql`;
  const graph: Graph = (query, variables) =>
    facesOf({ port: Number(settings['HUB_PORT']) } as Hub).graph(query, variables);
  const startHere = async (): Promise<void> => {
    hub = await startHub(readConfig(settings), log);
  };
  /** A pull that waits for its fourth page, for ever. */
  const stuck = async (): Promise<string> => {
    const { invitePlatform } = await graph<{ invitePlatform: { token: string; versionsUrl: string } }>(
      'mutation { invitePlatform(input: { name: "Alfa Laden" }) { token versionsUrl } }',
    );
    await cpo.register(invitePlatform);
    cpo.behave({ on: { path: 'offset=300' }, times: 1, hang: true });
    const { id } = await start(graph, await platformOf(graph, 'Alfa'), 'FULL');
    await cpo.next({ path: 'offset=300' });
    return id;
  };
  const expectAll = async (id: string) => {
    expect(await ended(graph, url(), id)).toMatchObject({
      status: 'DONE',
      pages: 10,
      seen: COUNT,
      stored: COUNT - 1,
      quarantined: 1,
    });
    expect(await known(graph)).toBe(COUNT - 1);
    const pages = asked(cpo).map((path) => /offset=(\d+)/.exec(path)?.[1]);
    expect(pages).toEqual(['0', '100', '200', '300', '300', '400', '500', '600', '700', '800', '900']);
  };

  it('TRN-106 by a stop goes on at the page that was next when the hub starts again', async () => {
    await startHere();
    const id = await stuck();
    await hub?.stop();
    await startHere();
    await expectAll(id);
  }, 60_000);

  it('TRN-106 by the death of its node goes on there as soon as its claim has run out', async () => {
    child = spawnHub({ ...settings, HUB_ALLOW_PRIVATE_ADDRESSES: 'on' });
    await child.text('ChargeSphere is ready.');
    const id = await stuck();
    child.kill('SIGKILL');
    await child.ended;
    child = undefined;
    // Two minutes later:
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`update parties.pull set lease_until = now() where status = 'RUNNING'`);
    await client.end();
    await startHere();
    await expectAll(id);
  }, 60_000);
});
