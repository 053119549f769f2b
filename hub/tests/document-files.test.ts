/** Long documents: asked for part by part, and not at all when nobody could use them. */
import { DOCUMENT_LINES_MAX, type StatementLineView } from '@chargesphere/billing';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { analyticsFile, cdrsFile, statementFile } from '../src/document-files.js';
import type { Ask } from '../src/documents.js';

const head = (lineCount: number) => ({
  number: 'INV-1',
  kind: 'INVOICE',
  issuedAt: '2026-12-01T06:00:00Z',
  periodFrom: '2026-11-01T00:00:00Z',
  periodTo: '2026-12-01T00:00:00Z',
  currency: 'EUR',
  issuer: { ref: 'NL/ALF', name: 'Alfa' },
  recipient: { ref: 'DE/BET', name: 'Beta' },
  taxes: [],
  totalBeforeTaxes: '0.00',
  totalTaxes: '0.00',
  totalAfterTaxes: '0.00',
  references: [],
  lineCount,
});

const line = (position: number): StatementLineView => ({
  position,
  cdrRef: `NL/ALF/C-${position}`,
  description: 'Energy',
  at: '2026-11-01T00:00:00Z',
  quantity: '1',
  unit: 'kWh',
  amountBeforeTaxes: '0.00',
  taxName: null,
  taxPercentage: null,
  taxAmount: '0.00',
  amountAfterTaxes: '0.00',
});

/** A graph with one statement of so many lines; writes down what is asked of it. */
const graphWith = (lineCount: number) => {
  const asked: number[] = [];
  const ask = ((_document: string, { after, limit }: { after?: number; limit?: number } = {}) => {
    if (after === undefined || limit === undefined) return Promise.resolve({ head: head(lineCount) });
    asked.push(after);
    const count = Math.min(limit, lineCount - after);
    return Promise.resolve({ lines: Array.from({ length: count }, (_, i) => line(after + i + 1)) });
  }) as Ask;
  return { ask, asked };
};

it('asks for the next lines when those before them are written, each once and none twice', async () => {
  const { ask, asked } = graphWith(2 * DOCUMENT_LINES_MAX + 3);
  const { content } = await statementFile('INV-1', 'csv', ask);
  const rows = (await text(content)).trim().split('\r\n').slice(1);
  expect(asked).toEqual([0, DOCUMENT_LINES_MAX, 2 * DOCUMENT_LINES_MAX]);
  expect(rows.map((row) => Number(row.split(',')[1]))).toEqual(
    Array.from({ length: 2 * DOCUMENT_LINES_MAX + 3 }, (_, i) => i + 1),
  );
});

it('asks no further when nobody reads any more', async () => {
  const { ask, asked } = graphWith(50 * DOCUMENT_LINES_MAX);
  const { content } = await statementFile('INV-1', 'csv', ask);
  await once(content, 'readable');
  content.destroy();
  await once(content, 'close');
  expect(asked.length).toBeLessThan(3);
});

it('refuses an invoice in XML that is longer than memory should hold, and says where its lines are', async () => {
  const { ask, asked } = graphWith(50_001);
  await expect(statementFile('INV-1', 'xml', ask)).rejects.toMatchObject({
    status: 422,
    message: 'INV-1 has 50001 lines, and invoices in XML 50000 at the most; its CSV has them all.',
  });
  expect(asked).toEqual([]);
});

it('tells what is wrong with an export before its first byte, and cuts it when it goes wrong later', async () => {
  const refused = () => Promise.reject(new Error('not for you'));
  await expect(cdrsFile(new URLSearchParams(), refused as Ask)).rejects.toThrow('not for you');
  let asked = 0;
  const later = () =>
    (asked += 1) === 1 ? Promise.resolve({ cdrs: { items: [], next: 'more' } }) : refused();
  await expect(cdrsFile(new URLSearchParams(), later as Ask)).rejects.toThrow('not for you');
});

it('writes sums over CDRs with a row for each currency, page after page', async () => {
  const asked: Record<string, unknown>[] = [];
  const figures = { charges: 2, energyKwh: '32.5', hours: 1.5, meanMinutes: 45 };
  const item = (key: string, ...currencies: string[]) => ({
    ...{ from: '2026-03-01T00:00:00.000Z', key, ...figures },
    revenue: currencies.map((currency) => ({ currency, beforeTaxes: '8.10' })),
  });
  const pages = [
    { items: [item('NL/TNM', 'EUR', 'SEK')], next: 'more' },
    { items: [item('=FR/OTH', 'EUR')], next: null },
  ];
  const ask = ((_document: string, variables: Record<string, unknown>) => {
    asked.push(variables);
    return Promise.resolve({ analytics: pages[asked.length - 1] });
  }) as Ask;
  const search = new URLSearchParams('from=2026-03-01&to=2026-04-01&interval=day&by=CPO&cpo=NL/TNM');
  const { content } = await analyticsFile(search, ask);
  expect((await text(content)).trim().split('\r\n')).toEqual([
    'from,key,charges,energy_kwh,hours,mean_minutes,currency,before_taxes',
    '2026-03-01T00:00:00.000Z,NL/TNM,2,32.5,1.5,45,EUR,8.10',
    '2026-03-01T00:00:00.000Z,NL/TNM,2,32.5,1.5,45,SEK,8.10',
    "2026-03-01T00:00:00.000Z,'=FR/OTH,2,32.5,1.5,45,EUR,8.10",
  ]);
  expect(asked[1]).toMatchObject({
    ...{ from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', interval: 'DAY', by: 'CPO' },
    ...{ filter: { cpo: 'NL/TNM' }, timeZone: 'UTC', page: { after: 'more' } },
  });
  const never = (() => Promise.reject(new Error('asked'))) as Ask;
  for (const wrong of ['', 'from=2026-03-01', 'from=2026-03-01&to=2026-04-01&by=COLOUR'])
    await expect(analyticsFile(new URLSearchParams(wrong), never)).rejects.toMatchObject({ status: 400 });
});
