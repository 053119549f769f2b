/** What charges came to: energy, sessions, revenue, utilisation, by party, place and time, beside the period before. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { AnalyticsDocument, type AnalyticsGroup } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { PageFrame } from '../../ui/page.js';
import { addWords } from '../../words/language.js';
import { day } from '../../words/format.js';
import { AnalyticsFilters, ExportLink } from './analytics.filters.js';
import { ByPart } from './by-part.js';
import { OverTime } from './over-time.js';
import { rangeOf } from './range.rules.js';
import { currenciesOf, isMeasure } from './sums.rules.js';
import { Totals } from './totals.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('analytics', { en, de });

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const groups: readonly AnalyticsGroup[] = ['CPO', 'EMSP', 'LOCATION'];

const AnalyticsPage = () => {
  const { t } = useTranslation(['analytics', 'common']);
  const { search } = useSearch();
  const { range: name, from, to, cpo, emsp, location } = search;
  // Of the moment the page is looked at, so that asking again is asking the same.
  const range = useMemo(() => rangeOf({ range: name, from, to }, new Date()), [name, from, to]);
  const by = groups.find((one) => one === search['by']) ?? 'CPO';
  const filter = {
    ...(cpo !== undefined && { cpo }),
    ...(emsp !== undefined && { emsp }),
    ...(location !== undefined && { location }),
  };
  const { data, error, refetch } = useAsk(AnalyticsDocument, {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    beforeFrom: range.beforeFrom.toISOString(),
    interval: range.interval,
    by,
    timeZone,
    filter,
  });
  const all = [...(data?.total.items ?? []), ...(data?.totalBefore.items ?? [])];
  const currencies = currenciesOf(all);
  const wanted = search['measure'];
  const measure = isMeasure(wanted) ? wanted : 'energy';
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <PageFrame
      title={t('common:pages.analytics')}
      filters={<AnalyticsFilters by={by} measure={measure} currencies={currencies} />}
      actions={<ExportLink range={range} by={by} timeZone={timeZone} filter={filter} />}
    >
      {error ? (
        <Failure error={error} onAgain={refetch} />
      ) : !data ? (
        <Loading />
      ) : all.length === 0 ? (
        <Empty>
          {t(isFiltered ? 'nothing' : 'none', { from: day(+range.from), to: day(+range.to - 1) })}
        </Empty>
      ) : (
        <div className="grid min-h-0 flex-1 content-start gap-6 overflow-auto p-3">
          <p className="text-soft text-sm">
            {t('compared', {
              from: day(+range.from),
              to: day(+range.to - 1),
              beforeFrom: day(+range.beforeFrom),
              beforeTo: day(+range.from - 1),
            })}
          </p>
          <Totals now={data.total.items[0]} before={data.totalBefore.items[0]} currencies={currencies} />
          <OverTime range={range} measure={measure} now={data.time.items} before={data.timeBefore.items} />
          <ByPart
            by={by}
            range={range}
            measure={measure}
            parts={data.parts}
            before={data.partsBefore.items}
          />
        </div>
      )}
    </PageFrame>
  );
};

export default AnalyticsPage;
