// Two platforms register with each other over real sockets, in both directions, and end it again.
import {
  createCpo,
  createEmsp,
  createPlatform,
  RegistrationFailure,
  type Cpo,
  type Emsp,
} from '../src/index.js';

const open: { close(): Promise<void> }[] = [];
const cpoAndEmsp = async (): Promise<{ cpo: Cpo; emsp: Emsp }> => {
  const [cpo, emsp] = await Promise.all([createCpo(), createEmsp()]);
  open.push(cpo, emsp);
  return { cpo, emsp };
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((platform) => platform.close()));
});

const failureOf = (attempt: Promise<unknown>): Promise<RegistrationFailure> =>
  attempt.then(
    () => Promise.reject(new Error('It worked out.')),
    (error: unknown) => {
      if (error instanceof RegistrationFailure) return error;
      throw error;
    },
  );

describe('simulator registration', () => {
  it('goes through all six steps when the CPO starts', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    const invitation = emsp.invite();
    const peer = await cpo.register(invitation);

    expect(emsp.received.map(({ method, module }) => `${method} ${module}`)).toEqual([
      'GET versions',
      'GET details',
      'POST credentials',
    ]);
    expect(cpo.received.map(({ method, module }) => `${method} ${module}`)).toEqual([
      'GET versions',
      'GET details',
    ]);
    expect(peer.roles).toEqual([
      { role: 'EMSP', country_code: 'DE', party_id: 'BET', business_details: { name: 'Beta Mobil' } },
    ]);
    expect(peer.outgoingToken).not.toBe(invitation.token);
    expect(emsp.peer.outgoingToken).toBe(peer.incomingToken);
    expect([...cpo.complaints, ...emsp.complaints]).toEqual([]);
  });

  it('works the other way round', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await emsp.register(cpo.invite());
    expect(cpo.peer.roles[0]?.role).toBe('EMSP');
    expect(emsp.peer.roles[0]?.role).toBe('CPO');
  });

  it('keeps one correlation id through the call-back', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const post = emsp.received.find(({ module }) => module === 'credentials');
    const ids = cpo.received.map(({ headers }) => headers['x-correlation-id']);
    expect(ids).toEqual([post?.headers['x-correlation-id'], post?.headers['x-correlation-id']]);
  });

  it('makes TOKEN_A void once it was used', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    const invitation = emsp.invite();
    await cpo.register(invitation);
    const other = await createCpo();
    open.push(other);
    expect((await failureOf(other.register(invitation))).result?.http).toBe(401);
  });

  it('opens only versions and credentials to TOKEN_A', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    const { token } = emsp.invite();
    await cpo.register(emsp.invite());
    cpo.peer.outgoingToken = token;
    expect((await cpo.call('tokens', 'SENDER', 'GET', [])).http).toBe(401);
    expect((await cpo.call('credentials', 'SENDER', 'GET', [])).envelope?.data).toMatchObject({ token });
  });

  it('renews both tokens with PUT and accepts no older ones afterwards', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const before = structuredClone(cpo.peer);
    await cpo.update();
    expect(cpo.peer.outgoingToken).not.toBe(before.outgoingToken);
    expect(cpo.peer.incomingToken).toBe(emsp.peer.outgoingToken);
    expect(cpo.peer.incomingToken).not.toBe(before.incomingToken);

    const old = { ...emsp.peer, outgoingToken: before.incomingToken };
    expect((await emsp.call('locations', 'SENDER', 'GET', [])).http).toBe(200);
    expect((await emsp.call('locations', 'SENDER', 'GET', [], undefined, { peer: old })).http).toBe(401);
  });

  it('ends with DELETE, after which tokens are void', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const peer = cpo.peer;
    expect((await cpo.unregister()).http).toBe(200);
    expect([cpo.peers, emsp.peers]).toEqual([[], []]);
    const late = await cpo.call('credentials', 'SENDER', 'GET', [], undefined, { peer });
    expect(late.http).toBe(401);
  });

  it('answers 405 to a second POST and to a PUT or DELETE without registration', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const credentials = emsp.received.find(({ module }) => module === 'credentials')?.body;
    expect((await cpo.call('credentials', 'SENDER', 'POST', [], credentials)).http).toBe(405);
    cpo.peer.outgoingToken = emsp.invite().token;
    expect((await cpo.call('credentials', 'SENDER', 'PUT', [], credentials)).http).toBe(405);
    expect((await cpo.call('credentials', 'SENDER', 'DELETE', [])).http).toBe(405);
  });

  it.each([
    ['fails its call-backs', { failCallbacks: true }, 3001],
    ['lists another version', { versionsList: [{ version: '2.2.1', url: 'http://127.0.0.1/2.2.1' }] }, 3002],
    ['lists no credentials', { dropEndpoints: ['credentials'] }, 3003],
  ])('refuses a partner that %s and lets it try again', async (_, behaviour, status_code) => {
    const { cpo, emsp } = await cpoAndEmsp();
    const invitation = emsp.invite();
    const takeBack = cpo.behave(behaviour);
    expect((await failureOf(cpo.register(invitation))).status_code).toBe(status_code);
    expect([cpo.peers, emsp.peers]).toEqual([[], []]);
    takeBack();
    await cpo.register(invitation);
    expect(emsp.peers).toHaveLength(1);
  });

  it('leaves the former credentials in force when a PUT fails', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const before = structuredClone([cpo.peer, emsp.peer]);
    cpo.behave({ failCallbacks: 503 });
    expect((await failureOf(cpo.update())).status_code).toBe(3001);
    expect([cpo.peer, emsp.peer]).toEqual(before);
  });

  it('goes on after a restart with what it knew, on the same port', async () => {
    const { cpo, emsp } = await cpoAndEmsp();
    await cpo.register(emsp.invite());
    const { state, versionsUrl } = cpo;
    await cpo.close();
    const again = await createCpo({ state });
    open.push(again);
    expect(again.versionsUrl).toBe(versionsUrl);
    expect((await again.call('tokens', 'SENDER', 'GET', [])).http).toBe(200);
    expect((await emsp.call('locations', 'SENDER', 'GET', [])).http).toBe(200);
  });

  it('tells who keeps its state about every change of tokens', async () => {
    const tokens: (string | undefined)[] = [];
    const emsp = await createEmsp();
    const cpo = await createCpo({ onStateChange: ({ peers }) => tokens.push(peers[0]?.outgoingToken) });
    open.push(emsp, cpo);
    await cpo.register(emsp.invite());
    await cpo.update();
    await emsp.update();
    await cpo.unregister();
    expect(tokens).toHaveLength(4);
    expect(new Set(tokens).size).toBe(4);
  });

  it('presents itself as a hub when it has hub ids', async () => {
    const hub = await createPlatform({
      name: 'Knotenpunkt',
      parties: [{ role: 'EMSP', country_code: 'DE', party_id: 'BET', name: 'Beta Mobil' }],
      hub_party_id: 'NLHUB',
    });
    const cpo = await createCpo();
    open.push(hub, cpo);
    expect((await cpo.register(hub.invite())).hub_party_id).toBe('NLHUB');
  });
});
