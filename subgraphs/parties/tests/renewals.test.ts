/** Renewals of credentials that the hub starts: when one is due, and what each end leaves. An adapter is played here. */
import { hashToken } from '@chargesphere/chassis';
import { credentials, handshake, operator, problemOf, role, system, World } from './world.js';

const HOUR_MS = 3_600_000;
const ROTATE = 'mutation Rotate($id: ID!) { rotateCredentials(platformId: $id) { id registeredAt } }';
const RENEWAL = 'query Renewal($id: ID!) { platform(id: $id) { status renewal { orderedAt failure } } }';

let world: World;
beforeEach(async () => {
  world = await World.open({ connectTimeout_ms: 5_000 });
});
afterEach(() => world.close());

/** A platform that registered by POST, and the token C it has. */
const registered = async (name: string, party: string, roleName = 'CPO') => {
  const { invitePlatform } = await world.ask<{ invitePlatform: { token: string; platform: { id: string } } }>(
    operator,
    'mutation Invite($name: String!) { invitePlatform(input: { name: $name }) { token platform { id } } }',
    { name },
  );
  const { id } = invitePlatform.platform;
  const roles = [role(roleName, 'NL', party, name)];
  const input = { ...handshake(id, credentials(roles)), tokenHash: hashToken(invitePlatform.token) };
  const { completeRegistration } = await world.ask<{ completeRegistration: { token: string } }>(
    system,
    'mutation Complete($input: RegistrationInput!) { completeRegistration(input: $input) { token } }',
    { input },
  );
  return { id, token: completeRegistration.token, roles };
};
const pending = async (): Promise<string[]> => {
  const query = '{ pendingRenewals { platformId token versionsUrl version base64Token } }';
  const { pendingRenewals } = await world.ask<{ pendingRenewals: { platformId: string }[] }>(system, query);
  return pendingRenewals.map(({ platformId }) => platformId);
};
const begin = async (id: string): Promise<string> => {
  const mutation = 'mutation Begin($id: ID!) { beginRenewal(platformId: $id) { token } }';
  return (await world.ask<{ beginRenewal: { token: string } }>(system, mutation, { id })).beginRenewal.token;
};
const finish = (id: string, document: object) =>
  world.ask(system, 'mutation Finish($input: ConnectionInput!) { finishRenewal(input: $input) { id } }', {
    input: handshake(id, document),
  });
const fail = (id: string, mayHaveArrived: boolean) =>
  world.ask(
    system,
    'mutation Fail($id: ID!, $may: Boolean!) { failRenewal(platformId: $id, reason: "It said no.", mayHaveArrived: $may) { id } }',
    { id, may: mayHaveArrived },
  );
const known = async (...tokens: string[]): Promise<boolean[]> => {
  const query = 'query Known($hashes: [ID!]!) { credentialsByToken(hashes: $hashes) { hash } }';
  const hashes = tokens.map(hashToken);
  const found = await world.ask<{ credentialsByToken: { hash: string }[] }>(system, query, { hashes });
  return hashes.map((hash) => found.credentialsByToken.some((one) => one.hash === hash));
};
const outbound = async (id: string): Promise<unknown> => {
  const query = 'query Out($id: ID!) { platformConnection(id: $id) { token } }';
  return (await world.ask<{ platformConnection: { token: string } }>(system, query, { id }))
    .platformConnection.token;
};
/** Resolves with the order when it can be seen. */
const ordered = async (id: string): Promise<void> => {
  const changes = (await world.subscribe(
    system,
    'subscription { renewalChanged }',
  )) as AsyncGenerator<unknown>;
  while (!(await pending()).includes(id)) await changes.next();
  await changes.return(undefined);
};

it('CRED-047, CRED-043, AMB-017 an ordered rotation ends with new tokens both ways, the former one good for a minute', async () => {
  const { id, token, roles } = await registered('Laden', 'LAD');
  const waiting = world.ask(operator, ROTATE, { id });
  await ordered(id);
  const next = await begin(id);
  expect(await known(token, next)).toEqual([true, true]);
  expect(await pending()).toEqual([]); // another node leaves it alone
  await finish(id, credentials(roles, { token: 'their-next-token' }));
  await waiting;
  expect(await outbound(id)).toBe('their-next-token');
  expect(await known(token, next)).toEqual([true, true]);
  world.pass(61_000);
  expect(await known(token, next)).toEqual([false, true]);
  world.pass(24 * HOUR_MS);
  expect(await known(next)).toEqual([true]);
});

it('CRED-049 a refused rotation leaves everything as it was, and says why', async () => {
  const { id, token } = await registered('Laden', 'LAD');
  const waiting = problemOf(world.ask(operator, ROTATE, { id }));
  await ordered(id);
  const before = await outbound(id);
  const next = await begin(id);
  await fail(id, false);
  expect(await waiting).toMatchObject({ code: 'UNAVAILABLE' });
  expect(await known(token, next)).toEqual([true, false]);
  expect(await outbound(id)).toBe(before);
  expect(await world.ask(operator, RENEWAL, { id })).toEqual({
    platform: { status: 'CONNECTED', renewal: { orderedAt: null, failure: 'It said no.' } },
  });
  expect(await pending()).toEqual([]); // TRN-104
});

it('CRED-048 when nobody knows whether the partner took the token, it stays good for a while', async () => {
  const { id, token } = await registered('Laden', 'LAD');
  const next = await begin(id);
  await fail(id, true);
  expect(await known(token, next)).toEqual([true, true]);
  world.pass(10 * 60_000);
  expect(await known(token, next)).toEqual([true, false]);
});

it('CRED-011 roles of others in the answer are refused, but not the tokens that are in use already', async () => {
  const { id } = await registered('Laden', 'LAD');
  await registered('Fahren', 'FAH');
  const next = await begin(id);
  await finish(id, credentials([role('CPO', 'NL', 'FAH')], { token: 'their-next-token' }));
  expect([await known(next), await outbound(id)]).toEqual([[true], 'their-next-token']);
  const { platform } = await world.ask(operator, RENEWAL, { id });
  expect(JSON.stringify(platform)).toContain('NL/FAH');
});

it('CRED-061, AMB-015 parties that come or go are told once a day, in one PUT for all of them', async () => {
  const first = await registered('Laden', 'LAD');
  const second = await registered('Fahren', 'FAH', 'EMSP');
  world.pass(HOUR_MS);
  const third = await registered('Neu', 'NEU');
  const last = await registered('Neuer', 'NER');
  expect(await pending()).toEqual([]);
  world.pass(24 * HOUR_MS);
  // Who came last knows everybody.
  expect(await pending()).toEqual([first.id, second.id, third.id]);
  for (const { id, roles } of [first, second, third]) {
    await begin(id);
    await finish(id, credentials(roles));
  }
  world.pass(48 * HOUR_MS);
  expect(await pending()).toEqual([]);
  await world.ask(system, 'mutation End($id: ID!) { endRegistration(platformId: $id) { id } }', {
    id: last.id,
  });
  const told = await pending();
  expect(told).toHaveLength(3);
  expect(told).not.toContain(last.id);
});

it('VER-016 a changed endpoint list is told to everybody who is connected, the same one to nobody', async () => {
  const note = async (fingerprint: string) => {
    const mutation = 'mutation Note($fingerprint: String!) { noteOffer(fingerprint: $fingerprint) }';
    return (await world.ask<{ noteOffer: number }>(system, mutation, { fingerprint })).noteOffer;
  };
  const { id } = await registered('Laden', 'LAD');
  const ended = await registered('Aus', 'AUS');
  await world.ask(system, 'mutation End($id: ID!) { endRegistration(platformId: $id) { id } }', {
    id: ended.id,
  });
  expect([await note('one'), await note('one'), await pending()]).toEqual([0, 0, []]);
  expect([await note('two'), await pending()]).toEqual([1, [id]]);
  expect(await note('two')).toBe(0);
});
