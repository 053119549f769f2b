/** One session whole: where and who, what was said about it step by step, its energy, what it costs so far. Live. */
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { SessionDocument, SessionsLiveDocument, type SessionQuery } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useReconnections } from '../../live/socket-state.js';
import { useLive } from '../../live/use-live.js';
import { Explanation, Money } from '../../prices/explanation.js';
import { Figure, Figures } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { Tabs } from '../../ui/tabs.js';
import { duration, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, useNow } from '../../words/time.js';
import { Overview } from './overview.js';
import { Timeline } from './timeline.js';

// Charts are large, and most people look at something else first.
const Energy = lazy(() => import('./energy.js'));

export type SessionDetail = NonNullable<SessionQuery['session']>;

export const SessionInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('sessions');
  const { search, set } = useSearch();
  const { data, error, isLoading, refetch } = useAsk(SessionDocument, { ref: itemKey });
  const reconnections = useReconnections();
  useEffect(() => {
    if (reconnections > 0) void refetch().catch(() => undefined); // what is wrong is shown
  }, [reconnections, refetch]);
  useLive(
    SessionsLiveDocument,
    { filter: { ref: itemKey } },
    {
      keyOf: ({ sessionUpdated }) => sessionUpdated.ref,
      onEvents: () => void refetch().catch(() => undefined), // what is wrong is shown
    },
  );
  const session = data?.session;
  if (error && !session) return <Failure error={error} onAgain={refetch} />;
  if (!data || (isLoading && !session)) return <Loading />;
  if (!session) return <Empty>{t('gone')}</Empty>;
  const tabs = [
    { value: 'overview', content: <Overview session={session} /> },
    { value: 'timeline', content: <Timeline session={session} /> },
    {
      value: 'energy',
      content: (
        <Suspense fallback={<Loading />}>
          <Energy session={session} />
        </Suspense>
      ),
    },
    { value: 'cost', content: <Cost session={session} /> },
    {
      value: 'document',
      content: <RawDocument document={session.document} violations={session.violations} />,
    },
  ];
  return (
    <>
      <Summary session={session} />
      <Tabs
        label={t('tabs.label')}
        value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'overview'}
        onChange={(tab) => set({ tab: tab === 'overview' ? undefined : tab })}
        tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.value}`) }))}
      />
    </>
  );
};

const Summary = ({ session }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  const now = useNow();
  const { status, kwh, currency, runningCost, startDateTime, endDateTime, lastUpdated } = session;
  const isRunning = endDateTime === null && status === 'ACTIVE';
  const until = endDateTime ?? (isRunning ? new Date(now).toISOString() : lastUpdated);
  const total = runningCost?.total;
  return (
    <div className="px-3 pt-3 pb-2">
      <p className="mb-2 flex items-center gap-3">
        <StatusMark kind="session" value={status} />
        <span className="text-faint text-sm">
          {t('heard')} <Ago at={lastUpdated} />
        </span>
      </p>
      <Figures>
        <Figure label={t('figures.energy')} value={`${number(kwh, 2)} kWh`} />
        <Figure
          label={t('figures.length')}
          value={duration(Math.max(0, Date.parse(until) - Date.parse(startDateTime)))}
        />
        <Figure
          label={t(isRunning ? 'figures.soFar' : 'figures.cost')}
          value={<Money amount={total?.afterTaxes ?? total?.beforeTaxes} currency={currency} />}
          note={t(typeof total?.afterTaxes === 'string' ? 'figures.withTaxes' : 'figures.beforeTaxes')}
        />
      </Figures>
    </div>
  );
};

const Cost = ({ session: { runningCost, totalCost, currency } }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  return (
    <div className="grid gap-3">
      <p className="text-soft">
        {totalCost ? t('cost.claimed') : t('cost.notClaimed')}{' '}
        {totalCost && <Money amount={String(totalCost.beforeTaxes)} currency={currency} />}
      </p>
      {runningCost ? <Explanation price={runningCost} label={t('cost.lines')} /> : <p>{t('cost.unknown')}</p>}
    </div>
  );
};
