/**
 * Rows as CSV by RFC 4180, sent while they are read: however many there are, only some are in memory. Text that a
 * spreadsheet would run as a formula is led by an apostrophe, since descriptions and ids were written by strangers;
 * amounts stay numbers.
 */
import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';

export interface CsvColumn<Row> {
  readonly name: string;
  /** What to write; nothing when null. */
  value(row: Row): string | number | boolean | null | undefined;
  /** Written by us or a number: never a formula. */
  readonly isSafe?: true;
}

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const cellOf = <Row>(row: Row, { value, isSafe }: CsvColumn<Row>): string => {
  const content = value(row);
  if (content === null || content === undefined) return '';
  return isSafe || typeof content !== 'string' ? String(content) : harmless(content);
};

/** Rows written at once. */
const AT_ONCE = 200;

const written = (rows: readonly string[][]): string => stringify([...rows], { record_delimiter: 'windows' });

async function* piecesOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
): AsyncGenerator<string> {
  let waiting = [columns.map(({ name }) => name)];
  for await (const row of rows) {
    waiting.push(columns.map((column) => cellOf(row, column)));
    if (waiting.length < AT_ONCE) continue;
    yield written(waiting);
    waiting = [];
  }
  yield written(waiting);
}

/** A stream of CSV in UTF-8 with a head line; it fails when the rows do, and stops asking for rows when it is closed. */
export const csvOf = <Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly CsvColumn<Row>[],
): Readable => Readable.from(piecesOf(rows, columns), { highWaterMark: 2 });
