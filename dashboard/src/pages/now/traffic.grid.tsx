/** The grid of the page "Now": each cell says by shape and colour how well it goes, and leads to its exchanges. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes.js';
import { Tooltip } from '../../ui/overlay.js';
import { ThingLink } from '../../ui/thing-link.js';
import { duration } from '../../words/format.js';
import { inkOf } from '../../words/status.js';
import { gridOf, toneOf, type Cell, type CellTone } from './grid.rules.js';

const shapes: Record<CellTone, string> = { free: '✓', impaired: '▲', alarm: '◆' };
const grounds: Record<CellTone, string> = {
  free: 'bg-free/10',
  impaired: 'bg-impaired/15',
  alarm: 'bg-alarm/15',
};

interface TrafficGridProps {
  cells: readonly Cell[];
  nameOf: (party: string) => string;
}

export const TrafficGrid = ({ cells, nameOf }: TrafficGridProps) => {
  const { t } = useTranslation('now');
  if (cells.length === 0) return <p className="text-soft">{t('grid.none')}</p>;
  const { modules, rows } = gridOf(cells);
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t('grid.title')}>
      <table className="border-separate border-spacing-0.5">
        <caption className="sr-only">{t('grid.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="text-faint h-7 pr-3 text-left text-sm font-normal">
              {t('grid.party')}
            </th>
            {modules.map((module) => (
              <th key={module} scope="col" className="text-faint px-1 text-left text-sm font-normal">
                {module ?? t('grid.other')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.party}>
              <th scope="row" className="max-w-56 truncate pr-3 text-left font-normal">
                {row.party === null ? (
                  t('grid.unknown')
                ) : (
                  <ThingLink page="parties" itemKey={row.party}>
                    {nameOf(row.party)}
                  </ThingLink>
                )}
              </th>
              {row.cells.map((cell, i) => (
                <td key={modules[i]} className="min-w-24 p-0">
                  {cell ? (
                    <CellLink cell={cell} name={row.party === null ? t('grid.unknown') : nameOf(row.party)} />
                  ) : (
                    <span className="text-faint bg-raised block h-8 rounded px-2 leading-8">·</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const CellLink = ({ cell, name }: { cell: Cell; name: string }) => {
  const { t } = useTranslation('now');
  const tone = toneOf(cell);
  const told = t('grid.cell', {
    party: name,
    module: cell.module ?? t('grid.other'),
    count: cell.count,
    failed: cell.failed,
    p50: duration(cell.p50_ms),
    p95: duration(cell.p95_ms),
  });
  const search = {
    ...(cell.party !== null && { party: cell.party }),
    ...(cell.module !== null && { module: cell.module }),
  };
  return (
    <Tooltip text={told}>
      <Link
        to="/exchanges"
        search={search as never}
        aria-label={told}
        className={classes(
          'flex h-8 items-center gap-1.5 rounded px-2 whitespace-nowrap hover:underline',
          grounds[tone],
        )}
      >
        <span aria-hidden className={inkOf[tone]}>
          {shapes[tone]}
        </span>
        {duration(cell.p95_ms)}
      </Link>
    </Tooltip>
  );
};
