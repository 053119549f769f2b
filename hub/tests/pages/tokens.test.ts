/** The page of tokens: looked up, read, and asked about. */
import { samples } from '@chargesphere/simulator';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of tokens', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/tokens');
    await page.getByText('No token yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('TOK-030 looks a token up by its contract and asks its eMSP about it, by keyboard', async () => {
    const { emsp } = v.w;
    await emsp.pushToken(samples.token());
    await emsp.pushToken(
      samples.token({
        uid: '987654321',
        contract_id: 'DE-BET-C98765432-Y',
        valid: false,
        whitelist: 'NEVER',
      }),
    );
    const page = await v.open('/tokens');
    await page.getByRole('row', { name: /987654321/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Tab');
    await page.keyboard.type('DE-BET-C98765432-Y');
    await page.waitForURL(/contract=DE-BET-C98765432-Y/);
    await page.getByRole('row', { name: /012345678/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('complementary');
    await beside.getByText('The CPO has to ask; without an answer nobody charges.').waitFor();

    await beside.getByRole('button', { name: 'Authorise now' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Beta Mobil is asked').waitFor();
    await dialog.getByLabel(/^Location/).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const own = beside.getByRole('table', { name: 'Asked by the hub' });
    await own.getByText('Blocked').waitFor();
    expect((await emsp.next({ module: 'tokens', method: 'POST' })).segments).toEqual([
      '987654321',
      'authorize',
    ]);
  });

  it('shows no button to an analyst', async () => {
    const page = await v.open('/tokens?open=DE/BET/987654321/RFID', { role: 'ANALYST' });
    await page.getByText('The CPO has to ask; without an answer nobody charges.').waitFor();
    expect(await page.getByRole('button', { name: 'Authorise now' }).count()).toBe(0);
  });

  it('shows what eMSPs were asked, how long they took and what they said', async () => {
    const page = await v.open('/tokens');
    await page.getByRole('button', { name: 'Real-time authorisations' }).click();
    const table = page.getByRole('table', { name: /Real-time authorisations/ });
    await table.getByText('Blocked').waitFor({ timeout: 20_000 });
    await table
      .getByText(/\d ms|\d s/)
      .first()
      .waitFor();
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s colours', async (colours) => {
    const page = await v.open('/tokens?open=DE/BET/012345678/RFID', { colours, locale: 'de-DE' });
    await page.getByText('DE-BET-12345678').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, `tokens-${colours}`);
  });
});
