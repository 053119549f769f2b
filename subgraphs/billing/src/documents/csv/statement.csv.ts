/** The lines of a statement as CSV: what a bookkeeper loads into a spreadsheet or a ledger of their own. */
import type { Readable } from 'node:stream';
import type { StatementLineView, StatementView } from '../statement-view.js';
import { csvOf, type CsvColumn } from './rows.csv.js';

export const statementCsv = (
  { number, currency }: Pick<StatementView, 'number' | 'currency'>,
  lines: AsyncIterable<StatementLineView> | Iterable<StatementLineView>,
): Readable => {
  const columns: CsvColumn<StatementLineView>[] = [
    { name: 'statement', value: () => number, isSafe: true },
    { name: 'line', value: (line) => line.position },
    { name: 'cdr', value: (line) => line.cdrRef },
    { name: 'description', value: (line) => line.description },
    { name: 'ended_at', value: (line) => line.at, isSafe: true },
    { name: 'quantity', value: (line) => line.quantity, isSafe: true },
    { name: 'unit', value: (line) => line.unit, isSafe: true },
    { name: 'currency', value: () => currency, isSafe: true },
    { name: 'before_taxes', value: (line) => line.amountBeforeTaxes, isSafe: true },
    { name: 'tax_name', value: (line) => line.taxName },
    { name: 'tax_percentage', value: (line) => line.taxPercentage, isSafe: true },
    { name: 'tax', value: (line) => line.taxAmount, isSafe: true },
    { name: 'after_taxes', value: (line) => line.amountAfterTaxes, isSafe: true },
  ];
  return csvOf(lines, columns);
};
