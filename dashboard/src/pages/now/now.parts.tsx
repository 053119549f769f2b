/** The lists of the page "Now": who charges, what failed last, which alarms are open. */
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useChange } from '../../data/hooks.js';
import {
  ClearAlarmDocument,
  NowAlarmsDocument,
  type AlarmLineFragment,
  type ExchangeRowFragment,
  type NowQuery,
} from '../../graph/index.js';
import { Button } from '../../ui/button.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Shortened } from '../../words/time.js';
import { powerOf, wayOf } from './health.rules.js';

type Charging = NowQuery['charging']['items'][number];

/** As many as fit beside the rest of the page; the page of Sessions has all. */
const SHOWN = 12;

export const ChargingNow = ({ sessions }: { sessions: readonly Charging[] }) => {
  const { t } = useTranslation('now');
  if (sessions.length === 0) return <p className="text-soft">{t('charging.none')}</p>;
  return (
    <PlainTable
      label={t('charging.title')}
      rows={sessions.slice(0, SHOWN)}
      keyOf={({ ref }) => ref}
      columns={[
        {
          id: 'session',
          title: t('charging.session'),
          isHead: true,
          cell: ({ ref }) => (
            <ThingLink page="sessions" itemKey={ref} className="flex max-w-32 font-mono text-sm">
              <Shortened value={ref} />
            </ThingLink>
          ),
        },
        {
          id: 'place',
          title: t('charging.place'),
          isWideOnly: true,
          cell: ({ location }) =>
            location && (
              <ThingLink page="locations" itemKey={location.ref} className="block max-w-28 truncate">
                {location.name ?? location.city ?? location.ref}
              </ThingLink>
            ),
        },
        {
          id: 'since',
          title: t('charging.since'),
          isWideOnly: true,
          cell: ({ startDateTime }) => <Ago at={startDateTime} />,
        },
        { id: 'kwh', title: t('charging.kwh'), isNumber: true, cell: ({ kwh }) => number(kwh, 2) },
        {
          id: 'power',
          title: t('charging.power'),
          isNumber: true,
          cell: (session) => {
            const power = powerOf(session);
            return power === null ? '–' : number(power, 1);
          },
        },
      ]}
    />
  );
};

export const Failures = ({ exchanges }: { exchanges: readonly ExchangeRowFragment[] }) => {
  const { t } = useTranslation('now');
  if (exchanges.length === 0) return <p className="text-soft">{t('failures.none')}</p>;
  return (
    <PlainTable
      label={t('failures.title')}
      rows={exchanges}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'what',
          title: t('failures.what'),
          isHead: true,
          cell: ({ id, method, module }) => (
            <ThingLink page="exchanges" itemKey={id} className="whitespace-nowrap">
              {t('failures.exchange', { method, module: module ?? '' })}
            </ThingLink>
          ),
        },
        {
          id: 'who',
          title: t('failures.who'),
          isWideOnly: true,
          cell: (exchange) => (
            <span className="block max-w-32 truncate font-mono text-sm">
              {wayOf(exchange, t('grid.hub')).join(' → ')}
            </span>
          ),
        },
        {
          id: 'status',
          title: t('failures.status'),
          cell: ({ status }) => <StatusMark kind="exchange" value={status} />,
        },
        {
          id: 'why',
          title: t('failures.why'),
          isWideOnly: true,
          cell: ({ failure, http, ocpi }) => (
            <span className="line-clamp-1 max-w-24">
              {failure?.message ??
                [http && `HTTP ${http}`, ocpi && `OCPI ${ocpi}`].filter(Boolean).join(' · ')}
            </span>
          ),
        },
        {
          id: 'when',
          title: t('failures.when'),
          isNumber: true,
          cell: ({ startedAt }) => <Ago at={startedAt} />,
        },
      ]}
    />
  );
};

export const Waiting = ({ platforms }: { platforms: NowQuery['deliveryHealth']['platforms'] }) => {
  const { t } = useTranslation('now');
  return (
    <PlainTable
      label={t('waiting.title')}
      rows={platforms}
      keyOf={({ platformId }) => platformId}
      columns={[
        { id: 'name', title: t('waiting.platform'), isHead: true, cell: ({ name }) => name },
        { id: 'waiting', title: t('waiting.count'), isNumber: true, cell: ({ waiting }) => number(waiting) },
        {
          id: 'attempts',
          title: t('waiting.attempts'),
          isNumber: true,
          cell: ({ attempts }) => number(attempts),
        },
        { id: 'since', title: t('waiting.since'), isNumber: true, cell: ({ oldest }) => <Ago at={oldest} /> },
      ]}
    />
  );
};

const afterClearing = [NowAlarmsDocument];

export const Alarms = ({ alarms }: { alarms: readonly AlarmLineFragment[] }) => {
  const { t } = useTranslation('now');
  const { isOperator } = useWho();
  const clear = useChange(ClearAlarmDocument, afterClearing);
  if (alarms.length === 0) return <p className="text-soft">{t('alarms.none')}</p>;
  const clearOne = (id: string) =>
    clear.run({ id }).then(
      () => toast(t('alarms.cleared')),
      () => undefined, // the error is shown under the list
    );
  return (
    <>
      <PlainTable
        label={t('alarms.title')}
        rows={alarms}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'platform',
            title: t('alarms.platform'),
            isHead: true,
            cell: ({ platform }) => platform.name,
          },
          { id: 'kind', title: t('alarms.kind'), cell: ({ kind }) => t(`alarms.kinds.${kind}`) },
          {
            id: 'reason',
            title: t('alarms.reason'),
            isWideOnly: true,
            cell: ({ reason }) => <span className="line-clamp-2">{reason}</span>,
          },
          { id: 'count', title: t('alarms.count'), isNumber: true, cell: ({ count }) => number(count) },
          {
            id: 'since',
            title: t('alarms.since'),
            isNumber: true,
            cell: ({ raisedAt }) => <Ago at={raisedAt} />,
          },
          ...(isOperator
            ? [
                {
                  id: 'clear',
                  title: <span className="sr-only">{t('alarms.clear')}</span>,
                  isNumber: true,
                  cell: ({ id, platform }: AlarmLineFragment) => (
                    <Button
                      size="small"
                      aria-label={`${t('alarms.clear')}: ${platform.name}`}
                      disabled={clear.isRunning}
                      onClick={() => void clearOne(id)}
                    >
                      {t('alarms.clear')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {clear.error && (
        <p role="alert" className="text-alarm mt-2">
          {clear.error.message}
        </p>
      )}
    </>
  );
};
