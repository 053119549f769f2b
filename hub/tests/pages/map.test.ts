/** The map and the list beside it: live, by keyboard, narrowed by what stands in the address. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

/** Where, with how many EVSEs of which status. */
const towns = [
  ['LOC1', 'Lindengracht', 'Amsterdam', '52.37921', '4.88487', ['AVAILABLE', 'CHARGING']],
  ['LOC2', 'Coolsingel', 'Rotterdam', '51.92250', '4.47917', ['AVAILABLE']],
  ['LOC3', 'Oudegracht', 'Utrecht', '52.09083', '5.12222', ['OUTOFORDER', 'RESERVED']],
] as const;

describePages('the map with tiles', () => {
  it('draws those that the hub names, says whose they are, and nothing else comes from elsewhere', async () => {
    const asked: string[] = [];
    const { promise: first, resolve: isAsked } = Promise.withResolvers<undefined>();
    // One transparent pixel, whichever is asked for.
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const tiles = createServer((request, response) => {
      asked.push(request.url ?? '');
      isAsked(undefined);
      response.writeHead(200, { 'content-type': 'image/png', 'access-control-allow-origin': '*' }).end(pixel);
    }).listen(0, '127.0.0.1');
    await once(tiles, 'listening');
    const { port } = tiles.address() as AddressInfo;
    const v = await visit({
      HUB_MAP_TILES: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`,
      HUB_MAP_ATTRIBUTION: 'Maps by <Us> & others',
    });
    try {
      const page = await v.open('/map');
      await page.getByText('Maps by <Us> & others').waitFor();
      await first;
      expect(asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path))).toBe(true);
    } finally {
      await v.close();
      tiles.closeAllConnections();
      tiles.close();
    }
  }, 120_000);
});

describePages('the map', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const lists = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
  const drawn = (page: Page) => page.locator('[data-points="5"]').waitFor();

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/map');
    await page.getByText('No place yet.').waitFor();
    await page.getByRole('region', { name: /Map of places/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'map-empty');
    await page.close();
  });

  describe('with places', () => {
    beforeAll(async () => {
      const { cpo, emsp } = v.w;
      await emsp.pushToken(samples.token());
      await cpo.pushTariff(samples.tariff());
      for (const [id, name, city, latitude, longitude, statuses] of towns)
        await cpo.pushLocation(
          samples.location({
            id,
            name,
            city,
            coordinates: { latitude, longitude },
            evses: statuses.map((status, index) =>
              samples.evse({ uid: `${index + 1}`, evse_id: `NL*ALF*E${id}*${index + 1}`, status }),
            ),
          }),
        );
      await cpo.pushSession(samples.session({ evse_uid: '2' }));
    });

    it('shows a place by keyboard: its EVSEs, who charges, what it costs', async () => {
      const page = await v.open('/map');
      await lists(page, 'Lindengracht').waitFor();
      await drawn(page);
      await page.waitForURL(/box=/);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('complementary', { name: 'Details' });
      await drawer.getByRole('heading', { name: 'Lindengracht' }).waitFor();
      await drawer.getByText('NL*ALF*ELOC1*2').waitFor();
      await drawer.getByRole('link', { name: 'NL/ALF/101' }).waitFor();
      expect(await drawer.getByRole('link', { name: 'NL/ALF/T1' }).count()).toBe(2);
      await page.waitForURL(/open=NL\/ALF\/LOC1/);
      expect(await axeFindings(page)).toEqual([]);
      await shot(page, 'map');
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      await page.close();
    });

    it('follows what happens to EVSEs, in the list, the counts and the drawer', async () => {
      const page = await v.open('/map?open=NL/ALF/LOC2');
      const drawer = page.getByRole('complementary', { name: 'Details' });
      await drawer.getByText('Available').waitFor();
      await drawn(page);
      await page.getByRole('button', { name: /Available 2/ }).waitFor();
      await v.w.cpo.patchEvse('LOC2', '1', { status: 'BLOCKED' });
      await drawer.getByText('Blocked').waitFor();
      await page.getByRole('button', { name: /Blocked 1/ }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('row', { name: /Coolsingel.*1 Blocked/ }).waitFor();
      await v.w.cpo.patchEvse('LOC2', '1', { status: 'AVAILABLE' });
      await page.getByRole('button', { name: /Available 2/ }).waitFor();
      await page.close();
    });

    it('is narrowed by what stands in the address, the map and the list alike', async () => {
      const page = await v.open('/map');
      await drawn(page);
      await page.getByRole('button', { name: /Out of order 1/ }).click();
      await page.waitForURL(/status=OUTOFORDER/);
      await lists(page, 'Lindengracht').waitFor({ state: 'detached' });
      await lists(page, 'Oudegracht').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await lists(page, 'Lindengracht').waitFor();
      // Beyond the sea there is nothing; one button leads back.
      const far = await v.open('/map?box=60.0000,-30.0000,61.0000,-28.0000');
      await far.getByRole('button', { name: 'Show everything' }).click();
      await lists(far, 'Lindengracht').waitFor();
      await page.close();
      await far.close();
    });

    it('works in the dark, in German, and on a phone', async () => {
      const dark = await v.open('/map', { colours: 'dark', locale: 'de-DE' });
      await drawn(dark);
      await dark.getByRole('button', { name: /Außer Betrieb|Defekt/ }).waitFor();
      expect(await axeFindings(dark)).toEqual([]);
      await shot(dark, 'map-dark');
      await dark.close();
      const phone = await v.open('/map', { size: { width: 390, height: 844 } });
      await drawn(phone);
      await lists(phone, 'Lindengracht').waitFor();
      await shot(phone, 'map-phone');
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await axeFindings(phone)).toEqual([]);
      await lists(phone, 'Oudegracht').click();
      await phone.getByText('NL*ALF*ELOC3*1').waitFor();
      await shot(phone, 'map-phone-open');
      await phone.close();
    });
  });
});
