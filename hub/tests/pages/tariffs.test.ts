/** The page of tariffs: in words, as a week, and the price of a charge, computed in the browser as by the hub. */
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

const tariff = samples.tariff({
  id: 'NIGHT',
  tariff_alt_text: [{ language: 'nl', text: 'Goedkoper tussen 23:00 en 07:00.' }],
  elements: [
    {
      price_components: [{ type: 'ENERGY', price: 0.29, vat: 21, step_size: 1 }],
      restrictions: { start_time: '23:00', end_time: '07:00' },
    },
    {
      price_components: [
        { type: 'FLAT', price: 0.5, vat: 21, step_size: 1 },
        { type: 'ENERGY', price: 0.42, vat: 21, step_size: 1 },
        { type: 'PARKING_TIME', price: 2.4, vat: 21, step_size: 600 },
      ],
    },
  ],
});

const ESTIMATE = `query ($charge: PlannedCharge!) {
  estimatePrice(tariff: "NL/ALF/NIGHT", charge: $charge) { total { afterTaxes } lines { cost { beforeTaxes } } }
}`;

describePages('the page of tariffs', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const beside = (page: Page) => page.getByRole('complementary');

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/tariffs');
    await page.getByText('No tariffs yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await v.w.cpo.pushTariff(tariff);
  });

  it('TAR-027 tells a tariff in words and as a week, by keyboard', async () => {
    const page = await v.open('/tariffs');
    await page.locator('[data-key="NL/ALF/NIGHT"]').getByText('€0.29 – €0.42').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await beside(page)
      .getByText('Energy costs €0.29 per kWh from 23:00 to 07:00; otherwise €0.42 per kWh.')
      .waitFor();
    await beside(page).getByText('Goedkoper tussen').waitFor();

    await beside(page).getByRole('tab', { name: 'In words' }).focus();
    await page.keyboard.press('ArrowRight');
    // With 21 % on it.
    await beside(page).getByText('A kWh costs from €0.3509 to €0.5082, with taxes.').waitFor();
    const grid = beside(page).getByRole('table', { name: 'Price per kWh, with taxes, by hour and day' });
    const at = (hour: string) =>
      grid.getByRole('row', { name: hour }).getByRole('cell').first().textContent();
    expect([await at('06:00'), await at('07:00'), await at('23:00')]).toEqual(['0.3509', '0.5082', '0.3509']);
  });

  it('PRC-047 computes the price of a charge as the hub does', async () => {
    const page = await v.open('/tariffs?open=NL/ALF/NIGHT&tab=simulator&zone=Europe/Amsterdam');
    await beside(page).getByLabel('Start').fill('2026-12-01T22:30');
    await beside(page).getByLabel('kWh').fill('10');
    await beside(page).getByLabel('Minutes of parking').fill('15');
    const charge = {
      start: '2026-12-01T21:30:00Z',
      chargingMinutes: 60,
      parkingMinutes: 15,
      kwh: 10,
      timeZone: 'Europe/Amsterdam',
    };
    interface Estimate {
      estimatePrice: { total: { afterTaxes: string }; lines: { cost: { beforeTaxes: string } }[] };
    }
    const { estimatePrice } = await v.w.graph<Estimate>(ESTIMATE, { charge });
    // Half of it by day, half by night, the start fee, and two steps of ten minutes of parking.
    expect(estimatePrice.lines.map(({ cost }) => cost.beforeTaxes).sort()).toEqual([
      '0.5',
      '0.8',
      '1.45',
      '2.1',
    ]);
    const total = beside(page)
      .getByRole('tabpanel')
      .locator('dl')
      .getByText(`€${estimatePrice.total.afterTaxes}`);
    await total.waitFor();
    const lines = beside(page).getByRole('table', { name: 'Lines of the price' });
    expect(await lines.getByRole('row').count()).toBe(1 + estimatePrice.lines.length);
    expect(page.url()).toContain('kwh=10');

    await beside(page).getByLabel('kWh').fill('-3');
    await beside(page).getByText('Numbers from 0 on, please.').waitFor();
    await beside(page).getByLabel('kWh').fill('1000000');
    await beside(page).getByText('charge.kwh is 1000000').waitFor();
    await beside(page).getByLabel('Time zone').fill('Middle/Earth');
    await beside(page).getByText('a time zone that exists').waitFor();
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colours) => {
    let page: Page;
    beforeAll(async () => {
      page = await v.open('/tariffs?open=NL/ALF/NIGHT', { colours });
    }, 30_000);

    it.each(['In words', 'Week', 'Simulator', 'Document'])(
      'has nothing serious for axe in %s',
      async (name) => {
        await page.getByRole('tab', { name }).click();
        const panel = page.getByRole('tabpanel', { name });
        await panel.waitFor();
        expect(await axeFindings(page)).toEqual([]);
        await shot(page, `tariffs-${name.toLowerCase().replace(' ', '-')}-${colours}`);
      },
    );
  });

  it('is German where German is read, and fits on a phone', async () => {
    const size = { width: 390, height: 844 };
    const page = await v.open('/tariffs?open=NL/ALF/NIGHT', { locale: 'de-DE', size });
    await beside(page)
      .getByText(/Energie kostet 0,29\s€ je kWh von 23:00 bis 07:00; sonst 0,42\s€ je kWh\./)
      .waitFor();
    await page.getByRole('tab', { name: 'Rechner' }).click();
    await beside(page).getByText('Mit Steuern').waitFor();
    await shot(page, 'tariffs-german');
    const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await isWider()).toBe(false);
    await page.getByRole('tab', { name: 'Woche' }).click();
    await page.getByRole('tabpanel', { name: 'Woche' }).waitFor();
    expect(await isWider()).toBe(false);
    await shot(page, 'tariffs-phone');
  });
});
