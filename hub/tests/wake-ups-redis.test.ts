/**
 * Nodes that wake each other by Redis when something happens, without PostgreSQL's LISTEN, and look by themselves while
 * it is away. A real Redis server.
 */
import type { ChildProcess } from 'node:child_process';
import { samples } from '@chargesphere/simulator';
import pg from 'pg';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { openRedis, type SharedRedis } from '../src/redis.js';
import { freePort } from './child.js';
import { endRedis, startRedis, withRedis } from './redis-server.js';
import { ADMIN_KEY, facesOf, log, world, type Live, type World } from './world.js';

withRedis('wake-ups by Redis', () => {
  let redis: ChildProcess;
  let url: string;
  let open: SharedRedis[];
  beforeEach(async () => {
    const port = await freePort();
    redis = await startRedis(port);
    url = `redis://127.0.0.1:${port}`;
    open = [];
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    await endRedis(redis);
  });
  const node = async (): Promise<SharedRedis & { isReady(): Promise<void> }> => {
    let isReady = false;
    let waiting: (() => void)[] = [];
    const shared = await openRedis(url, log, (ready) => {
      isReady = ready;
      if (ready) for (const go of waiting.splice(0)) go();
    });
    open.push(shared);
    return {
      ...shared,
      isReady: () =>
        isReady ? Promise.resolve() : new Promise((resolve) => (waiting = [...waiting, resolve])),
    };
  };
  /** What a listener is woken with, one after the other. */
  const ears = () => {
    const heard: (string | undefined)[] = [];
    let go: (() => void) | undefined;
    return {
      wake: (from?: string) => {
        heard.push(from);
        go?.();
      },
      async until(from: string | undefined): Promise<void> {
        while (!heard.includes(from)) await new Promise<void>((resolve) => (go = resolve));
        heard.length = 0;
      },
      heard,
    };
  };

  it('reach every node that listens to the channel, and say who woke it', async () => {
    const [here, there] = [await node(), await node()];
    const [events, others] = [ears(), ears()];
    const stop = await there.wakeUps.listen('sessions', events.wake);
    await there.wakeUps.listen('locations', others.wake);
    await events.until(undefined);
    await here.wakeUps.tell('sessions', 'node-1');
    await events.until('node-1');
    await stop();
    await here.wakeUps.tell('sessions', 'node-1');
    await here.wakeUps.tell('locations', 'node-2');
    await others.until('node-2');
    expect(events.heard).toEqual([]);
  });

  it('wake whoever could not hear, as soon as it can again', async () => {
    const [here, there] = [await node(), await node()];
    const events = ears();
    await there.wakeUps.listen('sessions', events.wake);
    await events.until(undefined);
    await endRedis(redis);
    await Promise.allSettled([here.wakeUps.tell('sessions', 'lost')]);
    redis = await startRedis(Number(new URL(url).port));
    await events.until(undefined);
    await here.isReady();
    await here.wakeUps.tell('sessions', 'node-1');
    await events.until('node-1');
  });

  it('keep nobody from starting or stopping while there is no Redis', async () => {
    await endRedis(redis);
    const here = await node();
    const events = ears();
    const stop = await here.wakeUps.listen('sessions', events.wake);
    await here.wakeUps.tell('sessions', 'node-1');
    await stop();
    expect(events.heard).toEqual([]);
  });

  describe('between two nodes of a hub', () => {
    let w: World;
    let other: Hub;
    let live: Live;
    beforeEach(async () => {
      const env = { REDIS_URL: url, HUB_SECRET_KEY: 'x'.repeat(32) };
      w = await world({ env });
      other = await startHub(
        readConfig({ ...env, DATABASE_URL: w.databaseUrl, HUB_ADMIN_KEY: ADMIN_KEY, HUB_PORT: '0' }),
        log,
      );
      live = facesOf(other).live('subscription { sessionUpdated { id } }');
    });
    afterEach(async () => {
      await live.stop();
      await other.stop();
      await w.close();
    });
    const heard = (id: string) => live.next((data) => (data['sessionUpdated'] as { id: string }).id === id);

    it('tell of what happens, and PostgreSQL wakes nobody', async () => {
      await w.cpo.pushSession(samples.session({ id: 'first' }));
      await heard('first');
      const client = new pg.Client({ connectionString: w.databaseUrl });
      await client.connect();
      const { rows } = await client.query(
        `select query from pg_stat_activity where datname = current_database() and query like 'listen "chargesphere%'`,
      );
      await client.end();
      expect(rows).toEqual([]);
    });

    it('are looked for while Redis is away', async () => {
      await w.cpo.pushSession(samples.session({ id: 'before' }));
      await heard('before');
      await endRedis(redis);
      await w.cpo.pushSession(samples.session({ id: 'meanwhile' }));
      await heard('meanwhile');
    });
  });
});
