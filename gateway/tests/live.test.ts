/** Live at scale: one execution for all who ask the same, each with a right that is asked again, none left behind. */
import type { Principal } from '@chargesphere/schema';
import type { ExecutionResult } from 'graphql';
import type { LiveResults } from '../src/index.js';
import { startWorld, type World, type WorldOptions } from './world.js';

const WATCH =
  'subscription Watch($status: String) { sessionUpdated(status: $status) { ref kwh location { name } } }';
const session = (kwh: number, status = 'ACTIVE') => ({ id: 'NL/TNM/9', status, kwh, location: 'NL/TNM/L1' });
const operator = (name: string): { principal: Principal; requestId: string; correlationId: string } => ({
  principal: { kind: 'operator', name },
  requestId: `r-${name}`,
  correlationId: 'c',
});

const stream = (opened: LiveResults | ExecutionResult): LiveResults => {
  if (!('next' in opened)) throw new Error(JSON.stringify(opened));
  return opened;
};
const kwhOf = (result: ExecutionResult | undefined): unknown =>
  (result?.data?.sessionUpdated as { kwh?: number } | undefined)?.kwh;
const nextKwh = async (results: LiveResults): Promise<unknown> =>
  kwhOf((await results.next()).value ?? undefined);

describe('live at scale', () => {
  let world: World;
  const start = async (options: WorldOptions = {}) => {
    world = await startWorld(options);
    world.graph.sessions.live = world.graph.updates.live;
    return world;
  };
  afterEach(() => world.close());
  const watch = async (
    caller = operator('Ann'),
    more: { variables?: Record<string, unknown>; lastEventId?: string } = {},
  ) => stream(await world.gateway.subscribe({ document: WATCH, caller, ...more }));

  it('executes identical subscriptions once, and gives every subscriber every result', async () => {
    const { graph } = await start();
    const ann = await Promise.all([1, 2, 3].map(() => watch()));
    await graph.updates.has(1);
    graph.locationBatches.length = 0;
    graph.updates.publish(session(1));
    graph.updates.publish(session(2));
    expect(await Promise.all(ann.map(nextKwh))).toEqual([1, 1, 1]);
    expect(await Promise.all(ann.map(nextKwh))).toEqual([2, 2, 2]);
    expect(graph.locationBatches).toHaveLength(2);
    await ann[0]?.return(undefined);
    expect(graph.updates.size).toBe(1);
    graph.updates.publish(session(3));
    expect(await Promise.all(ann.slice(1).map(nextKwh))).toEqual([3, 3]);
    await Promise.all(ann.map((results) => results.return(undefined)));
    await graph.updates.has(0);
  });

  it('keeps apart what differs in variables or in who asks', async () => {
    const { graph } = await start();
    const [ann, bob, active] = await Promise.all([
      watch(),
      watch(operator('Bob')),
      watch(operator('Ann'), { variables: { status: 'ACTIVE' } }),
    ]);
    await graph.updates.has(3);
    graph.updates.publish(session(1, 'COMPLETED'));
    graph.updates.publish(session(2));
    expect(await Promise.all([nextKwh(ann), nextKwh(bob), nextKwh(active)])).toEqual([1, 1, 2]);
  });

  it('ends a subscription with the reason when its reader is too slow, and nobody else notices', async () => {
    const { graph } = await start({ limits: { queued_results: 2, lost_results: 3 } });
    const [slow, quick] = [await watch(), await watch()];
    await graph.updates.has(1);
    for (let kwh = 1; kwh <= 8; kwh++) {
      graph.updates.publish(session(kwh));
      expect(await nextKwh(quick)).toBe(kwh);
    }
    const { value } = await slow.next();
    expect(value).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('4 results were lost') as string,
          extensions: { code: 'UNAVAILABLE' },
        },
      ],
    });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    graph.updates.publish(session(9));
    expect(await nextKwh(quick)).toBe(9);
  });

  it('lets a principal open so many subscriptions, over all sockets, and no more', async () => {
    await start({ limits: { subscriptions_per_principal: 2 } });
    const [first] = [await watch(), await watch()];
    const refused = await world.gateway.subscribe({ document: WATCH, caller: operator('Ann') });
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    await watch(operator('Bob'));
    await first?.return(undefined);
    await watch();
  });

  it('asks for the right to watch before each event, once for all who have the same', async () => {
    const asked: string[] = [];
    let isRevoked = false;
    const { graph, client, subscribed } = await start({
      authenticate: async ({ authorization = '' }) => {
        asked.push(authorization);
        return isRevoked && authorization === 'Bearer lent' ? 'invalid' : { kind: 'operator', name: 'Ann' };
      },
    });
    const open = (key: string) => client({ authorization: key }).iterate({ query: WATCH });
    const [lent, own, another] = [open('Bearer lent'), open('Bearer own'), open('Bearer own')];
    const first = [lent.next(), own.next(), another.next()];
    await subscribed(3);
    asked.length = 0;
    graph.updates.publish(session(1));
    expect((await Promise.all(first)).map(({ value }) => kwhOf(value as ExecutionResult))).toEqual([1, 1, 1]);
    expect(asked.sort()).toEqual(['Bearer lent', 'Bearer own']);
    isRevoked = true;
    const second = [lent.next(), own.next(), another.next()];
    graph.updates.publish(session(2));
    const [ended, ...others] = await Promise.all(second);
    expect(ended?.value).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(others.map(({ value }) => kwhOf(value as ExecutionResult))).toEqual([2, 2]);
  });

  describe('continued after the last event', () => {
    it('gives what was missed from memory while somebody else listens, then what follows', async () => {
      const { graph } = await start();
      const stays = await watch();
      const leaves = await watch();
      await graph.updates.has(1);
      graph.updates.publish(session(1));
      const { value } = await leaves.next();
      const lastEventId = String((value as ExecutionResult).extensions?.eventId);
      await leaves.return(undefined);
      graph.updates.publish(session(2));
      graph.updates.publish(session(3));
      for (const kwh of [1, 2, 3]) expect(await nextKwh(stays)).toBe(kwh);
      const back = await watch(operator('Ann'), { lastEventId });
      graph.updates.publish(session(4));
      expect([await nextKwh(back), await nextKwh(back), await nextKwh(back)]).toEqual([2, 3, 4]);
    });

    it('gives what was missed from the subgraph when nobody listened', async () => {
      const { graph } = await start();
      const leaves = await watch();
      await graph.updates.has(1);
      graph.updates.publish(session(1));
      const lastEventId = String(((await leaves.next()).value as ExecutionResult).extensions?.eventId);
      await leaves.return(undefined);
      await graph.updates.has(0);
      for (const kwh of [2, 3]) graph.updates.publish(session(kwh));
      const back = await watch(operator('Ann'), { lastEventId });
      graph.updates.publish(session(4));
      expect([await nextKwh(back), await nextKwh(back), await nextKwh(back)]).toEqual([2, 3, 4]);
    });

    it('loses nothing to its own bound while it gives what was missed', async () => {
      const { graph } = await start({ limits: { queued_results: 2 } });
      const leaves = await watch();
      await graph.updates.has(1);
      graph.updates.publish(session(0));
      const lastEventId = String(((await leaves.next()).value as ExecutionResult).extensions?.eventId);
      await leaves.return(undefined);
      await graph.updates.has(0);
      for (let kwh = 1; kwh <= 50; kwh++) graph.updates.publish(session(kwh));
      const back = await watch(operator('Ann'), { lastEventId });
      for (let kwh = 1; kwh <= 50; kwh++) expect(await nextKwh(back)).toBe(kwh);
    });
  });
});
