/**
 * Commands of an eMSP to a CPO through a whole hub and over real HTTP (requirements 13.3): what arrives at the CPO,
 * what comes back at once and later, and what is refused. Everything in one process, and every subgraph in its own.
 */
import { randomUUID } from 'node:crypto';
import { createCpo, createEmsp, samples, type CallResult, type Received } from '@chargesphere/simulator';
import pg from 'pg';
import { world, type Live, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const ends = ({ headers }: { headers: Record<string, string> }) =>
  ['to', 'from'].map((side) => `${headers[`ocpi-${side}-country-code`]}/${headers[`ocpi-${side}-party-id`]}`);
const refs = ({ to, from }: Received) =>
  [to, from].map((party) => `${party?.country_code}/${party?.party_id}`);
const TO_CPO = { to: 'NL/ALF' };
const start = { token: samples.token(), location_id: 'LOC1', evse_uid: '3256', connector_id: '1' };
const stop = { session_id: '101' };
const ACCEPTED = { result: 'ACCEPTED' };
const SHOWN = `id kind name status outcome requestedBy correlationId requester { ref } receiver { ref } location { ref }
  response { result timeout } results { result forwardedAt forwardStatus } failure { status message }`;

describe.each(['one', 'split'] as const)('a hub in the shape "%s"', (shape) => {
  let w: World;
  let live: Live;
  beforeAll(async () => {
    w = await world({ shape });
    await w.cpo.pushLocation(samples.location());
    await w.cpo.pushSession(samples.session());
    live = w.live(`subscription { commandUpdated(filter: { requester: "DE/BET" }) { ${SHOWN} } }`);
    // A subscription is not acknowledged: it runs for sure when the first event arrives, so some are caused.
    let isRunning = false;
    const first = live.next().finally(() => (isRunning = true));
    w.cpo.commander = () => ({ response: { result: 'REJECTED', timeout: 0 } });
    while (!isRunning) await w.emsp.command('STOP_SESSION', stop, TO_CPO);
    await first;
  }, 60_000);
  beforeEach(() => {
    for (const partner of [w.cpo, w.emsp]) partner.journal.clear();
    // The CPO answers, and results are sent by hand.
    w.cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 30 } });
  });
  afterEach(() => {
    w.emsp.behaveWell();
    w.cpo.behaveWell();
    expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]);
  });
  afterAll(() => w.close());

  const last = async (): Promise<Record<string, unknown>> => {
    const query = `{ commands(filter: { requester: "DE/BET" }, page: { limit: 200 }) { items { ${SHOWN} } } }`;
    const { commands } = await w.graph<{ commands: { items: Record<string, unknown>[] } }>(query);
    return commands.items.at(-1) ?? {};
  };
  /** The command as the CPO got it, and the path of its response_url below the hub's endpoint. */
  const arrived = async () => {
    const received = await w.cpo.next({ module: 'commands' });
    const { response_url } = received.body as { response_url: string };
    return { received, url: response_url, path: response_url.split('/').slice(-2) };
  };
  const tell = (path: readonly string[], result: object, options: object = { to: 'DE/BET' }) =>
    w.cpo.call('commands', 'SENDER', 'POST', path, result, options);
  const count = ({ received }: World['cpo'] | World['emsp']) =>
    received.filter(({ module }) => module === 'commands').length;

  it('SCN-14, CMD-030, CMD-033, CMD-034, RTE-062, RTE-063, RTE-065, AMB-066 START_SESSION goes to the CPO and its result comes back, each on a URL of the hub', async () => {
    const own = w.emsp.responseUrl('commands');
    const body = JSON.stringify({ response_url: own, ...start, 'x-note': [1.5] }).replace('1.5', '1.50');
    const chain = { 'X-Correlation-ID': 'chain-of-the-emsp' };
    const options = { ...TO_CPO, headers: chain, query: { trace: 'a b' } };
    const answer = await w.emsp.call('commands', 'RECEIVER', 'POST', ['START_SESSION'], body, options);
    expect([codes(answer), answer.envelope?.data]).toEqual([
      [200, 1000],
      { result: 'ACCEPTED', timeout: 30 },
    ]);
    expect(ends(answer)).toEqual(['DE/BET', 'NL/ALF']);

    const { received, url, path } = await arrived();
    expect(url).toMatch(
      new RegExp(`^${w.hub.publicUrl}/ocpi/2.3.0/sender/commands/START_SESSION/[\\w-]{43}$`),
    );
    expect(received.text).toBe(body.replace(own, url)); // RTE-061: nothing else has changed
    expect(refs(received)).toEqual(['NL/ALF', 'DE/BET']);
    expect(received.headers['x-correlation-id']).toBe('chain-of-the-emsp');
    expect(received.path).toMatch(/\?trace=a(\+|%20)b$/);
    expect(await last()).toMatchObject({
      kind: 'START_SESSION',
      status: 'ACCEPTED',
      requestedBy: 'DE/BET',
      requester: { ref: 'DE/BET' },
      receiver: { ref: 'NL/ALF' },
      location: { ref: 'NL/ALF/LOC1' },
      response: { result: 'ACCEPTED', timeout: 30 },
    });

    const ids = { 'X-Request-ID': randomUUID(), 'X-Correlation-ID': 'chain-of-the-emsp' };
    const told = await tell(path, { result: 'EVSE_OCCUPIED' }, { to: 'DE/BET', headers: ids });
    expect([codes(told), ends(told)]).toEqual([
      [200, 1000],
      ['NL/ALF', 'DE/BET'],
    ]);
    const result = await w.emsp.next({ module: 'commands', method: 'POST' });
    expect(w.emsp.origin + result.path).toBe(own);
    expect([result.body, refs(result)]).toEqual([{ result: 'EVSE_OCCUPIED' }, ['DE/BET', 'NL/ALF']]);
    expect(result.headers).toMatchObject({ 'x-correlation-id': 'chain-of-the-emsp' });
    expect(result.headers['x-request-id']).not.toBe(ids['X-Request-ID']);
    const done = await live.next(({ commandUpdated }) => {
      const { outcome, results } = commandUpdated as {
        outcome: string;
        results: [{ forwardStatus: number }];
      };
      return outcome === 'EVSE_OCCUPIED' && results[0].forwardStatus === 1000;
    });
    expect(done['commandUpdated']).toMatchObject({ status: 'COMPLETED', correlationId: 'chain-of-the-emsp' });
  });

  it('CMD-033, TRN-094 a result without a correlation id of its own carries on that of its command', async () => {
    const headers = { 'X-Correlation-ID': 'chain-kept' };
    await w.emsp.command('STOP_SESSION', stop, { ...TO_CPO, headers });
    const { url } = await arrived();
    const token = Buffer.from(w.cpo.peer.outgoingToken).toString('base64');
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(ACCEPTED),
    });
    expect(await response.json()).toMatchObject({ status_code: 1000 });
    const result = await w.emsp.next({ module: 'commands', method: 'POST' });
    expect([result.headers['x-correlation-id'], refs(result)]).toEqual(['chain-kept', ['DE/BET', 'NL/ALF']]);
  });

  it('CMD-033 what the eMSP says to a result is the answer, and what it did not take may be sent again', async () => {
    await w.emsp.command('STOP_SESSION', stop, TO_CPO);
    const { path } = await arrived();
    w.emsp.behave({ on: { module: 'commands' }, times: 1, statusCode: 2001, statusMessage: 'Not this one.' });
    const refused = await tell(path, ACCEPTED);
    expect([codes(refused), refused.envelope?.status_message]).toEqual([[200, 2001], 'Not this one.']);
    w.emsp.behave({ on: { module: 'commands' }, times: 1, closeSocket: true });
    expect(codes(await tell(path, ACCEPTED))).toEqual([200, 4003]);
    expect((await last())['results']).toEqual([{ result: 'ACCEPTED', ...forwarded(4003) }]);
    const before = count(w.emsp);
    expect(codes(await tell(path, ACCEPTED))).toEqual([200, 1000]);
    expect(codes(await tell(path, ACCEPTED))).toEqual([200, 1000]);
    expect(count(w.emsp) - before).toBe(1);
    expect(codes(await tell(path, { result: 'FAILED' }))).toEqual([404, 2001]);
    expect((await last())['results']).toEqual([{ result: 'ACCEPTED', ...forwarded(1000) }]);
  });
  const forwarded = (forwardStatus: number) => ({ forwardStatus, forwardedAt: expect.any(String) });

  it('SCN-14, CMD-032, CMD-031 strangers, the eMSP itself, guesses and those who are late tell nobody anything', async () => {
    await w.emsp.command('START_SESSION', start, TO_CPO);
    const { path } = await arrived();
    const stranger = await createCpo({ parties: [{ country_code: 'AT', party_id: 'DEL', name: 'Delta' }] });
    await stranger.register(await w.invite('Delta'));
    const foreign = await stranger.call('commands', 'SENDER', 'POST', path, ACCEPTED, { to: 'DE/BET' });
    expect(codes(foreign)).toEqual([404, 2001]);
    await stranger.close();
    expect(codes(await w.emsp.call('commands', 'SENDER', 'POST', path, ACCEPTED))).toEqual([200, 2001]);
    expect(codes(await tell(['START_SESSION', 'a-guess'], ACCEPTED))).toEqual([404, 2001]);
    expect(codes(await tell(path, { result: 'PERHAPS' }))).toEqual([200, 2001]);

    const client = new pg.Client({ connectionString: w.databaseUrl });
    await client.connect();
    await client.query(`update sessions.command set expires_at = now() where id = $1`, [
      (await last())['id'],
    ]);
    await client.end();
    expect(codes(await tell(path, ACCEPTED))).toEqual([404, 2001]);
    expect(count(w.emsp)).toBe(0);
  });

  it('CMD-036, E27 a command without an answer is not repeated, and a result that comes all the same is passed on', async () => {
    w.cpo.behave({ on: { module: 'commands' }, times: 1, closeSocket: true });
    expect(codes(await w.emsp.command('START_SESSION', start, TO_CPO))).toEqual([200, 4003]);
    expect(await last()).toMatchObject({ status: 'FAILED', failure: { status: 4003 } });
    const { path } = await arrived();
    expect(count(w.cpo)).toBe(1);
    expect(codes(await tell(path, ACCEPTED))).toEqual([200, 1000]);
    expect((await w.emsp.next({ module: 'commands', method: 'POST' })).body).toEqual(ACCEPTED);
  });

  it('E21, E22, CMD-016, STA-010 what the CPO answers is the answer, also when it is none that the hub can read', async () => {
    const unknown = await w.emsp.command('START_SESSION', { ...start, location_id: 'NONE' }, TO_CPO);
    expect([codes(unknown), ends(unknown)]).toEqual([
      [200, 2003],
      ['DE/BET', 'NL/ALF'],
    ]);
    const session = await w.emsp.command('STOP_SESSION', { session_id: 'none' }, TO_CPO);
    expect(session.envelope?.data).toEqual({ result: 'UNKNOWN_SESSION', timeout: 0 });
    expect((await last())['status']).toBe('REJECTED');
    w.cpo.behave({ on: { module: 'commands' }, times: 1, statusCode: 1000, data: ACCEPTED });
    const odd = await w.emsp.command('STOP_SESSION', stop, TO_CPO);
    expect([codes(odd), odd.envelope?.data]).toEqual([[200, 1000], ACCEPTED]);
    expect(await last()).toMatchObject({ status: 'FAILED', failure: { status: 4000 } });
  });

  it('SCN-15, CMD-013, CMD-031 RESERVE_NOW is accepted, and taken back by the CPO on the same URL', async () => {
    const expiry_date = new Date(Date.now() + 3_600_000).toISOString();
    const reserve = { ...start, connector_id: undefined, expiry_date, reservation_id: 'R1' };
    w.cpo.commander = () => ({
      response: { result: 'ACCEPTED', timeout: 30 },
      results: [{ result: ACCEPTED as never }],
    });
    expect(codes(await w.emsp.command('RESERVE_NOW', reserve, TO_CPO))).toEqual([200, 1000]);
    const accepted = await w.emsp.next({ module: 'commands', method: 'POST' });
    await w.cpo.takeBackReservation('R1');
    const back = await w.emsp.next({ module: 'commands', method: 'POST' });
    expect([accepted.body, back.body]).toEqual([ACCEPTED, { result: 'CANCELED_RESERVATION' }]);
    expect(back.path).toBe(accepted.path);
    expect((await last())['results']).toMatchObject([ACCEPTED, { result: 'CANCELED_RESERVATION' }]);
  });

  it('CMD-007, CMD-035, LOC-024 a token of somebody else starts and reserves nothing', async () => {
    const others = samples.token({ party_id: 'GAM' });
    const expiry_date = '2036-01-01T00:00:00Z';
    const bodies = { START_SESSION: start, RESERVE_NOW: { ...start, expiry_date, reservation_id: 'R' } };
    for (const [name, body] of Object.entries(bodies))
      expect(codes(await w.emsp.command(name, { ...body, token: others }, TO_CPO))).toEqual([200, 2001]);
    expect(count(w.cpo)).toBe(0);
  });

  it('RTE-063 a response_url on a host of somebody else gets neither the result nor the token', async () => {
    for (const response_url of ['https://elsewhere.example/x', 'http://localhost:1/x', 'no-url'])
      expect(codes(await w.emsp.command('STOP_SESSION', { ...stop, response_url }, TO_CPO))).toEqual([
        200, 2001,
      ]);
    expect(count(w.cpo)).toBe(0);
  });

  it('HUB-034 is shown to its two parties and to nobody else', async () => {
    await w.emsp.command('STOP_SESSION', stop, TO_CPO);
    const { id } = await last();
    const seenBy = async (role: string, country_code: string, party_id: string) =>
      (await w.asPlatform(`{ command(id: "${String(id)}") { id } }`, { role, country_code, party_id })).data;
    for (const [role, country, party] of [
      ['EMSP', 'DE', 'BET'],
      ['CPO', 'NL', 'ALF'],
    ] as const)
      expect(await seenBy(role, country, party)).toEqual({ command: { id } });
    expect(await seenBy('EMSP', 'DE', 'GAM')).toEqual({ command: null });
    expect(await seenBy('EMSP', 'NL', 'ALF')).toEqual({ command: null });
  });

  it('AMB-067, VER-021 an eMSP that lists no Sender endpoint of commands gets its results all the same', async () => {
    const quiet = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'QUI', name: 'Quiet' }] });
    quiet.behave({ on: { module: 'details' }, dropEndpoints: ['commands/SENDER'] });
    await quiet.register(await w.invite('Quiet'));
    const listed = quiet.peer.endpoints.filter(({ identifier }) => identifier === 'commands');
    expect(listed.map(({ role }) => role).sort()).toEqual(['RECEIVER', 'SENDER']);
    const token = samples.token({ party_id: 'QUI' });
    await quiet.command('START_SESSION', { ...start, token }, TO_CPO);
    const { path } = await arrived();
    expect(codes(await tell(path, ACCEPTED, { to: 'NL/HUB' }))).toEqual([200, 1000]);
    expect((await quiet.next({ module: 'commands' })).body).toEqual(ACCEPTED);
    await quiet.close();
  });
});
