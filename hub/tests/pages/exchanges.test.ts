/** The page of exchanges: from "something is refused" to what is wrong at which place, by keyboard. */
import { samples } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of exchanges', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
    await v.w.emsp.pushToken(samples.token());
  }, 120_000);
  afterAll(() => v.close());

  const pushBroken = (id: string) =>
    v.w.cpo.call(
      'sessions',
      'RECEIVER',
      'PUT',
      ['NL', 'ALF', id],
      { ...samples.session({ id }), kwh: undefined, status: 'RUNNING' },
      { to: 'DE/BET', headers: { 'X-Correlation-ID': `chain-${id}` } },
    );

  it('holds new exchanges back until they are asked for, and shows what was wrong at its place', async () => {
    const page = await v.open('/exchanges?module=sessions');
    await page.getByText('Nothing matches these filters.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText('live', { exact: true }).waitFor();

    await pushBroken('broken');
    await page.getByRole('button', { name: /1 new/ }).waitFor();
    await page.keyboard.press('n');
    const row = page.getByRole('row', { name: /Refused.*PUT sessions.*2 violations/ });
    await row.waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByRole('heading', { name: '2 violations' }).waitFor();
    expect(await inspector.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^\/kwh/),
      expect.stringMatching(/^\/status/),
    ]);
    const body = inspector.getByRole('region', { name: 'Document as it came' });
    expect(await body.getByText('"status": "RUNNING"').locator('..').textContent()).toContain('▲');

    await page.keyboard.press('t');
    await page.getByText('Ticket copied').waitFor();
    const ticket = await page.evaluate(() => navigator.clipboard.readText());
    expect(ticket).toContain('OCPI problem of NL/ALF in sessions: MISSING at /kwh');
    expect(ticket).toContain('Requirement: GEN-008');
    expect(ticket).toContain('X-Correlation-ID: chain-broken');

    await page.keyboard.press('r');
    await page.getByText('a partner sent it, and only the partner can send it again').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
  });

  it('shows a conversation as a waterfall, in the dark, and leads from leg to leg', async () => {
    await v.w.cpo.call('tokens', 'SENDER', 'POST', ['012345678', 'authorize'], undefined, {
      to: 'DE/BET',
      headers: { 'X-Correlation-ID': 'authorize' },
    });
    const page = await v.open('/exchanges?correlation=authorize&tab=conversation', { colours: 'dark' });
    const grid = page.getByRole('grid');
    // Exchanges are kept a moment after they were answered.
    await page
      .getByText(/2 rows|new ↑|Nothing matches/)
      .first()
      .waitFor();
    while ((await grid.getByRole('row').count()) < 3) await page.reload({ waitUntil: 'networkidle' });
    await grid.getByText('NL/ALF → DE/BET').last().click();
    const legs = page.getByRole('list', { name: 'Messages of this conversation' }).getByRole('button');
    await legs.nth(1).waitFor();
    expect(await legs.count()).toBe(2);
    const first = new URL(page.url()).searchParams.get('open');
    expect(await axeFindings(page)).toEqual([]);
    await legs.and(page.locator('[aria-current=false]')).press('Enter');
    await page
      .getByRole('complementary')
      .getByText(first ?? '')
      .waitFor({ state: 'detached' });
    expect(await legs.count()).toBe(2);
  });

  it('shows analysts everything and no button that sends', async () => {
    const page = await v.open('/exchanges?module=sessions&wrong=yes', { role: 'ANALYST' });
    await page.getByRole('row', { name: /PUT sessions/ }).click();
    await page.getByRole('heading', { name: '2 violations' }).waitFor();
    expect(await page.getByRole('button', { name: 'Replay' }).count()).toBe(0);
  });
});
