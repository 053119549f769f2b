/**
 * People at the graph, over real HTTP: how they come in, what they may do, and how that ends. In one
 * process, and with the accounts in another process than the gateway.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Browser, codeOf } from './people.browser.js';
import { world, type Shape, type World } from './world.js';

const PASSWORD = 'a horse that reads staples';
const INVITE = `mutation ($input: AccountInput!) {
  inviteAccount(input: $input) { link mailed expiresAt account { id email role hasPassword platform { name } } }
}`;
const ACCEPT =
  'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name role parties } }';
const ME = '{ me { name role email scopes parties mustChangePassword } }';

const linkIn = (url: string): string => decodeURIComponent(url.slice(url.indexOf('=') + 1));

const shapes: Shape[] = ['one', 'split'];
describe.each(shapes)('people in the shape %s', (shape) => {
  let w: World;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chargesphere-people-'));
    w = await world({ shape, env: { HUB_DATA_DIR: folder } });
    url = `http://127.0.0.1:${w.hub.port}/graphql`;
  }, 90_000);
  afterAll(async () => {
    await w.close();
    await rm(folder, { recursive: true });
  });

  let numbered = 0;
  /** A person who has taken up an invitation, in a browser of its own. */
  const person = async (input: Record<string, unknown>) => {
    const email = `person${(numbered += 1)}@example.com`;
    const { inviteAccount } = await w.graph<{ inviteAccount: { link: string; account: { id: string } } }>(
      INVITE,
      { input: { name: 'Anna', email, ...input } },
    );
    const browser = new Browser(url);
    const { data, errors } = await browser.ask(ACCEPT, {
      input: { link: linkIn(inviteAccount.link), password: PASSWORD },
    });
    if (!data) throw new Error(JSON.stringify(errors));
    return { browser, email, id: inviteAccount.account.id };
  };
  const platformIdOf = async (name: string): Promise<string> => {
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      'query ($name: String!) { platforms(filter: { name: $name }) { items { id } } }',
      { name },
    );
    return platforms.items[0]?.id ?? '';
  };

  it('come in by an invitation that was mailed, once, and choose a password that is good enough', async () => {
    const input = { email: 'Anna@Example.com', name: 'Anna', role: 'ANALYST' };
    const { inviteAccount } = await w.graph<{ inviteAccount: Record<string, unknown> }>(INVITE, { input });
    expect(inviteAccount).toMatchObject({
      mailed: true,
      account: { email: 'anna@example.com', role: 'ANALYST', hasPassword: false },
    });
    const [mail = ''] = await readdir(join(folder, 'mails'));
    expect((await stat(join(folder, 'mails', mail))).mode & 0o777).toBe(0o600);
    const text = (await readFile(join(folder, 'mails', mail), 'utf8'))
      .replaceAll('=\n', '')
      .replaceAll('=3D', '=');
    expect(text).toContain('To: anna@example.com');
    expect(text).toContain(String(inviteAccount['link']));

    const link = linkIn(String(inviteAccount['link']));
    const browser = new Browser(url);
    for (const password of ['short', 'aaaaaaaaaaaaaaaa', 'anna@example.com', 'passwordpassword'])
      expect(codeOf(await browser.ask(ACCEPT, { input: { link, password } }))).toBe('INVALID_INPUT');
    expect(codeOf(await browser.ask(ACCEPT, { input: { link: `${link}x`, password: PASSWORD } }))).toBe(
      'FORBIDDEN',
    );
    expect(browser.cookie).toBeUndefined();

    const accepted = await browser.ask(ACCEPT, { input: { link, password: PASSWORD } });
    expect(accepted.data).toEqual({ acceptInvitation: { name: 'Anna', role: 'ANALYST', parties: [] } });
    expect(accepted.setCookie).toMatch(
      /^chargesphere_login=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.ask(ME)).data).toMatchObject({
      me: { email: 'anna@example.com', role: 'ANALYST' },
    });
    expect(codeOf(await new Browser(url).ask(ACCEPT, { input: { link, password: PASSWORD } }))).toBe(
      'FORBIDDEN',
    );
  });

  it('log in by password and out again, after which the cookie is of no use', async () => {
    const { email } = await person({ role: 'OPERATOR' });
    const browser = new Browser(url);
    expect((await browser.logIn(email.toUpperCase(), PASSWORD)).data.logIn).toMatchObject({
      role: 'OPERATOR',
    });
    const { cookie } = browser;
    expect((await browser.ask('{ platforms { total } }')).data).toEqual({ platforms: { total: 2 } });
    const logins = await browser.ask<{ myLogins: { isThis: boolean }[] }>(
      '{ myLogins { id address isThis beganAt lastUsedAt endsAt } }',
    );
    expect(logins.data.myLogins.map(({ isThis }) => isThis)).toEqual([true, false]);
    expect((await browser.ask('mutation { logOut }')).setCookie).toContain('Max-Age=0');
    expect(browser.cookie).toBeUndefined();
    browser.cookie = cookie;
    expect((await browser.ask('{ platforms { total } }')).http).toBe(401);
    expect((await browser.ask(ME)).data).toEqual({ me: null });
  });

  it('are told the same whether an account is unknown, closed or has another password', async () => {
    const { email, id } = await person({ role: 'ANALYST' });
    const told = async (one: string, password: string) => {
      const { errors, setCookie } = await new Browser(url).logIn(one, password);
      expect(setCookie).toBeNull();
      return errors.map(({ message, extensions }) => [message, extensions['code']]);
    };
    const wrong = await told(email, 'not the password of it');
    expect(await told('nobody@example.com', PASSWORD)).toEqual(wrong);
    await w.graph('mutation ($id: ID!) { disableAccount(id: $id) { disabledAt } }', { id });
    expect(await told(email, PASSWORD)).toEqual(wrong);
    await w.graph('mutation ($id: ID!) { enableAccount(id: $id) { disabledAt } }', { id });
    expect((await new Browser(url).logIn(email, PASSWORD)).errors).toEqual([]);
  });

  it('have to wait after a few wrong passwords, however fast and in whatever way they are tried', async () => {
    const { email } = await person({ role: 'ANALYST' });
    const tried = await Promise.all(
      Array.from({ length: 12 }, () => new Browser(url).logIn(email, 'a wrong password')),
    );
    const codes = tried.map(codeOf);
    expect(codes.filter((code) => code === 'FORBIDDEN').length).toBeLessThanOrEqual(5);
    expect(codes).toContain('UNAVAILABLE');
    // The right one is not looked at either, so a guesser learns nothing.
    expect(codeOf(await new Browser(url).logIn(email, PASSWORD))).toBe('UNAVAILABLE');
    const many = await new Browser(url).ask(
      'mutation ($input: LogInInput!) { a: logIn(input: $input) { name } b: logIn(input: $input) { name } }',
      { input: { email, password: 'x' } },
    );
    expect([many.http, codeOf(many)]).toEqual([400, 'INVALID_INPUT']);
  });

  it('get a new password by a link that is mailed, and all their logins end', async () => {
    const { browser, email } = await person({ role: 'ANALYST' });
    const reset = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
    const stranger = new Browser(url);
    const before = new Set(await readdir(join(folder, 'mails')));
    expect((await stranger.ask(reset, { email: 'nobody@example.com' })).data).toEqual({
      requestPasswordReset: true,
    });
    expect((await stranger.ask(reset, { email })).data).toEqual({ requestPasswordReset: true });
    const arrived = async (): Promise<string> => {
      for (;;) {
        const mail = (await readdir(join(folder, 'mails'))).find((one) => !before.has(one));
        const text = mail ? await readFile(join(folder, 'mails', mail), 'utf8') : '';
        if (text.includes('leave it alone')) return text;
      }
    };
    const text = (await arrived()).replaceAll('=\n', '').replaceAll('=3D', '=');
    expect(text).toContain(`To: ${email}`);
    const link = /#reset=(\S+)/.exec(text)?.[1] ?? '';
    const choose = 'mutation ($input: ChoosePasswordInput!) { resetPassword(input: $input) { role } }';
    const next = 'another long password';
    expect((await stranger.ask(choose, { input: { link, password: next } })).data).toEqual({
      resetPassword: { role: 'ANALYST' },
    });
    expect((await stranger.ask(ME)).data).toMatchObject({ me: { email } });
    expect(await endOf(browser)).toBe(401);
    expect(codeOf(await new Browser(url).logIn(email, PASSWORD))).toBe('FORBIDDEN');
    expect(codeOf(await new Browser(url).ask(choose, { input: { link, password: 'yet another one' } }))).toBe(
      'FORBIDDEN',
    );
  });

  /** What others do to somebody's rights is heard a moment later. */
  const endOf = async (browser: Browser): Promise<number> => {
    for (let asked = 0; asked < 500; asked += 1) {
      const { http } = await browser.ask('{ hub { ref } }');
      if (http !== 200) return http;
    }
    return 200;
  };

  it('change their password knowing the one they have, which ends their other logins', async () => {
    const { browser, email } = await person({ role: 'ANALYST' });
    const other = new Browser(url);
    await other.logIn(email, PASSWORD);
    const change =
      'mutation ($current: String!, $password: String!) { changePassword(current: $current, password: $password) }';
    expect(
      codeOf(await browser.ask(change, { current: 'a wrong password', password: 'something quite new' })),
    ).toBe('FORBIDDEN');
    expect((await browser.ask(change, { current: PASSWORD, password: 'something quite new' })).data).toEqual({
      changePassword: true,
    });
    expect((await browser.ask('{ hub { ref } }')).http).toBe(200);
    expect(await endOf(other)).toBe(401);
  });

  it('are let in with their cookie only from pages of the hub, or by programs that say so', async () => {
    const { browser, email } = await person({ role: 'ANALYST' });
    const ask = async (origin: string | null, headers: Record<string, string> = {}) => {
      const page = new Browser(url, origin);
      page.cookie = browser.cookie;
      return (await page.ask('{ hub { ref } }', {}, headers)).http;
    };
    expect(await ask(new URL(url).origin)).toBe(200);
    expect(await ask('https://evil.example.com')).toBe(403);
    expect(await ask('null')).toBe(403);
    expect(await ask(null)).toBe(403);
    expect(await ask(null, { 'graphql-require-preflight': '1' })).toBe(200);
    expect(await ask(new URL(url).origin, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    // Nobody is logged in behind his back either.
    const forced = await new Browser(url, 'https://evil.example.com').logIn(email, PASSWORD);
    expect([forced.http, forced.setCookie]).toEqual([403, null]);
  });

  describe('with the role', () => {
    it('analyst read what operators read, but no accounts, and change nothing', async () => {
      const { browser } = await person({ role: 'ANALYST' });
      expect(
        (await browser.ask('{ platforms { total } auditTrail { items { action } } sessions { total } }'))
          .errors,
      ).toEqual([]);
      for (const query of ['{ accounts { total } }', '{ apiKeys { total } }'])
        expect([(await browser.ask(query)).http, codeOf(await browser.ask(query))]).toEqual([
          403,
          'FORBIDDEN',
        ]);
      const changed = await browser.ask('mutation { setHubPolicy(input: { preset: CLOSED }) { preset } }');
      expect([changed.http, codeOf(changed)]).toEqual([403, 'FORBIDDEN']);
    });

    it('partner see their own parties, and of the others what these may see', async () => {
      const platformId = await platformIdOf('Alfa Laden');
      const { browser } = await person({ role: 'PARTNER', platformId });
      expect((await browser.ask(ME)).data).toMatchObject({ me: { role: 'PARTNER', parties: ['NL/ALF'] } });
      const own = async () =>
        (await browser.ask<{ exchanges: { items: unknown[] } }>('{ exchanges { items { url } } }')).data
          .exchanges.items;
      const deadline = Date.now() + 10_000; // exchanges are recorded behind the answers
      while ((await own()).length === 0 && Date.now() < deadline) await pause(20);
      const { exchanges } = await w.graph<{ exchanges: { items: unknown[] } }>(
        'query ($platformId: ID!) { exchanges(filter: { platformId: $platformId }) { items { url } } }',
        { platformId },
      );
      expect(exchanges.items.length).toBeGreaterThan(0);
      expect((await own()).length).toBe(exchanges.items.length);
      expect((await browser.ask('{ parties { items { ref } } }')).errors).toEqual([]);
      for (const query of [
        '{ platforms { total } }',
        '{ exchanges { items { platform { name } } } }',
        '{ alarms { total } }',
      ])
        expect(codeOf(await browser.ask(query))).toBe('FORBIDDEN');
      const other = await person({ role: 'PARTNER', platformId, parties: ['NL/XXX'] });
      expect(
        (await other.browser.ask('{ me { parties } exchanges { items { url } } sessions { total } }')).data,
      ).toEqual({
        me: { parties: [] },
        exchanges: { items: [] },
        sessions: { total: 0 },
      });
    });

    it('host see their account and nothing else yet', async () => {
      const { browser } = await person({ role: 'HOST' });
      expect((await browser.ask(ME)).data).toMatchObject({ me: { role: 'HOST' } });
      for (const query of ['{ sessions { total } }', '{ parties { total } }', '{ locations { total } }'])
        expect([(await browser.ask(query)).http, codeOf(await browser.ask(query))]).toEqual([
          403,
          'FORBIDDEN',
        ]);
    });

    it('operator administer, on the record under their own name', async () => {
      const { browser, email } = await person({ role: 'OPERATOR', name: 'Olga Ops' });
      const { data } = await browser.ask<{ createApiKey: { secret: string } }>(
        'mutation { createApiKey(input: { name: "made by Olga", role: ANALYST }) { secret key { createdBy } } }',
      );
      expect(data.createApiKey).toMatchObject({ key: { createdBy: 'Olga Ops' } });
      const { auditTrail } = await w.graph<{ auditTrail: { items: { after: unknown }[] } }>(
        '{ auditTrail(filter: { actor: "Olga Ops" }) { items { action outcome subject { type } after } } }',
      );
      expect(auditTrail.items).toMatchObject([{ action: 'createApiKey', outcome: 'DONE' }]);
      expect(JSON.stringify(auditTrail)).not.toContain(data.createApiKey.secret);
      expect(email).toMatch(/@/);
    });
  });

  it('whose account is closed are out at once, everywhere, also live', async () => {
    const { browser, id } = await person({ role: 'ANALYST' });
    await w.graph('mutation ($id: ID!) { disableAccount(id: $id) { id } }', { id });
    expect(await endOf(browser)).toBe(401);
  });

  it('change in what they may do from the next moment on', async () => {
    const { browser, id } = await person({ role: 'OPERATOR' });
    expect((await browser.ask('{ accounts { total } }')).http).toBe(200);
    await w.graph('mutation ($id: ID!) { changeAccount(id: $id, input: { role: ANALYST }) { role } }', {
      id,
    });
    let http = 200;
    for (let asked = 0; http === 200 && asked < 500; asked += 1)
      http = (await browser.ask('{ accounts { total } }')).http;
    expect(http).toBe(403);
  });

  it('live queries answer a cookie from a page of the hub, and from no other', async () => {
    const { browser } = await person({ role: 'ANALYST' });
    const { default: WebSocket } = await import('ws');
    const knock = (origin: string) =>
      new Promise<number | string>((resolve, reject) => {
        const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
          headers: { cookie: browser.cookie ?? '', origin },
        });
        socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
        socket.on('message', (data) => {
          resolve((JSON.parse(String(data)) as { type: string }).type);
          socket.close();
        });
        socket.on('close', (code) => resolve(code));
        socket.on('error', reject);
      });
    expect(await knock(new URL(url).origin)).toBe('connection_ack');
    expect(await knock('https://evil.example.com')).toBe(4403);
  });
});
