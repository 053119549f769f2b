// The whole demo against something that looks like a hub, over real sockets, with time running very fast.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Session, violationsOf } from '@chargesphere/schema';
import { startDemo, type Demo, type DemoOptions } from '../src/index.js';
import { hubDouble, type HubDouble } from './hub.double.js';

let hub: HubDouble;
let demo: Demo | undefined;
let stateDir: string;
let invited: string[];

beforeEach(async () => {
  hub = await hubDouble();
  stateDir = await mkdtemp(join(tmpdir(), 'demo-'));
  invited = [];
});
afterEach(async () => {
  await demo?.stop();
  demo = undefined;
  await hub.platform.close();
  await rm(stateDir, { recursive: true, force: true, maxRetries: 20 });
});

const start = async (difference: Partial<DemoOptions> = {}): Promise<Demo> => {
  demo = await startDemo({
    invite: (name) => {
      invited.push(name);
      return Promise.resolve(hub.platform.invite());
    },
    log: pino({ level: 'silent' }),
    tick_ms: 5,
    time_factor: 20_000,
    stateDir,
    ...difference,
  });
  return demo;
};

const isSessionPut =
  (status: string) =>
  ({ method, module, body }: { method: string; module?: unknown; body: unknown }) =>
    method === 'PUT' && module === 'sessions' && (body as Session).status === status;

describe('simulator demo', () => {
  it('registers, two by invitation and one the other way round, and pushes what it has', async () => {
    const { platforms } = await start({
      connect: async (_, versionsUrl, token) => void (await hub.platform.register({ versionsUrl, token })),
    });
    expect(invited).toEqual(['Groene Stroom Laden', 'Rheinlade']);
    expect(hub.platform.peers).toHaveLength(3);
    expect(hub.locations.size).toBe(
      platforms.groeneStroom.locations.size + platforms.rheinlade.locations.size,
    );
    expect(hub.tariffs.size).toBe(18);
    expect(hub.tokens.size).toBe(48);
  });

  it('begins a charge when it is asked to, at an EVSE that is free, and ends it', async () => {
    const { platforms } = await start({ tick_ms: 20, time_factor: 20, mostSessionsAtOnce: 0 });
    const { groeneStroom: cpo } = platforms;
    const peer = hub.platform.peers.find(({ roles }) => roles.some(({ party_id }) => party_id === 'GRN'));
    const order = (command: string, body: object) =>
      hub.platform.call(
        'commands',
        'RECEIVER',
        'POST',
        [command],
        { response_url: `${hub.platform.origin}/results`, ...body },
        { ...(peer && { peer }), from: 'FR/VLT', to: 'NL/GRN' },
      );
    const place = cpo.locations
      .all()
      .flatMap(({ id, evses }) =>
        (evses ?? [])
          .filter(({ status }) => status === 'AVAILABLE')
          .map(({ uid }) => ({ location_id: id, evse_uid: uid })),
      )[0];
    const [token] = platforms.voltage.tokens.all();
    expect((await order('START_SESSION', { token, ...place })).envelope?.data).toMatchObject({
      result: 'ACCEPTED',
    });
    const begun = (await hub.platform.next(({ method, module }) => method === 'PUT' && module === 'sessions'))
      .body as Session;
    expect(begun).toMatchObject({ ...place, auth_method: 'COMMAND', cdr_token: { uid: token?.uid } });
    await order('STOP_SESSION', { session_id: begun.id });
    const ended = (await hub.platform.next(isSessionPut('COMPLETED'))).body as Session;
    expect(ended.id).toBe(begun.id);
  });

  it('lets drivers charge: sessions begin, progress and end, and EVSEs follow', async () => {
    await start();
    const ended = (await hub.platform.next(isSessionPut('COMPLETED'), 20_000)).body as Session;
    expect(violationsOf(Session, ended)).toEqual([]);
    const about = hub.platform.received.filter(
      ({ module, segments }) => module === 'sessions' && segments[2] === ended.id,
    );
    expect(about[0]?.method).toBe('PUT');
    expect(about.some(({ method }) => method === 'PATCH')).toBe(true);
    expect(about.map(({ answer }) => answer?.envelope?.status_code)).toEqual(about.map(() => 1000));
    expect(about[0]?.to).toEqual({ country_code: 'FR', party_id: 'VLT' });

    await hub.platform.next(
      ({ method, segments, body }) =>
        method === 'PATCH' &&
        segments[3] === ended.evse_uid &&
        (body as { status?: string }).status === 'AVAILABLE',
    );
    expect(hub.platform.complaints.filter(({ rule }) => rule !== 'RTE-010')).toEqual([]);
  });

  it('never has more sessions at once than it may', async () => {
    await start({ mostSessionsAtOnce: 3 });
    for (let ends = 0; ends < 4; ends += 1) {
      await hub.platform.next(isSessionPut('COMPLETED'), 20_000);
      expect(demo?.sessionsRunning).toBeLessThanOrEqual(3);
    }
  });

  it('comes back on its ports with its tokens and ends what was left', async () => {
    const first = await start();
    await hub.platform.next(isSessionPut('ACTIVE'), 20_000);
    const ports = Object.values(first.platforms).map(({ state }) => state.port);
    await first.stop();
    const left = hub.sessions.all().filter(({ status }) => status !== 'COMPLETED');
    expect(left.length).toBeGreaterThan(0);
    expect(invited).toHaveLength(3);

    const second = await start();
    expect(invited).toHaveLength(3);
    expect(Object.values(second.platforms).map(({ state }) => state.port)).toEqual(ports);
    const after = left.map(({ party_id, country_code, id }) =>
      hub.sessions.get(`${country_code}/${party_id}/${id}`),
    );
    expect(after.map((session) => session?.status)).toEqual(left.map(() => 'COMPLETED'));
    expect(after.flatMap((session) => violationsOf(Session, session))).toEqual([]);
  });

  it('keeps its credentials to itself', async () => {
    await start();
    const { mode } = await stat(join(stateDir, 'rheinlade.json'));
    expect(mode & 0o077).toBe(0);
  });

  it('asks for a new invitation when the hub no longer knows it', async () => {
    await (await start()).stop();
    for (const peer of [...hub.platform.peers]) hub.platform.forget(peer);
    await start();
    expect(invited).toHaveLength(6);
    expect(hub.platform.peers).toHaveLength(3);
  });

  it('tells the hub its new URLs when its port was taken meanwhile', async () => {
    const first = await start();
    const { port } = first.platforms.rheinlade.state;
    await first.stop();
    const { createServer } = await import('node:http');
    const squatter = createServer().listen(port, '127.0.0.1');
    const second = await start();
    expect(second.platforms.rheinlade.state.port).not.toBe(port);
    expect(hub.platform.peers.map(({ versionsUrl }) => versionsUrl)).toContain(
      second.platforms.rheinlade.versionsUrl,
    );
    expect(invited).toHaveLength(3);
    squatter.close();
  });

  it('goes on when the hub refuses or breaks', async () => {
    hub.platform.behave({ on: { module: 'tariffs' }, httpStatus: 503 });
    hub.platform.behave({ on: { module: 'sessions' }, times: 5, closeSocket: true });
    await start();
    expect(hub.tariffs.size).toBe(0);
    await hub.platform.next(isSessionPut('COMPLETED'), 20_000);
  });

  it('sends a session whole when a change of it was refused', async () => {
    hub.platform.behave({ on: { module: 'sessions', method: 'PUT' }, times: 1, httpStatus: 503 });
    await start();
    const { segments } = await hub.platform.next({ module: 'sessions', method: 'PUT' });
    const isOfThis = (method: string) => (one: { method: string; segments: string[] }) =>
      one.method === method && one.segments.join() === segments.join();
    expect((await hub.platform.next(isOfThis('PATCH'))).answer?.http).toBe(404);
    expect((await hub.platform.next(isOfThis('PUT'))).answer?.http).toBe(201);
  });
});
