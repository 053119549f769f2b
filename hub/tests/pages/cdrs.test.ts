/** The page of CDRs: a bill on both sides, why they differ, and decisions about it, by keyboard. */
import type { CDR, Price } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

const price = (before_taxes: number): Price => ({
  before_taxes,
  taxes: [{ name: 'VAT', percentage: 21, amount: Math.round(before_taxes * 2100) / 10_000 }],
});

/** 5 kWh in the hour from this one, which cost 2.00 by the Tariff; the CDR asks for `asked`. */
const charge = (name: string, hour: number, asked: number) => {
  const at = (h: number) => `2026-11-02T${String(h).padStart(2, '0')}:00:00Z`;
  const common = {
    start_date_time: at(hour),
    end_date_time: at(hour + 1),
    charging_periods: [
      samples.period({ start_date_time: at(hour), dimensions: [{ type: 'ENERGY', volume: 5 }] }),
    ],
    last_updated: at(hour + 1),
  } satisfies Partial<CDR>;
  const session = samples.session({
    ...common,
    id: name,
    kwh: 5,
    status: 'COMPLETED',
    total_cost: price(asked),
  });
  const cdr = samples.cdr({
    ...common,
    id: `C-${name}`,
    session_id: name,
    tariffs: [samples.tariff()],
    total_cost: price(asked),
    total_energy_cost: price(asked),
    total_energy: 5,
    total_time: 1,
  });
  return { session, cdr };
};

describePages('the page of CDRs', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const bill = async ({ session, cdr }: ReturnType<typeof charge>) => {
    await v.w.cpo.pushSession(session);
    await v.w.cpo.pushCdr(cdr);
  };
  const row = (page: Page, id: string) => page.locator(`[data-key="NL/ALF/${id}"]`);

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/cdrs');
    await page.getByText('No CDRs yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('PRC-047 shows a wrong bill with what is wrong, as soon as it is checked', async () => {
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushTariff(samples.tariff());
    await cpo.pushLocation(samples.location());
    await bill(charge('right', 1, 2));
    const page = await v.open('/cdrs');
    await row(page, 'C-right').getByText('Accepted').waitFor();
    await page.getByText('live', { exact: true }).waitFor();

    await bill(charge('wrong', 3, 2.6));
    await page.getByRole('button', { name: '1 new ↑' }).waitFor();
    await page.keyboard.press('n');
    await row(page, 'C-wrong').getByText('Wrong total').waitFor();
    await page
      .getByRole('group', { name: 'Check' })
      .getByRole('button', { name: /Flagged\s*1/ })
      .click();
    await row(page, 'C-right').waitFor({ state: 'detached' });
    expect(page.url()).toContain('state=FLAGGED');

    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('complementary');
    // 2.60 and 21 % is 3.146; by the Tariff 2.00 and 21 % is 2.42.
    const figures = beside.getByRole('tabpanel').locator('dl').first();
    await figures.getByText('€3.146').waitFor();
    expect(await figures.textContent()).toContain('€2.42');
    expect(await figures.textContent()).toContain('€0.726');
    const lines = beside.getByRole('table', { name: 'Line by line' });
    expect(await lines.getByRole('row', { name: /^Total/ }).textContent()).toContain('+€0.726');
    await lines.getByText('5 kWh at 0.4').first().waitFor();

    await beside.getByRole('tab', { name: 'Bill' }).focus();
    await page.keyboard.press('ArrowRight');
    await beside.getByText('PRC-047').first().waitFor();
    await beside.getByText('Wrong part').waitFor();
  });

  it('CDR-021 disputes a CDR line by line and takes it back, by keyboard', async () => {
    const page = await v.open('/cdrs?open=NL/ALF/C-wrong');
    const beside = page.getByRole('complementary');
    await beside.getByText('€3.146').first().waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).waitFor();
    await page.keyboard.type('The price is another one.');
    // What is wrong is chosen, with what was computed.
    expect(await dialog.getByRole('textbox', { name: 'What Energy should be' }).inputValue()).toBe('2.42');
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'cdrs-dispute');
    await dialog.getByRole('button', { name: 'Dispute' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await beside.getByText('Disputed').waitFor();
    await beside.getByRole('tab', { name: 'Checks' }).click();
    await beside.getByText('Energy: should be €2.42').waitFor();

    await beside.getByRole('tab', { name: 'Checks' }).blur();
    await page.keyboard.press('v');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('You are right.');
    await page.getByRole('dialog').getByRole('button', { name: 'Credit' }).click();
    await beside.getByText('Credited').waitFor();
    await page.getByRole('button', { name: /Credited\s*1/ }).waitFor();
  });

  it('accepts a CDR, and says to an analyst what is so without a button', async () => {
    await bill(charge('odd', 5, 3));
    const page = await v.open('/cdrs?open=NL/ALF/C-odd');
    const beside = page.getByRole('complementary');
    await beside.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Agreed by phone.');
    await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
    await beside.getByText('Agreed by phone.').waitFor();
    await beside.getByText('Accepted').first().waitFor();

    const other = await v.open('/cdrs?open=NL/ALF/C-odd', { role: 'ANALYST' });
    await other.getByText('Agreed by phone.').waitFor();
    const buttons = other.getByRole('complementary').getByRole('button', { name: /Accept|Dispute|Check/ });
    expect(await buttons.count()).toBe(0);
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colours) => {
    let page: Page;
    beforeAll(async () => {
      page = await v.open('/cdrs?open=NL/ALF/C-wrong', { colours });
    }, 30_000);

    it.each(['Bill', 'Checks', 'Charge', 'Document'])('has nothing serious for axe in %s', async (name) => {
      await page.getByRole('tab', { name }).click();
      const panel = page.getByRole('tabpanel', { name });
      await panel.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await shot(page, `cdrs-${name.toLowerCase().replace(' ', '-')}-${colours}`);
    });
  });

  it('fits on a phone', async () => {
    const page = await v.open('/cdrs', { size: { width: 390, height: 844 }, locale: 'de-DE' });
    await row(page, 'C-odd').waitFor();
    const isWider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await isWider()).toBe(false);
    await shot(page, 'cdrs-phone');
    await row(page, 'C-odd').getByText('Angenommen').click();
    await page.getByRole('table', { name: 'Posten für Posten' }).waitFor();
    expect(await isWider()).toBe(false);
    await shot(page, 'cdrs-phone-bill');
  });
});
