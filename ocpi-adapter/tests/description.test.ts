/** The OpenAPI document and its page, over a real socket, held against what the wire really answers. */
import { hash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { statusTable } from '../src/index.js';
import { samples } from '@chargesphere/simulator';
import type { World } from './world.js';
import { world } from './world.js';

interface Operation {
  operationId: string;
  tags: [string];
  'x-ocpi': {
    interface?: string;
    callers: string[];
    refusals: { row: string; http: number; ocpi: number }[];
  };
  parameters: { $ref?: string; name: string; in: string }[];
  responses: Record<string, unknown>;
}
interface Document {
  openapi: string;
  servers: [{ url: string }];
  paths: Record<string, Record<string, Operation>>;
}

let w: World;
let document: Document;
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${w.origin}${path}`, { headers });

beforeAll(async () => {
  w = await world();
  document = (await (await get('/ocpi/openapi.json')).json()) as Document;
});
afterAll(() => w.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
/** What the paths of the document stand for. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
/** A path as somebody asks it. */
const asked = (path: string): string => path.replace('{command}', 'START_SESSION').replace(/\{\w+\}/g, 'X1');

/** Below every endpoint ids at any depth, and whatever the document promises; credentials depend on who asks. */
const manyPaths = async (): Promise<string[]> => {
  const { endpoints } = (await w.cpo.get('')).body.data as { endpoints: { url: string }[] };
  const places = endpoints.map(({ url }) => url.slice(`${w.origin}/ocpi`.length));
  const deep = places.flatMap((place) =>
    [0, 1, 2, 3, 4, 5, 6].map((depth) => place + '/{id}'.repeat(depth).replace('{id}', firstBelow(place))),
  );
  const told = operations().map(({ path }) => path);
  return [...new Set([...deep, ...told].map(asked))].filter((path) => !path.endsWith('/credentials'));
};
const firstBelow = (place: string): string => (place.endsWith('/commands') ? '{command}' : '{id}');

describe('the document', () => {
  it('is OpenAPI 3.1 to a public validator', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('E04, E05 promises every method at every path that the wire answers, and nothing else', async () => {
    const promised = operations().map(({ path, method }) => ({ method, pattern: patternOf(path) }));
    for (const path of await manyPaths())
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const { http, body } = await w.cpo.call(method, `${w.origin}/ocpi${path}`);
        const isAnswered = http !== 405 && !(http === 404 && body.status_code === 2000);
        const isPromised = promised.some((one) => one.method === method && one.pattern.test(path));
        expect([method, path, isAnswered]).toEqual([method, path, isPromised]);
      }
  });

  it('VER-010, VER-012 has the endpoints of the version details, and no others', async () => {
    const { body } = await w.cpo.get('');
    const { endpoints } = body.data as { endpoints: { identifier: string; role: string; url: string }[] };
    const described = operations().filter(({ operation }) => operation.tags[0] !== 'versions');
    const urlOf = ({ path }: { path: string }) => `${document.servers[0].url}${path}`;
    for (const { identifier, role, url } of endpoints) {
      const own = described.filter((one) => urlOf(one) === url || urlOf(one).startsWith(`${url}/`));
      expect([identifier, role, own.length > 0]).toEqual([identifier, role, true]);
      for (const { operation } of own) expect(operation.tags).toEqual([identifier]);
      for (const { operation } of own) expect(operation['x-ocpi'].interface ?? role).toBe(role);
    }
    const strangers = described.filter(
      (one) => !endpoints.some(({ url }) => urlOf(one) === url || urlOf(one).startsWith(`${url}/`)),
    );
    expect(strangers).toEqual([]);
  });

  it('has a name of its own for every operation, and every id of a path among its parameters', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations()) {
      const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(new Set(inPath).size).toBe(inPath.length);
    }
  });

  it('STA-020 tells refusals as the status table has them', () => {
    const told = operations().flatMap(({ operation }) => operation['x-ocpi'].refusals);
    for (const { row, http } of told) expect(statusTable[row as keyof typeof statusTable].http).toBe(http);
    const { refusals } = document.paths[
      '/2.3.0/receiver/locations/{country_code}/{party_id}/{location_id}'
    ]?.['patch']?.['x-ocpi'] ?? { refusals: [] };
    expect(refusals).toContainEqual(expect.objectContaining({ row: 'E17', http: 404, ocpi: 2003 }));
  });

  it('TRN-043, TRN-106 names every HTTP status of its refusals, and every parameter of our own links', async () => {
    for (const { path, method, operation } of operations()) {
      const told = Object.keys(operation.responses);
      const needed = operation['x-ocpi'].refusals.map(({ http }) => String(http));
      expect([method, path, needed.filter((http) => !told.includes(http))]).toEqual([method, path, []]);
    }
    const { parameters } = document.paths['/2.3.0/sender/locations']?.['get'] ?? { parameters: [] };
    const known = parameters.flatMap(({ $ref = '' }) => $ref.split('/').slice(-1));
    for (let id = 1; id < 4; id += 1)
      w.graph.documents.Location.set(`NL/ALF/L${id}`, { ...samples.location({ id: `L${id}` }) });
    const { headers } = await w.emsp.get('/sender/locations?limit=1&date_from=2020-01-01T00:00:00Z');
    const [, next = ''] = /^<([^>]+)>/.exec(headers['link'] ?? '') ?? [];
    const carried = [...new URL(next).searchParams.keys()];
    expect(carried).toEqual(expect.arrayContaining(['offset', 'limit', 'date_from', 'cursor']));
    expect(carried.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('RTE-016 tells who may call: everybody else is refused with E24', async () => {
    const lists = operations().filter(({ path, method }) => method === 'GET' && /\/sender\/\w+$/.test(path));
    expect(lists.length).toBeGreaterThanOrEqual(4);
    for (const { path, operation } of lists) {
      const { callers } = operation['x-ocpi'];
      for (const [role, partner] of [
        ['CPO', w.cpo],
        ['EMSP', w.emsp],
      ] as const) {
        const { body } = await partner.get(path.slice('/2.3.0'.length));
        const mayNot = body.status_message?.includes('None of your parties may do this') ?? false;
        expect([path, role, mayNot]).toEqual([path, role, !callers.includes(role)]);
      }
    }
  });
});

describe('serving it', () => {
  it('needs no token, and is not sent again to whoever has it', async () => {
    for (const path of ['/ocpi/openapi.json', '/ocpi/docs?x=1']) {
      const first = await get(path);
      expect(first.status).toBe(200);
      const etag = first.headers.get('etag') ?? '';
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(path, { 'if-none-match': known });
        expect([known, again.status, await again.text()]).toEqual([known, 304, '']);
      }
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  it('E02, E04 opens nothing else below /ocpi', async () => {
    for (const path of ['/ocpi/docs/x', '/ocpi/openapi', '/ocpi/constructor', '/ocpi/2.3.0/docs'])
      expect([path, (await get(path)).status]).toEqual([path, 401]);
    expect((await w.cpo.get(`${w.origin}/ocpi/docs/`)).http).toBe(404);
    const posted = await fetch(`${w.origin}/ocpi/docs`, {
      method: 'POST',
      body: JSON.stringify(samples.token()),
    });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('shows every operation, parameter and object on a page without scripts or strangers', async () => {
    const response = await get('/ocpi/docs');
    const page = await response.text();
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    expect(response.headers.get('content-security-policy')).toContain(
      `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}';`,
    );
    expect(page).not.toMatch(/<script|<link|<img|\son\w+=|\sstyle=|javascript:|undefined|\[object/);
    expect([...page.matchAll(/(?:href|src)="(https?:[^"]*)"/g)]).toEqual([]);
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const { operation } of operations()) expect(anchors).toContain(operation.operationId);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
  });

  it('escapes what it shows', async () => {
    const strange = await world({ publicUrl: 'https://hub.example/<b>&"' });
    const page = await (await fetch(`${strange.origin}/ocpi/docs`)).text();
    await strange.close();
    expect(page).toContain('https://hub.example/&lt;b&gt;&amp;&quot;/ocpi');
  });
});
