/** The page of analytics: nothing yet, then a month of charges by party, place and time, beside the month before. */
import { samples } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

const DAY_MS = 86_400_000;

describePages('the page of analytics', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  /** A charge of ten kWh for five euros that ended so many days ago. */
  const charge = (daysAgo: number, place: string) => {
    const start = Date.now() - daysAgo * DAY_MS - 7_200_000;
    const at = (ms: number) => new Date(start + ms).toISOString();
    return v.w.cpo.pushCdr(
      samples.cdr({
        id: `C-${daysAgo}-${place}`,
        start_date_time: at(0),
        end_date_time: at(3_600_000),
        total_cost: { before_taxes: 5 },
        total_energy: 10,
        cdr_location: { ...samples.cdr().cdr_location, id: place },
        last_updated: at(3_700_000),
      }),
    );
  };

  it('says what would be here while nothing has been charged', async () => {
    const page = await v.open('/analytics');
    await page.getByText('No charge ended between').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('compares a month with the one before, and takes it apart by place, as the address says', async () => {
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushLocation(samples.location());
    for (const [days, place] of [
      [1, 'LOC1'],
      [2, 'LOC1'],
      [3, 'UNKNOWN'],
      [40, 'LOC1'],
    ] as const)
      await charge(days, place);

    const page = await v.open('/analytics');
    const energy = page.locator('div', { has: page.locator('dt', { hasText: /^Energy, kWh$/ }) }).last();
    await energy.getByText('30.0').waitFor();
    await energy.getByText('200% more than before').waitFor();
    await page.getByRole('img', { name: /^Energy, kWh over the time/ }).waitFor();
    await page.getByRole('region', { name: 'By CPO' }).getByRole('link', { name: 'Alfa Laden' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByLabel('Taken apart').focus();
    await page.keyboard.press('End');
    await page.waitForURL(/by=LOCATION/);
    const places = page.getByRole('region', { name: 'By Location' });
    await places.getByRole('row', { name: /Lindengracht 20\.0 2 €10\.00 60 0\.3%/ }).waitFor();
    // How much of the time an EVSE charged cannot be known of a place that was never published.
    await places.getByRole('row', { name: /UNKNOWN 10\.0 1 €5\.00 60 –/ }).waitFor();
    await page.getByLabel('Measure').selectOption('revenue-EUR');
    await page.getByRole('heading', { name: 'Over time: Revenue before taxes, EUR' }).waitFor();
    await page.getByLabel('Time', { exact: true }).selectOption('7d');
    await page.waitForURL(/range=7d/);
    await page
      .getByRole('region', { name: /as a table/ })
      .getByRole('row')
      .nth(7)
      .waitFor();

    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    expect((await file).suggestedFilename()).toBe('analytics.csv');
    await page.close();
  });

  it('shows the same to an analyst, in the dark, in German, on a phone', async () => {
    const page = await v.open('/analytics?by=LOCATION', {
      role: 'ANALYST',
      colours: 'dark',
      locale: 'de-DE',
      size: { width: 390, height: 780 },
    });
    await page.getByRole('heading', { name: 'Nach Ort: Energie, kWh' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWider).toBe(false);
  });
});
