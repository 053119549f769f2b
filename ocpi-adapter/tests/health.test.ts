/** What the adapter notices of partners and reports, and the probes it carries out (requirements 15.1). */
import { samples } from '@chargesphere/simulator';
import type { ServerResponse } from 'node:http';
import { reachableAt } from './keeping-partner.js';
import type { Heard, ScriptedPartner } from './scripted-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';
import type { World } from './world.js';
import { to, world } from './world.js';

const SESSION = '/receiver/sessions/NL/ALF/101';
const session = samples.session();
let w: World;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  w = await world({ limits: { heard_ms: 20, forward_ms: 60, circuitAfter: 2, connect_ms: 500 } });
});
afterEach(async () => {
  await w.close();
  await Promise.all(open.splice(0).map((partner) => partner.close()));
});

/** The eMSP does this from now on. */
const emspDoes = async (script: (heard: Heard, res: ServerResponse) => void): Promise<ScriptedPartner> => {
  const partner = await scriptedPartner(script);
  open.push(partner);
  reachableAt(w.emsp.platform, partner);
  await w.changed({ platformId: w.emsp.platform.id, kind: 'UPDATED' });
  return partner;
};
const hang = () => undefined;
const push = () => w.cpo.put(SESSION, session, to('DE/BET'));
const probe = (versionsUrl: string) => {
  const { id } = w.emsp.platform;
  w.graph.health.due.push({
    claim: 'claim-1',
    connection: { id, versionsUrl, token: 'token-of-the-hub', base64Token: true },
  });
  const reported = w.graph.health.next('reportProbe');
  return w.changed({ platformId: id, kind: 'WENT_OFFLINE' }).then(() => reported);
};

describe('HCI-020 signs of life', () => {
  it('are every message of a platform, and its answers, written down together', async () => {
    const told = w.graph.health.next('hearPlatforms');
    const before = new Date().toISOString();
    await push();
    await told;
    await w.adapter.close(); // whatever is noted is written down
    const signs = w.graph.health.signs;
    const heard = signs.find(({ platformId }) => platformId === w.cpo.platform.id);
    const answered = signs.find(({ platformId }) => platformId === w.emsp.platform.id);
    expect(heard?.heardAt && heard.heardAt >= before).toBe(true);
    expect(answered?.answeredAt && answered.answeredAt >= before).toBe(true);
    expect(answered?.heardAt).toBeUndefined();
  });

  it('are no requests with an unknown token', async () => {
    const { emsp } = w;
    emsp.token = 'unknown';
    expect((await emsp.get('/sender/tariffs')).http).toBe(401);
    await w.adapter.close();
    expect(w.graph.health.signs).toEqual([]);
  });

  it('HCI-021 are told at once of a platform that is OFFLINE', async () => {
    await w.close();
    w = await world({ limits: { heard_ms: 3_600_000 } });
    w.graph.health.offline = [w.cpo.platform.id];
    await w.changed({ platformId: w.cpo.platform.id, kind: 'WENT_OFFLINE' });
    const told = w.graph.health.next('hearPlatforms');
    await w.cpo.get('/sender/tokens');
    await told;
    expect(w.graph.health.signs).toEqual([{ platformId: w.cpo.platform.id, heardAt: expect.any(String) }]);
  });
});

describe('a probe', () => {
  it('HCI-020, VER-006 asks for the versions with the token of the hub', async () => {
    const partner = await scriptedPartner((_, res) => answer(res, []));
    open.push(partner);
    await probe(`${partner.origin}/versions`);
    const [heard] = partner.heard;
    expect([heard?.method, heard?.path]).toEqual(['GET', '/versions']);
    expect(heard?.headers.authorization).toBe(`Token ${btoa('token-of-the-hub')}`);
    expect(heard?.headers).not.toHaveProperty('ocpi-to-party-id');
    expect(w.graph.health.reports).toEqual([
      {
        platformId: w.emsp.platform.id,
        claim: 'claim-1',
        ok: true,
        http: 200,
        ms: expect.any(Number),
      },
    ]);
  });

  it.each([
    [
      'HTTP 401 (HCI-024)',
      (res: ServerResponse) => answer(res, undefined, 2000, 401),
      401,
      /does not know the token/,
    ],
    ['HTTP 500', (res: ServerResponse) => answer(res, undefined, 3000, 500), 500, /HTTP 500/],
    ['no envelope', (res: ServerResponse) => void res.end('Hello!'), 200, /without an OCPI envelope/],
  ])('HCI-021 fails with %s', async (_, script, http, reason) => {
    const partner = await scriptedPartner((__, res) => script(res));
    open.push(partner);
    await probe(`${partner.origin}/versions`);
    expect(w.graph.health.reports).toMatchObject([
      { ok: false, http, reason: expect.stringMatching(reason) },
    ]);
  });

  it('HCI-021 fails when nobody is there', async () => {
    await probe('http://127.0.0.1:1/versions');
    expect(w.graph.health.reports).toMatchObject([
      { ok: false, reason: expect.stringContaining('cannot be reached') },
    ]);
  });
});

it('HCI-022 a forward that fails with 4003 has the platform probed at once', async () => {
  reachableAt(w.emsp.platform, { origin: 'http://127.0.0.1:1' });
  await w.changed({ platformId: w.emsp.platform.id, kind: 'UPDATED' });
  const claimed = w.graph.health.next('claimProbes');
  expect((await push()).body.status_code).toBe(4003);
  await claimed;
  expect(w.graph.health.urgent).toContain(w.emsp.platform.id);
});

describe('a circuit', () => {
  it('HCI-023, E27 opens after messages without an answer: then nothing is sent, and 4003 is answered at once', async () => {
    const partner = await emspDoes(hang);
    const opened = w.graph.health.next('openCircuit');
    expect((await push()).body.status_code).toBe(4002);
    expect((await push()).body.status_code).toBe(4002);
    await opened;
    expect(w.graph.health.opened).toEqual([w.emsp.platform.id]);
    expect((await push()).body.status_code).toBe(4003);
    expect(partner.heard).toHaveLength(2);
  });

  it('is open on every node, and closed by a probe that another node made', async () => {
    const { id } = w.emsp.platform;
    const sent = w.far.heard.length;
    await w.changed({ platformId: id, kind: 'CIRCUIT_OPENED' });
    expect((await push()).body.status_code).toBe(4003);
    expect(w.far.heard).toHaveLength(sent);
    await w.changed({ platformId: id, kind: 'CIRCUIT_CLOSED' });
    expect((await push()).body.status_code).toBe(1000);
    expect(w.far.heard).toHaveLength(sent + 1);
  });

  it('is known to a node that starts', async () => {
    const { graph } = w;
    graph.health.openCircuits = [w.emsp.platform.id];
    await graph.changes.drop();
    await graph.changes.opened();
    await w.changed({ platformId: 'somebody', kind: 'CONFIGURED' });
    expect((await push()).body.status_code).toBe(4003);
  });
});

it('HUB-092 reports a platform that does not let the hub in, once in a while', async () => {
  await emspDoes((_, res) => answer(res, undefined, 2000, 403));
  const reported = w.graph.health.next('reportRefusal');
  await push();
  await reported;
  await push();
  expect(w.graph.health.refusals).toEqual([
    { platformId: w.emsp.platform.id, http: 403, module: 'sessions' },
  ]);
});
