/** Accounts, logins and keys in the store, where time passes: what lasts how long, and what is kept of it. */
import { hashToken } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { callerOf, operator, problemOf, system, World } from './world.js';

const PASSWORD = 'a horse that reads staples';
const HOUR = 3_600_000;

describe('people', () => {
  let world: World;
  const mails: { to: string; subject: string; text: string }[] = [];
  let outage = false;
  beforeAll(async () => {
    world = await World.open({
      sendMail: async (mail) => {
        if (outage) throw new Error('The mail server is away.');
        mails.push(mail);
      },
    });
  });
  afterAll(() => world.close());

  let numbered = 0;
  /** Nobody, in a browser of its own. */
  const visitor = (address = `192.0.2.${(numbered += 1)}`): Caller & { hash: string } => {
    const loginHash = hashToken(`secret ${(numbered += 1)}`);
    return { ...callerOf({ kind: 'anonymous', visitor: { address, loginHash } }), hash: loginHash };
  };
  const invite = async (input: Record<string, unknown> = {}) => {
    const { inviteAccount } = await world.ask<{
      inviteAccount: { link: string; mailed: boolean; account: { id: string; email: string } };
    }>(
      operator,
      'mutation I($input: AccountInput!) { inviteAccount(input: $input) { link mailed account { id email } } }',
      { input: { email: `p${(numbered += 1)}@example.com`, name: 'Anna', role: 'ANALYST', ...input } },
    );
    return {
      ...inviteAccount.account,
      mailed: inviteAccount.mailed,
      link: inviteAccount.link.split('=')[1] ?? '',
    };
  };
  const accept = (caller: Caller, link: string) =>
    world.ask(
      caller,
      'mutation A($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
      {
        input: { link, password: PASSWORD },
      },
    );
  const logIn = (caller: Caller, email: string, password = PASSWORD) =>
    world.ask(caller, 'mutation L($input: LogInInput!) { logIn(input: $input) { name } }', {
      input: { email, password },
    });
  const principalOf = async (hash: string) =>
    (
      await world.ask<{ principalByLogin: { principal: Record<string, unknown> } | null }>(
        system,
        'query P($hash: ID!) { principalByLogin(hash: $hash) { principal } }',
        { hash },
      )
    ).principalByLogin?.principal;

  it('have a link that is good for a week and for one of those that were made', async () => {
    const first = await invite();
    const again = await invite({ email: first.email });
    expect(again.id).toBe(first.id);
    expect((await problemOf(accept(visitor(), first.link))).code).toBe('FORBIDDEN');
    world.pass(7 * 24 * HOUR);
    expect((await problemOf(accept(visitor(), again.link))).code).toBe('FORBIDDEN');
    const third = await invite({ email: first.email });
    const browser = visitor();
    await accept(browser, third.link);
    expect(await principalOf(browser.hash)).toMatchObject({ kind: 'operator', readsOnly: true });
    expect((await problemOf(invite({ email: first.email }))).code).toBe('CONFLICT');
  });

  it('are logged in for half a day after they were there last, and a week at the most', async () => {
    const { link } = await invite();
    const idle = visitor();
    await accept(idle, link);
    world.pass(12 * HOUR - 60_000);
    expect(await principalOf(idle.hash)).toBeDefined();
    world.pass(12 * HOUR - 60_000);
    expect(await principalOf(idle.hash)).toBeDefined();
    world.pass(12 * HOUR);
    expect(await principalOf(idle.hash)).toBeUndefined();

    const busy = visitor();
    await accept(busy, (await invite()).link);
    for (let days = 0; days < 13; days += 1) {
      expect(await principalOf(busy.hash)).toBeDefined();
      world.pass(12 * HOUR - 60_000);
    }
    world.pass(11 * HOUR + 30 * 60_000);
    expect(await principalOf(busy.hash)).toBeUndefined();
  });

  it('keep nothing that opens a door: hashes of secrets, argon2id of passwords', async () => {
    const { email, link } = await invite();
    const browser = visitor();
    await accept(browser, link);
    const kept = JSON.stringify(
      await Promise.all(
        ['account', 'login', 'login_attempt'].map((table) => world.rows(`select * from parties.${table}`)),
      ),
    );
    expect(kept).toContain('$argon2id$');
    expect(kept).not.toContain(PASSWORD);
    expect(kept).not.toContain(link);
    expect(email.length).toBeGreaterThan(0);
  });

  it('wait longer with each wrong password, and start anew after the right one', async () => {
    const { email, link } = await invite();
    await accept(visitor(), link);
    const here = '198.51.100.7';
    for (let tries = 0; tries < 5; tries += 1)
      expect((await problemOf(logIn(visitor(here), email, 'wrong'))).code).toBe('FORBIDDEN');
    expect((await problemOf(logIn(visitor(here), email))).code).toBe('UNAVAILABLE');
    // From elsewhere the same person gets in.
    await logIn(visitor(), email);
    world.pass(16_000);
    expect((await problemOf(logIn(visitor(here), email, 'wrong'))).code).toBe('FORBIDDEN');
    world.pass(16_000);
    expect((await problemOf(logIn(visitor(here), email))).code).toBe('UNAVAILABLE');
    world.pass(16_000);
    await logIn(visitor(here), email);
    expect((await problemOf(logIn(visitor(here), email, 'wrong'))).code).toBe('FORBIDDEN');
    await logIn(visitor(here), email);
  });

  it('are invited also when no mail can be sent, which the operator is told', async () => {
    outage = true;
    const { mailed, link } = await invite();
    outage = false;
    expect(mailed).toBe(false);
    await accept(visitor(), link);
  });

  it('always leave an operator who can log in', async () => {
    const only = await invite({ role: 'OPERATOR' });
    await accept(visitor(), only.link);
    const change = (text: string) =>
      world.ask(operator, `mutation M($id: ID!) { ${text} { id } }`, { id: only.id });
    const [disable, demote] = ['disableAccount(id: $id)', 'changeAccount(id: $id, input: { role: ANALYST })'];
    expect((await problemOf(change(disable))).code).toBe('CONFLICT');
    expect((await problemOf(change(demote))).code).toBe('CONFLICT');
    await accept(visitor(), (await invite({ role: 'OPERATOR' })).link);
    await change(demote);
  });

  it('make an administrator once, whichever of two nodes is first', async () => {
    const fresh = await World.open();
    try {
      const other = await fresh.node();
      const made = await Promise.all(
        [fresh.parties, other].map((node) => node.ensureAdministrator('anna@example.com')),
      );
      expect(made.filter((one) => one !== undefined)).toHaveLength(1);
      expect(await fresh.parties.ensureAdministrator('other@example.com')).toBeUndefined();
      await other.close();
    } finally {
      await fresh.close();
    }
  });

  it('who may only read are refused every change by the subgraph itself, on the record', async () => {
    const analyst = callerOf({
      kind: 'operator',
      name: 'Ann Alyst',
      readsOnly: true,
      bearer: { role: 'ANALYST', key: 'k' },
    });
    expect(
      (await problemOf(world.ask(analyst, 'mutation { setHubPolicy(input: {}) { preset } }'))).code,
    ).toBe('FORBIDDEN');
    expect((await problemOf(world.ask(analyst, '{ accounts { items { id } } }'))).code).toBe('FORBIDDEN');
    expect(await world.ask(analyst, '{ platforms { total } }')).toEqual({ platforms: { total: 0 } });
    const trail = await world.ask(
      operator,
      '{ auditTrail(filter: { actor: "Ann Alyst" }) { items { action outcome } } }',
    );
    expect(trail).toEqual({ auditTrail: { items: [{ action: 'setHubPolicy', outcome: 'REFUSED' }] } });
  });

  it('have programs with keys that expire and rotate', async () => {
    const who = async (secret: string) =>
      (
        await world.ask<{ principalByKey: { name: string } | null }>(
          system,
          'query K($hash: ID!) { principalByKey(hash: $hash) { name } }',
          { hash: hashToken(secret) },
        )
      ).principalByKey?.name;
    const expiresAt = new Date(world.now.getTime() + 3 * HOUR).toISOString();
    const { createApiKey: first } = await world.ask<{ createApiKey: { secret: string } }>(
      operator,
      'mutation C($input: ApiKeyInput!) { createApiKey(input: $input) { secret } }',
      { input: { name: 'robot', role: 'ANALYST', scopes: ['READ'], expiresAt } },
    );
    const { rotateApiKey: second } = await world.ask<{ rotateApiKey: { secret: string } }>(
      operator,
      'mutation { rotateApiKey(name: "robot", overlapHours: 1) { secret } }',
    );
    expect(await Promise.all([who(first.secret), who(second.secret)])).toEqual(['robot', 'robot']);
    world.pass(HOUR);
    expect(await Promise.all([who(first.secret), who(second.secret)])).toEqual([undefined, 'robot']);
    world.pass(2 * HOUR);
    expect(await who(second.secret)).toBeUndefined();
    expect(JSON.stringify(await world.rows('select * from parties.api_key'))).not.toContain(second.secret);
  });
});
