/** The same by party or place: who has most of it, as a chart of the first and a table of all. */
import { useTranslation } from 'react-i18next';
import type { AnalyticsGroup, AnalyticsQuery } from '../../graph/index.js';
import { Chart } from '../../ui/chart.js';
import { Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { money, number, percent } from '../../words/format.js';
import { Change } from './change.js';
import { nameOf, written } from './measure.js';
import type { Range } from './range.rules.js';
import { utilisationOf, valueOf, type Measure, type Sums } from './sums.rules.js';

type Part = AnalyticsQuery['parts']['items'][number];

/** Bars that still have a name under them. */
const BARS = 10;

interface ByPartProps {
  by: AnalyticsGroup;
  range: Range;
  measure: Measure;
  parts: AnalyticsQuery['parts'];
  before: readonly Sums[];
}

const partName = ({ party, location, key }: Part): string =>
  location?.name ?? party?.name ?? location?.ref ?? party?.ref ?? key ?? '';

export const ByPart = ({
  by,
  range: { from, to },
  measure,
  parts: { items, total },
  before,
}: ByPartProps) => {
  const { t } = useTranslation('analytics');
  const former = new Map(before.map((row) => [row.key, row]));
  const rows = [...items].sort((a, b) => (valueOf(b, measure) ?? 0) - (valueOf(a, measure) ?? 0));
  const name = nameOf(t, measure);
  const [first] = rows;
  return (
    <Section
      title={t('parts.title', { by: t(`groups.${by}`), measure: name })}
      {...(total > items.length && { about: t('parts.cut', { count: items.length, total: number(total) }) })}
    >
      <div className="grid gap-4">
        {rows.length > 1 && first && (
          <Chart
            label={t('parts.essence', {
              name: partName(first),
              value: written(measure, valueOf(first, measure)),
            })}
            height_px={200}
            format={(value) => written(measure, value)}
            points={rows.slice(0, BARS).map((part) => ({
              label: partName(part),
              values: { now: valueOf(part, measure) ?? null },
            }))}
            series={[{ id: 'now', label: name }]}
          />
        )}
        <PlainTable
          label={t('parts.table', { by: t(`groups.${by}`) })}
          rows={rows}
          keyOf={({ key }) => key ?? ''}
          columns={[
            {
              id: 'name',
              title: t(`groups.${by}`),
              isHead: true,
              cell: (part) => (
                <ThingLink
                  page={by === 'LOCATION' ? 'locations' : 'parties'}
                  itemKey={part.location?.ref ?? part.party?.ref ?? part.key ?? ''}
                >
                  {partName(part)}
                </ThingLink>
              ),
            },
            {
              id: 'energy',
              title: t('measures.energy'),
              isNumber: true,
              cell: ({ energyKwh }) => number(energyKwh, 1),
            },
            {
              id: 'charges',
              title: t('measures.charges'),
              isNumber: true,
              cell: ({ charges }) => number(charges),
            },
            {
              id: 'revenue',
              title: t('parts.revenue'),
              isNumber: true,
              isWideOnly: true,
              cell: ({ revenue }) =>
                revenue.map(({ currency, beforeTaxes }) => money(beforeTaxes, currency)).join(' + '),
            },
            {
              id: 'mean',
              title: t('measures.mean'),
              isNumber: true,
              isWideOnly: true,
              cell: ({ meanMinutes }) => (typeof meanMinutes === 'number' ? number(meanMinutes, 0) : '–'),
            },
            ...(by === 'LOCATION'
              ? [
                  {
                    id: 'utilisation',
                    title: t('measures.utilisation'),
                    isNumber: true,
                    cell: ({ hours, location }: Part) => {
                      const share = utilisationOf(hours, location?.evses.length, from, to);
                      return share === undefined ? (
                        <span className="text-faint" title={t('parts.noUtilisation')}>
                          –
                        </span>
                      ) : (
                        percent(share, 1)
                      );
                    },
                  },
                ]
              : []),
            {
              id: 'change',
              title: t('parts.change'),
              isNumber: true,
              isWideOnly: true,
              cell: (part) => (
                <Change now={valueOf(part, measure)} before={valueOf(former.get(part.key), measure)} />
              ),
            },
          ]}
        />
      </div>
    </Section>
  );
};
