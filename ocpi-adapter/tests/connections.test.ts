/** The hub registers at a partner: ordered in the graph, carried out once, ended with a result or a reason. */
import { Problem } from '@chargesphere/schema';
import type { Emsp } from '@chargesphere/simulator';
import { createEmsp } from '@chargesphere/simulator';
import type { MemoryPlatform } from './memory-graph.js';
import { MemoryGraph } from './memory-graph.js';
import { answer, plainTokenPartner, scriptedPartner } from './scripted-partner.js';
import type { World } from './world.js';
import { base64, world } from './world.js';

let w: World;
let theirs: Emsp;

beforeEach(async () => {
  w = await world({ limits: { call_ms: 500, handshake_ms: 500 } });
  theirs = await createEmsp({ parties: [{ country_code: 'AT', party_id: 'FAH', name: 'Fahren' }] });
});
afterEach(async () => {
  await theirs.close();
  await w.close();
});

/** Orders a connection and waits for its end. */
async function order(versionsUrl: string, token: string): Promise<MemoryPlatform> {
  const platform = w.graph.order('Fahren', versionsUrl, token);
  const ended = w.graph.ended(platform.id);
  await w.changed({ platformId: platform.id, kind: 'CONNECT_REQUESTED' });
  await ended;
  return platform;
}
const orderAt = (emsp: Emsp) => {
  const { versionsUrl, token } = emsp.invite();
  return order(versionsUrl, token);
};
const modules = () => theirs.received.map(({ method, module }) => `${method} ${module}`);

it('CRED-027, CRED-034 registers at a partner, which calls back with token B before it answers', async () => {
  const platform = await orderAt(theirs);
  expect(platform).toMatchObject({
    status: 'CONNECTED',
    registered: { version: '2.3.0', base64Token: true },
  });
  expect(modules()).toEqual(['GET versions', 'GET details', 'POST credentials']);
  expect(theirs.peer).toMatchObject({ hub_party_id: 'NLHUB', versionsUrl: `${w.origin}/ocpi/versions` });
  expect(theirs.complaints).toEqual([]);
  // Both sides can talk now: we hold their token C, they hold our token B.
  expect(platform.outbound?.token).toBe(theirs.peer.incomingToken);
  expect((await theirs.call('locations', 'SENDER', 'GET', '')).http).toBe(200);
});

it('TRN-094 all requests of a handshake share one correlation id and have request ids of their own', async () => {
  await orderAt(theirs);
  const header = (name: string) => new Set(theirs.received.map(({ headers }) => headers[name]));
  expect([header('x-correlation-id').size, header('x-request-id').size]).toEqual([1, 3]);
});

it('CRED-020 an order that waited while the hub was down is carried out at start', async () => {
  const graph = new MemoryGraph();
  const { versionsUrl, token } = theirs.invite();
  const platform = graph.order('Fahren', versionsUrl, token);
  const ended = graph.ended(platform.id);
  const late = await world({ graph });
  await ended;
  // Its callback reaches no hub under this graph, so what counts is that somebody tried.
  expect(platform.status).not.toBe('CONNECTING');
  await late.close();
});

it('carries an order out once, however often it is announced', async () => {
  const { versionsUrl, token } = theirs.invite();
  const platform = w.graph.order('Fahren', versionsUrl, token);
  const ended = w.graph.ended(platform.id);
  const announce = () => w.changed({ platformId: platform.id, kind: 'CONNECT_REQUESTED' });
  await Promise.all([announce(), announce(), announce()]);
  await ended;
  expect(modules().filter((one) => one === 'POST credentials')).toHaveLength(1);
});

it('leaves an order alone that another process has taken up', async () => {
  w.graph.failing.set('BeginHandshake', new Problem('CONFLICT', 'Another node is connecting.'));
  const { versionsUrl, token } = theirs.invite();
  const platform = w.graph.order('Fahren', versionsUrl, token);
  await w.changed({ platformId: platform.id, kind: 'CONNECT_REQUESTED' });
  await w.adapter.close();
  expect(platform.status).toBe('CONNECTING');
  expect(modules()).not.toContain('POST credentials');
});

describe('CRED-033 a failed handshake ends with a reason', () => {
  it('VER-005, CRED-031 no version is shared', async () => {
    theirs.behave({ versionsList: [{ version: '2.1.1', url: theirs.origin }] });
    const platform = await orderAt(theirs);
    expect(platform).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('2.1.1') });
    expect(modules()).toEqual(['GET versions']);
  });

  it('CRED-030 without a credentials endpoint no POST is sent', async () => {
    theirs.behave({ dropEndpoints: ['credentials'] });
    const platform = await orderAt(theirs);
    expect(platform).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('credentials endpoint'),
    });
    expect(modules()).toEqual(['GET versions', 'GET details']);
  });

  it('the token is not the partner’s', async () => {
    const platform = await order(theirs.versionsUrl, 'made-up');
    expect(platform).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('does not know the token'),
    });
  });

  it('the partner refuses our POST in its own words', async () => {
    theirs.behave({ on: { module: 'credentials' }, statusCode: 3001, statusMessage: 'We cannot reach you.' });
    const platform = await orderAt(theirs);
    expect(platform.failure).toMatch(/3001 .*We cannot reach you/);
  });

  it('the partner never answers the POST', async () => {
    theirs.behave({ on: { module: 'credentials' }, hang: true });
    expect((await orderAt(theirs)).failure).toContain('did not answer within 500 ms');
  });

  it('nobody is there', async () => {
    const gone = await createEmsp();
    const { versionsUrl, token } = gone.invite();
    await gone.close();
    expect((await order(versionsUrl, token)).failure).toContain('cannot be reached');
  });

  it('the partner answers something that is no Credentials object', async () => {
    theirs.behave({ on: { module: 'credentials' }, statusCode: 1000, data: { token: 'x' } });
    expect((await orderAt(theirs)).failure).toContain('not valid');
  });

  it('CRED-011 the graph refuses what the partner declares, and the partner is told with DELETE', async () => {
    w.graph.failing.set(
      'FinishConnection',
      new Problem('CONFLICT', 'AT/FAH is registered by another platform.'),
    );
    const platform = await orderAt(theirs);
    expect(platform.failure).toContain('AT/FAH');
    expect(modules().at(-1)).toBe('DELETE credentials');
    expect(theirs.peers).toEqual([]);
  });
});

it('TRN-005 a partner that wants plain tokens gets them, and is remembered so', async () => {
  const roles = [{ role: 'EMSP', country_code: 'AT', party_id: 'FAH', business_details: { name: 'Fahren' } }];
  const plain = await plainTokenPartner('token-a', () => ({
    token: 'token-c',
    url: 'http://x.example',
    roles,
  }));
  const platform = await order(`${plain.origin}/versions`, 'token-a');
  expect(platform).toMatchObject({ status: 'CONNECTED', outbound: { token: 'token-c', base64Token: false } });
  await plain.close();
});

it('VER-005 picks the version it speaks among several, in whatever order they are listed', async () => {
  const partner = await scriptedPartner((heard, res) => {
    const origin = `http://${heard.headers.host ?? ''}`;
    const versions = ['2.1.1', '2.3.0', '9.0'].map((version) => ({ version, url: `${origin}/${version}` }));
    answer(res, heard.path === '/versions' ? versions : { endpoints: [] });
  });
  await order(`${partner.origin}/versions`, 'token-a');
  expect(partner.heard.map(({ path }) => path)).toEqual(['/versions', '/2.3.0']);
  expect(partner.heard[0]?.headers.authorization).toBe(`Token ${base64('token-a')}`);
  await partner.close();
});

it('a hub that stops in the middle of a handshake leaves the order for its next start', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
  const silent = await scriptedPartner(() => reach(undefined));
  const hasty = await world({ limits: { close_ms: 50 } });
  const platform = hasty.graph.order('Still', `${silent.origin}/versions`, 'token-a');
  await hasty.changed({ platformId: platform.id, kind: 'CONNECT_REQUESTED' });
  await reached;
  await hasty.close();
  expect(platform.status).toBe('CONNECTING');
  expect(hasty.graph.asked.map(({ name }) => name)).not.toContain('FailConnection');
  await silent.close();
});
