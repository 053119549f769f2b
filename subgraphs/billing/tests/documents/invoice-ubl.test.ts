/** Invoices against the rules as CEN and OASIS publish them, and what our own rules say of the same statements. */
import { XMLParser } from 'fast-xml-parser';
import type { PartyView, StatementView } from '../../src/documents/statement-view.js';
import { obstaclesOf } from '../../src/documents/ubl/invoice.rules.js';
import { invoiceXml } from '../../src/documents/ubl/invoice.ubl.js';
import { en16931, ublErrors, type Broken } from './published-rules.js';
import { buyer, line, month, seller, statement } from './sample.js';

const xmlOf = (view: StatementView): string => [...invoiceXml(view)].join('');

const inland = { ...buyer, ref: 'NL/EMP', vatId: 'NL987654321B01' };
const abroad = { ...buyer, ref: 'CH/EMP', vatId: 'CHE123456789' };
const without = (party: PartyView, ...names: (keyof PartyView)[]): PartyView =>
  Object.fromEntries(
    Object.entries(party).filter(([name]) => !names.some((each) => each === name)),
  ) as PartyView & object;

const small = without(seller, 'vatId');

/** Everything an invoice may have to say, by name. */
const good: Record<string, StatementView> = {
  'two rates, a fee and a charge taken back': month(12),
  'one line': statement([line('8.00')]),
  'several hundred lines': month(400),
  'reverse charge': statement([line('8.00', '0'), line('3.30', null)]),
  'zero rate at home': statement([line('8.00', '0')], { recipient: inland }),
  'no tax named at home': statement([line('8.00', null), line('2.00')], { recipient: inland }),
  'a buyer outside the EU': statement([line('8.00', null)], { recipient: abroad }),
  'a seller without VAT number': statement([line('8.00', null), line('1.00', '0')], { issuer: small }),
  'a rate that only follows': statement([line('8.00', '21', { taxPercentage: null, taxName: 'B.T.W.' })]),
  'a total below zero': statement([line('-8.00')]),
  'nothing in the end': statement([line('8.00'), line('-8.00')]),
  'no day to pay by': { ...statement([line('8.00')]), payableBy: undefined },
  'no account': statement([line('8.00')], {
    issuer: without(seller, 'iban', 'bic'),
  }),
  'another currency': statement([line('80.00', '25', { taxName: 'MOMS' })], { currency: 'SEK' }),
  'units of all kinds': statement([
    line('8.00', '21', { quantity: '0' }),
    line('2.50', '21', { quantity: '2.5', unit: 'percent', description: 'Hub fee' }),
    line('1.25', '21', { quantity: '0.75', unit: 'h', description: 'Parking' }),
    line('0.35', '21', { quantity: '1', unit: 'session', cdrRef: null }),
  ]),
  'what a stranger wrote': statement([
    line('8.00', '21', { description: '\u0000 <b>&"\u{1F50C}\uD800 ]]>' }),
  ]),
  'an invoice that is set off': statement([line('8.00')], { settledBy: 'NET-2026-000007' }),
  'a credit note that is set off': statement([line('8.00')], {
    kind: 'CREDIT_NOTE',
    settledBy: 'NET-2026-000007',
  }),
  'a credit note that takes more than it gives': statement([line('-8.00')], { kind: 'CREDIT_NOTE' }),
  'a credit note': statement([line('8.00'), line('1.00', '9')], {
    kind: 'CREDIT_NOTE',
    references: ['2026-NL-TNM-000031', '2026-NL-TNM-000032'],
  }),
};

/** Statements of all kinds of lines, the same on every run; those that nothing keeps from being invoices. */
const madeUp = (): StatementView[] => {
  let seed = 42;
  const below = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return Array.from({ length: 60 }, () => {
    const rates = one([[null], ['0'], ['21'], ['21', '9'], ['5.5', '25', null], [null, '0', '19']]);
    const lines = Array.from({ length: 1 + below(12) }, () =>
      line(`${below(9) === 0 ? '-' : ''}${below(300)}.${String(below(100)).padStart(2, '0')}`, one(rates), {
        quantity: one(['0', '1', '0.001', '12.3456', '999999']),
        unit: one(['kWh', 'h', 'session', 'percent']),
        cdrRef: one([null, 'NL/TNM/C1']),
      }),
    );
    return statement(lines, {
      kind: one(['INVOICE', 'INVOICE', 'CREDIT_NOTE']),
      issuer: one([seller, seller, without(seller, 'vatId'), without(seller, 'iban')]),
      recipient: one([buyer, inland, abroad, without(buyer, 'vatId', 'email')]),
      currency: one(['EUR', 'EUR', 'CHF']),
    });
  }).filter((view) => obstaclesOf(view).length === 0);
};

/** What is no invoice, with the rule we name for it. */
const bad: [rule: string, view: StatementView][] = [
  ['BR-16', statement([])],
  ['BR-08', statement([line('8.00')], { issuer: { ref: 'NL/TNM', name: 'TNM', vatId: 'NL123456789B01' } })],
  ['BR-10', statement([line('8.00')], { recipient: { ref: 'DE/EMP', name: 'EMP' } })],
  ['BR-S-02', statement([line('8.00'), line('9.00')], { issuer: small })],
  ['BR-CO-09', statement([line('8.00')], { issuer: { ...seller, vatId: '123456789' } })],
  ['BR-CO-10', statement([line('8.00')], { totalBeforeTaxes: '9.00', totalAfterTaxes: '10.68' })],
  ['BR-CO-14', statement([line('8.00')], { totalTaxes: '1.69', totalAfterTaxes: '9.69' })],
  ['BR-CO-15', statement([line('8.00')], { totalAfterTaxes: '9.00' })],
  ['BR-CO-17', statement([line('80.00', '21', { taxAmount: '26.80', amountAfterTaxes: '106.80' })])],
];

/** Good and bad in one run of the published rules; undefined where they can not be run. */
let judged: Promise<Broken[][] | undefined>;
beforeAll(async () => {
  judged = en16931([...Object.values(good), ...bad.map(([, view]) => view), ...madeUp()].map(xmlOf));
  await judged;
}, 400_000);

describe('UBL by EN 16931', () => {
  it('has nothing to object to any of the statements that become invoices here', () => {
    for (const view of Object.values(good)) expect(obstaclesOf(view)).toEqual([]);
  });

  it('fulfils every published rule of EN 16931', async () => {
    const broken = await judged;
    if (!broken) return;
    const found = Object.keys(good).flatMap((name, i) =>
      (broken[i] ?? []).map(({ rule, text }) => [name, rule, text]),
    );
    expect(found).toEqual([]);
  }, 240_000);

  it('fulfils every published rule whatever is billed to whom, when our own rules have nothing to object', async () => {
    const broken = await judged;
    const views = madeUp();
    expect(views.length).toBeGreaterThan(25);
    if (!broken) return;
    const found = broken.slice(-views.length).flatMap((each, i) => each.map(({ rule }) => [rule, views[i]]));
    expect(found).toEqual([]);
  });

  it('fulfils the XML Schema of UBL 2.1', async () => {
    const views = Object.values(good);
    const notes = views.filter(({ kind }) => kind === 'CREDIT_NOTE').map(xmlOf);
    const invoices = views.filter(({ kind }) => kind === 'INVOICE').map(xmlOf);
    const broken = invoices
      .slice(0, 1)
      .map((xml) => xml.replace('<cbc:IssueDate>2026', '<cbc:IssueDate>20x6'));
    const objections = await ublErrors('Invoice', broken);
    if (!objections) return;
    expect(objections.join()).toContain('IssueDate');
    const errors = [await ublErrors('Invoice', invoices), await ublErrors('CreditNote', notes)];
    expect(errors.flatMap((found) => found ?? [])).toEqual([]);
  }, 240_000);

  it('says in the invoice what the statement says', () => {
    const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false });
    const parsed = parser.parse(xmlOf(month(3))) as Record<string, Record<string, never>>;
    expect(parsed['Invoice']).toMatchObject({
      ID: '2026-NL-TNM-000042',
      DueDate: '2026-12-15',
      InvoicePeriod: { StartDate: '2026-11-01', EndDate: '2026-11-30' },
      LegalMonetaryTotal: { LineExtensionAmount: '15.90', PayableAmount: '19.24' },
      PaymentMeans: { PayeeFinancialAccount: { ID: 'NL91ABNA0417164300' } },
    });
    const lines = parsed['Invoice']?.['InvoiceLine'] as unknown as Record<string, unknown>[];
    expect(
      lines.map(({ DocumentReference }) => (DocumentReference as { ID?: string } | undefined)?.ID),
    ).toEqual(['NL/TNM/C1000', 'NL/TNM/C1001', 'NL/TNM/C1002', 'NL/TNM/C1001-C', undefined]);
    expect(lines[3]).toMatchObject({ InvoicedQuantity: '-20', Price: { PriceAmount: '0.4' } });
  });

  it('gives back in positive amounts', () => {
    const xml = xmlOf(good['a credit note'] as StatementView);
    expect(xml).toMatch(/<CreditNote xmlns=.*CreditNote-2"/);
    expect(xml).toContain('<cbc:PayableAmount currencyID="EUR">10.77</cbc:PayableAmount>');
    expect(xml).not.toContain('>-');
    expect(xml.match(/InvoiceDocumentReference>\s*<cbc:ID>2026-NL-TNM-00003[12]/g)).toHaveLength(2);
  });
});

describe('what keeps a statement from being an invoice', () => {
  it('is told by the rule that the invoice would break', async () => {
    for (const [rule, view] of bad) expect(obstaclesOf(view).map((each) => each.rule)).toContain(rule);
    const broken = (await judged)?.slice(Object.keys(good).length);
    for (const [i, [rule]] of bad.entries()) expect([rule, broken?.[i]?.length]).not.toEqual([rule, 0]);
  }, 240_000);

  it('is that it is none, that its tax is not VAT or has no rate, or that it counts parts of a cent', () => {
    const of = (view: StatementView) => obstaclesOf(view).map(({ rule }) => rule);
    expect(of(statement([line('8.00')], { kind: 'STATEMENT' }))).toEqual(['BR-04']);
    expect(of(statement([line('8.00', '2', { taxName: 'Energy tax' })]))).toEqual(['BR-CO-18']);
    const parts = { totalBeforeTaxes: '8.005', totalAfterTaxes: '9.685' };
    expect(of(statement([line('8.005')], parts))).toContain('BR-DEC-23');
    const odd = line('0.00', null, { taxAmount: '1.00', amountAfterTaxes: '1.00', taxName: 'VAT' });
    expect(of(statement([odd]))).toEqual(['BR-CO-04', 'BR-S-05']);
  });

  it('names where to mend it, once and not for every line', () => {
    const [first, ...rest] = obstaclesOf(statement([line('8.00'), line('9.00')], { issuer: small }));
    expect(first?.sentence).toBe(
      'NL/TNM charges VAT without a VAT number; put it into the billing profile of NL/TNM.',
    );
    expect(rest).toEqual([]);
  });
});
