/** The page of sessions: what a CPO says appears at once, and one session is known whole, by keyboard alone. */
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

/** Begun an hour ago, so that what is recorded about it now is looked for. */
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const session = (id: string, kwh: number, minutes: number, difference = {}) =>
  samples.session({
    id,
    kwh,
    start_date_time: minutesAgo(60),
    charging_periods: [
      samples.period({ start_date_time: minutesAgo(60), dimensions: [{ type: 'ENERGY', volume: 1.5 }] }),
      samples.period({
        start_date_time: minutesAgo(30),
        dimensions: [{ type: 'ENERGY', volume: kwh - 1.5 }],
      }),
    ],
    last_updated: minutesAgo(minutes),
    ...difference,
  });

describePages('the page of sessions', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const rows = (page: Page) => page.getByRole('grid').locator('[data-key]');

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/sessions');
    await page.getByText('No charging yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('SES-001 shows a session as its CPO tells of it, and its timeline, energy and cost, by keyboard', async () => {
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushTariff(samples.tariff());
    await cpo.pushLocation(samples.location());
    await cpo.pushSession(session('101', 3, 10));
    const page = await v.open('/sessions');
    await rows(page).first().waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('complementary');
    await beside.getByText('012345678').first().waitFor();
    await beside.getByRole('link', { name: 'Lindengracht' }).waitFor();
    // By its Tariff: 3 kWh at 0.40, and 21 % on it.
    await beside.getByText('€1.452').waitFor();

    // What the CPO changes is there without asking.
    await cpo.patchSession('101', { kwh: 4, last_updated: minutesAgo(5) });
    await beside.getByText('€1.936').waitFor();

    await beside.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('ArrowRight');
    const steps = beside.getByRole('list', { name: 'Timeline' });
    await steps.getByText('PATCH').waitFor();
    expect(await steps.getByText('PUT', { exact: true }).count()).toBe(1);
    expect(await steps.getByText('kwh', { exact: true }).count()).toBe(2);
    expect(page.url()).toContain('tab=timeline');

    await page.keyboard.press('ArrowRight');
    await beside.getByRole('img', { name: /^4\.00 kWh in 2 periods; the most, 1\.50 kWh/ }).waitFor();
    await beside.getByRole('table', { name: 'Charging periods' }).getByText('1.500').first().waitFor();

    await page.keyboard.press('ArrowRight');
    const lines = beside.getByRole('table', { name: 'Lines of the cost' });
    await lines.getByRole('rowheader', { name: 'Energy' }).waitFor();
    expect(await lines.textContent()).toContain('€0.40 / kWh');

    await page.keyboard.press('ArrowRight');
    await beside.getByText('"kwh": 4').waitFor();
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
  });

  it('announces new sessions and shows them when asked', async () => {
    const page = await v.open('/sessions?status=ACTIVE');
    await rows(page).first().waitFor();
    await page.getByText('live', { exact: true }).waitFor();
    await v.w.cpo.pushSession(session('102', 2, 1));
    await page.getByRole('button', { name: '1 new ↑' }).waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.keyboard.press('n');
    await page.locator('[data-key="NL/ALF/102"]').waitFor();
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colours) => {
    let page: Page;
    beforeAll(async () => {
      page = await v.open('/sessions?open=NL/ALF/101', { colours });
    }, 30_000);

    it.each(['Overview', 'Timeline', 'Energy', 'Cost', 'Document'])(
      'has nothing serious for axe in %s',
      async (name) => {
        await page.getByRole('tab', { name }).click();
        const panel = page.getByRole('tabpanel', { name });
        await panel.waitFor();
        await panel.getByText('Loading …').waitFor({ state: 'detached' });
        expect(await axeFindings(page)).toEqual([]);
        await shot(page, `sessions-${name.toLowerCase().replace(' ', '-')}-${colours}`);
      },
    );
  });

  it('fits on a phone, in German too', async () => {
    const page = await v.open('/sessions', { size: { width: 390, height: 844 }, locale: 'de-DE' });
    await rows(page).first().waitFor();
    await shot(page, 'sessions-phone');
    const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await isWider()).toBe(false);
    await rows(page).first().getByText('Aktiv').click();
    await page.getByRole('tab', { name: 'Verlauf' }).click();
    await page.getByRole('list', { name: 'Verlauf' }).waitFor();
    expect(await isWider()).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'sessions-phone-timeline');
  });
});
