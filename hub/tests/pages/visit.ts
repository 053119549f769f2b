/**
 * The dashboard as people use it: a real hub with real partners, a real Chromium, a person with a role signed in. Pages
 * are driven by keyboard where a keyboard does; what they complain about on the console fails the test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { Browser } from '../people.browser.js';
import { world, type World } from '../world.js';

const root = join(import.meta.dirname, '../../..');

/** Where Debian and others have it; CHROMIUM names another. */
const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

/** Tests of pages are skipped, and say so, where there is no Chromium. */
export const describePages: typeof describe =
  chromiumPath === undefined ? (describe.skip as typeof describe) : describe;
if (chromiumPath === undefined) process.stderr.write('No Chromium here: the tests of pages are skipped.\n');

export const PASSWORD = 'a horse that reads staples';
const INVITE = `mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }`;
const ACCEPT = 'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }';

export type Role = 'OPERATOR' | 'ANALYST' | 'PARTNER' | 'HOST';

export interface VisitOptions {
  role?: Role;
  /** Whose people they are, for partners. */
  platformId?: string;
  colours?: 'light' | 'dark';
  size?: { width: number; height: number };
  /** As browsers say it: `en-GB`, `de-DE`. */
  locale?: string;
}

export interface Visit {
  w: World;
  url: string;
  chromium: Chromium;
  /** A page of somebody who is signed in, at a path such as `/sessions?status=ACTIVE`. */
  open(path: string, options?: VisitOptions): Promise<Page>;
  /** A page of somebody who is not. */
  stranger(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Opens a hub, its partners and a Chromium. What the pages complained about is thrown when it is closed. */
export const visit = async (env: Record<string, string> = {}): Promise<Visit> => {
  if (chromiumPath === undefined) throw new Error('Tests of pages stand in describePages.');
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'dashboard'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The dashboard could not be built: ${built.stderr}`);
  const w = await world({ env });
  const url = `http://127.0.0.1:${w.hub.port}`;
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader'],
  });
  const complaints: string[] = [];
  const cookies = new Map<string, Promise<string>>();
  let people = 0;

  const signedIn = async (role: Role, platformId?: string): Promise<string> => {
    const email = `person${(people += 1)}@example.com`;
    const input = { name: 'Anna', email, role, ...(platformId !== undefined && { platformId }) };
    const { inviteAccount } = await w.graph<{ inviteAccount: { link: string } }>(INVITE, { input });
    const link = decodeURIComponent(inviteAccount.link.slice(inviteAccount.link.indexOf('=') + 1));
    const person = new Browser(`${url}/graphql`);
    const { errors } = await person.ask(ACCEPT, { input: { link, password: PASSWORD } });
    if (errors[0] || person.cookie === undefined) throw new Error(JSON.stringify(errors));
    return person.cookie;
  };

  const page = async (path: string, cookie: string | undefined, options: VisitOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      colorScheme: options.colours ?? 'light',
      locale: options.locale ?? 'en-GB',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(10_000);
    if (cookie !== undefined) {
      const [name = '', ...value] = cookie.split('=');
      await context.addCookies([{ name, value: value.join('='), url }]);
    }
    const opened = await context.newPage();
    opened.on('pageerror', (error) => complaints.push(`${path}: ${error.stack ?? error.message}`));
    opened.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text()))
        complaints.push(`${path}: ${message.text()}`);
    });
    await opened.goto(url + path);
    return opened;
  };

  return {
    w,
    url,
    chromium: browser,
    async open(path, options = {}) {
      const { role = 'OPERATOR', platformId } = options;
      const who = `${role}/${platformId ?? ''}`;
      if (!cookies.has(who)) cookies.set(who, signedIn(role, platformId));
      return page(path, await cookies.get(who), options);
    },
    stranger: (path) => page(path, undefined, {}),
    async close() {
      await browser.close();
      await w.close();
      if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`);
    },
  };
};

const axePath = join(dirname(createRequire(import.meta.url).resolve('axe-core')), 'axe.min.js');

/** What axe finds wrong with a page that is serious or worse: `rule: element`. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate(async () => {
    interface Found {
      id: string;
      impact: string;
      nodes: { target: string[]; failureSummary: string }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
  });
};
