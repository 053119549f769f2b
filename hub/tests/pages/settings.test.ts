/** The page of settings: policy, agreements, people, keys, tiers, billing profiles and the trail of all of it. */
import type { Page } from 'playwright-core';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of settings', () => {
  let v: Visit;
  let page: Page;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).first().focus();
    await page.keyboard.press('Enter');
  };
  const beside = () => page.getByRole('complementary', { name: 'Details' });

  it('says what the hub is called and changes what may pass', async () => {
    page = await v.open('/settings');
    await page.getByText('NL/HUB').first().waitFor();
    await page.getByText('everything may pass; agreements narrow it').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await press('Change the policy');
    await dialog('Change the policy').getByLabel('Without an agreement').selectOption('CLOSED');
    await dialog('Change the policy').getByRole('button', { name: 'Save' }).click();
    await page.getByText('nothing may pass; agreements allow it').waitFor();

    await press('Add a tier');
    const tier = dialog('Add a tier');
    for (const [label, value] of [
      ['Tier', 'large'],
      ['Requests per second', '500'],
      ['Burst', '1000'],
      ['At once', '100'],
      ['Forwarded at once', '100'],
      ['Body, bytes', '1000000'],
    ] as const)
      await tier.getByLabel(label, { exact: true }).fill(value);
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /^LARGE 500 1,000/ }).waitFor();
  });

  it('makes an agreement, changes it and ends it', async () => {
    await tab('Agreements').click();
    await page.getByText('No agreement yet').waitFor();
    await press('Add an agreement');
    const add = dialog('Add an agreement');
    await add.getByLabel('Party', { exact: true }).fill('NL/ALF');
    await add.getByLabel('Other party').fill('NL/NIL');
    await add.getByLabel('What may pass').selectOption('some');
    await add.getByLabel('locations').check();
    expect(await axeFindings(page)).toEqual([]);
    await add.getByLabel('Note').fill('For a try');
    await page.keyboard.press('Enter');
    await add.getByRole('alert').waitFor(); // the hub knows no NL/NIL, and says so
    await add.getByLabel('Other party').fill('DE/BET');
    await page.keyboard.press('Enter');
    const list = page.getByRole('grid', { name: 'Agreements' });
    await list.getByText('locations').waitFor();
    await list.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await beside().getByText('For a try').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await press('End the agreement');
    await dialog('End the agreement').getByRole('button', { name: 'End the agreement' }).click();
    await list.getByText('Ended').waitFor();
  });

  it('invites somebody, and closes the account again', async () => {
    await tab('People').click();
    await press('Invite somebody');
    const invite = dialog('Invite somebody');
    await invite.getByLabel('E-mail').fill('beate@example.com');
    await invite.getByLabel('Name').fill('Beate');
    await page.keyboard.press('Enter');
    await dialog('The invitation').getByText('/account').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'People' }).getByText('beate@example.com').click();
    await beside().getByText('Invited').waitFor();
    await press('Close the account');
    await dialog('Close the account').getByRole('button', { name: 'Close the account' }).click();
    await beside().getByText('Closed').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('makes a key whose secret is shown once and works, and revokes it', async () => {
    await tab('API keys').click();
    await press('Make a key');
    const make = dialog('Make a key');
    await make.getByLabel('Name').fill('reports');
    await make.getByLabel('read', { exact: true }).check();
    await make.getByRole('button', { name: 'Make it' }).click();
    const secret = (await dialog('The secret').locator('code').textContent()) ?? '';
    const ask = () => v.w.ask('{ me { name } }', {}, `Bearer ${secret}`);
    expect((await ask()).data).toEqual({ me: { name: 'reports' } });
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'API keys' }).getByText('reports').waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('gridcell', { name: 'Analyst' }).click();
    await press('Revoke');
    await dialog('Revoke').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('grid', { name: 'API keys' }).getByText('reports').waitFor({ state: 'detached' });
    while ((await ask()).http !== 401);
  });

  it('keeps billing profiles, and a trail of every change', async () => {
    await tab('Billing profiles').click();
    await page.getByText('No party has a billing profile yet.').waitFor();
    await press('Add a profile');
    const add = dialog('Add a profile');
    await add.getByLabel('Party').fill('NL/ALF');
    await add.getByLabel('Name', { exact: true }).fill('Alfa Laden B.V.');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Billing profiles' }).getByText('Alfa Laden B.V.').waitFor();

    await tab('Audit trail').click();
    const trail = page.getByRole('grid', { name: 'Audit trail' });
    await trail.getByText('setHubPolicy').waitFor();
    await page.getByLabel('What').fill('revokeApiKey');
    await page.waitForURL(/action=revokeApiKey/);
    await trail.getByText('setHubPolicy').waitFor({ state: 'detached' });
    await trail.getByText('revokeApiKey').click();
    await beside().getByRole('heading', { name: 'Before' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('gives analysts no buttons, people and keys, and partners their agreements only', async () => {
    const analyst = await v.open('/settings', { role: 'ANALYST', colours: 'dark', locale: 'de-DE' });
    await analyst.getByText('darf nichts passieren').waitFor();
    expect(await analyst.getByRole('tab').allTextContents()).toEqual([
      'Hub',
      'Vereinbarungen',
      'Rechnungsprofile',
      'Änderungen',
    ]);
    expect(await analyst.getByRole('button', { name: /ändern|hinzufügen/ }).count()).toBe(0);
    expect(await axeFindings(analyst)).toEqual([]);

    const { platforms } = await v.w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
      '{ platforms { items { id name } } }',
    );
    const platformId = platforms.items.find(({ name }) => name === 'Alfa Laden')?.id ?? '';
    const partner = await v.open('/settings', { role: 'PARTNER', platformId });
    await partner.getByRole('grid', { name: 'Agreements' }).getByText('Ended').waitFor();
    expect(await partner.getByRole('tab').allTextContents()).toEqual(['Agreements']);
  });
});
