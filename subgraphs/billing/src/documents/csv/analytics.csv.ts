/** Sums over CDRs as CSV: a row per part of time, party or Location, and currency; figures repeat where there are several. */
import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from './rows.csv.js';

/** A row as the graph gives it. */
export interface AnalyticsCsvRow {
  from: string | null;
  key: string | null;
  charges: number;
  energyKwh: string;
  hours: number;
  meanMinutes: number | null;
  revenue: readonly { currency: string; beforeTaxes: string }[];
}

type Line = AnalyticsCsvRow & { currency: string; beforeTaxes: string };

const columns: readonly CsvColumn<Line>[] = [
  { name: 'from', value: ({ from }) => from, isSafe: true },
  { name: 'key', value: ({ key }) => key },
  { name: 'charges', value: ({ charges }) => charges },
  { name: 'energy_kwh', value: ({ energyKwh }) => energyKwh, isSafe: true },
  { name: 'hours', value: ({ hours }) => hours },
  { name: 'mean_minutes', value: ({ meanMinutes }) => meanMinutes },
  { name: 'currency', value: ({ currency }) => currency },
  { name: 'before_taxes', value: ({ beforeTaxes }) => beforeTaxes, isSafe: true },
];

async function* linesOf(rows: AsyncIterable<AnalyticsCsvRow>): AsyncGenerator<Line> {
  for await (const row of rows) for (const amount of row.revenue) yield { ...row, ...amount };
}

export const analyticsCsv = (rows: AsyncIterable<AnalyticsCsvRow>): Readable => csvOf(linesOf(rows), columns);
