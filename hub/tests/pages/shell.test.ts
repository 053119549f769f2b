/** What is around the pages: the way in and out, where a role may go, the keyboard, colours, language, the live line. */
import { samples } from '@chargesphere/simulator';
import { axeFindings, describePages, PASSWORD, visit, type Visit } from './visit.js';

describePages('the dashboard', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('asks who one is, says why somebody is refused, and goes on to the page that was asked for', async () => {
    await v.open('/now'); // somebody with a password
    const page = await v.stranger('/sessions?status=ACTIVE');
    await page.getByLabel('E-mail').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type('person1@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Sign-in was refused').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect(page.url()).toContain('/sessions?status=ACTIVE');

    await page.getByRole('button', { name: /Anna/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').waitFor();
    await page.reload();
    await page.getByLabel('E-mail').waitFor();
  });

  it('goes everywhere by keyboard, and shows how', async () => {
    const page = await v.open('/sessions');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await sheet.getByText('find anything').waitFor();
    await sheet.getByText('next row').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'CDRs' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tarif');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tariffs' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/tariffs');
  });

  it('finds what the hub has by a part of its key, and opens it', async () => {
    await v.w.cpo.pushLocation(samples.location());
    const page = await v.open('/');
    await page.getByRole('heading', { name: 'Now', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('alfa');
    const things = page.getByRole('group', { name: 'In the hub' });
    await things.getByText('Alfa Laden').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('nl/alf/loc1');
    await things.getByText('NL/ALF/LOC1').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/locations\?open=NL\/ALF\/LOC1/);
  });

  it('keeps letters to who writes them', async () => {
    const page = await v.open('/sessions');
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.keyboard.press('/');
    await page.getByLabel('CPO').focus();
    await page.keyboard.type('nl/gcj');
    expect(await page.getByLabel('CPO').inputValue()).toBe('nl/gcj');
    await page.waitForURL(/cpo=nl\/gcj/);
    expect(new URL(page.url()).pathname).toBe('/sessions');
  });

  it('is dark or light and speaks English or German, as chosen, also after a reload', async () => {
    const page = await v.open('/sessions', { locale: 'de-DE' });
    await page.getByRole('heading', { name: 'Ladevorgänge' }).waitFor();
    await page.getByRole('button', { name: /Anna/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.getByRole('button', { name: /Anna/ }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect(await page.locator('html').getAttribute('class')).toBe('dark');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('tells whether what one sees is live, and since when it is not', async () => {
    const page = await v.open('/sessions');
    await page.getByText('live', { exact: true }).waitFor();
    await page.keyboard.press('l');
    await page.getByText('paused', { exact: true }).waitFor();
    await page.keyboard.press('l');
    await page.getByText('live', { exact: true }).waitFor();
  });

  it('offers hosts nothing they may not see', async () => {
    const page = await v.open('/', { role: 'HOST' });
    await page.getByRole('navigation').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0);
  });

  it('says that there is no page at an address that has none', async () => {
    const page = await v.open('/nowhere');
    await page.getByText('There is no page here.').waitFor();
  });
});
