/** Pulls from their order to their end: at start, on events and on a timer, a few at a time, interrupted and gone on with. */
import { ListPartner, locations } from './list-partner.js';
import { MemoryGraph } from './memory-graph.js';
import type { MemoryPull } from './memory-pulls.js';
import { pullLimits } from './pull-limits.js';
import type { World } from './world.js';
import { world } from './world.js';

let w: World;

beforeEach(async () => {
  w = await world({ limits: pullLimits });
});
afterEach(() => w.close());

describe('pulls are carried out', () => {
  it('at start, what waited while the hub was down', async () => {
    const graph = new MemoryGraph();
    const lists = await ListPartner.open(graph, 'CPO NL/TNM');
    lists.objects = locations(12);
    const pull = graph.pulls.order(lists.platform, 'locations');
    const late = await world({ graph, limits: pullLimits });
    await graph.pulls.ended(pull);
    expect(pull).toMatchObject({ status: 'DONE', stored: 12 });
    await late.close();
    await lists.close();
  });

  it('on the timer, what a schedule made due', async () => {
    const graph = new MemoryGraph();
    const lists = await ListPartner.open(graph, 'CPO NL/TNM');
    lists.objects = locations(3);
    const ordered = new Promise<MemoryPull>((resolve) => {
      graph.pulls.due.push(() => resolve(graph.pulls.order(lists.platform, 'locations')));
    });
    const eager = await world({ graph, limits: { ...pullLimits, pullLook_ms: 10 } });
    expect(await graph.pulls.ended(await ordered)).toMatchObject({ status: 'DONE', stored: 3 });
    await eager.close();
    await lists.close();
  });

  it('TRN-106 going on at the page that was next, when the hub stops in the middle and starts again', async () => {
    const graph = new MemoryGraph();
    const lists = await ListPartner.open(graph, 'CPO NL/TNM');
    lists.objects = locations(25);
    let isSilent = true;
    lists.instead = ({ offset }) => isSilent && offset === 10;
    const first = await world({ graph, limits: { ...pullLimits, pull_ms: 60_000 } });
    const pull = graph.pulls.order(lists.platform, 'locations');
    void graph.pulls.announce(pull);
    await graph.pulls.when(pull, ({ pages }) => pages === 1);
    await first.close();
    expect(pull).toMatchObject({ status: 'QUEUED', claim: null, pages: 1, offset: 10 });
    isSilent = false;
    const second = await world({ graph, limits: pullLimits });
    await graph.pulls.ended(pull);
    expect(pull).toMatchObject({ status: 'DONE', pages: 3, seen: 25, stored: 25 });
    expect(lists.offsets.filter((offset) => offset === 0)).toHaveLength(1);
    await second.close();
    await lists.close();
  });

  it('until the claim is gone: then not another page is asked for', async () => {
    const lists = await ListPartner.open(w.graph, 'CPO NL/TNM');
    lists.objects = locations(25);
    const pull = w.graph.pulls.order(lists.platform, 'locations');
    const { promise: told, resolve: tell } = Promise.withResolvers<undefined>();
    lists.instead = ({ offset }) => {
      if (offset !== 10) return false;
      w.graph.pulls.cancel(pull);
      void w.graph.reached('ReportPull').then(() => tell(undefined));
      return false;
    };
    void w.graph.pulls.announce(pull);
    await told;
    await w.adapter.close();
    expect([pull.status, pull.pages, lists.offsets]).toEqual(['CANCELLED', 1, [0, 10]]);
    expect(w.graph.asked.map(({ name }) => name)).not.toContain('FailPull');
    await lists.close();
  });

  it('TRN-029 a few platforms at a time, and one page at a time of each', async () => {
    const graph = new MemoryGraph();
    const few = await world({ graph, limits: { ...pullLimits, pullsAtOnce: 2 } });
    let under = 0;
    let most = 0;
    const all = await Promise.all(
      ['AAA', 'BBB', 'CCC'].map(async (party_id) => {
        const lists = await ListPartner.open(graph, `CPO NL/${party_id}`);
        lists.objects = locations(25, { party_id });
        let own = 0;
        lists.instead = (_, res) => {
          under += 1;
          own += 1;
          most = Math.max(most, under);
          expect(own).toBe(1);
          res.once('finish', () => {
            under -= 1;
            own -= 1;
          });
          return false;
        };
        return lists;
      }),
    );
    const pulls = all.map(({ platform }) => graph.pulls.order(platform, 'locations'));
    for (const pull of pulls) void graph.pulls.announce(pull);
    for (const pull of pulls)
      expect(await graph.pulls.ended(pull)).toMatchObject({ status: 'DONE', stored: 25 });
    expect(most).toBeLessThanOrEqual(2);
    await few.close();
    for (const lists of all) await lists.close();
  });

  it.each<[string, (lists: ListPartner) => Promise<MemoryPull>, RegExp]>([
    [
      'a module it cannot pull',
      (lists) => lists.pulled('chargingprofiles'),
      /cannot pull chargingprofiles; it pulls loc/,
    ],
    [
      'a module that is no longer offered',
      (lists) => lists.pulled('sessions'),
      /not connected with a SENDER/,
    ],
    [
      'a platform without a token',
      (lists) => {
        delete lists.platform.outbound;
        return lists.pulled();
      },
      /let it register again/,
    ],
    [
      'a platform that owns nothing of the kind',
      (lists) => {
        lists.platform.roles = [{ role: 'EMSP', countryCode: 'NL', partyId: 'TNM', status: 'CONNECTED' }];
        return lists.pulled();
      },
      /has no party in the role CPO or NAP/,
    ],
  ])('or fail with a sentence: %s', async (_, pull, sentence) => {
    const lists = await ListPartner.open(w.graph, 'CPO NL/TNM');
    expect(await pull(lists)).toMatchObject({ status: 'FAILED', failure: expect.stringMatching(sentence) });
    expect(lists.asked).toEqual([]);
    await lists.close();
  });

  it('TRN-106 and end at so many pages', async () => {
    const small = await world({ graph: w.graph, limits: { ...pullLimits, pullPages: 2 } });
    await w.adapter.close();
    const lists = await ListPartner.open(w.graph, 'CPO NL/TNM');
    lists.objects = locations(25);
    expect(await lists.pulled()).toMatchObject({
      status: 'FAILED',
      pages: 2,
      stored: 20,
      failure: expect.stringContaining('more than 2 pages'),
    });
    await small.close();
    await lists.close();
  });
});
