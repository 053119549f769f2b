/**
 * Every query of the pages, asked of a running hub that has something to answer, by text and by id; and what a page is
 * told when there is no answer.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readConfig, startHub, type Hub } from '@chargesphere/hub';
import { createCpo, createEmsp, samples, type Cpo, type Emsp } from '@chargesphere/simulator';
import { pino } from 'pino';
import { freshDatabase, type TestDatabase } from '../../tests/setup/database.js';
import * as graph from '../src/graph/index.js';

const KEY = 'operator-key-of-the-tests';
const MANIFEST = fileURLToPath(new URL('../generated/persisted-documents.json', import.meta.url));

describe('the operations of the pages', () => {
  let database: TestDatabase;
  let hub: Hub;
  let cpo: Cpo;
  let emsp: Emsp;
  let url: string;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = {
      DATABASE_URL: database.url,
      HUB_SECRET_KEY: randomBytes(24).toString('hex'),
      HUB_ADMIN_KEY: KEY,
      HUB_PORT: '0',
      HUB_GRAPHQL_OPERATIONS: MANIFEST,
    };
    hub = await startHub(readConfig(settings), pino({ level: 'silent' }));
    url = `${hub.publicUrl}/graphql`;
    [cpo, emsp] = await Promise.all([createCpo(), createEmsp()]);
    for (const [partner, name] of [
      [cpo, 'Alfa Laden'],
      [emsp, 'Beta Mobil'],
    ] as const)
      await partner.register(await invite(name));
    await emsp.pushToken(samples.token());
    await cpo.pushTariff(samples.tariff());
    await cpo.pushLocation(samples.location());
    await cpo.pushSession(samples.session());
    await cpo.pushCdr(samples.cdr());
    // Exchanges are kept in batches, a moment after they were answered.
    const { request } = graph.createGraph({ url, key: KEY });
    const ofSessions = { filter: { module: 'sessions' } };
    while ((await request(graph.ExchangesDocument, ofSessions)).exchanges.total === 0);
  }, 60_000);
  afterAll(async () => {
    await cpo?.close();
    await emsp?.close();
    await hub?.stop();
    await database?.drop();
  });

  const invite = async (name: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({
        query: 'mutation ($name: String!) { invitePlatform(input: { name: $name }) { token versionsUrl } }',
        variables: { name },
      }),
    });
    const { data } = (await response.json()) as {
      data: { invitePlatform: { token: string; versionsUrl: string } };
    };
    return data.invitePlatform;
  };

  it.each([
    ['text', false],
    ['id', true],
  ])('are answered, asked by %s', async (_, byId) => {
    const { request } = graph.createGraph({ url, key: KEY, byId });
    const page = { limit: 5 };

    const now = await request(graph.NowDocument);
    expect(now.hub.ref).toBe('NL/HUB');
    expect(now.charging.items.map(({ ref, location }) => [ref, location?.city])).toEqual([
      ['NL/ALF/101', samples.location().city],
    ]);
    expect([now.locations.total, now.parties.total]).toEqual([1, 2]);
    expect((await request(graph.MeDocument)).me?.role).toBe('OPERATOR');

    const { sessions } = await request(graph.SessionsDocument, { page, filter: { status: ['ACTIVE'] } });
    expect(sessions.total).toBe(1);
    const { session } = await request(graph.SessionDocument, { ref: 'NL/ALF/101' });
    expect(session?.document.charging_periods?.length).toBe(session?.chargingPeriods.length);
    expect(session?.runningCost?.lines.map(({ tariff }) => tariff)).toContain('T1');

    const { locations } = await request(graph.LocationsDocument, { page });
    const [{ ref = '' } = {}] = locations.items;
    const { location } = await request(graph.LocationDocument, { ref });
    expect(location?.document.city).toBe(location?.city);
    expect(location?.evses[0]?.connectors.length).toBeGreaterThan(0);

    const { cdrs } = await request(graph.CdrsDocument, { page });
    const { cdr } = await request(graph.CdrDocument, { ref: cdrs.items[0]?.ref ?? '' });
    expect(cdr?.document.total_cost.before_taxes).toBe(cdr?.totalCost.beforeTaxes);
    expect(cdr?.check?.claimed).toMatchObject({ beforeTaxes: String(cdr?.totalCost.beforeTaxes) });

    expect((await request(graph.StatementsDocument, { page })).statements.total).toBe(0);
    expect((await request(graph.StatementDocument, { number: 'none' })).statement).toBeNull();

    const { parties } = await request(graph.PartiesDocument, { page, filter: { role: 'CPO' } });
    expect(parties.items.map(({ name }) => name)).toEqual(['Alfa Laden']);
    const { party } = await request(graph.PartyDocument, { ref: 'NL/ALF' });
    expect(party?.roles.map(({ role }) => role)).toEqual(['CPO']);

    const { exchanges } = await request(graph.ExchangesDocument, { page, filter: { module: 'sessions' } });
    const { exchange } = await request(graph.ExchangeDocument, { id: exchanges.items[0]?.id ?? '' });
    expect(exchange?.request.bytes).toBeGreaterThan(0);
  });

  it('have a test each, as far as they only read', async () => {
    const texts = Object.values(JSON.parse(await readFile(MANIFEST, 'utf8')) as Record<string, string>);
    const names = texts.flatMap((text) => /\bquery (\w+)/.exec(text)?.[1] ?? []);
    const test = await readFile(fileURLToPath(import.meta.url), 'utf8');
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !test.includes(`graph.${name}Document`))).toEqual([]);
  });

  it('are the only ones a hub executes that lists them and nothing else', async () => {
    const { request } = graph.createGraph({ url, key: KEY, byId: true });
    const stranger = new graph.TypedDocumentString<never, Record<string, never>>('{ me { name } }', {
      hash: 'sha256:0',
    });
    await expect(request(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND', more: { http: 404 } });
  });

  it('tell who they are not answered for, with the sentence and the request id of the hub', async () => {
    const { request } = graph.createGraph({ url, key: 'nobody' });
    const error = await request(graph.NowDocument).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(graph.GraphError);
    expect(error).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('This API key is not known'),
      more: { http: 401, requestId: expect.stringMatching(/.{8}/) },
    });
  });
});

describe('a page is told', () => {
  const ask = async (
    answer: RequestListener,
    options: { timeout_ms?: number; signal?: AbortSignal } = {},
  ) => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { timeout_ms = 10_000, signal } = options;
    const { request } = graph.createGraph({ url: `http://127.0.0.1:${port}/graphql`, timeout_ms });
    try {
      return await request(graph.MeDocument, {}, signal ? { signal } : {});
    } catch (error) {
      return error;
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };

  it('what is wrong with one part, with what was answered all the same', async () => {
    const errors = [{ message: 'Later.', path: ['me'], extensions: { code: 'UNAVAILABLE' } }];
    const data = { me: null, hub: { ref: 'NL/HUB', name: 'Hub' } };
    expect(await ask((_, response) => response.end(JSON.stringify({ errors, data })))).toMatchObject({
      message: 'Later.',
      code: 'UNAVAILABLE',
      more: { http: 200, faults: errors, data },
    });
  });

  it.each(['<html>Bad gateway</html>', '"text"', '{}'])('that %s is no answer', async (text) => {
    expect(await ask((_, response) => response.writeHead(502).end(text))).toMatchObject({
      code: 'UNREADABLE',
      more: { http: 502 },
    });
  });

  it('that nobody answers in time', async () => {
    const error = await ask(() => undefined, { timeout_ms: 20 });
    expect(error).toMatchObject({
      code: 'NO_ANSWER',
      message: 'The hub did not answer within 20 ms; try again.',
    });
  });

  it('that nobody can be reached', async () => {
    expect(await ask((request) => request.socket.destroy())).toMatchObject({
      code: 'UNREACHABLE',
      more: { http: 0, requestId: null },
    });
  });

  it('its own reason when it gave up itself', async () => {
    const leaving = new AbortController();
    const reason = new Error('The page was left.');
    expect(await ask(() => leaving.abort(reason), { signal: leaving.signal })).toBe(reason);
  });
});
