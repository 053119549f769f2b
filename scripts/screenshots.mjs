// Pictures of every page, in light and dark, with data and empty, into docs/screenshots/: `npm run screenshots`. Two hubs
// are started for it, one with the demo's partners at work and one that nobody has connected to. They are there to be
// looked at after a change of how things look; nothing compares them. `--only sessions,cdrs` takes some pages.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/screenshots');

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Long enough for charges of the demo to end and for their CDRs to be checked. */
const DEMO_MS = 100_000;
const SETTLE_MS = 2_500;

/** Lists are shown with their first row open. */
const pages = {
  now: { path: '/', isForPhones: true },
  map: { path: '/map', isForPhones: true },
  locations: { path: '/locations', opens: true },
  sessions: { path: '/sessions', opens: true, isForPhones: true },
  cdrs: { path: '/cdrs', opens: true },
  tariffs: { path: '/tariffs', opens: true },
  tokens: { path: '/tokens', opens: true },
  commands: { path: '/commands', opens: true },
  clearing: { path: '/clearing' },
  parties: { path: '/parties', opens: true },
  exchanges: { path: '/exchanges', opens: true },
  problems: { path: '/problems' },
  analytics: { path: '/analytics' },
  settings: { path: '/settings' },
};

const chosen = process.argv.includes('--only')
  ? process.argv[process.argv.indexOf('--only') + 1].split(',')
  : undefined;
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
if (!executablePath) {
  console.error('There is no Chromium here: install one, or name it with CHROMIUM=/path/to/it.');
  process.exit(1);
}

await using scope = new AsyncDisposableStack();
await mkdir(folder, { recursive: true });
const [full, empty] = await Promise.all([startHub('on'), startHub('off')]);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader'],
});
scope.defer(() => browser.close());
console.log(`The demo works for ${DEMO_MS / 1000} seconds …`);
await pause(DEMO_MS);
await fill(full);

for (const [hub, state] of [
  [full, 'data'],
  [empty, 'empty'],
])
  for (const colours of ['light', 'dark'])
    for (const [name, page] of Object.entries(pages).filter(([one]) => chosen?.includes(one) ?? true)) {
      await shoot(hub, page, colours, WIDE, join(folder, `${name}-${state}-${colours}.png`));
      if (page.isForPhones && state === 'data')
        await shoot(
          hub,
          { ...page, opens: false },
          colours,
          PHONE,
          join(folder, `${name}-phone-${colours}.png`),
        );
    }

async function shoot(hub, { path, opens }, colorScheme, viewport, file) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const [name, value] = hub.cookie;
  await context.addCookies([{ name, value, url: hub.url }]);
  const page = await context.newPage();
  await page.goto(hub.url + path);
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 20_000 })
    .catch((reason) => console.log(`${name}: ${path}: ${reason.message}`));
  await pause(SETTLE_MS);
  const row = page.locator('[role=row][data-key]').first();
  if (opens && (await row.count()) > 0) {
    await row.click();
    await pause(SETTLE_MS);
  }
  await page.screenshot({ path: file });
  await context.close();
  console.log(file);
}

async function startHub(demo) {
  const data = await mkdtemp(join(tmpdir(), 'chargesphere-screenshots-'));
  await chmod(data, 0o755); // PostgreSQL refuses root and works as nobody, who has to get in
  scope.defer(() => rm(data, { recursive: true, force: true }));
  const key = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, ['scripts/hub.mjs', 'serve'], {
    cwd: root,
    env: {
      ...process.env,
      HUB_DEMO: demo,
      HUB_PORT: '0',
      HUB_DATA_DIR: data,
      HUB_ADMIN_KEY: key,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  scope.defer(async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(said);
      if (found) resolve(found[0].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', () => reject(new Error(`The hub ended: ${said}`)));
  });
  while (!(await fetch(`${url}/health/ready`).catch(() => ({ ok: false }))).ok) await pause(200);
  return { url, key, cookie: await signIn(url, key) };
}

async function ask(url, key, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

async function signIn(url, key) {
  const input = { email: 'anna@example.com', name: 'Anna', role: 'OPERATOR' };
  const invite = 'mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }';
  const { link } = (await ask(url, key, invite, { input })).inviteAccount;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      query: 'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
      variables: {
        input: {
          link: decodeURIComponent(link.slice(link.indexOf('=') + 1)),
          password: 'a horse that reads staples',
        },
      },
    }),
  });
  const [cookie] = response.headers.get('set-cookie').split(';');
  return cookie.split('=');
}

/** What the demo does not do by itself: a platform that is invited, one that cannot be reached, a statement run. */
async function fill({ url, key }) {
  const now = Date.now();
  const period = { from: new Date(now - 86_400_000).toISOString(), to: new Date(now).toISOString() };
  const wishes = [
    ['mutation { invitePlatform(input: { name: "Strom und Straße" }) { token } }'],
    [
      'mutation { connectPlatform(input: { name: "Volt Oost", versionsUrl: "http://127.0.0.1:9/versions", token: "not-a-token" }) { platform { id } } }',
    ],
    ['mutation { inviteAccount(input: { email: "ben@example.com", name: "Ben", role: ANALYST }) { link } }'],
    ['mutation { createApiKey(input: { name: "warehouse", role: ANALYST, scopes: [READ] }) { secret } }'],
    ['mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }', { input: period }],
  ];
  for (const [query, variables] of wishes)
    await ask(url, key, query, variables).catch((reason) => console.log(`Left out: ${reason.message}`));
  const { tokens, locations } = await ask(
    url,
    key,
    '{ tokens(page: { limit: 3 }) { items { ref } } locations(page: { limit: 3 }) { items { ref evses { uid } } } }',
  );
  for (const [at, { ref, evses }] of locations.items.entries()) {
    const [country, party, locationId] = ref.split('/');
    const input = {
      cpo: `${country}/${party}`,
      token: tokens.items[at].ref,
      locationId,
      evseUid: evses[0].uid,
    };
    await ask(url, key, 'mutation ($input: StartSessionInput!) { startSession(input: $input) { id } }', {
      input,
    }).catch((reason) => console.log(`Left out: ${reason.message}`));
  }
  await pause(5_000);
}
