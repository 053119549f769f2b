/**
 * The rows: only those in sight are in the document, so ten thousand are as smooth as ten. Who uses the keyboard moves
 * a mark through them while the focus stays on the table.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../ui/classes.js';
import type { Column } from './definition.js';

export const ROW_PX = 32;

interface TableProps<Row> {
  name: string;
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Of all, also of those not loaded yet. */
  total: number | null;
  /** The row the keyboard is at. */
  at: number;
  openKey: string | undefined;
  isStale: boolean;
  onOpen: (index: number) => void;
  onEnd: () => void;
}

const isPhone = matchMedia('(max-width: 640px)');

export const Table = <Row,>({
  name,
  title,
  columns: all,
  rows,
  keyOf,
  total,
  at,
  openKey,
  isStale,
  onOpen,
  onEnd,
}: TableProps<Row>) => {
  const { t } = useTranslation([name, 'common']);
  const scroller = useRef<HTMLDivElement>(null);
  const columns = isPhone.matches ? all.filter(({ isWideOnly }) => !isWideOnly) : all;
  const rowsInSight = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const shown = rowsInSight.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd();
  }, [last, rows.length, onEnd]);
  useEffect(() => {
    if (at >= 0) rowsInSight.scrollToIndex(at, { align: 'auto' });
  }, [at, rowsInSight]);
  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  const atRow = rows[at];
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={title}
      aria-rowcount={total ?? rows.length}
      aria-activedescendant={atRow === undefined ? undefined : idOf(name, keyOf(atRow))}
      tabIndex={0}
      data-list={name}
      className={classes('min-h-0 flex-1 overflow-auto', isStale && 'opacity-60')}
    >
      <div
        role="row"
        aria-rowindex={1}
        style={template}
        className="bg-ground text-faint sticky top-0 z-10 grid h-8 min-w-max items-center border-b text-sm sm:min-w-full"
      >
        {columns.map((column) => (
          <span
            key={column.id}
            role="columnheader"
            className={classes('truncate px-3', column.isNumber && 'text-right')}
          >
            {t(`columns.${column.id}`)}
          </span>
        ))}
      </div>
      <div
        role="rowgroup"
        style={{ height: rowsInSight.getTotalSize() }}
        className="relative min-w-max sm:min-w-full"
      >
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = keyOf(row);
          return (
            <div
              key={key}
              id={idOf(name, key)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === at}
              data-key={key}
              style={{ ...template, transform: `translateY(${start}px)` }}
              onClick={() => onOpen(index)}
              className={classes(
                'absolute inset-x-0 top-0 grid h-8 cursor-default items-center border-b',
                key === openKey ? 'bg-wash' : 'hover:bg-raised',
                index === at && 'shadow-[inset_2px_0_0_var(--accent)]',
              )}
            >
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const idOf = (name: string, key: string): string => `${name}-${key}`;

const Cell = <Row,>({ column, row }: { column: Column<Row>; row: Row }) => {
  const text = column.text(row);
  const former = useRef({ text, changes: 0 });
  if (former.current.text !== text) former.current = { text, changes: former.current.changes + 1 };
  const { changes } = former.current;
  return (
    <span
      key={changes}
      role="gridcell"
      className={classes('truncate px-3', column.isNumber && 'text-right', changes > 0 && 'flash')}
    >
      {column.cell(row)}
    </span>
  );
};
