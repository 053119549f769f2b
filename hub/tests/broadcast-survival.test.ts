/**
 * A hub that is killed in the middle of broadcasts: what it has acknowledged reaches every receiver that can take it,
 * at least once and the newest state last, when it is started again.
 */
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Location } from '@chargesphere/schema';
import {
  createCpo,
  createEmsp,
  isSuccess,
  NoAnswer,
  samples,
  type Cpo,
  type Emsp,
} from '@chargesphere/simulator';
import { freePort, spawnHub, type HubChild } from './child.js';
import { ADMIN_KEY } from './world.js';

const AT_ONCE = 6;
const ACKNOWLEDGED_BEFORE_THE_KILL = 60;

let folder: string;
let port: number;
let hub: HubChild;
let cpo: Cpo;
let healthy: Emsp[];
let hanging: Emsp;

const start = async (): Promise<HubChild> => {
  const child = spawnHub({
    HUB_DATA_DIR: folder,
    HUB_PORT: String(port),
    HUB_ADMIN_KEY: ADMIN_KEY,
    HUB_ALLOW_PRIVATE_ADDRESSES: 'on',
  });
  await child.text('ChargeSphere is ready.');
  return child;
};

const graph = async <Data>(query: string): Promise<Data> => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

const invited = async (name: string): Promise<{ token: string; versionsUrl: string }> =>
  (
    await graph<{ invitePlatform: { token: string; versionsUrl: string } }>(
      `mutation { invitePlatform(input: { name: "${name}" }) { token versionsUrl } }`,
    )
  ).invitePlatform;

const receiver = async (party_id: string): Promise<Emsp> => {
  const emsp = await createEmsp({
    name: party_id,
    parties: [{ country_code: 'DE', party_id, name: party_id }],
  });
  await emsp.register(await invited(party_id));
  return emsp;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chargesphere-broadcast-'));
  await chmod(folder, 0o755); // started by root, PostgreSQL is another user, who has to get in
  port = await freePort();
  hub = await start();
  cpo = await createCpo();
  await cpo.register(await invited('Alfa Laden'));
  healthy = [await receiver('AAA'), await receiver('BBB'), await receiver('CCC')];
  hanging = await receiver('HNG');
  hanging.behave({ on: { module: 'locations' }, hang: true });
}, 60_000);

afterAll(async () => {
  await Promise.all([cpo, ...healthy, hanging].map((platform) => platform.close()));
  hub.kill('SIGKILL');
  await hub.ended;
  const database = await realpath(join(folder, 'postgres')).catch(() => folder); // it may be a link
  await rm(database, { recursive: true, force: true, maxRetries: 20 });
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** `n` is the minute of the state, so that what is newer can be told. */
const stateOf = (id: string, n: number): Location =>
  samples.location({ id, last_updated: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString() });

/** The newest state of each Location that was acknowledged. */
const acknowledged = new Map<string, string>();

const push = async (location: Location): Promise<boolean> => {
  try {
    const answer = await cpo.pushLocation(location);
    if (!isSuccess(answer)) throw new Error(answer.text);
    acknowledged.set(location.id, location.last_updated);
    return true;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return false; // taken or not: nobody has promised anything
  }
};

/** What a receiver was sent of a Location, in the order of arrival. */
const statesAt = (emsp: Emsp, id: string): string[] =>
  emsp.received
    .filter(({ module, segments }) => module === 'locations' && segments[2] === id)
    .map(({ body }) => (body as Location).last_updated);

it('RTE-021, HUB-062, SCN-07 brings what it acknowledged to everybody after SIGKILL, the newest last', async () => {
  for (const emsp of healthy) emsp.behave({ on: { module: 'locations' }, delay_ms: 1_000 });
  let isDead = false;
  let count = 0;
  const worker = async (name: number): Promise<void> => {
    for (let n = 0; !isDead; n += 1) {
      if (!(await push(stateOf(n % 2 ? `new-${name}-${n}` : `same-${name}`, n)))) return;
      count += 1;
      if (count < ACKNOWLEDGED_BEFORE_THE_KILL || isDead) continue;
      isDead = true;
      hub.kill('SIGKILL'); // while others wait for their answers, and receivers for their broadcasts
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => worker(name)));
  expect(await hub.ended).toEqual({ code: null, signal: 'SIGKILL' });
  const reached = () =>
    healthy.every((emsp) =>
      [...acknowledged].every(([id, newest]) => (statesAt(emsp, id).at(-1) ?? '') >= newest),
    );
  expect(reached()).toBe(false); // or the kill proves nothing
  for (const emsp of healthy) emsp.behaveWell();

  hub = await start();
  for (const deadline = Date.now() + 30_000; !reached() && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 100));
  for (const emsp of healthy)
    for (const [id, newest] of acknowledged) {
      const states = statesAt(emsp, id);
      expect([id, states.at(-1)]).toEqual([id, expect.stringMatching(/^2026/)]);
      expect((states.at(-1) ?? '') >= newest).toBe(true);
    }
}, 90_000);

it('goes on with broadcasts after that', async () => {
  await push(stateOf('after', 7));
  await Promise.all(
    healthy.map((emsp) => emsp.next({ module: 'locations', segments: ['NL', 'ALF', 'after'] })),
  );
});
