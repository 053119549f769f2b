/**
 * Every query of the pages, asked of a running hub that has something to answer, by text and by id; and what a page is
 * told when there is no answer.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { connect, createServer as createCable, type AddressInfo, type Socket } from 'node:net';
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
    expect((await request(graph.HubNameDocument)).hub.ref).toBe('NL/HUB');
    const found = await request(graph.FindDocument, { text: 'nl/alf', limit: 3, isStaff: true });
    expect(found.parties.map(({ ref }) => ref)).toEqual(['NL/ALF']);
    for (const kind of ['locations', 'sessions', 'cdrs', 'tariffs'] as const)
      expect(found[kind].map(({ ref }) => ref.slice(0, 7))).toEqual(['NL/ALF/']);

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

    const { tariffs } = await request(graph.TariffsDocument, { page, filter: { currency: 'EUR' } });
    expect(tariffs.items.map(({ id }) => id)).toEqual(['T1']);
    const { tariff } = await request(graph.TariffDocument, { ref: 'NL/ALF/T1' });
    expect(tariff?.document.elements.length).toBe(tariff?.elements.length);

    const { cdrs } = await request(graph.CdrsDocument, { page });
    const { cdr } = await request(graph.CdrDocument, { ref: cdrs.items[0]?.ref ?? '' });
    expect(cdr?.document.total_cost.before_taxes).toBe(cdr?.totalCost.beforeTaxes);
    expect(cdr?.check?.claimed).toMatchObject({ beforeTaxes: String(cdr?.totalCost.beforeTaxes) });
    const { cdrCheckCounts } = await request(graph.CdrCheckCountsDocument, {});
    expect(cdrCheckCounts.map(({ count }) => count)).toEqual([1]);

    expect((await request(graph.StatementsDocument, { page })).statements.total).toBe(0);
    expect((await request(graph.StatementDocument, { number: 'none' })).statement).toBeNull();

    const { parties } = await request(graph.PartiesDocument, { page, filter: { role: 'CPO' } });
    expect(parties.items.map(({ name }) => name)).toEqual(['Alfa Laden']);
    const { party } = await request(graph.PartyDocument, { ref: 'NL/ALF' });
    expect(party?.roles.map(({ role }) => role)).toEqual(['CPO']);
    const speakers = await request(graph.PartyPlatformsDocument, { ref: 'NL/ALF' });
    const id = speakers.party?.roles[0]?.platform?.id ?? '';
    const { platforms } = await request(graph.PlatformsDocument, { filter: { name: 'Alfa Laden' }, page });
    expect(platforms.items.map((one) => one.id)).toEqual([id]);
    const { platform } = await request(graph.PlatformDocument, { id });
    const { rateTiers } = await request(graph.RateTierNamesDocument);
    expect(rateTiers.map(({ name }) => name)).toContain(platform?.tier.name);
    const handshake = await request(graph.HandshakeDocument, { id });
    expect(handshake.exchanges.items.map(({ module }) => module)).toContain('credentials');
    expect((await request(graph.FirstLocationDocument, { cpo: 'NL/ALF' })).locations.total).toBe(1);

    const { exchanges } = await request(graph.ExchangesDocument, { page, filter: { module: 'sessions' } });
    const { exchange } = await request(graph.ExchangeDocument, { id: exchanges.items[0]?.id ?? '' });
    expect(exchange?.request.bytes).toBeGreaterThan(0);
    expect(
      (await request(graph.ProblemsDocument, { filter: { party: 'NL/ALF' }, page })).problems.items,
    ).toEqual([]);
    expect((await request(graph.DocumentProblemsDocument)).locations).toEqual([]);
    const { correlationId = '' } = exchange ?? {};
    const { conversation } = await request(graph.ConversationDocument, { correlationId });
    expect(conversation.legs.map((leg) => leg.exchange.id)).toContain(exchange?.id);
    const about = await request(graph.SessionExchangesDocument, {
      page,
      filter: { module: 'sessions', text: '/sessions/NL/ALF/101', since: '2026-11-01T00:00:00Z' },
    });
    expect(about.exchanges.items.map(({ method }) => method)).toContain('PUT');
  });

  it('are answered for who runs the hub', async () => {
    const { request } = graph.createGraph({ url, key: KEY });
    const page = { limit: 5 };
    expect((await request(graph.NowAlarmsDocument)).alarms.total).toBe(0);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    expect((await request(graph.TrafficDocument, { since })).traffic.series.length).toBeGreaterThan(0);
    const sums = await request(graph.AnalyticsDocument, {
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
      beforeFrom: '2026-10-01T00:00:00Z',
      interval: 'DAY',
      by: 'LOCATION',
      timeZone: 'Europe/Berlin',
    });
    expect(sums.parts.items.map(({ location }) => location?.evses.length)).toEqual([
      samples.location().evses?.length,
    ]);
    expect((await request(graph.HubSettingsDocument)).hubPolicy.preset).toBe('OPEN');
    expect((await request(graph.AgreementsDocument, { page })).agreements.total).toBe(0);
    expect((await request(graph.AgreementDocument, { id: '0' })).agreement).toBeNull();
    expect((await request(graph.AccountsDocument, { page })).accounts.items.length).toBeLessThan(2);
    const nobody = { id: '00000000-0000-0000-0000-000000000000' };
    expect((await request(graph.AccountDocument, nobody)).account).toBeNull();
    expect((await request(graph.PlatformNamesDocument)).platforms.items.length).toBe(2);
    expect((await request(graph.ApiKeysDocument, { page })).apiKeys.items[0]?.role).toBe('OPERATOR');
    expect((await request(graph.BillingProfilesDocument, { page })).billingProfiles.total).toBe(0);
    expect((await request(graph.BillingProfileDocument, { party: 'NL/ALF' })).billingProfile).toBeNull();
    const trail = await request(graph.AuditTrailDocument, { page });
    expect(trail.auditTrail.items.map(({ action }) => action)).toContain('invitePlatform');
    expect((await request(graph.NettingDocument, { page })).statements.items).toEqual([]);
    expect((await request(graph.BalancesDocument, { page })).ledgerAccounts.items).toEqual([]);
    expect((await request(graph.LedgerTotalsDocument)).ledgerTotals).toEqual([]);
    expect((await request(graph.TransfersDocument, { page })).ledgerTransfers.total).toBe(0);
    expect((await request(graph.JobsDocument, { page })).jobs.total).toBe(0);
    expect((await request(graph.FeeRulesDocument, { page })).feeRules.items).toEqual([]);
    expect((await request(graph.RevenueSharesDocument, { page })).revenueShares.items).toEqual([]);
    expect((await request(graph.PaymentsDocument, { page })).payments.total).toBe(0);
    const none = { id: '00000000-0000-0000-0000-000000000000' };
    expect((await request(graph.PaymentDocument, none)).payment).toBeNull();
    expect((await request(graph.PaymentAttemptsDocument, none)).payment).toBeNull();
    expect((await request(graph.PaymentProvidersDocument)).paymentProviders).toEqual([]);
    expect((await request(graph.PaymentDoubtsDocument, { page })).paymentDoubts.total).toBe(0);
    expect((await request(graph.PayoutBatchesDocument, { page })).payoutBatches.total).toBe(0);
    expect((await request(graph.PayoutBatchDocument, none)).payoutBatch).toBeNull();
    expect((await request(graph.BankTransactionsDocument, { page })).bankTransactions.total).toBe(0);
  });

  it('show where EVSEs are, what is wrong with Locations, tokens and commands', async () => {
    const { request } = graph.createGraph({ url, key: KEY });
    const { mapPoints } = await request(graph.MapPointsDocument, { filter: {} });
    expect(mapPoints.refs).toEqual(['NL/ALF/LOC1/3256']);
    expect((await request(graph.LocationViolationsDocument)).locationViolations).toEqual([]);
    const { location } = await request(graph.LocationSessionsDocument, { ref: 'NL/ALF/LOC1' });
    expect(location?.sessions.items.map(({ ref }) => ref)).toContain('NL/ALF/101');
    const { tokens } = await request(graph.TokensDocument, { filter: { uid: samples.token().uid } });
    const { token } = await request(graph.TokenDocument, { ref: tokens.items[0]?.ref ?? '' });
    expect(token?.document.contract_id).toBe(token?.contractId);
    const asked = { filter: { module: 'tokens', method: 'POST' } };
    expect((await request(graph.AuthorisationsDocument, asked)).exchanges.items).toEqual([]);
    expect((await request(graph.CommandsDocument)).commands.items).toEqual([]);
    const noId = '00000000-0000-4000-8000-000000000000';
    expect((await request(graph.CommandDocument, { id: noId })).command).toBeNull();
  });

  it('have a test each, as far as they only read', async () => {
    const texts = Object.values(JSON.parse(await readFile(MANIFEST, 'utf8')) as Record<string, string>);
    const names = texts.flatMap((text) => /\bquery (\w+)/.exec(text)?.[1] ?? []);
    const test = await readFile(fileURLToPath(import.meta.url), 'utf8');
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !test.includes(`graph.${name}Document`))).toEqual([]);
  });

  it('are known to a hub by their ids only when it lists them', async () => {
    const { request } = graph.createGraph({ url, key: KEY, byId: true });
    const stranger = new graph.TypedDocumentString<never, Record<string, never>>('{ me { name } }', {
      hash: 'sha256:0',
    });
    await expect(request(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND', more: { http: 404 } });
  });

  it('are watched over broken connections, and nothing that happened meanwhile is missed', async () => {
    const cable = await cableTo(hub.port);
    const watcher = graph.createWatcher({
      url: `http://127.0.0.1:${cable.port}/graphql`,
      key: KEY,
      pause_ms: 5,
    });
    const events = watcher.watch(graph.SessionsLiveDocument, { filter: { ref: 'NL/ALF/live' } });
    const session = (kwh: number) =>
      samples.session({ id: 'live', kwh, last_updated: new Date(Date.now() + kwh).toISOString() });
    // When a subscription is open is told to nobody: until the first event has come, there are more.
    const first = events.next();
    let kwh = 1;
    for (let isTold = false; !isTold; kwh += 1) {
      await cpo.pushSession(session(kwh));
      isTold = await Promise.race([
        first.then(() => true),
        new Promise<false>((no) => setImmediate(no, false)),
      ]);
    }
    expect((await first).value).toMatchObject({
      faults: [],
      dropped: 0,
      data: { sessionUpdated: { ref: 'NL/ALF/live' } },
    });

    cable.cut();
    const whileAway = [1001, 1002, 1003];
    for (const missed of whileAway) await cpo.pushSession(session(missed));
    cable.mend();
    const seen: number[] = [];
    while (seen.length < 3) {
      const { value } = await events.next();
      const now = value?.data?.sessionUpdated.kwh ?? 0;
      if (now >= 1001) seen.push(now);
    }
    // One event for each of the three; what an event shows is the Session as it is when the event is read.
    expect(seen.at(-1)).toBe(whileAway.at(-1));

    await events.return();
    await watcher.close();
    await cable.close();
  });

  it('are not watched by who is not known, and end when the page is left', async () => {
    const stranger = graph.createWatcher({ url, key: 'nobody', pause_ms: 5 });
    await expect(stranger.watch(graph.CdrsCheckedDocument).next()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await stranger.close();

    const { promise: left, resolve } = Promise.withResolvers<undefined>();
    const states: string[] = [];
    const onState = (state: string) => {
      states.push(state);
      if (state === 'left') resolve(undefined);
    };
    const watcher = graph.createWatcher({ url, key: KEY, pause_ms: 5, onState });
    const leaving = new AbortController();
    const next = watcher.watch(graph.CdrsCheckedDocument, {}, { signal: leaving.signal }).next();
    leaving.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    await watcher.close();
    // Nobody is told that a connection was lost which nobody needs.
    await left;
    expect(states).not.toContain('lost');
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

/** A connection to the hub that can be cut: what is cut is gone, and nobody gets through until it is mended. */
const cableTo = async (port: number) => {
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createCable((near) => {
    if (isCut) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end.pipe(other));
      end.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    return undefined;
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const cut = () => {
    isCut = true;
    for (const end of ends) end.destroy();
    ends.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

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
