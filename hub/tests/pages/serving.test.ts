/** How the hub serves the dashboard: at every address of it, compressed, kept by browsers, and with a policy. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { world, type World } from '../world.js';

const root = join(import.meta.dirname, '../../..');
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let w: World;
beforeAll(async () => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'dashboard'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  w = await world();
}, 120_000);
afterAll(() => w.close());

const get = (path: string, headers: Record<string, string> = HTML) =>
  fetch(`http://127.0.0.1:${w.hub.port}${path}`, { headers });

it.each(['/', '/sessions?status=ACTIVE', '/parties'])(
  'gives the pages at %s, to be asked for anew',
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('<div id="root">');
  },
);

it('lets browsers keep what is named by its content, and sends it compressed', async () => {
  const html = await (await get('/')).text();
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
  const answer = await get(script, { 'accept-encoding': 'br' });
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toContain('import');
});

it('sends nothing to who has it already', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  // Not by fetch, which asks servers to send all the same.
  const url = `http://127.0.0.1:${w.hub.port}/sessions`;
  const [answer] = (await once(
    httpGet(url, { headers: { ...HTML, 'if-none-match': etag } }),
    'response',
  )) as [IncomingMessage];
  expect([answer.statusCode, (await answer.toArray()).length]).toEqual([304, 0]);
  // And to who can take no compressed file, one that is not.
  const plain = await get('/', { ...HTML, 'accept-encoding': 'identity' });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

it('lets pages run and load what is of this hub, and nobody show them in a frame', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  // What is built keeps to it: no script stands in the document itself.
  expect(await (await get('/')).text()).not.toMatch(/<script>|<script [^>]*>[^<]/);
});

it('says what there is to programs that ask for something else, and for files that are not there', async () => {
  for (const [path, headers] of [
    ['/dashboard', { accept: 'application/json' }],
    ['/assets/gone.js', HTML],
  ] as const) {
    const answer = await get(path, headers);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('/graphql') });
  }
});
