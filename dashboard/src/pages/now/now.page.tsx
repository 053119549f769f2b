/** What goes on at this moment and what of it needs somebody; everything on it leads to the page that has it all. */
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk } from '../../data/hooks.js';
import {
  ExchangesLiveDocument,
  NowAlarmsDocument,
  NowAlarmsLiveDocument,
  NowDocument,
  SessionsLiveDocument,
  TrafficDocument,
  type ExchangeStatus,
  type NowQuery,
} from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { useReconnections, useSocketState } from '../../live/socket-state.js';
import { classes } from '../../ui/classes.js';
import { Figure, Figures, PageFrame, Section } from '../../ui/page.js';
import { Spark } from '../../ui/spark.js';
import { duration, number, percent } from '../../words/format.js';
import { addWords } from '../../words/language.js';
import { inkOf } from '../../words/status.js';
import { useNow } from '../../words/time.js';
import { healthOf, LATE_MS, powerOfAll, type Health } from './health.rules.js';
import { recentShare } from './grid.rules.js';
import { Alarms, ChargingNow, Failures, Waiting } from './now.parts.js';
import { TrafficGrid } from './traffic.grid.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('now', { en, de });

/** What is not told live is asked that often. */
const EVERY_MS = 15_000;
/** However much happens, the page asks again no more often than this. */
const CALM_MS = 2_000;

const HOUR_MS = 3_600_000;
/** Of two minutes each: what failed in the last of them tells whether something is wrong now. */
const PARTS = 30;
const RECENT_PARTS = 3;

const failures: readonly ExchangeStatus[] = ['CLIENT_ERROR', 'SERVER_ERROR', 'HUB_ERROR', 'NO_ANSWER'];
const shapes = { free: '✓', impaired: '▲', alarm: '◆', idle: '·' } as const;

/** Asks again soon, however often it is told to. */
const useCalm = (ask: () => Promise<unknown>): (() => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void ask().catch(() => undefined); // the query shows what is wrong
    }, CALM_MS);
  };
};

const countOf = (counts: NowQuery['cdrCheckCounts'], ...states: string[]): number =>
  counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);

const NowPage = () => {
  const { t } = useTranslation(['now', 'common']);
  const { me } = useWho();
  const isStaff = me.role !== 'PARTNER';
  const { data, error, refetch } = useAsk(NowDocument, {}, { every_ms: EVERY_MS });
  const alarms = useAsk(NowAlarmsDocument, {}, { every_ms: EVERY_MS, skip: !isStaff });
  const askSoon = useCalm(refetch);
  const askAlarmsSoon = useCalm(alarms.refetch);
  useLive(SessionsLiveDocument, {}, { keyOf: ({ sessionUpdated }) => sessionUpdated.ref, onEvents: askSoon });
  useLive(
    ExchangesLiveDocument,
    { filter: { status: failures } },
    { keyOf: ({ exchangeRecorded }) => exchangeRecorded.id, onEvents: askSoon },
  );
  useLive(
    NowAlarmsLiveDocument,
    {},
    { keyOf: ({ alarmRaised }) => alarmRaised.id, onEvents: askAlarmsSoon, skip: !isStaff },
  );
  const reconnections = useReconnections();
  useEffect(() => {
    if (reconnections > 0) void refetch().catch(() => undefined); // the query shows what is wrong
  }, [reconnections, refetch]);
  const isStale = useSocketState().kind === 'reconnecting';
  const now = useNow();
  const since = new Date(Math.floor((now - HOUR_MS) / 60_000) * 60_000).toISOString();
  const { traffic } = useAsk(TrafficDocument, { since, buckets: PARTS }, { every_ms: EVERY_MS }).data ?? {};

  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { charging, parties, failedExchanges, deliveryHealth, cdrCheckCounts } = data;
  const { waiting, oldest } = deliveryHealth;
  const nameOf = new Map(parties.items.map(({ ref, name }) => [ref.toUpperCase(), name ?? ref]));
  const undecided = countOf(cdrCheckCounts, 'FLAGGED', 'DISPUTED');
  const health = healthOf(
    {
      parties: parties.total,
      silent: parties.items.filter(({ status }) => status === 'OFFLINE').map(({ ref, name }) => name ?? ref),
      charging: charging.total,
      alarms: isStaff ? (alarms.data?.alarms.total ?? 0) : null,
      waiting,
      waitingSince: oldest ? Date.parse(oldest) : null,
      failedShare: recentShare(traffic?.series ?? [], RECENT_PARTS),
      undecided,
    },
    now,
  );
  return (
    <PageFrame title={t('common:pages.now')}>
      <div className={classes('min-h-0 flex-1 overflow-auto', isStale && 'opacity-60')}>
        <div className="grid gap-6 p-3">
          <HealthLine health={health} />
          <Figures>
            <Figure label={t('figures.charging')} value={number(charging.total)} />
            <Figure
              label={t('figures.power')}
              value={number(powerOfAll(charging.items, charging.total), 1)}
              note={t('figures.powerNote')}
            />
            <Figure
              label={t('figures.requests')}
              value={traffic ? number(traffic.now.perSecond, 1) : t('figures.unknown')}
              note={
                <Spark
                  values={(traffic?.series ?? []).map(({ count }) => count)}
                  label={t('figures.requestsSpark')}
                />
              }
            />
            <Figure
              label={t('figures.hop')}
              value={
                typeof traffic?.now.p95Ms === 'number' ? duration(traffic.now.p95Ms) : t('figures.unknown')
              }
              {...(typeof traffic?.now.failing === 'number' && {
                note: t('figures.failing', { percent: percent(traffic.now.failing) }),
              })}
            />
            <Figure
              label={t('figures.oldest')}
              value={oldest ? duration(Math.max(0, now - Date.parse(oldest))) : t('figures.unknown')}
              note={waiting === 0 ? t('figures.nothingWaits') : t('figures.waiting', { count: waiting })}
              isAlarming={oldest ? now - Date.parse(oldest) > LATE_MS : false}
            />
            <Figure label={t('figures.undecided')} value={number(undecided)} />
          </Figures>
          <Section title={t('grid.title')} about={t('grid.about')}>
            <TrafficGrid
              cells={(traffic?.cells ?? []).map(
                ({ p50Ms, p95Ms, party = null, module = null, platformId = null, ...cell }) => ({
                  ...cell,
                  party,
                  platformId,
                  module,
                  p50_ms: p50Ms,
                  p95_ms: p95Ms,
                }),
              )}
              nameOf={(party) => nameOf.get(party.toUpperCase()) ?? party}
            />
          </Section>
          <div className="grid items-start gap-6 xl:grid-cols-2">
            <div className="grid min-w-0 gap-6">
              <Section title={t('failures.title')} actions={<More to="/exchanges">{t('failures.all')}</More>}>
                <Failures exchanges={failedExchanges.items} />
              </Section>
              {deliveryHealth.platforms.length > 0 && (
                <Section title={t('waiting.title')}>
                  <Waiting platforms={deliveryHealth.platforms} />
                </Section>
              )}
              {isStaff && (
                <Section title={t('alarms.title')}>
                  <Alarms alarms={alarms.data?.alarms.items ?? []} />
                </Section>
              )}
            </div>
            <Section title={t('charging.title')} actions={<More to="/sessions">{t('charging.all')}</More>}>
              <ChargingNow sessions={charging.items} />
            </Section>
          </div>
        </div>
      </div>
    </PageFrame>
  );
};

const More = ({ to, children }: { to: string; children: string }) => (
  <Link to={to} className="text-accent text-sm underline-offset-2 hover:underline">
    {children}
  </Link>
);

const HealthLine = ({ health: { kind, tone, values } }: { health: Health }) => {
  const { t } = useTranslation('now');
  return (
    <p role="status" className={classes('text-lg font-medium', inkOf[tone])}>
      <span aria-hidden className="mr-2">
        {shapes[tone]}
      </span>
      {t(`health.${kind}`, values)}
      {kind === 'nobody' && (
        <Link to="/parties" className="text-accent ml-3 underline">
          {t('connect')}
        </Link>
      )}
    </p>
  );
};

export default NowPage;
