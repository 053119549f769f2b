/**
 * A watcher that loses its connection comes back to another node and misses nothing: what was pushed meanwhile is there,
 * with what other subgraphs know of it, and then what follows.
 */
import type { Caller } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import type { ExecutionResult } from 'graphql';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { ADMIN_KEY, log, world, type World } from './world.js';

const SECRET = 'one secret for all nodes of this test';
const WATCH = 'subscription { sessionUpdated { id location { name } } }';
const operator: Caller = {
  principal: { kind: 'operator', name: 'watcher' },
  requestId: 'watch',
  correlationId: 'watch',
};

describe('live over two nodes', () => {
  let w: World;
  let other: Hub;
  beforeAll(async () => {
    w = await world({ env: { HUB_SECRET_KEY: SECRET } });
    other = await startHub(
      readConfig({
        DATABASE_URL: w.databaseUrl,
        HUB_SECRET_KEY: SECRET,
        HUB_ADMIN_KEY: ADMIN_KEY,
        HUB_PORT: '0',
      }),
      log,
    );
    await w.cpo.pushLocation(samples.location());
  }, 120_000);
  afterAll(async () => {
    await other.stop();
    await w.close();
  });

  const watch = async (hub: Hub, lastEventId?: string) => {
    const opened = await hub.gateway?.subscribe({
      document: WATCH,
      caller: operator,
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });
    if (!opened || !('next' in opened)) throw new Error(JSON.stringify(opened));
    return opened;
  };
  const idOf = (result: ExecutionResult | undefined) =>
    (result?.data?.sessionUpdated as { id: string } | undefined)?.id;
  const push = (id: string) => w.cpo.pushSession(samples.session({ id }));

  it('goes on at another node after the last event it had at the first', async () => {
    const first = await watch(w.hub);
    await push('1');
    const { value: had } = await first.next();
    expect(idOf(had ?? undefined)).toBe('1');
    await first.return(undefined);
    for (const id of ['2', '3']) await push(id);

    const back = await watch(other, String(had?.extensions?.eventId));
    await push('4');
    const seen = new Map<string | undefined, ExecutionResult>();
    while (!seen.has('4')) {
      const { value } = await back.next();
      if (value) seen.set(idOf(value), value);
    }
    expect([...seen.keys()]).toEqual(['2', '3', '4']);
    expect(seen.get('2')?.data).toEqual({
      sessionUpdated: { id: '2', location: { name: expect.any(String) } },
    });
    await back.return(undefined);
  });

  it('goes on at another node after one of several statuses that changed at once', async () => {
    const statuses = async (hub: Hub, lastEventId?: string) => {
      const opened = await hub.gateway?.subscribe({
        document: 'subscription { evseStatusChanged { evse { uid location { name } } status } }',
        caller: operator,
        ...(lastEventId === undefined ? {} : { lastEventId }),
      });
      if (!opened || !('next' in opened)) throw new Error(JSON.stringify(opened));
      return opened;
    };
    const location = samples.location();
    const [evse] = location.evses ?? [];
    const push = (second: number, status: string) => {
      const last_updated = new Date(Date.now() + second * 1000).toISOString();
      const evses = ['a', 'b'].map((uid) => ({ ...evse, uid, status, last_updated }));
      return w.cpo.pushLocation({ ...location, id: 'TWO', evses, last_updated } as typeof location);
    };
    const told = (result: ExecutionResult | undefined) => {
      const { evse: of, status } = result?.data?.evseStatusChanged as {
        evse: { uid: string; location: { name: string } };
        status: string;
      };
      expect(of.location.name).toBe(location.name);
      return `${of.uid} ${status}`;
    };
    await push(1, 'AVAILABLE');
    const first = await statuses(w.hub);
    await push(2, 'CHARGING');
    const { value: had } = await first.next();
    expect(told(had ?? undefined)).toBe('a CHARGING');
    await first.return(undefined);
    await push(3, 'BLOCKED');

    const back = await statuses(other, String(had?.extensions?.eventId));
    await push(4, 'AVAILABLE');
    const seen = new Set<string>();
    while (!seen.has('b AVAILABLE')) {
      const { value } = await back.next();
      if (value) seen.add(told(value));
    }
    expect([...seen]).toEqual(['b CHARGING', 'a BLOCKED', 'b BLOCKED', 'a AVAILABLE', 'b AVAILABLE']);
    await back.return(undefined);
  });

  it('refuses to go on after what never was an event', async () => {
    const refused = await other.gateway?.subscribe({ document: WATCH, caller: operator, lastEventId: 'x' });
    // Somebody may watch already: then the stream says it.
    const said = refused && 'next' in refused ? (await refused.next()).value : refused;
    expect(said).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
  });
});
