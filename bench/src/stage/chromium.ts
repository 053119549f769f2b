/** A real browser at the pages of the hub, signed in, and what its own tracing says of how smooth they were. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { request } from 'undici';
import { postGraph } from './graph.client.js';
import type { HubUnderTest } from './hub.js';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A software renderer, since a machine that measures has no screen: frames cost more here than before people. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader'];

export const openChromium = async (scope: AsyncDisposableStack): Promise<Browser | undefined> => {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  scope.defer(() => browser.close());
  return browser;
};

const PASSWORD = 'measured again and again';

/** The cookie of an operator who came in as people do. */
export const signIn = async (hub: HubUnderTest): Promise<{ name: string; value: string }> => {
  const input = { email: 'bench@example.com', name: 'Bench', role: 'OPERATOR' };
  const invited = (await postGraph(
    hub,
    'mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }',
    { input },
  )) as { inviteAccount: { link: string } };
  const { link } = invited.inviteAccount;
  const taken = {
    query: 'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
    variables: { input: { link: decodeURIComponent(link.slice(link.indexOf('=') + 1)), password: PASSWORD } },
  };
  const { headers, body } = await request(`${hub.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: hub.origin },
    body: JSON.stringify(taken),
  });
  const said = await body.text();
  const [cookie = ''] = String(headers['set-cookie'] ?? '').split(';');
  const [name = '', value = ''] = cookie.split('=');
  if (name === '') throw new Error(`The hub let nobody in: ${said.slice(0, 300)}`);
  return { name, value };
};

export const contextOf = async (
  browser: Browser,
  hub: HubUnderTest,
  cookie: { name: string; value: string },
): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ ...cookie, url: hub.origin }]);
  return context;
};

export interface Smoothness {
  seconds: number;
  /** Painted, as the compositor says. */
  frames: number;
  /** Tasks of the page's main thread over 50 ms, which people feel. */
  longTasks: number;
  longest_ms: number;
  /** Share of the time the main thread was at work. */
  busy: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
}

const LONG_MS = 50;

/** What the browser's own tracing counted while the page did something. */
export const traced = async (
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<Smoothness> => {
  await browser.startTracing(page, {
    categories: [
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'disabled-by-default-devtools.timeline.frame',
    ],
  });
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  return smoothnessOf(traceEvents, seconds);
};

/** Of the busiest renderer there was. */
export const smoothnessOf = (events: readonly TraceEvent[], seconds: number): Smoothness => {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const [busiest] = mains
    .map(({ pid, tid }) => {
      const tasks = events.filter(
        (event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name === 'RunTask',
      );
      return { pid, tasks_ms: tasks.map(({ dur = 0 }) => dur / 1000) };
    })
    .toSorted((a, b) => sum(b.tasks_ms) - sum(a.tasks_ms));
  const tasks_ms = busiest?.tasks_ms ?? [];
  return {
    seconds,
    frames: events.filter(({ name, pid }) => name === 'DrawFrame' && pid === busiest?.pid).length,
    longTasks: tasks_ms.filter((ms) => ms > LONG_MS).length,
    longest_ms: Math.max(0, ...tasks_ms),
    busy: sum(tasks_ms) / 1000 / seconds,
  };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
