/** A measure over the time: a chart, and its numbers beside it. */
import { useTranslation } from 'react-i18next';
import { Chart } from '../../ui/chart.js';
import { Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { dated } from '../../words/format.js';
import { Change } from './change.js';
import { nameOf, written } from './measure.js';
import { partsOf, type Interval, type Range } from './range.rules.js';
import { inParts, valueOf, type Measure, type Sums } from './sums.rules.js';

const formats: Record<Interval, Intl.DateTimeFormatOptions> = {
  HOUR: { hour: '2-digit', minute: '2-digit' },
  DAY: { day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short' },
  MONTH: { month: 'short', year: '2-digit' },
};

interface OverTimeProps {
  range: Range;
  measure: Measure;
  now: readonly Sums[];
  before: readonly Sums[];
}

export const OverTime = ({
  range: { from, to, beforeFrom, interval },
  measure,
  now,
  before,
}: OverTimeProps) => {
  const { t } = useTranslation('analytics');
  const parts = partsOf(from, to, interval);
  const former = inParts(before, partsOf(beforeFrom, from, interval));
  const rows = inParts(now, parts).map((sums, i) => ({
    start: parts[i] ?? from,
    value: valueOf(sums, measure),
    before: valueOf(former[i], measure),
  }));
  const name = nameOf(t, measure);
  const highest = rows.reduce(
    (best, row) => ((row.value ?? 0) > (best.value ?? 0) ? row : best),
    rows[0] ?? { start: from, value: 0, before: 0 },
  );
  return (
    <Section title={t('time.title', { measure: name })}>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(280px,1fr)]">
        <Chart
          label={t('time.essence', {
            measure: name,
            when: dated(highest.start, formats[interval]),
            value: written(measure, highest.value),
          })}
          height_px={280}
          format={(value) => written(measure, value)}
          points={rows.map(({ start, value, before: was }) => ({
            label: dated(start, formats[interval]),
            values: { now: value ?? null, before: was ?? null },
          }))}
          series={[
            { id: 'now', label: t('time.now') },
            { id: 'before', label: t('time.before'), isFormer: true },
          ]}
        />
        <div className="max-h-72 overflow-y-auto">
          <PlainTable
            label={t('time.table', { measure: name })}
            rows={rows}
            keyOf={({ start }) => start.toISOString()}
            columns={[
              {
                id: 'start',
                title: t(`intervals.${interval}`),
                isHead: true,
                cell: ({ start }) => dated(start, formats[interval]),
              },
              {
                id: 'now',
                title: t('time.now'),
                isNumber: true,
                cell: ({ value }) => written(measure, value),
              },
              {
                id: 'before',
                title: t('time.before'),
                isNumber: true,
                cell: ({ before: was }) => written(measure, was),
              },
              {
                id: 'change',
                title: t('change.title'),
                isNumber: true,
                cell: ({ value, before: was }) => <Change now={value} before={was} />,
              },
            ]}
          />
        </div>
      </div>
    </Section>
  );
};
