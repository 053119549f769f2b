/** From CDRs to documents: what clearing bills becomes invoices and credit notes that the published rules accept. */
import { buffer, text } from 'node:stream/consumers';
import {
  invoiceXml,
  obstaclesOf,
  statementCsv,
  statementPdf,
  type StatementHead,
  type StatementLineView,
  type StatementView,
} from '../../src/index.js';
import { accepted, runStatements } from '../money.js';
import { anonymous, credit, cpo, emsp, operator, otherEmsp, problemOf, World } from '../world.js';
import { en16931, ublErrors } from './published-rules.js';

const vat = (percentage: number, amount: number) => [{ name: 'VAT', percentage, amount }];

let world: World;
let views: StatementView[];

beforeAll(async () => {
  world = await World.open();
  for (const [party, country, vatId] of [
    ['NL/TNM', 'NL', 'NL123456789B01'],
    ['DE/EMP', 'DE', 'DE123456789'],
    ['NL/HUB', 'NL', 'NL999999999B01'],
  ]) {
    const address = { street: 'Straat 1', city: 'Stad', postalCode: '1000', country };
    await world.ask(
      operator,
      'mutation ($party: ID!, $input: BillingProfileInput!) { putBillingProfile(party: $party, input: $input) { name } }',
      { party, input: { name: `Trader ${party}`, address, vatId, iban: 'NL91ABNA0417164300' } },
    );
  }
  await world.ask(
    operator,
    `mutation { putFeeRule(input: {
      name: "Clearing fee", payer: CPO, currency: "EUR", perSession: "0.10", percent: "2", taxName: "VAT", taxPercentage: "21"
    }) { id } }`,
  );
  await accepted(world);
  await accepted(world, {
    id: 'C102',
    total_cost: { before_taxes: 10.2345, taxes: [...vat(21, 1.7333), ...vat(9, 0.1782)] },
    total_energy_cost: { before_taxes: 8.2545, taxes: vat(21, 1.7333) },
    total_parking_cost: { before_taxes: 1.98, taxes: vat(9, 0.1782) },
    total_parking_time: 0.5,
  });
  await accepted(world, {
    id: 'C103',
    total_cost: { before_taxes: 3.3 },
    total_energy_cost: { before_taxes: 3.3 },
  });
  await runStatements(world);
  await accepted(world, credit());
  await runStatements(world);
  const { statements } = await world.ask<{ statements: { items: { number: string }[] } }>(
    operator,
    '{ statements(page: { limit: 50 }) { items { number } } }',
  );
  views = await Promise.all(statements.items.map(({ number }) => viewOf(number)));
}, 120_000);
afterAll(() => world.close());

const viewOf = async (number: string, as = operator): Promise<StatementView> => {
  const { head, lines } = await world.ask<{ head: StatementHead; lines: StatementLineView[] }>(
    as,
    `query ($number: ID!) {
      head: statementDocument(number: $number)
      lines: statementDocumentLines(number: $number)
    }`,
    { number },
  );
  return { ...head, lines };
};

const invoices = () => views.filter(({ kind }) => kind !== 'STATEMENT');

it('bills into invoices, credit notes and statements of account', () => {
  const kinds = views.map(({ kind, issuer }) => `${kind} ${issuer.ref}`);
  expect(new Set(kinds)).toEqual(
    new Set([
      'INVOICE NL/TNM',
      'INVOICE NL/HUB',
      'CREDIT_NOTE NL/TNM',
      'CREDIT_NOTE NL/HUB',
      'STATEMENT NL/TNM',
      'STATEMENT NL/HUB',
      'STATEMENT DE/EMP',
    ]),
  );
});

it('makes them such that nothing keeps them from being UBL', () => {
  expect(invoices().flatMap(obstaclesOf)).toEqual([]);
  for (const view of views.filter(({ kind }) => kind === 'STATEMENT'))
    expect(obstaclesOf(view).map(({ rule }) => rule)).toContain('BR-04');
});

it('fulfils the published rules and schemas with them', async () => {
  const of = (kind: StatementView['kind']) =>
    views.filter((view) => view.kind === kind).map((view) => [...invoiceXml(view)].join(''));
  const [bills, notes] = [of('INVOICE'), of('CREDIT_NOTE')];
  expect((await en16931([...bills, ...notes])) ?? []).toEqual([...bills, ...notes].map(() => []));
  expect((await ublErrors('Invoice', bills)) ?? []).toEqual([]);
  expect((await ublErrors('CreditNote', notes)) ?? []).toEqual([]);
}, 300_000);

it('writes the same sums into CSV, to the cent', async () => {
  for (const view of views) {
    const rows = (await text(statementCsv(view, view.lines))).trim().split('\r\n').slice(1);
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.split(',').at(-1)) * 100), 0);
    expect(cents).toBe(Math.round(Number(view.totalAfterTaxes) * 100));
  }
});

it('prints every one of them', async () => {
  const pdfs = await Promise.all(views.map((view) => buffer(statementPdf(view))));
  for (const pdf of pdfs) expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
});

it('names the CDR of each line, the parties as they were, and what sets a document off', () => {
  const bill = views.find(({ kind, issuer }) => kind === 'INVOICE' && issuer.ref === 'NL/TNM');
  expect(bill?.lines.map(({ cdrRef, description }) => `${cdrRef} ${description}`)).toEqual([
    'NL/TNM/C101 Energy',
    'NL/TNM/C102 Energy',
    'NL/TNM/C102 Parking',
    'NL/TNM/C103 Energy',
  ]);
  expect(bill).toMatchObject({ issuer: { name: 'Trader NL/TNM' }, recipient: { vatId: 'DE123456789' } });
  expect(bill?.settledBy).toMatch(/^NET-/);
});

it('HUB-034 shows a document to its two parties and to nobody else', async () => {
  const { number } = views.find(({ issuer }) => issuer.ref === 'NL/TNM') as StatementView;
  expect((await viewOf(number, cpo)).lines.length).toBeGreaterThan(0);
  expect((await viewOf(number, emsp)).number).toBe(number);
  expect(await viewOf(number, otherEmsp)).toEqual({ lines: [] });
  expect((await problemOf(viewOf(number, anonymous))).code).toBe('UNAUTHENTICATED');
});
