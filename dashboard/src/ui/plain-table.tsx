/** A small table: all its rows are there, as those of a bill or beside a chart. Long lists are `list/table.tsx`. */
import type { ReactNode } from 'react';
import { classes } from './classes.js';

export interface PlainColumn<Row> {
  id: string;
  title: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  isNumber?: boolean;
  /** Names the row; read out with every other cell of it. */
  isHead?: boolean;
  /** Left out on a phone. */
  isWideOnly?: boolean;
}

interface PlainTableProps<Row> {
  /** What it shows, for who does not see what stands around it. */
  label: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Sums under the rows, by id of the column. */
  foot?: Readonly<Record<string, ReactNode>>;
}

export const PlainTable = <Row,>({ label, columns, rows, keyOf, foot }: PlainTableProps<Row>) => {
  const look = ({ isNumber, isWideOnly }: PlainColumn<Row>) =>
    classes(
      'h-8 px-2 first:pl-0 last:pr-0',
      isNumber ? 'text-right whitespace-nowrap' : 'text-left',
      isWideOnly && 'hidden sm:table-cell',
    );
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classes(look(column), 'text-faint text-sm font-normal whitespace-nowrap')}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row)} className="hover:bg-raised border-b">
              {columns.map((column) =>
                column.isHead ? (
                  <th key={column.id} scope="row" className={classes(look(column), 'font-normal')}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td key={column.id} className={look(column)}>
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.id} className={classes(look(column), 'font-semibold')}>
                  {foot[column.id]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
};
