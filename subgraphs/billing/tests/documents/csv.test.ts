/** CSV exports: RFC 4180, no formulas, and no more in memory than is on its way. */
import type { CDR } from '@chargesphere/schema';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { cdrsCsv } from '../../src/documents/csv/cdrs.csv.js';
import { csvOf, harmless } from '../../src/documents/csv/rows.csv.js';
import { statementCsv } from '../../src/documents/csv/statement.csv.js';
import { cdr, credit } from '../world.js';
import { line, statement } from './sample.js';

describe('CSV', () => {
  it('is quoted where it has to be, with line ends as RFC 4180 has them', async () => {
    const rows = [{ a: 'plain', b: 'with "quotes", commas\nand lines' }];
    const csv = csvOf(rows, [
      { name: 'a', value: ({ a }) => a },
      { name: 'b', value: ({ b }) => b },
    ]);
    expect(await text(csv)).toBe('a,b\r\nplain,"with ""quotes"", commas\nand lines"\r\n');
  });

  it('has a head line also when there are no rows', async () => {
    expect(await text(csvOf([], [{ name: 'a', value: () => 1 }]))).toBe('a\r\n');
  });

  it('lets no text become a formula, and leaves amounts numbers', async () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\uFF1D1'];
    expect(evil.map(harmless)).toEqual(evil.map((each) => `'${each}`));
    const view = statement([line('-8.00', '21', { description: evil[0] ?? '' })]);
    const [, row] = (await text(statementCsv(view, view.lines))).split('\r\n');
    expect(row).toBe(
      `2026-NL-TNM-000042,1,NL/TNM/C101,"'=HYPERLINK(""http://x"")",2026-11-03T08:41:00Z,20.5,kWh,EUR,-8.00,VAT,21,-1.68,-9.68`,
    );
  });

  it('asks for further rows only as they are read', async () => {
    let asked = 0;
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield { n: (asked += 1) };
      } finally {
        isClosed = true;
      }
    }
    const csv = csvOf(endless(), [{ name: 'n', value: ({ n }) => 'x'.repeat(100) + n }]);
    await once(csv, 'readable');
    expect(asked).toBeLessThan(5_000);
    csv.destroy();
    await once(csv, 'close');
    expect(isClosed).toBe(true);
  });

  it('ends in an error when its rows do, so that no half is taken for the whole', async () => {
    async function* broken() {
      yield { n: 1 };
      throw new Error('the database went away');
    }
    await expect(text(csvOf(broken(), [{ name: 'n', value: ({ n }) => n }]))).rejects.toThrow('went away');
  });

  it('has a row for each CDR, credits included', async () => {
    const csv = await text(cdrsCsv([cdr(), credit()] as unknown as CDR[]));
    const [head, first, second] = csv.split('\r\n').map((row) => row.split(','));
    const cell = (row: string[] | undefined, name: string) => row?.[head?.indexOf(name) ?? -1];
    expect(
      ['cdr', 'emsp', 'energy_kwh', 'before_taxes', 'taxes', 'after_taxes'].map((n) => cell(first, n)),
    ).toEqual(['NL/TNM/C101', 'DE/EMP', '20', '8', '1.68', '9.68']);
    expect(['credit', 'credit_reference_id', 'after_taxes'].map((n) => cell(second, n))).toEqual([
      'true',
      'C101',
      '-9.68',
    ]);
  });
});
