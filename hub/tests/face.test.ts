/**
 * The outside face of a hub besides OCPI and the graph's contents: health, metrics, the page at the root, API keys, the
 * command line beside it, and the demo as `npm start` shows it. What is printed for people to paste is pasted here.
 */
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '../../tests/setup/database.js';
import { readConfig, subgraphNames } from '../src/config.js';
import { listen } from '../src/http.js';
import { startHub } from '../src/hub.js';
import { inviteAt } from '../src/remote-invite.js';
import { JOINED_SESSIONS, LIVE_SESSIONS } from '../src/sandbox.js';
import { freePort, spawnHub, type HubChild } from './child.js';
import { ADMIN_KEY, facesOf, log, migratedDatabase, subscribe, type World } from './world.js';

const SECRET = 'a secret that only these tests know';

let database: TestDatabase;
let folder: string;
let settings: Record<string, string>;
beforeAll(async () => {
  database = await migratedDatabase();
  folder = await mkdtemp(join(tmpdir(), 'chargesphere-face-'));
  await chmod(folder, 0o755);
  settings = { DATABASE_URL: database.url, HUB_DATA_DIR: folder, HUB_PORT: '0' };
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

type Faces = Pick<World, 'hub' | 'ask' | 'close'>;
const started = async (more: Record<string, string> = {}): Promise<Faces> =>
  facesOf(await startHub(readConfig({ ...settings, HUB_SECRET_KEY: SECRET, ...more }), log));

const statusWith = async ({ ask }: Faces, key: string): Promise<number> =>
  (await ask('{ hub { ref } }', {}, key && `Bearer ${key}`)).http;

describe('before it is ready', () => {
  it('is alive, asks for patience everywhere else, and starts nothing on a port in use', async () => {
    const { port, close } = await listen(
      () => undefined,
      readConfig({ HUB_HOST: '127.0.0.1', HUB_PORT: '0' }),
    );
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await get('/health/live')).status).toBe(200);
    for (const path of ['/', '/health/ready', '/graphql', '/ocpi/versions']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    }
    const second = readConfig({ ...settings, HUB_PORT: String(port) });
    await expect(startHub(second, log)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await close();
  });
});

describe('a hub that is started again and again', () => {
  let own: TestDatabase;
  let faces: Faces;
  const start = async (more: Record<string, string> = {}) => {
    faces = await started({ DATABASE_URL: own.url, ...more });
    return faces.hub;
  };
  let made = '';
  let demo = '';
  beforeAll(async () => {
    own = await migratedDatabase();
  });
  afterEach(() => faces.hub.stop());

  it('makes an operator key the first time', async () => {
    const { newAdminKey = '' } = await start();
    expect(newAdminKey).toMatch(/^[\w-]{40,}$/);
    expect(await statusWith(faces, newAdminKey)).toBe(200);
    made = newAdminKey;
  });

  it('makes no other when there is one, and has a key for the demo as long as the demo runs', async () => {
    const { newAdminKey, demoKey = '' } = await start({ HUB_DEMO: 'on' });
    expect(newAdminKey).toBeUndefined();
    expect(await statusWith(faces, made)).toBe(200);
    expect(demoKey).toMatch(/^demo-/);
    expect(await statusWith(faces, demoKey)).toBe(200);
    demo = demoKey;
  });
  it('takes the key it is given instead, and is not ready when its database goes, but lives on', async () => {
    const { newAdminKey, demoKey, port } = await start({ HUB_ADMIN_KEY: ADMIN_KEY });
    expect([newAdminKey, demoKey]).toEqual([undefined, undefined]);
    expect(await statusWith(faces, ADMIN_KEY)).toBe(200);
    for (const former of [made, demo]) expect(await statusWith(faces, former)).toBe(401);

    await own.drop();
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not ready',
      waitingFor: expect.arrayContaining([...subgraphNames]),
    });
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
  });
});

describe('a hub that runs', () => {
  let faces: Faces;
  const get = (path: string, headers = {}) => fetch(`http://127.0.0.1:${faces.hub.port}${path}`, { headers });
  beforeAll(async () => {
    faces = await started({ HUB_ADMIN_KEY: ADMIN_KEY });
  });
  afterAll(() => faces.hub.stop());

  it('opens the graph to a key it knows, and to nothing else', async () => {
    const { http, data } = await faces.ask('{ hub { ref name } }');
    expect([http, data]).toEqual([200, { hub: { ref: 'NL/HUB', name: 'ChargeSphere' } }]);
    for (const [authorization, sentence] of [
      ['', /Say who you are: send the header "Authorization: Bearer <key>"/],
      ['Bearer made-up', /This API key is not known here/],
      [`Basic ${ADMIN_KEY}`, /This API key is not known here/],
    ] as const) {
      const { http: status, errors } = await faces.ask('{ hub { ref } }', {}, authorization);
      expect([status, errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(errors[0]?.message).toMatch(sentence);
    }
    const live = subscribe(`http://127.0.0.1:${faces.hub.port}/graphql`, LIVE_SESSIONS, {}, 'made-up');
    await expect(live.next()).rejects.toMatchObject({ code: 4403 });
    await live.stop();
  });

  it('is live and ready', async () => {
    for (const [path, status] of [
      ['/health/live', 'live'],
      ['/health/ready', 'ready'],
    ]) {
      const answer = await get(path ?? '');
      expect([answer.status, await answer.json()]).toEqual([200, { status }]);
    }
  });

  it('counts what it answers, in the words of Prometheus', async () => {
    await get('/ocpi/versions');
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const text = await answer.text();
    expect(text).toMatch(
      /^chargesphere_ocpi_request_seconds_count\{module="none",method="GET",http="401",ocpi="2000"\} 1$/m,
    );
    expect(text).toMatch(
      /^chargesphere_graph_operation_seconds_count\{via="http",kind="query",outcome="ok"\} \d+$/m,
    );
    expect(text).toMatch(/^process_cpu_seconds_total /m);
  });

  it('CRED-020 is asked for an invitation on the command line, without a key of its own', async () => {
    const port = String(faces.hub.port);
    const child = spawnHub({ HUB_PORT: port, HUB_SECRET_KEY: SECRET }, ['invite', 'Delta Strom']);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    const lines = [...child.output().matchAll(/^(\w+): +(.+)$/gm)];
    const said = Object.fromEntries(lines.map(([, name, value]) => [name, value]));
    expect(said).toEqual({
      token: expect.stringMatching(/^[\w-]{40,}$/),
      versionsUrl: `${faces.hub.publicUrl}/ocpi/versions`,
      expiresAt: expect.stringMatching(/^20\d\d-/),
    });
    const authorization = `Token ${Buffer.from(said.token ?? '').toString('base64')}`;
    expect((await fetch(said.versionsUrl ?? '', { headers: { authorization } })).status).toBe(200);
  });

  it('says so to the command line when it is not there, or when the secret is another', async () => {
    const { port } = faces.hub;
    const invite = (env: Record<string, string>) =>
      inviteAt(readConfig({ HUB_DATA_DIR: folder, ...env }), 'X');
    const stranger = { HUB_PORT: String(port), HUB_SECRET_KEY: SECRET.toUpperCase() };
    await expect(invite(stranger)).rejects.toThrow(/^This API key is not known here/);
    const nobody = { HUB_PORT: String(await freePort()), HUB_SECRET_KEY: SECRET };
    await expect(invite(nobody)).rejects.toThrow(/^No hub answers at .*start it first \(npm start\)/);
  });
});

describe('the demo, as npm start shows it', () => {
  let port: number;
  let hub: HubChild;
  let key = '';
  const start = () =>
    spawnHub({ ...settings, HUB_PORT: String(port), HUB_DEMO: 'on', NODE_ENV: 'development' });
  beforeAll(async () => {
    port = await freePort();
    hub = start();
    await hub.text(' kWh  ');
    key = /Key of the demo.*\n +(\S+)/.exec(hub.output())?.[1] ?? '';
  }, 60_000);
  afterAll(() => hub.stop());

  it('prints where everything is, and the first live events with the names of their places', () => {
    const printed = hub.output();
    expect(printed).toContain(`http://localhost:${port}/graphql`);
    expect(printed).toContain(`ws://localhost:${port}/graphql`);
    expect(printed).toContain(`http://localhost:${port}/ocpi/versions`);
    expect(printed).toMatch(/^ {4}(PENDING|ACTIVE|COMPLETED) +\d+\.\d{3} kWh {2}.+, .+$/m);
  });

  it('prints a query that joins four subgraphs when it is pasted', async () => {
    const [, url = '', authorization = '', body = ''] =
      /curl -s (\S+) -H 'content-type: application\/json' -H 'authorization: ([^']+)' \\\n +-d '([^']+)'/.exec(
        hub.output(),
      ) ?? [];
    expect(JSON.parse(body)).toEqual({ query: JOINED_SESSIONS.replace(/\s+/g, ' ').trim() });
    const headers = { 'content-type': 'application/json', authorization };
    const answer = await fetch(url, { method: 'POST', headers, body });
    const { data, errors } = (await answer.json()) as {
      data: { sessions: { items: unknown[] } };
      errors?: unknown;
    };
    expect([answer.status, errors]).toEqual([200, undefined]);
    expect(data.sessions.items[0]).toMatchObject({
      cpo: { name: expect.any(String) },
      emsp: { name: 'Voltage Mobilité' },
      location: { name: expect.any(String), city: expect.any(String) },
    });
    expect(JSON.stringify(data.sessions)).toMatch(/"priceComponents":\[\{"type":"\w+","price":[\d.]+\}/);
  });

  it('prints a subscription that shows charges with the names of their places when it is pasted', async () => {
    expect(hub.output()).toContain(LIVE_SESSIONS.trim().replace(/^/gm, '    '));
    const live = subscribe(`http://localhost:${port}/graphql`, LIVE_SESSIONS, {}, key);
    expect(await live.next()).toEqual({
      sessionUpdated: {
        ref: expect.stringMatching(/^(NL\/GRN|DE\/RLN)\//),
        status: expect.stringMatching(/^(PENDING|ACTIVE|COMPLETED)$/),
        kwh: expect.any(Number),
        location: { name: expect.any(String), city: expect.any(String) },
        emsp: { name: 'Voltage Mobilité' },
        totalCost: expect.anything(),
        currency: 'EUR',
      },
    });
    await live.stop();
  });

  it('keeps its secret where only its owner reads it, and goes on where it stopped', async () => {
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    hub.kill('SIGTERM');
    hub.kill('SIGTERM'); // as npm and a terminal do: the same wish by two ways
    expect(await hub.ended).toEqual({ code: 0, signal: null });

    hub = start();
    await hub.text('The demo runs');
    expect(hub.output()).toContain(key);
    expect(hub.output()).not.toContain('Operator API key');
    expect(hub.output().match(/is connected again with the credentials of its last run/g)).toHaveLength(3);
  });
});
