/** What somebody may spend at the graph in a minute, counted by two nodes together in a real Redis server. */
import type { ChildProcess } from 'node:child_process';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { openRedis, type SharedRedis } from '../src/redis.js';
import { freePort } from './child.js';
import { endRedis, startRedis, withRedis } from './redis-server.js';
import { ADMIN_KEY, log, world, type World } from './world.js';

withRedis('a minute’s budget in Redis', () => {
  let redis: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    redis = await startRedis(port);
    url = `redis://127.0.0.1:${port}`;
  });
  afterAll(() => endRedis(redis));

  it('is spent by all nodes together, and never by two of them at once', async () => {
    const nodes: SharedRedis[] = [];
    for (let i = 0; i < 2; i += 1) nodes.push(await openRedis(url, log, () => undefined));
    const [here, there] = nodes as [SharedRedis, SharedRedis];
    try {
      const both = await Promise.all(
        Array.from({ length: 50 }, (_, i) => nodes[i % 2]?.spending.spend('platform p1', 3, 100)),
      );
      expect(both.filter((wait) => wait === undefined)).toHaveLength(33);
      for (const wait of both.filter((one) => one !== undefined)) {
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(60_000);
      }
      expect(await here.spending.spend('platform p1', 1, 100)).toBeUndefined();
      expect(await there.spending.spend('platform p1', 1, 100)).toBeGreaterThan(0);
      expect(await there.spending.spend('platform p2', 100, 100)).toBeUndefined();
      expect(await there.spending.spend('platform p3', 101, 100)).toBe(60_000);
    } finally {
      for (const node of nodes) await node.close();
    }
  });

  it('is held by two nodes of a hub, with 429 and when to come back', async () => {
    const env = {
      REDIS_URL: url,
      HUB_SECRET_KEY: 'x'.repeat(32),
      HUB_GRAPHQL_BUDGETS: 'operator=1000',
      HUB_GRAPHQL_MINUTE_BUDGETS: 'operator=2000',
    };
    let w: World | undefined;
    let other: Hub | undefined;
    try {
      w = await world({ env });
      const settings = { ...env, DATABASE_URL: w.databaseUrl, HUB_ADMIN_KEY: ADMIN_KEY, HUB_PORT: '0' };
      other = await startHub(readConfig(settings), log);
      const statuses: number[] = [];
      let last: Response | undefined;
      for (let i = 0; i < 10; i += 1) {
        last = await fetch(`http://127.0.0.1:${(i % 2 ? other : w.hub).port}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
          body: JSON.stringify({
            query: '{ sessions(page: { limit: 200 }) { items { ref location { ref } } } }',
          }),
        });
        statuses.push(last.status);
      }
      // Each costs 401, so four fit into 2000 beside what the world did, though no node was asked for more than five.
      expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429, 429, 429]);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await last?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    } finally {
      await other?.stop();
      await w?.close();
    }
  });
});
