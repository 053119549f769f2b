/** Pulls from partners whose answers are what real software answers, each over a real socket. */
import type { ServerResponse } from 'node:http';
import { ListPartner, locations } from './list-partner.js';
import type { MemoryPull } from './memory-pulls.js';
import { pullLimits } from './pull-limits.js';
import { answer, openPartner, scriptedPartner } from './scripted-partner.js';
import type { World } from './world.js';
import { base64, world } from './world.js';

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
describe('what a partner answers', () => {
  it('STA-007 a success with an OCPI error code is a failure with a sentence, and can be resumed', async () => {
    cpo.instead = ({ count }, res) => {
      if (count !== 1) return false;
      answer(res, undefined, 3000);
      return true;
    };
    const pull = await cpo.pulled();
    expect(pull).toMatchObject({
      status: 'FAILED',
      failure: `${cpo.origin}/locations?offset=10&limit=10 answered HTTP 200 with OCPI status 3000.`,
      pages: 1,
      nextUrl: `${cpo.origin}/locations?offset=10&limit=10`,
    });
    w.graph.pulls.orphan(pull);
    void w.graph.pulls.announce(pull);
    await w.graph.pulls.when(pull, ({ status }) => status === 'DONE');
    expect(cpo.offsets).toEqual([0, 10, 10, 20]);
    expectAll(Object.assign(pull, { failure: null }));
  });

  it('GEN-008 null where a list is meant is an empty one, in the envelope and in an object', async () => {
    cpo.envelope = () => ({ data: null, status_code: 1000 });
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 0 });
    cpo.envelope = () => ({ status_code: 1000 });
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 0 });
    cpo.envelope = (data) => ({ data, status_code: 1000 });
    cpo.objects = locations(1, { evses: null, directions: null });
    expectAll(await cpo.pulled(), 1);
    expect(stored().get('NL/TNM/LOC1')).toMatchObject({ evses: null, directions: null });
  });

  it('TRN-070, TRN-072, TRN-073 unknown fields and values are carried through unchanged', async () => {
    const [location] = locations(1);
    const odd = {
      ...location,
      parking_type: 'FLOATING_BARGE',
      facilities: ['SAUNA', 'RESTAURANT'],
      tenant: { nested: [1, null, 'ü'] },
      last_updated: '2026-11-02T08:00:00.123456Z',
    };
    cpo.objects = [odd];
    expectAll(await cpo.pulled(), 1);
    expect(stored().get('NL/TNM/LOC1')).toEqual(odd);
  });

  it.each([
    ['HTML', 'text/html', '<html>Maintenance</html>', /no OCPI envelope/],
    ['an object where a list is meant', 'application/json', '{"status_code":1000,"data":{}}', /is no list/],
    ['a bare list', 'application/json', '[]', /no OCPI envelope/],
  ])('E30 %s is a failure with a sentence', async (_, type, body, sentence) => {
    cpo.instead = (_asked, res) => {
      res.writeHead(200, { 'Content-Type': type }).end(body);
      return true;
    };
    expect(await cpo.pulled()).toMatchObject({ status: 'FAILED', failure: expect.stringMatching(sentence) });
  });

  it('a byte order mark before the JSON is no obstacle', async () => {
    cpo.instead = (asked, res) => {
      res.writeHead(200).end(`\uFEFF${JSON.stringify({ data: asked.items, status_code: 1000 })}`);
      return true;
    };
    expect(await cpo.pulled()).toMatchObject({ status: 'DONE', seen: 10 });
  });
});

describe('TRN-103 a redirect', () => {
  const redirecting = (location: (asked: URL) => string, http: number) => {
    cpo.instead = ({ url }, res) => {
      if (url.pathname.endsWith('/')) return false;
      res.writeHead(http, { Location: location(url) }).end();
      return true;
    };
  };

  it.each([301, 302, 307, 308])('with HTTP %d over a slash is followed', async (http) => {
    redirecting((url) => `${cpo.origin}${url.pathname}/${url.search}`, http);
    expectAll(await cpo.pulled());
  });

  it('that forgets the query is followed with ours', async () => {
    redirecting((url) => `${url.pathname}/`, 308);
    expectAll(await cpo.pulled());
    expect(cpo.asked.every(({ url }) => url.searchParams.has('offset'))).toBe(true);
  });

  it('to anywhere else is not (HUB-092, CRED-036)', async () => {
    const elsewhere = await scriptedPartner((_, res) => answer(res, []));
    redirecting(() => `${elsewhere.origin}/locations/`, 307);
    expect(await cpo.pulled()).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('answered HTTP 307'),
    });
    expect(elsewhere.heard).toEqual([]);
    await elsewhere.close();
  });

  it('is followed at registration too', async () => {
    const partner = await openPartner();
    const slashed = await scriptedPartner((heard, res) => {
      if (heard.path === '/versions') res.writeHead(307, { Location: '/versions/' }).end();
      else answer(res, [{ version: '2.3.0', url: `${partner.origin}/2.3.0` }]);
    });
    const platform = w.graph.order('Slash', `${slashed.origin}/versions`, 'token-a');
    const ended = w.graph.ended(platform.id);
    await w.changed({ platformId: platform.id, kind: 'CONNECT_REQUESTED' });
    await ended;
    expect(partner.heard.map(({ path }) => path)).toContain('/credentials');
    await slashed.close();
    await partner.close();
  });
});

describe('TRN-005 the token', () => {
  it.each([
    ['encoded', true, `Token ${base64('their-token')}`],
    ['as it is', false, 'Token their-token'],
  ])('goes out %s, as the partner wants it', async (_, base64Token, header) => {
    const partner = await ListPartner.open(w.graph, 'CPO NL/TNM', { base64Token });
    partner.objects = locations(12);
    expectAll(await partner.pulled(), 12);
    expect(new Set(partner.asked.map(({ heard }) => heard.headers.authorization))).toEqual(new Set([header]));
    await partner.close();
  });

  it('that the partner does not know ends the pull at once', async () => {
    cpo.instead = (_, res) => {
      answer(res, undefined, 2000, 401);
      return true;
    };
    expect(await cpo.pulled()).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('does not know the token'),
    });
    expect(cpo.asked).toHaveLength(1);
  });
});

describe('TRN-106 in the middle of a pull', () => {
  /** Does it so often at the second page. */
  const atSecondPage = (times: number, fault: (res: ServerResponse) => void) => {
    let left = times;
    cpo.instead = ({ offset }, res) => {
      if (offset !== 10 || left === 0) return false;
      left -= 1;
      fault(res);
      return true;
    };
  };

  it.each<[string, (res: ServerResponse) => void]>([
    ['a closed socket', (res) => res.destroy()],
    [
      'a page that breaks off',
      (res) => void res.writeHead(200, { 'Content-Length': 1000 }).write('{', () => res.destroy()),
    ],
    ['a timeout', () => undefined],
    ['HTTP 503', (res) => res.writeHead(503).end()],
    ['HTTP 429', (res) => res.writeHead(429, { 'Retry-After': '0' }).end()],
  ])('%s is no more than another attempt', async (_, fault) => {
    atSecondPage(2, fault);
    expectAll(await cpo.pulled());
    expect(cpo.offsets).toEqual([0, 10, 10, 10, 20]);
  });

  it('a partner that stays away ends the pull, which goes on from there when it is back', async () => {
    atSecondPage(3, (res) => res.destroy());
    const pull = await cpo.pulled();
    expect(pull).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('cannot be reached'),
      pages: 1,
      offset: 10,
    });
    w.graph.pulls.orphan(pull);
    void w.graph.pulls.announce(pull);
    await w.graph.pulls.when(pull, ({ status }) => status === 'DONE');
    expect(cpo.offsets).toEqual([0, 10, 10, 10, 10, 20]);
    expect(stored().size).toBe(25);
  });

  it('CRED-036 goes on where the partner is now, not where it was', async () => {
    const former = await scriptedPartner((_, res) => answer(res, []));
    const pull = w.graph.pulls.order(cpo.platform, 'locations', {
      pages: 1,
      party: 'NL/TNM',
      nextUrl: `${former.origin}/locations?offset=10&limit=10`,
      offset: 10,
    });
    void w.graph.pulls.announce(pull);
    await w.graph.pulls.ended(pull);
    expect([cpo.offsets, former.heard]).toEqual([[10, 20], []]);
    await former.close();
  });

  it('a page too large to read is a failure with a sentence', async () => {
    const small = await world({ graph: w.graph, limits: { ...pullLimits, pullBytes: 2_000 } });
    await w.adapter.close();
    const pull = await cpo.pulled();
    expect(pull).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('more than this hub reads'),
    });
    await small.close();
  });
});
