/** Energy and power of a session, period by period: a chart and the same numbers beside it. */
import { useTranslation } from 'react-i18next';
import { Empty } from '../../list/told.js';
import { Chart } from '../../ui/chart.js';
import { PlainTable } from '../../ui/plain-table.js';
import { duration, number, timeOfDay } from '../../words/format.js';
import { periodRows } from './periods.rules.js';
import type { SessionDetail } from './session.inspector.js';

const Energy = ({ session }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  const zone = session.location?.timeZone;
  const rows = periodRows(session.chargingPeriods, session.endDateTime ?? session.lastUpdated);
  if (rows.length === 0) return <Empty>{t('energy.none')}</Empty>;
  const most = rows.reduce((best, row) => (row.kwh > best.kwh ? row : best));
  return (
    <div className="grid gap-3">
      <Chart
        label={t('energy.says', {
          count: rows.length,
          kwh: number(session.kwh, 2),
          most: number(most.kwh, 2),
          at: timeOfDay(most.from, zone),
        })}
        points={rows.map(({ from, kwh }) => ({ label: timeOfDay(from, zone), values: { kwh } }))}
        series={[{ id: 'kwh', label: t('energy.kwh') }]}
        format={(value) => number(value, 1)}
        height_px={160}
      />
      <PlainTable
        label={t('energy.table')}
        rows={rows}
        keyOf={({ from }) => from}
        columns={[
          {
            id: 'from',
            title: t('energy.from'),
            isHead: true,
            cell: ({ from, to }) => `${timeOfDay(from, zone)}–${timeOfDay(to, zone)}`,
          },
          {
            id: 'length',
            title: t('energy.length'),
            isNumber: true,
            cell: ({ length_ms }) => duration(length_ms),
          },
          { id: 'kwh', title: t('energy.kwh'), isNumber: true, cell: ({ kwh }) => number(kwh, 3) },
          {
            id: 'power',
            title: t('energy.power'),
            isNumber: true,
            cell: ({ power_kw, isParking }) =>
              isParking ? t('energy.parking') : power_kw === null ? '–' : number(power_kw, 1),
          },
          {
            id: 'tariff',
            title: t('facts.tariff'),
            isWideOnly: true,
            cell: ({ tariffId }) => tariffId ?? '–',
          },
        ]}
        foot={{ from: t('energy.sum'), kwh: number(sum(rows.map(({ kwh }) => kwh)), 3) }}
      />
    </div>
  );
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export default Energy;
