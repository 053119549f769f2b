/** Tiers, quirks and client certificates: what operators set, what the adapter is told, and what is never shown. */
import { newRoot } from '../../../tests/setup/certificates.js';
import { operator, platformCaller, problemOf, role, system, World, type Data } from './world.js';

const tier = {
  name: 'night',
  requestsPerSecond: 5,
  burst: 7,
  requestsAtOnce: 3,
  forwardsAtOnce: 2,
  bodyBytes: 4096,
};

describe('protection', () => {
  let world: World;
  let cpo: string;
  let token: string;
  beforeAll(async () => {
    world = await World.open();
    ({ id: cpo, token } = await world.registered('CPO', [role('CPO')]));
  });
  afterAll(() => world.close());

  const LIMITS = 'name requestsPerSecond burst requestsAtOnce forwardsAtOnce bodyBytes';
  const put = (more: object = {}) =>
    world.ask<{ putRateTier: Data }>(
      operator,
      `mutation P($input: RateTierInput!) { putRateTier(input: $input) { ${LIMITS} changedBy } }`,
      { input: { ...tier, ...more } },
    );
  const move = (name: string, id = cpo) =>
    world.ask<{ setPlatformTier: { tier: Data } }>(
      operator,
      `mutation M($id: ID!, $name: String!) { setPlatformTier(platformId: $id, tier: $name) { tier { ${LIMITS} } } }`,
      { id, name },
    );
  /** The kinds of changes that are told while something is done. */
  const told = async (act: () => Promise<unknown>): Promise<unknown> => {
    const changes = (await world.subscribe(
      system,
      'subscription { platformChanged { platformId kind } }',
    )) as AsyncGenerator<{ data: { platformChanged: object } }>;
    const first = changes.next();
    await act();
    const { value } = (await first) as { value: { data: { platformChanged: object } } };
    await changes.return(undefined);
    return { ...value.data.platformChanged };
  };

  it('HUB-063 begins with every platform in STANDARD, of three tiers', async () => {
    const { rateTiers } = await world.ask<{ rateTiers: { name: string }[] }>(
      operator,
      '{ rateTiers { name } }',
    );
    expect(rateTiers.map(({ name }) => name)).toEqual(['LARGE', 'SMALL', 'STANDARD']);
    const { platform } = await world.ask<{ platform: Data }>(
      operator,
      `{ platform(id: "${cpo}") { tier { ${LIMITS} changedBy } } }`,
    );
    expect(platform['tier']).toMatchObject({ name: 'STANDARD', bodyBytes: 1048576, changedBy: null });
  });

  it('HUB-063 lets operators make tiers and put platforms into them, and tells the adapter', async () => {
    expect(await put()).toEqual({ putRateTier: { ...tier, name: 'NIGHT', changedBy: 'Olga' } });
    expect(await told(() => move('Night'))).toEqual({ platformId: cpo, kind: 'CONFIGURED' });
    expect(await told(() => put({ burst: 8 }))).toEqual({ platformId: '*', kind: 'LIMITS_CHANGED' });
    const owners = await world.ask(
      system,
      `query O($h: [ID!]!) { credentialsByToken(hashes: $h) { platform { tier { ${LIMITS} } } } }`,
      { h: [(await world.rows<{ hash: string }>('select hash from parties.inbound_token'))[0]?.hash] },
    );
    expect(owners).toEqual({
      credentialsByToken: [{ platform: { tier: { ...tier, name: 'NIGHT', burst: 8 } } }],
    });
    expect(await world.owner(token)).toBe('TOKEN_C CONNECTED');
  });

  it('HUB-063 refuses limits nobody can keep, and tiers nobody has made', async () => {
    expect((await problemOf(put({ requestsAtOnce: 0 }))).message).toBe(
      'input.requestsAtOnce is 0; it must be from 1 to 100000.',
    );
    expect(await problemOf(move('nowhere'))).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no tier NOWHERE; make it with putRateTier first.',
    });
  });

  const style = async () =>
    (
      await world.ask<{ platformCallStyle: Data }>(
        system,
        `{ platformCallStyle(id: "${cpo}") { trailingSlash overlongTexts certificate key } }`,
      )
    ).platformCallStyle;
  const quirks = (input: object, id = cpo) =>
    world.ask(
      operator,
      `mutation Q($input: PlatformQuirksInput!) {
        setPlatformQuirks(input: $input) { tolerateNewline trailingSlash overlongTexts }
      }`,
      { input: { platformId: id, ...input } },
    );

  it('TRN-103 TRN-005 AMB-010 keeps quirks by platform, each by itself', async () => {
    expect(await style()).toEqual({
      trailingSlash: 'KEEP',
      overlongTexts: 'KEEP',
      certificate: null,
      key: null,
    });
    await quirks({ trailingSlash: 'ALWAYS' });
    expect(await quirks({ overlongTexts: 'TRUNCATE', base64Token: false })).toEqual({
      setPlatformQuirks: { tolerateNewline: false, trailingSlash: 'ALWAYS', overlongTexts: 'TRUNCATE' },
    });
    expect(await style()).toMatchObject({ trailingSlash: 'ALWAYS', overlongTexts: 'TRUNCATE' });
    const connection = `{ platformConnection(id: "${cpo}") { base64Token } }`;
    expect(await world.ask(system, connection)).toEqual({ platformConnection: { base64Token: false } });
    const { id } = await world.invite('not registered yet');
    expect((await problemOf(quirks({ base64Token: true }, id))).code).toBe('CONFLICT');
  });

  const root = newRoot();
  const SHOWN = 'clientCertificate { subject issuer fingerprint expiresAt setBy }';
  const setCertificate = (input: { certificate: string; key: string }) =>
    world.ask<{ setPlatformClientCertificate: { clientCertificate: Data } }>(
      operator,
      `mutation C($input: ClientCertificateInput!) { setPlatformClientCertificate(input: $input) { ${SHOWN} } }`,
      { input: { platformId: cpo, ...input } },
    );

  it('TRN-001 keeps a client certificate for a platform, shows when it ends and never its key', async () => {
    const own = root.issue('hub.example.com');
    const chain = own.certificate + root.certificate;
    const { setPlatformClientCertificate: shown } = await setCertificate({ ...own, certificate: chain });
    expect(shown.clientCertificate).toEqual({
      subject: 'CN=hub.example.com',
      issuer: 'CN=Test root',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: expect.stringMatching(/Z$/),
      setBy: 'Olga',
    });
    expect(await style()).toMatchObject({ certificate: chain, key: own.key });
    // Not even the table knows it in the clear, and no type that is shown has a field for it.
    const [row] = await world.rows('select * from parties.client_certificate');
    expect(JSON.stringify(row)).not.toContain(own.key.slice(40, 80));
    const type = world.parties.schema.getType('ClientCertificate') as unknown as { getFields(): object };
    expect(Object.keys(type.getFields())).not.toContain('key');
    expect((await problemOf(world.ask(operator, `{ platformCallStyle(id: "${cpo}") { key } }`))).code).toBe(
      'FORBIDDEN',
    );
    expect(
      (await problemOf(world.ask(platformCaller(cpo), `{ platform(id: "${cpo}") { ${SHOWN} } }`))).code,
    ).toBe('FORBIDDEN');
    const remove = `mutation { removePlatformClientCertificate(platformId: "${cpo}") { ${SHOWN} } }`;
    expect(await world.ask(operator, remove)).toEqual({
      removePlatformClientCertificate: { clientCertificate: null },
    });
    expect((await problemOf(world.ask(operator, remove))).code).toBe('NOT_FOUND');
    expect(await style()).toMatchObject({ certificate: null, key: null });
  });

  it.each([
    ['of somebody else', () => ({ ...root.issue('a'), key: root.issue('b').key }), 'The key is not the one'],
    ['that has ended', () => root.issue('a', { days: -1 }), 'The certificate expired at'],
    ['that is none', () => ({ certificate: 'x', key: 'y' }), 'The certificate has to be PEM'],
    ['without its key', () => ({ ...root.issue('a'), key: 'y' }), 'The key cannot be read'],
    [
      'in a chain that is none',
      () => {
        const own = root.issue('a');
        return { ...own, certificate: own.certificate + newRoot('other').certificate };
      },
      'Each certificate of the chain',
    ],
  ])('TRN-001 refuses a certificate %s', async (_what, given, sentence) => {
    const problem = await problemOf(setCertificate(given()));
    expect(problem.code).toBe('INVALID_INPUT');
    expect(problem.message).toContain(sentence);
  });
});
