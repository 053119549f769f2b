/** Invitations and registrations a partner starts, against PostgreSQL. */
import { hashToken } from '@chargesphere/chassis';
import type { ExecutionResult } from 'graphql';
import { credentials, handshake, operator, problemOf, role, system, World } from './world.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('registration by a partner', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('CRED-020 CRED-035 shows token A and the versions URL once, and keeps only the hash', async () => {
    const { invitePlatform } = await world.ask(
      operator,
      `mutation { invitePlatform(input: { name: "New Motion" }) {
        token versionsUrl expiresAt platform { name status invitedAt }
      } }`,
    );
    const { token, expiresAt, ...rest } = invitePlatform as unknown as { token: string; expiresAt: string };
    expect(rest).toEqual({
      versionsUrl: 'https://hub.example.com/ocpi/versions',
      platform: { name: 'New Motion', status: 'PENDING', invitedAt: expect.any(String) },
    });
    expect(
      Date.parse(expiresAt) -
        Date.parse((rest as never as { platform: { invitedAt: string } }).platform.invitedAt),
    ).toBe(7 * DAY);
    expect(token).toMatch(/^[\x21-\x7e]{32,64}$/);
    expect(await world.rows('select hash, kind from parties.inbound_token')).toEqual([
      { hash: hashToken(token), kind: 'TOKEN_A' },
    ]);
    expect(await world.owner(token)).toBe('TOKEN_A PENDING');
  });

  it('CRED-025 CRED-026 CRED-035 uses token A up and puts token C into force', async () => {
    const { id, token: tokenA, tokenHash } = await world.invite();
    const tokenC = await world.complete(id, tokenHash);
    expect(await world.owner(tokenA)).toBeUndefined();
    expect(await world.owner(tokenC)).toBe('TOKEN_C CONNECTED');
    expect(await world.platform(id)).toMatchObject({
      status: 'CONNECTED',
      version: '2.3.0',
      versionsUrl: 'https://partner.example.com/ocpi/versions',
      registeredAt: expect.any(String),
      endpoints: handshake(id)['endpoints'],
      roles: [{ role: 'CPO', countryCode: 'NL', partyId: 'TNM', status: 'CONNECTED' }],
      parties: [{ ref: 'NL/TNM', name: 'The New Motion' }],
    });
    // CRED-032: the status speaks before the token does.
    expect((await problemOf(world.complete(id, tokenHash))).code).toBe('ALREADY_REGISTERED');
  });

  it('CRED-035 ends an invitation that nobody took up in time, and a new one replaces it', async () => {
    const { id, token, tokenHash } = await world.invite();
    world.pass(7 * DAY);
    expect(await world.owner(token)).toBeUndefined();
    expect(await problemOf(world.complete(id, tokenHash))).toEqual({
      code: 'UNAUTHENTICATED',
      message:
        'The token of New Motion is no longer valid; use the token of the last credentials exchange, or ask the operator of the hub for a new invitation.',
    });
    const again = await world.invite('New Motion', { platformId: id, days: 1 });
    expect(again.id).toBe(id);
    await world.complete(id, again.tokenHash);
  });

  it('CRED-035 lets an operator withdraw an invitation', async () => {
    const { id, token, tokenHash } = await world.invite();
    const withdraw = () =>
      world.ask(operator, 'mutation W($id: ID!) { withdrawInvitation(platformId: $id) { status } }', { id });
    expect(await withdraw()).toEqual({ withdrawInvitation: { status: 'SUSPENDED' } });
    expect(await world.owner(token)).toBeUndefined();
    expect(await problemOf(world.complete(id, tokenHash))).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'The invitation of New Motion is no longer valid; ask the operator of the hub for a new one.',
    });
    expect((await problemOf(withdraw())).code).toBe('CONFLICT');
  });

  it('CRED-037 lets one of two registrations with the same token A win', async () => {
    const { id, tokenHash } = await world.invite();
    const both = await Promise.allSettled([world.complete(id, tokenHash), world.complete(id, tokenHash)]);
    const won = both.filter((each) => each.status === 'fulfilled');
    const lost = both.filter((each) => each.status === 'rejected');
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(['ALREADY_REGISTERED']);
    expect(won).toHaveLength(1);
    expect(await world.rows('select hash from parties.inbound_token')).toEqual([
      { hash: hashToken(won[0]?.value ?? '') },
    ]);
  });

  it('CRED-011 CRED-033 refuses a role of another platform, leaves no trace, and lets token A try again', async () => {
    await world.registered('First', [role('CPO')]);
    const { id, token, tokenHash } = await world.invite('Second');
    const taken = world.complete(
      id,
      tokenHash,
      credentials([role('EMSP', 'DE', 'EMP'), role('CPO', 'nl', 'tnm')]),
    );
    expect(await problemOf(taken)).toEqual({
      code: 'CONFLICT',
      message:
        'nl/tnm is registered as CPO by another platform; leave it out, or ask the operator of the hub to end the other registration first.',
    });
    expect(await world.platform(id)).toMatchObject({
      status: 'PENDING',
      version: null,
      endpoints: [],
      all: [],
    });
    expect(await world.rows('select key from parties.party')).toEqual([{ key: 'NL/TNM' }]);
    expect(await world.rows('select 1 from parties.outbound_token where platform_id = $1', [id])).toEqual([]);
    expect(await world.owner(token)).toBe('TOKEN_A PENDING');
    await world.complete(id, tokenHash, credentials([role('EMSP', 'DE', 'EMP')]));
  });

  it('CRED-011 gives a role that two platforms claim at the same time to one of them', async () => {
    const [one, two] = [await world.invite('One'), await world.invite('Two')];
    const both = await Promise.allSettled(
      [one, two].map(({ id, tokenHash }) => world.complete(id, tokenHash)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
  });

  it("CRED-001 CRED-011 refuses the hub's own ids, duplicates and documents that are no Credentials", async () => {
    const { id, token, tokenHash } = await world.invite();
    const attempt = (document: object) => problemOf(world.complete(id, tokenHash, document));
    expect(await attempt(credentials([role('CPO', 'nl', 'hub')]))).toEqual({
      code: 'INVALID_INPUT',
      message: 'nl/hub is this hub itself; register the parties of your own platform.',
    });
    expect(await attempt(credentials([role('CPO'), role('CPO', 'nl', 'tnm')]))).toMatchObject({
      code: 'INVALID_DOCUMENT',
      message: expect.stringContaining('may be listed once'),
    });
    expect(await attempt({ url: 'https://x.example/versions', roles: [role('CPO')] })).toMatchObject({
      code: 'INVALID_DOCUMENT',
      message: expect.stringContaining('token'),
    });
    // What PostgreSQL cannot hold, where the table does not look.
    const unstorable = { ...role('CPO'), business_details: { name: 'x', motto: 'nul \u0000' } };
    expect(await attempt(credentials([unstorable]))).toMatchObject({ code: 'INVALID_DOCUMENT' });
    expect(await world.owner(token)).toBe('TOKEN_A PENDING');
  });

  it('TRN-006 keeps no token in the clear: inbound as hashes, outbound sealed', async () => {
    const { id, token } = await world.registered('New Motion', [role('CPO')]);
    const tables = ['inbound_token', 'outbound_token', 'platform', 'outbox', 'role'];
    const dump = await Promise.all(
      tables.map((table) => world.rows(`select t::text as row from parties.${table} t`)),
    );
    const raw = JSON.stringify(dump);
    expect(raw).toContain(hashToken(token));
    for (const plain of [token, 'token-we-use-towards-them']) {
      expect(raw).not.toContain(plain);
      expect(raw).not.toContain(Buffer.from(plain).toString('base64').replace(/=+$/, ''));
    }
    const ask =
      'query C($id: ID!) { platformConnection(id: $id) { token base64Token versionsUrl endpoints { identifier } } }';
    expect(await world.ask(system, ask, { id })).toEqual({
      platformConnection: {
        token: 'token-we-use-towards-them',
        base64Token: true,
        versionsUrl: 'https://partner.example.com/ocpi/versions',
        endpoints: [{ identifier: 'credentials' }, { identifier: 'locations' }, { identifier: 'tariffs' }],
      },
    });
  });

  it('CRED-043 CRED-048 rotates the token by PUT, and the former one lives on for a minute', async () => {
    const { id, token: first } = await world.registered('New Motion', [role('CPO')]);
    const second = await world.update(id, first, credentials([role('CPO')], { token: 'their-next-token' }));
    expect([await world.owner(first), await world.owner(second)]).toEqual([
      'TOKEN_C CONNECTED',
      'TOKEN_C CONNECTED',
    ]);
    expect(
      await world.ask(system, 'query C($id: ID!) { platformConnection(id: $id) { token } }', { id }),
    ).toEqual({ platformConnection: { token: 'their-next-token' } });
    // The answer got lost: the partner repeats its PUT with the token it still has.
    const third = await world.update(id, first);
    world.pass(MINUTE);
    expect([await world.owner(first), await world.owner(second), await world.owner(third)]).toEqual([
      undefined,
      undefined,
      'TOKEN_C CONNECTED',
    ]);
    expect((await problemOf(world.update(id, first))).code).toBe('UNAUTHENTICATED');
    await world.update(id, third);
    expect(await world.rows('select hash from parties.inbound_token')).toHaveLength(2);
  });

  it('CRED-049 leaves everything in force when a PUT is refused', async () => {
    await world.registered('First', [role('CPO')]);
    const { id, token } = await world.registered('Second', [role('EMSP', 'DE', 'EMP')]);
    const before = await world.platform(id);
    const refused = world.update(id, token, credentials([role('CPO')], { token: 'never-used' }));
    expect((await problemOf(refused)).code).toBe('CONFLICT');
    expect(await world.platform(id)).toEqual(before);
    world.pass(2 * MINUTE);
    expect(await world.owner(token)).toBe('TOKEN_C CONNECTED');
  });

  it('CRED-044 CRED-050 suspends roles that vanish in a PUT, connects new ones, and keeps the rest as it was', async () => {
    const { id, token } = await world.registered('New Motion', [role('CPO'), role('EMSP')]);
    const changed = () =>
      world.rows<{ role: string; at: Date }>(
        'select role, status_changed_at as at from parties.role order by id',
      );
    const before = await changed();
    world.pass(MINUTE);
    await world.update(id, token, credentials([role('CPO', 'NL', 'TNM', 'Shell Recharge'), role('NSP')]));
    expect(await world.platform(id)).toMatchObject({
      roles: [{ role: 'CPO' }, { role: 'NSP' }],
      all: [
        { role: 'CPO', status: 'CONNECTED' },
        { role: 'EMSP', status: 'SUSPENDED' },
        { role: 'NSP', status: 'CONNECTED' },
      ],
      parties: [{ ref: 'NL/TNM' }],
    });
    const after = await changed();
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.at.getTime()).toBeGreaterThan(before[1]?.at.getTime() ?? 0);
  });

  it('CRED-046 CRED-051 voids both tokens by DELETE and suspends all parties', async () => {
    const { id, token } = await world.registered('New Motion', [role('CPO'), role('EMSP')]);
    await world.end(id);
    expect(await world.owner(token)).toBeUndefined();
    expect(await world.platform(id)).toMatchObject({
      status: 'SUSPENDED',
      endpoints: [],
      roles: [],
      all: [{ status: 'SUSPENDED' }, { status: 'SUSPENDED' }],
    });
    expect(
      await world.rows('select 1 from parties.inbound_token union all select 1 from parties.outbound_token'),
    ).toEqual([]);
  });

  it('CRED-045 refuses PUT and DELETE of a platform that is not registered', async () => {
    const { id, token } = await world.invite();
    expect(await problemOf(world.update(id, token))).toEqual({
      code: 'NOT_REGISTERED',
      message: 'New Motion is not registered; register with POST first.',
    });
    expect((await problemOf(world.end(id))).code).toBe('NOT_REGISTERED');
    expect((await problemOf(world.end('no-such-id'))).code).toBe('NOT_FOUND');
  });

  it('15.1 CRED-011 lets a suspended party come back, on its old platform or on a new one', async () => {
    const { id } = await world.registered('Old', [role('CPO'), role('EMSP')]);
    await world.end(id);
    const moved = await world.registered('New', [role('CPO')]);
    expect(await world.platform(moved.id)).toMatchObject({ roles: [{ role: 'CPO', status: 'CONNECTED' }] });
    const again = await world.invite('Old', { platformId: id });
    expect((await problemOf(world.complete(id, again.tokenHash, credentials([role('CPO')])))).code).toBe(
      'CONFLICT',
    );
    await world.complete(id, again.tokenHash, credentials([role('EMSP')]));
    expect(await world.platform(id)).toMatchObject({ all: [{ role: 'EMSP', status: 'CONNECTED' }] });
  });

  it('CRED-004 keeps the hub_party_id of a platform that is a hub itself', async () => {
    const { id, tokenHash } = await world.invite('Other hub');
    await world.complete(id, tokenHash, credentials([role('CPO')], { hub_party_id: 'DEHUB' }));
    expect(
      await world.ask(operator, 'query P($id: ID!) { platform(id: $id) { hubPartyId } }', { id }),
    ).toEqual({
      platform: { hubPartyId: 'DEHUB' },
    });
  });

  it('tells every change of a platform after it was stored', async () => {
    const changes = (await world.subscribe(
      system,
      'subscription { platformChanged { platformId kind } }',
    )) as AsyncGenerator<ExecutionResult>;
    const { id, token } = await world.registered('New Motion', [role('CPO')]);
    await world.update(id, token);
    await world.end(id);
    await world.invite('New Motion', { platformId: id });
    await world.ask(operator, 'mutation W($id: ID!) { withdrawInvitation(platformId: $id) { id } }', { id });
    for (const kind of ['INVITED', 'REGISTERED', 'UPDATED', 'UNREGISTERED', 'INVITED', 'WITHDRAWN'])
      expect(structuredClone((await changes.next()).value)).toEqual({
        data: { platformChanged: { platformId: id, kind } },
      });
    await changes.return(undefined);
  });
});
