/**
 * Two nodes of one hub that count requests together in a Redis, and go on by themselves when it is away (HUB-063). A
 * real Redis server; on a machine without one (Debian: redis-server) these tests are skipped, and say so.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { byHand } from './by-hand.js';
import { freePort } from './child.js';
import { endRedis, startRedis, withRedis } from './redis-server.js';
import { ADMIN_KEY, facesOf, log, world, type World } from './world.js';

withRedis('HUB-063 with a Redis that nodes share', () => {
  let redis: ChildProcess;
  let port: number;
  let w: World;
  let other: Hub;
  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis(port);
    const env = { REDIS_URL: `redis://127.0.0.1:${port}`, HUB_SECRET_KEY: 'x'.repeat(32) };
    w = await world({ env });
    const settings = { ...env, DATABASE_URL: w.databaseUrl, HUB_ADMIN_KEY: ADMIN_KEY, HUB_PORT: '0' };
    other = await startHub(readConfig(settings), log);
  });
  afterAll(async () => {
    await other.stop();
    await w.close();
    await endRedis(redis);
  });

  const tier = async (perSecond: number, burst: number) => {
    const { platforms } = await w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
      '{ platforms { items { id name } } }',
    );
    await w.graph(
      `mutation L($input: RateTierInput!, $id: ID!) {
        putRateTier(input: $input) { name }
        setPlatformTier(platformId: $id, tier: "TEST") { id }
      }`,
      {
        id: platforms.items.find(({ name }) => name === 'Alfa Laden')?.id,
        input: {
          name: 'TEST',
          requestsPerSecond: perSecond,
          burst,
          requestsAtOnce: 100,
          forwardsAtOnce: 100,
          bodyBytes: 100_000,
        },
      },
    );
  };
  const ask = async (hub: Hub) => (await byHand({ hub }, { path: '', token: w.cpo.peer.outgoingToken })).http;
  const isReady = async (hub: Hub) =>
    /^chargesphere_redis_ready (\d)/m.exec(await (await fetch(`${hub.publicUrl}/metrics`)).text())?.[1];

  it('counts the requests of both nodes together', async () => {
    expect([await isReady(w.hub), await isReady(other)]).toEqual(['1', '1']);
    // No second passes while the burst lasts: it is whole again after ten only.
    await tier(1, 9);
    const nodes = [w.hub, other];
    const seen: number[] = [];
    // The change reaches each node as an event, so the first few may still be counted by the tier before.
    for (let i = 0; i < 60 && seen.filter((http) => http === 429).length < 4; i += 1)
      seen.push(await ask(nodes[i % 2] as Hub));
    expect(seen.slice(-4)).toEqual([429, 429, 429, 429]);
    // Both refuse, though neither of them has answered as many as the tier allows by itself.
    expect(await ask(w.hub)).toBe(429);
    expect(await ask(other)).toBe(429);
  });

  it('lets each node count for itself while it is away, and together again when it is back', async () => {
    await endRedis(redis);
    await tier(1, 4);
    const seen: number[] = [];
    for (let i = 0; i < 40 && !seen.includes(429); i += 1) seen.push(await ask(w.hub));
    expect(seen).toContain(200);
    expect(seen.at(-1)).toBe(429);
    expect(await isReady(w.hub)).toBe('0');
    // The other node has counts of its own now.
    expect((await facesOf(other).ask('{ hub { ref } }')).http).toBe(200);
    const alone: number[] = [];
    for (let tries = 0; tries < 400 && !alone.includes(200); tries += 1) {
      alone.push(await ask(other));
      if (!alone.includes(200)) await pause(25);
    }
    expect(alone).toContain(200);
    redis = await startRedis(port);
    const isBack = async () => (await Promise.all([w.hub, other].map(isReady))).join() === '1,1';
    for (let tries = 0; tries < 400 && !(await isBack()); tries += 1) await pause(25);
    expect(await isBack()).toBe(true);
  });
});
