/** The page of clearing: from an accepted CDR to a statement, its postings, and a payment, by keyboard. */
import { samples } from '@chargesphere/simulator';
import type { Page } from 'playwright-core';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

const charge = samples.cdr({
  id: 'C-1',
  session_id: 'S-1',
  start_date_time: '2026-03-02T08:00:00Z',
  end_date_time: '2026-03-02T09:00:00Z',
  total_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
  total_energy_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
  total_energy: 20,
  last_updated: '2026-03-02T09:30:00Z',
});

describePages('the page of clearing', () => {
  let v: Visit;
  let page: Page;
  beforeAll(async () => {
    v = await visit({ HUB_BANK_IBAN: 'NL91ABNA0417164300' });
  }, 120_000);
  afterAll(() => v.close());

  /** A CDR that both sides agree on. */
  const accepted = async () => {
    await v.w.graph('mutation ($cdr: CdrDocument!) { postCdr(document: $cdr) { ref } }', { cdr: charge });
    const state = async () =>
      (
        await v.w.graph<{ cdr: { check: { state: string } | null } }>(
          '{ cdr(ref: "NL/ALF/C-1") { check { state } } }',
        )
      ).cdr.check?.state ?? 'WAITING';
    while ((await state()) === 'WAITING');
    await v.w.graph('mutation { acceptCdr(ref: "NL/ALF/C-1", reason: "Seen") { ref } }');
  };

  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };

  it('says in every tab what would be there and what makes the first one', async () => {
    page = await v.open('/clearing');
    await page.getByText('Nobody owes anybody anything yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    for (const [name, text] of [
      ['Statements', 'No statement yet.'],
      ['Ledger', 'Nothing has moved yet.'],
      ['Payments', 'No payment yet.'],
      ['Payouts', 'No payout yet.'],
      ['Bank', 'No line of a bank statement yet.'],
      ['Fees and shares', 'The hub takes nothing for charges.'],
    ] as const) {
      await page.keyboard.press('Escape');
      await tab(name).click();
      await page.getByText(text).waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    expect(page.url()).toContain('tab=terms');
  });

  it('adds a fee, runs statements and goes down from the sum to the CDR', async () => {
    await accepted();
    await press('Add a fee');
    const dialog = page.getByRole('dialog', { name: 'Add a fee' });
    await dialog.getByLabel('Name').fill('Roaming');
    await dialog.getByLabel('Currency').fill('EUR');
    await dialog.getByLabel('Per session').fill('0.25');
    await dialog.getByLabel('Valid from').fill('2026-01-01');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('€0.25 a session').waitFor();

    await tab('Statements').click();
    await press('Run statements');
    const run = page.getByRole('dialog', { name: 'Run statements' });
    await run.getByLabel('From').fill('2026-03-01');
    await run.getByLabel('Up to').fill('2026-04-01');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Runs' }).getByText('Done').waitFor();
    const list = page.getByRole('grid', { name: 'Statements' });
    await list.getByText('€9.68').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByLabel('Kind').selectOption('STATEMENT');
    await page.waitForURL(/kind=STATEMENT/);
    await list.getByText(/^NET-/).first().waitFor();
    await list
      .getByText(/^(?!NET-)[A-Z]+-/)
      .first()
      .waitFor({ state: 'detached' }); // what was listed before stays until the answer is there
    await list.focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('complementary', { name: 'Details' });
    await beside.getByRole('heading', { name: 'What is set off' }).waitFor();
    await beside
      .getByRole('link', { name: /^INV-|ALF/ })
      .last()
      .click();
    await beside.getByRole('heading', { name: 'Lines' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await beside.getByRole('link', { name: 'PDF' }).getAttribute('href')).toMatch(
      /^\/documents\/statements\/.+\.pdf$/,
    );
    await beside.getByRole('link', { name: 'the postings on it' }).click();
    const ledger = page.getByRole('grid', { name: 'Ledger' });
    await ledger.getByRole('link', { name: 'NL/ALF/C-1' }).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows who owes whom, and has it paid', async () => {
    await tab('Who owes whom').click();
    const matrix = page.getByRole('region', { name: 'Who owes whom in EUR' });
    await matrix.getByRole('row', { name: /Beta Mobil.*€9\.68/ }).waitFor();
    await page.getByText(/The ledger is even/).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await tab('Statements').click();
    await page.getByLabel('Kind').selectOption('STATEMENT');
    await page.getByRole('row', { name: /^NET-.*€9\.68/ }).click();
    const beside = page.getByRole('complementary', { name: 'Details' });
    await beside.getByText('Nothing has been paid yet.').waitFor();
    await press('Pay');
    await page.getByRole('dialog').getByLabel('By').selectOption('bank-transfer');
    await page.getByRole('dialog').getByRole('button', { name: 'Pay' }).click();
    await beside.getByText('Collection').waitFor();
    await beside.getByRole('listitem').getByRole('link').click();
    await page.getByRole('heading', { name: 'How to pay' }).waitFor();
    await page.getByText('NL91ABNA0417164300').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('has no buttons for analysts, in the dark and in German', async () => {
    const other = await v.open('/clearing?tab=statements', {
      role: 'ANALYST',
      colours: 'dark',
      locale: 'de-DE',
    });
    await other.getByRole('grid', { name: 'Abrechnungen' }).getByText('9,68 €').first().waitFor();
    expect(await other.getByRole('button', { name: 'Abrechnen' }).count()).toBe(0);
    expect(await axeFindings(other)).toEqual([]);
  });

  it('shows partners what is theirs, on a phone too', async () => {
    const { platforms } = await v.w.graph<{ platforms: { items: { id: string; name: string }[] } }>(
      '{ platforms { items { id name } } }',
    );
    const platformId = platforms.items.find(({ name }) => name === 'Beta Mobil')?.id ?? '';
    const size = { width: 390, height: 780 };
    const other = await v.open('/clearing', { role: 'PARTNER', platformId, size });
    await other.getByRole('region', { name: 'Who owes whom in EUR' }).getByText('Alfa Laden').waitFor();
    expect(await other.getByRole('tab').allTextContents()).toEqual([
      'Who owes whom',
      'Statements',
      'Ledger',
      'Payments',
    ]);
    const isWider = await other.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWider).toBe(false);
  });
});
