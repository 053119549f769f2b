/** The page "Now": what it says of a hub with nobody, and of one where cars charge and a message failed, live. */
import { samples } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

const PHONE = { width: 390, height: 780 };

describePages('the page of now', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('says that all is well, and that nobody charges', async () => {
    const page = await v.open('/');
    await page.getByText('All is well: nobody is missing, and no car charges.').waitFor();
    await page.getByText('No car charges at the moment.').waitFor();
    await page.getByText('No alarm is open.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  it('shows charging and failures as they happen, and leads to them by keyboard', async () => {
    const page = await v.open('/');
    await page.getByText('All is well').waitFor();
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushTariff(samples.tariff());
    await cpo.pushLocation(samples.location());
    const start = Date.now() - 30 * 60_000;
    const start_date_time = new Date(start).toISOString();
    const last_updated = new Date().toISOString();
    await cpo.pushSession(samples.session({ kwh: 11, start_date_time, last_updated }));
    const charging = page.getByRole('region', { name: 'Charging now' });
    await charging.getByText('NL/ALF/101').waitFor();
    await page.getByText('All is well: nobody is missing, and one car charges.').waitFor();
    // Eleven kWh in half an hour.
    await charging.getByRole('cell', { name: '22.0', exact: true }).waitFor();

    emsp.behave({ on: { module: 'sessions' }, times: 1, httpStatus: 500 });
    await cpo.patchSession('101', { kwh: 12 }).catch(() => undefined); // what it is told does not matter here
    const failures = page.getByRole('region', { name: 'Latest failures' });
    const failure = failures.getByRole('link', { name: /PATCH sessions/ }).first();
    await failure.waitFor();

    emsp.behave({ on: { module: 'tariffs' }, hang: true });
    await cpo.pushTariff(samples.tariff({ id: 'T2' }));
    const health = () => v.w.graph<{ deliveryHealth: { waiting: number } }>('{ deliveryHealth { waiting } }');
    while ((await health()).deliveryHealth.waiting === 0);
    await page.reload();
    const waiting = page.getByRole('region', { name: 'Waiting to be delivered' });
    await waiting.getByRole('row', { name: /^Beta Mobil 1/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await failure.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/exchanges\?open=/);
    await page.close();
  });

  it('fits a phone, in the dark, and a partner sees no alarms', async () => {
    const { platforms } = await v.w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
      '{ platforms { items { id name } } }',
    );
    const platformId = platforms.items.find(({ name }) => name === 'Alfa Laden')?.id ?? '';
    const page = await v.open('/', { role: 'PARTNER', platformId, size: PHONE, colours: 'dark' });
    await page.getByRole('region', { name: 'Charging now' }).getByText('NL/ALF/101').waitFor();
    await page.getByRole('link', { name: /^Alfa Laden, sessions: / }).waitFor();
    expect(await page.getByText('Open alarms').count()).toBe(0);
    const { scrolls, sees } = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollWidth,
      sees: document.documentElement.clientWidth,
    }));
    expect(scrolls).toBe(sees);
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });
});
