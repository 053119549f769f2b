/**
 * The dashboard in a real browser: how soon a page that nobody has opened before shows its rows, and how smooth it is to
 * scroll ten thousand of them, to move a map of fifty thousand points, and to watch a hundred changes a second.
 */
import type { Browser, Page } from 'playwright-core';
import { CPO } from '../documents.js';
import type { Options } from '../options.js';
import { percentile } from '../report.rules.js';
import { contextOf, openChromium, signIn, traced, type Smoothness } from '../stage/chromium.js';
import { seedLocations } from '../stage/seed.js';
import type { Stage } from '../stage/stage.js';
import { patience_ms, type Result } from './measure.js';

const OPENINGS = 7;
const ROWS = 10_000;
/** Of three or four EVSEs each, so that the map has some fifty thousand. */
const PLACES = 14_500;
const PER_SECOND = 100;
const WATCHED_S = 10;
const TIMEOUT_MS = 60_000;

export const pages = async (
  { hub, partners, start }: Stage,
  _: Options,
  scope: AsyncDisposableStack,
): Promise<Result> => {
  const browser = await openChromium(scope);
  if (!browser)
    return { rows: [], notes: ['pages: not measured, there is no Chromium here.'], details: null };
  const cookie = await signIn(hub);
  const open = async (path: string, shown: string): Promise<{ page: Page; shown_ms: number }> => {
    const page = await (await contextOf(browser, hub, cookie)).newPage();
    const began = performance.now();
    await page.goto(hub.origin + path);
    await page.locator(shown).first().waitFor({ timeout: TIMEOUT_MS });
    return { page, shown_ms: performance.now() - began };
  };
  const row = '[role=row][data-key]';

  await open('/locations', row); // the hub plans its query
  const openings: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const { page, shown_ms } = await open('/locations', row);
    openings.push(shown_ms);
    await page.context().close();
  }

  await seedLocations(hub.database.url, PLACES);
  const scrolled = await scrolling(browser, (await open('/locations', row)).page);
  const moved = await moving(browser, (await open('/map', 'canvas')).page);

  const load = await start(scope, 'live-load', {
    url: `${hub.origin.replace('http', 'ws')}/graphql`,
    key: hub.key,
    sessionsUrl: `${hub.origin}/ocpi/2.3.0/receiver/sessions/${CPO.country_code}/${CPO.party_id}`,
    headers: partners.push,
  });
  const { page: watching } = await open('/sessions', row);
  const watched = await traced(browser, watching, async () => {
    await load.run({ seconds: WATCHED_S, perSecond: PER_SECOND }, patience_ms(WATCHED_S));
  });

  const opened = { p50_ms: percentile(openings, 0.5), slowest_ms: Math.max(...openings) };
  return {
    rows: [],
    notes: [
      `pages: a browser that was never here shows the rows of /locations after ${opened.p50_ms.toFixed(0)} ms (slowest of ${OPENINGS}: ${opened.slowest_ms.toFixed(0)}).`,
      `pages: ${told(`scrolling ${scrolled.rows} rows`, scrolled)}`,
      `pages: ${told('moving the map', moved)}`,
      `pages: ${told(`${PER_SECOND} Sessions changing a second`, watched)}`,
    ],
    details: { opened, scrolled, moved, watched },
  };
};

const told = (what: string, { seconds, frames, longTasks, longest_ms, busy }: Smoothness): string =>
  `${what}: ${(frames / seconds).toFixed(0)} frames a second, ${longTasks} tasks over 50 ms in ${seconds.toFixed(0)} s, the longest ${longest_ms.toFixed(0)} ms; main thread busy ${(busy * 100).toFixed(0)} % of the time.`;

/** First to the end, page by page, so that all rows are there; then through them again, which is what is traced. */
const scrolling = async (browser: Browser, page: Page): Promise<Smoothness & { rows: number }> => {
  const grid = page.locator('[role=grid]');
  const deadline = performance.now() + TIMEOUT_MS;
  const height = () => grid.evaluate(({ scrollHeight }) => scrollHeight);
  while ((await height()) < ROWS * 32 && performance.now() < deadline)
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const rows = Math.floor((await height()) / 32);
  const smoothness = await traced(browser, page, async () => {
    await grid.evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          const steps = 240;
          let step = 0;
          const next = () => {
            element.scrollTop = (element.scrollHeight * (steps - step)) / steps;
            step += 1;
            if (step <= steps) requestAnimationFrame(next);
            else resolve();
          };
          next();
        }),
    );
  });
  return { ...smoothness, rows };
};

const moving = async (browser: Browser, page: Page): Promise<Smoothness> => {
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('The map has no place on its page.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  return traced(browser, page, async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await page.mouse.down();
      await page.mouse.move(x + (turn % 2 ? 200 : -200), y + 50, { steps: 30 });
      await page.mouse.up();
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, turn % 2 ? 300 : -300);
    }
  });
};
