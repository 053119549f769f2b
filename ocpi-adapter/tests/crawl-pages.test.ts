/** Pulls from partners whose pages do not hang together as they should, each over a real socket. */
import { ListPartner, locations } from './list-partner.js';
import type { MemoryPull } from './memory-pulls.js';
import { pullLimits } from './pull-limits.js';
import { answer, scriptedPartner } from './scripted-partner.js';
import type { World } from './world.js';
import { world } from './world.js';

let w: World;
let cpo: ListPartner;

beforeEach(async () => {
  w = await world({ limits: pullLimits });
  cpo = await ListPartner.open(w.graph, 'CPO NL/TNM');
  cpo.objects = locations(25);
});
afterEach(async () => {
  await w.close();
  await cpo.close();
});

const stored = () => w.graph.documents.Location;
/** The pull is done and everything is here. */
const expectAll = (pull: MemoryPull, count = 25) => {
  expect(pull).toMatchObject({ status: 'DONE', failure: null, stored: pull.seen });
  expect(stored().size).toBe(count);
};
/** Puts another target into the Link header. */
const linkTo = (target: (next: URL) => string) => {
  cpo.headers = (headers) => {
    const next = /<(.*)>/.exec(headers['Link'] ?? '')?.[1];
    return next === undefined ? headers : { ...headers, Link: `<${target(new URL(next))}>; rel="next"` };
  };
};
const without = (...names: string[]) => {
  cpo.headers = (headers) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
};

describe('AMB-009, TRN-050 a Link', () => {
  it('with the wrong scheme leads to the next page all the same', async () => {
    linkTo((next) => next.href.replace('http:', 'https:'));
    expectAll(await cpo.pulled());
    expect(cpo.offsets).toEqual([0, 10, 20]);
  });

  it('to another host is not followed, wherever it leads (CRED-036)', async () => {
    const elsewhere = await scriptedPartner((_, res) => answer(res, []));
    linkTo((next) => next.href.replace(cpo.origin, elsewhere.origin));
    expectAll(await cpo.pulled());
    expect([cpo.offsets, elsewhere.heard]).toEqual([[0, 10, 20], []]);
    await elsewhere.close();
  });

  it.each([
    ['offset=NaN', (next: URL) => next.href.replace(/offset=\d+/, 'offset=NaN')],
    ['the same offset again', (next: URL) => next.href.replace(/offset=\d+/, 'offset=0')],
    ['an offset too far', (next: URL) => next.href.replace(/offset=\d+/, 'offset=20')],
    ['limit=0', (next: URL) => next.href.replace(/limit=\d+/, 'limit=0')],
    ['no parameters at all', (next: URL) => next.origin + next.pathname],
    ['a target that is no URL', () => 'http://['],
  ])('with nonsense in it: %s', async (_, target) => {
    linkTo(target);
    expectAll(await cpo.pulled());
    expect(cpo.offsets).toEqual([0, 10, 20]);
  });

  it('that forgets the filter is not followed (TRN-043)', async () => {
    cpo.objects = [...locations(12), ...locations(12, { last_updated: '2026-11-20T00:00:00Z' })];
    linkTo((next) => {
      next.searchParams.delete('date_from');
      return next.href;
    });
    const pull = await cpo.pulled('locations', { mode: 'INCREMENTAL', dateFrom: '2026-11-10T00:00:00.500Z' });
    expectAll(pull, 12);
    expect(cpo.asked.map(({ url }) => url.search)).toEqual([
      '?date_from=2026-11-10T00:00:00Z&offset=0&limit=10',
      '?date_from=2026-11-10T00:00:00Z&offset=10&limit=10',
    ]);
  });

  it('that is relative is resolved', async () => {
    linkTo((next) => next.pathname + next.search);
    expectAll(await cpo.pulled());
    linkTo((next) => next.search);
    expectAll(await cpo.pulled());
  });

  it('with a cursor of the partner’s own is followed', async () => {
    cpo.instead = ({ url, items }) => {
      const page = Number(url.searchParams.get('cursor') ?? 0);
      items.splice(0, 10, ...cpo.objects.slice(page * 10, page * 10 + 10));
      return false;
    };
    // Such a partner counts nothing and says by itself where the list ends.
    cpo.headers = (_, { count }): Record<string, string> =>
      count < 2 ? { Link: `<?cursor=${count + 1}>; rel="next"` } : {};
    expectAll(await cpo.pulled());
    expect(cpo.asked.map(({ url }) => url.searchParams.get('cursor'))).toEqual([null, '1', '2']);
  });

  it('that comes by again ends the pull', async () => {
    linkTo(() => `${cpo.origin}/locations?cursor=round`);
    cpo.envelope = (items) => ({ data: items, status_code: 1000 });
    const pull = await cpo.pulled();
    expect(pull).toMatchObject({ status: 'DONE' });
    expect(cpo.asked).toHaveLength(2);
  });

  it('on an empty page leads nowhere', async () => {
    cpo.objects = [];
    cpo.headers = (headers) => ({ ...headers, Link: '<?offset=10&limit=10>; rel="next"' });
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 0, pages: 1 });
    expect(cpo.asked).toHaveLength(1);
  });

  it('that is missing means the last page, unless the partner counts more', async () => {
    without('Link');
    expectAll(await cpo.pulled());
    without('Link', 'X-Total-Count', 'X-Limit');
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 10 });
  });
});

describe('TRN-047 a page', () => {
  it('that is the same for every offset ends the pull', async () => {
    cpo.instead = (asked) => {
      asked.items.splice(0, 10, ...cpo.objects.slice(0, 10));
      return false;
    };
    without('Link');
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 20, pages: 2 });
  });

  it('that shrinks under our hands costs no object', async () => {
    cpo.instead = ({ count }) => {
      // Gone after the first page was read: what stood at 10 stands at 8 now.
      if (count === 0) queueMicrotask(() => cpo.objects.splice(2, 2));
      return false;
    };
    const pull = await cpo.pulled();
    expect(pull).toMatchObject({ status: 'DONE', failure: null });
    expect(cpo.offsets).toEqual([0, 10, 0, 10, 20]);
    expect(stored().size).toBe(25);
  });

  it('that grows is just read on', async () => {
    cpo.instead = ({ count }) => {
      if (count === 0) queueMicrotask(() => cpo.objects.push(...locations(27).slice(25)));
      return false;
    };
    expectAll(await cpo.pulled(), 27);
  });

  it('that is larger than asked for is taken whole', async () => {
    cpo.pageMax = 1000;
    cpo.instead = (asked) => {
      asked.items.splice(0, 10, ...cpo.objects);
      return false;
    };
    without('Link', 'X-Total-Count');
    expectAll(await cpo.pulled());
    expect(cpo.asked).toHaveLength(1);
  });
});
