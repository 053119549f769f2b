/** A partner registers at the hub: POST, PUT and DELETE credentials over real HTTP in both directions (chapter 5). */
import { Problem } from '@chargesphere/schema';
import type { Cpo } from '@chargesphere/simulator';
import { createCpo, samples } from '@chargesphere/simulator';
import type { MemoryPlatform } from './memory-graph.js';
import { openPartner, plainTokenPartner } from './scripted-partner.js';
import type { Partner, World } from './world.js';
import { base64, world } from './world.js';

let w: World;
let theirs: Cpo;
let platform: MemoryPlatform;
/** The same platform with its token A, for requests written by hand. */
let invited: Partner;

beforeEach(async () => {
  w = await world({ limits: { call_ms: 500 } });
  theirs = await createCpo({ parties: [{ country_code: 'BE', party_id: 'LAD', name: 'Laad' }] });
  platform = w.graph.addPlatform('Laad');
  platform.status = 'PENDING';
  invited = w.partner(platform, 'TOKEN_A');
});
afterEach(async () => {
  await theirs.close();
  await w.close();
});

const invitation = () => ({ token: invited.token, versionsUrl: `${w.origin}/ocpi/versions` });
const registered = () => {
  const token = theirs.peer.outgoingToken;
  return Object.assign(w.partner(platform), { token });
};
const body = (difference: object = {}) => ({
  token: 'token-b',
  url: theirs.versionsUrl,
  roles: [{ role: 'CPO', country_code: 'BE', party_id: 'LAD', business_details: { name: 'Laad' } }],
  ...difference,
});
/** POST credentials by hand, with a partner behind it that takes any token. */
async function postFrom(offer: Parameters<typeof openPartner>[0]) {
  const partner = await openPartner(offer);
  const answer = await invited.post('/credentials', body({ url: `${partner.origin}/versions` }));
  await partner.close();
  return answer;
}
const asked = (name: string) => w.graph.asked.filter((one) => one.name === name);

describe('POST', () => {
  it('CRED-020 to CRED-026 registers, and the partner works with token C from then on', async () => {
    const peer = await theirs.register(invitation());
    expect(peer).toMatchObject({ hub_party_id: 'NLHUB', version: '2.3.0' });
    expect(peer.roles.map(({ party_id }) => party_id)).toEqual(['ALF', 'BET']);
    expect(
      (await theirs.pushSession(samples.session({ country_code: 'BE', party_id: 'LAD' }), { to: null })).http,
    ).toBe(201);
    expect(theirs.complaints).toEqual([]);
  });

  it('CRED-022, CRED-023 fetches versions and details with token B before it answers', async () => {
    await theirs.register(invitation());
    expect(theirs.received.map(({ module }) => module)).toEqual(['versions', 'details']);
    const { credentials } = platform.registered as { credentials: { token: string } };
    for (const { headers } of theirs.received)
      expect(headers['authorization']).toBe(`Token ${base64(credentials.token)}`);
  });

  it('TRN-093, TRN-094 calls back with ids of its own and the correlation id of the POST', async () => {
    await invited.post('/credentials', body(), { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' });
    const [first] = theirs.received;
    expect(first?.headers['x-correlation-id']).toBe('c-1');
    expect(first?.headers['x-request-id']).not.toBe('r-1');
  });

  it('VER-024 stores version, endpoints and how the partner takes its token', async () => {
    await theirs.register(invitation());
    expect(platform.registered).toMatchObject({
      platformId: platform.id,
      version: '2.3.0',
      versionsUrl: theirs.versionsUrl,
      base64Token: true,
      endpoints: expect.arrayContaining([
        { identifier: 'locations', role: 'SENDER', url: expect.stringContaining(theirs.origin) },
      ]),
    });
  });

  it('TRN-005 tries the token as it is after a 401, and remembers that', async () => {
    const plain = await plainTokenPartner('token-b');
    await invited.post('/credentials', body({ url: `${plain.origin}/versions` }));
    expect(platform.registered).toMatchObject({ base64Token: false });
    expect(plain.heard.map(({ headers }) => headers.authorization)).toEqual([
      `Token ${base64('token-b')}`,
      'Token token-b',
      'Token token-b',
    ]);
    await plain.close();
  });

  it('CRED-026 token A is void at once, here and in the cache', async () => {
    await theirs.register(invitation());
    expect((await invited.get('/credentials')).http).toBe(401);
  });

  it('E07, CRED-032 a second registration is 405', async () => {
    await theirs.register(invitation());
    const answer = await registered().post('/credentials', body());
    expect(answer).toMatchObject({ http: 405, body: { status_code: 2000 } });
    expect(answer.headers['allow']).toBe('GET, PUT, DELETE');
  });

  it('E07, CRED-037 the loser of two POSTs at the same time gets 405', async () => {
    w.graph.failing.set(
      'CompleteRegistration',
      new Problem('ALREADY_REGISTERED', 'Registered already; use PUT.'),
    );
    const answer = await postFrom({});
    expect(answer).toMatchObject({ http: 405, body: { status_code: 2000 } });
    expect(answer.headers['allow']).toBe('GET, PUT, DELETE');
  });

  it.each([
    ['failing', { failCallbacks: true }],
    ['refusing our token', { failCallbacks: 401 }],
    ['cutting the connection', { closeSocket: true }],
    ['never answering', { hang: true }],
    ['sending no JSON', { badJson: true }],
    ['sending no envelope', { noEnvelope: true }],
    ['redirecting', { httpStatus: 302, headers: { location: 'http://127.0.0.1/' } }],
  ])(
    'E09, CRED-028, CRED-033 a call-back that ends in %s is 3001 and leaves token A for another try',
    async (_, fault) => {
      const heal = theirs.behave(fault);
      const answer = await invited.post('/credentials', body());
      expect(answer).toMatchObject({ http: 200, body: { status_code: 3001 } });
      expect(answer.body.status_message).toContain(new URL(theirs.origin).host);
      expect(asked('CompleteRegistration')).toEqual([]);
      heal();
      await theirs.register(invitation());
      expect(platform.status).toBe('CONNECTED');
    },
  );

  it('E10, CRED-031 a partner without this version is 3002', async () => {
    const answer = await postFrom({ versions: ['2.2.1'] });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 3002 } });
    expect(answer.body.status_message).toContain('2.2.1');
  });

  it('E11, CRED-029 a partner without a credentials endpoint is 3003', async () => {
    const answer = await postFrom({ modules: ['locations'] });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 3003 } });
  });

  it.each([
    ['token', { token: undefined }],
    ['token', { token: 'with space' }],
    ['token', { token: '' }],
    ['url', { url: undefined }],
    ['roles', { roles: [] }],
    ['roles', { roles: [...body0().roles, ...body0().roles] }],
    ['roles/0/role', { roles: [{ ...body0().roles[0], role: 'KING' }] }],
  ])(
    'E12, CRED-001 a Credentials object with a bad %s is 2001, and nobody is called',
    async (pointer, difference) => {
      const answer = await invited.post('/credentials', body(difference));
      expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
      expect(answer.body.status_message).toContain(`/${pointer}`);
      expect(theirs.received).toEqual([]);
    },
  );

  it('CRED-011 roles of another platform are 2001, with the reason the graph gives', async () => {
    w.graph.failing.set(
      'CompleteRegistration',
      new Problem('CONFLICT', 'BE/LAD is registered by another platform.'),
    );
    const answer = await postFrom({});
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(answer.body.status_message).toContain('BE/LAD');
  });

  it('CRED-036 a versions URL inside a network is 3001, and nobody is called', async () => {
    const strict = await world({ allowPrivateAddresses: false });
    const newcomer = strict.graph.addPlatform('Neu');
    newcomer.status = 'PENDING';
    const answer = await strict.partner(newcomer, 'TOKEN_A').post('/credentials', body());
    expect(answer).toMatchObject({ http: 200, body: { status_code: 3001 } });
    expect(theirs.received).toEqual([]);
    await strict.close();
  });
});

describe('GET', () => {
  it('CRED-040 shows the token that was used for asking, a token A or the one in force', async () => {
    expect((await invited.get('/credentials')).body.data).toMatchObject({ token: invited.token });
    await theirs.register(invitation());
    const { body: answer, headers } = await registered().get('/credentials');
    expect(answer.data).toMatchObject({ token: theirs.peer.outgoingToken, url: `${w.origin}/ocpi/versions` });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('CRED-004, CRED-005, CRED-010 names the hub and lists the parties that can be reached, without one’s own', async () => {
    const { roles, hub_party_id } = (await w.cpo.get('/credentials')).body.data as {
      roles: { party_id: string }[];
      hub_party_id: string;
    };
    expect(hub_party_id).toBe('NLHUB');
    expect(roles.map(({ party_id }) => party_id)).toEqual(['BET']);
  });

  it('CRED-007 before anybody else is there the hub lists itself, because roles may not be empty', async () => {
    w.graph.platforms.delete(w.emsp.platform.id);
    const { roles } = (await w.cpo.get('/credentials')).body.data as { roles: unknown[] };
    expect(roles).toEqual([
      { role: 'OTHER', country_code: 'NL', party_id: 'HUB', business_details: { name: 'Test hub' } },
    ]);
  });
});

describe('PUT', () => {
  it('CRED-042, CRED-043 fetches versions and details again and gives a new token', async () => {
    await theirs.register(invitation());
    const former = theirs.peer.outgoingToken;
    theirs.journal.clear();
    await theirs.update();
    expect(theirs.received.map(({ module }) => module)).toEqual(['versions', 'details']);
    expect(theirs.peer.outgoingToken).not.toBe(former);
    expect((await registered().get('')).http).toBe(200);
  });

  it('E08, CRED-045 before the registration is 405', async () => {
    for (const answer of [await invited.put('/credentials', body()), await invited.delete('/credentials')]) {
      expect(answer).toMatchObject({ http: 405, body: { status_code: 2000 } });
      expect(answer.headers['allow']).toBe('GET, POST');
    }
  });

  it('CRED-048 calls back with the new token, and after a 401 once with the old one', async () => {
    await theirs.register(invitation());
    const old = platform.outbound?.token ?? '';
    theirs.journal.clear();
    const answer = await registered().put('/credentials', body({ token: 'brand-new' }));
    expect(answer.body.status_code).toBe(1000);
    expect(theirs.received.map(({ headers }) => headers['authorization'])).toEqual(
      ['brand-new', old, old].map((token) => `Token ${base64(token)}`),
    );
    expect(platform.outbound?.token).toBe('brand-new');
  });

  it('CRED-049, E09 a failed PUT changes nothing', async () => {
    await theirs.register(invitation());
    const before = structuredClone(platform.registered);
    theirs.behave({ failCallbacks: true });
    expect((await registered().put('/credentials', body())).body.status_code).toBe(3001);
    expect(platform.registered).toEqual(before);
    expect((await registered().get('')).http).toBe(200);
  });
});

describe('DELETE', () => {
  it('CRED-046, CRED-051 ends the registration, and the token is void at once', async () => {
    await theirs.register(invitation());
    const partner = registered();
    expect(await partner.delete('/credentials')).toMatchObject({ http: 200, body: { status_code: 1000 } });
    expect((await partner.get('')).http).toBe(401);
    expect(platform.status).toBe('SUSPENDED');
  });
});

/** The roles as above, where tables of cases are made before anything runs. */
function body0() {
  return {
    roles: [{ role: 'CPO', country_code: 'BE', party_id: 'LAD', business_details: { name: 'Laad' } }],
  };
}
