/** The page of Locations: found, read beside the document, followed live, by keyboard. */
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of Locations', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/locations');
    await page.getByText('No Location yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('LOC-001 shows what a CPO sent as we read it, what is wrong with it, and its EVSEs live', async () => {
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushTariff(samples.tariff());
    await cpo.pushLocation(
      samples.location({
        postal_code: '12345678901234',
        evses: [samples.evse(), samples.evse({ uid: '3257' })],
      }),
    );
    await cpo.pushLocation(samples.location({ id: 'LOC2', name: 'Coolsingel', city: 'Rotterdam' }));
    const page = await v.open('/locations');
    await row(page, 'Lindengracht').waitFor();
    await page.getByRole('img', { name: '3 EVSEs: 3 Available' }).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('complementary');
    await beside.getByRole('heading', { name: 'Lindengracht' }).waitFor();
    await beside.getByText('/postal_code').waitFor();
    expect(await beside.getByText('nobody charges').count()).toBe(2);

    // The CPO says that one charges, and starts the charge.
    await cpo.patchEvse('LOC1', '3256', { status: 'CHARGING' });
    await cpo.pushSession(samples.session());
    await beside.getByText(/●\s*Charging/).waitFor();
    await beside.getByRole('link', { name: 'NL/ALF/101' }).waitFor();
    await page.getByRole('img', { name: '3 EVSEs: 2 Available, 1 Charging' }).waitFor();

    await beside.getByRole('tab', { name: 'As read' }).focus();
    await page.keyboard.press('End');
    await beside.getByText('"postal_code": "12345678901234"').waitFor();
    await page.keyboard.press('Escape');
    await beside.waitFor({ state: 'detached' });
  });

  it('is narrowed by status, and counts violations by pointer', async () => {
    const page = await v.open('/locations');
    await page.getByRole('button', { name: /Charging 1/ }).click();
    await page.waitForURL(/status=CHARGING/);
    await row(page, 'Coolsingel').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Violations', exact: true }).click();
    const table = page.getByRole('table', { name: 'Violations by pointer' });
    await table.getByRole('rowheader', { name: '/postal_code' }).waitFor();
    await page.getByRole('link', { name: 'On the map' }).click();
    await page.waitForURL(/\/map\?status=CHARGING/);
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s colours', async (colours) => {
    const page = await v.open('/locations?open=NL/ALF/LOC1', { colours, locale: 'de-DE' });
    await page.getByRole('link', { name: 'NL/ALF/101' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, `locations-${colours}`);
  });
});
