/** The page of parties: who takes part, how they are connected, and what an operator does about it. */
import { createEmsp, samples } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of parties', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const platformOf = async (name: string): Promise<{ id: string; status: string }> => {
    const { platforms } = await v.w.graph<{ platforms: { items: { id: string; status: string }[] } }>(
      'query ($name: String!) { platforms(filter: { name: $name }) { items { id status } } }',
      { name },
    );
    return platforms.items[0] ?? { id: '', status: '' };
  };

  it('shows a party and its platform, pulls its Locations and changes how it is treated, by keyboard', async () => {
    v.w.cpo.locations.put('NL/ALF/LOC1', samples.location());
    const page = await v.open('/parties?role=CPO');
    await page.getByRole('row', { name: /NL\/ALF/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByRole('heading', { name: 'Alfa Laden' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await inspector.getByRole('tab', { name: 'Connection: Alfa Laden' }).press('Enter');
    await inspector.getByRole('button', { name: 'Pull now' }).press('Enter');
    await page.getByRole('dialog').getByLabel('How much').selectOption('FULL');
    await page.getByRole('dialog').getByRole('button', { name: 'Pull now' }).press('Enter');
    await inspector.getByRole('row', { name: /locations everything.*Done.*1 of 1 read/ }).waitFor();

    await inspector.getByRole('button', { name: 'Change' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Refuse for any violation').selectOption('yes');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).press('Enter');
    await inspector.getByText('Refuse for any violation').locator('..').getByText('yes').waitFor();
  });

  it('CRED-047 suspends, resumes and renews a connection, by keyboard', async () => {
    const { id } = await platformOf('Alfa Laden');
    const page = await v.open(`/parties?view=platforms&open=${id}`);
    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByRole('button', { name: 'Suspend' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').fill('too many wrong CDRs');
    await page.keyboard.press('Enter');
    await inspector.getByText('Held by Anna: too many wrong CDRs').waitFor();
    expect((await platformOf('Alfa Laden')).status).toBe('HELD');
    expect(await axeFindings(page)).toEqual([]);
    await inspector.getByRole('button', { name: 'Resume' }).press('Enter');
    await inspector.getByRole('button', { name: 'Rotate credentials' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate credentials' }).press('Enter');
    await page.getByText('Alfa Laden has new credentials.').waitFor();
    expect((await platformOf('Alfa Laden')).status).toBe('CONNECTED');
  });

  it('invites a partner that calls us, and goes on by itself when it does', async () => {
    const page = await v.open('/parties?view=platforms', { colours: 'dark' });
    await page.getByRole('row', { name: /Beta Mobil/ }).waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('We invite them').press('Space');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Gamma');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Copy both' }).press('Enter');
    await page.getByText('Copied: both').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const [, versionsUrl = '', token = ''] = /URL: (\S+)\nToken A: (\S+)/.exec(text) ?? [];
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('listitem').filter({ hasText: 'They ask for our versions' }).waitFor();

    const gamma = await createEmsp({ parties: [{ country_code: 'DE', party_id: 'GAM', name: 'Gamma' }] });
    await gamma.register({ versionsUrl, token });
    await dialog.getByText(/Gamma is connected, .* after the first message/).waitFor();
    expect(await dialog.getByRole('listitem').filter({ hasText: 'done' }).count()).toBe(3);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /Connected.*Gamma.*/ }).waitFor();
    await gamma.close();
  });

  it('ends a registration only after it has asked', async () => {
    const { id } = await platformOf('Beta Mobil');
    const page = await v.open(`/parties?view=platforms&open=${id}`);
    await page.getByRole('button', { name: 'End registration' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).press('Enter');
    expect((await platformOf('Beta Mobil')).status).toBe('CONNECTED');
    await page.getByRole('button', { name: 'End registration' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'End registration' }).press('Enter');
    await page.getByText('The registration of Beta Mobil has ended.').waitFor();
    expect((await platformOf('Beta Mobil')).status).toBe('SUSPENDED');
  });

  it('shows analysts the connections without a button that changes them, and partners only parties', async () => {
    const { id } = await platformOf('Alfa Laden');
    const analyst = await v.open(`/parties?view=platforms&open=${id}`, { role: 'ANALYST' });
    await analyst.getByRole('heading', { name: 'Connection', exact: true }).waitFor();
    for (const name of ['Suspend', 'End registration', 'Pull now', 'Change', /Connect a partner/])
      expect(await analyst.getByRole('button', { name }).count()).toBe(0);
    const partner = await v.open('/parties?open=NL/ALF', { role: 'PARTNER', platformId: id });
    await partner.getByRole('heading', { name: 'Alfa Laden' }).waitFor();
    expect(await partner.getByRole('tab').count()).toBe(1);
    expect(await partner.getByRole('button', { name: 'Connections' }).count()).toBe(0);
  });
});
