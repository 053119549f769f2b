/** Every message about a session: what its CPO said, what that changed, and whom the hub told. Live. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import {
  ExchangesLiveDocument,
  SessionExchangesDocument,
  type SessionExchangesQuery,
} from '../../graph/index.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { ThingLink } from '../../ui/thing-link.js';
import { duration, exactly } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { stepsOf, type Step } from './timeline.rules.js';
import type { SessionDetail } from './session.inspector.js';

type Hop = SessionExchangesQuery['exchanges']['items'][number];

const MOST = 200;
/** Of a long message, such as the first one, these are told at once. */
const SHORT = 5;
const TELLING = ['status', 'kwh', 'charging_periods', 'end_date_time'];
const DAY_MS = 86_400_000;

export const Timeline = ({ session }: { session: SessionDetail }) => {
  const { t } = useTranslation('sessions');
  const { ref, startDateTime } = session;
  const filter = {
    module: 'sessions',
    text: `/sessions/${ref.split('/').map(encodeURIComponent).join('/')}`,
    // A session may be told of before it begins.
    since: new Date(Date.parse(startDateTime) - DAY_MS).toISOString(),
  };
  const { data, error, refetch } = useAsk(SessionExchangesDocument, { filter, page: { limit: MOST } });
  useLive(
    ExchangesLiveDocument,
    { filter: { module: filter.module, text: filter.text } },
    {
      keyOf: ({ exchangeRecorded }) => exchangeRecorded.id,
      onEvents: () => void refetch().catch(() => undefined), // what is wrong is shown
    },
  );
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const steps = stepsOf(data.exchanges.items, ref);
  if (steps.length === 0) return <Empty>{t('timeline.none', { since: exactly(filter.since) })}</Empty>;
  return (
    <>
      {data.exchanges.next !== null && (
        <p className="text-faint mb-2 text-sm">{t('timeline.newest', { count: MOST })}</p>
      )}
      <p className="mb-3">
        <Link
          to="/exchanges"
          search={{ module: filter.module, text: filter.text } as never}
          className="text-accent underline-offset-2 hover:underline"
        >
          {t('timeline.all')}
        </Link>
      </p>
      <ol aria-label={t('tabs.timeline')} className="border-line ml-1.5 border-l">
        {steps.map((step) => (
          <OneStep key={step.message.id} step={step} />
        ))}
      </ol>
    </>
  );
};

const OneStep = ({ step: { message, changes, state, passedOn } }: { step: Step<Hop> }) => {
  const { t } = useTranslation('sessions');
  const { status } = state;
  const isLong = changes.length > SHORT;
  const shown = isLong ? changes.filter(({ field }) => TELLING.includes(field)) : changes;
  const others = changes.filter((change) => !shown.includes(change));
  return (
    <li className="relative pb-4 pl-4">
      <span aria-hidden className="bg-accent absolute top-1.5 -left-[4.5px] size-2 rounded-full" />
      <div className="flex flex-wrap items-center gap-x-3">
        <span className="font-mono text-sm font-semibold">{message.method}</span>
        <span className="text-soft">
          {t(`timeline.${message.direction}`, {
            party: (message.direction === 'IN' ? message.from : message.to) ?? '',
          })}
        </span>
        {typeof status === 'string' && <StatusMark kind="session" value={status} />}
        <span className="text-faint ml-auto text-sm">
          <Ago at={message.startedAt} />
        </span>
      </div>
      <Changes of={shown} />
      {others.length > 0 && (
        <details className="text-sm">
          <summary className="text-faint w-fit">{t('timeline.more', { count: others.length })}</summary>
          <Changes of={others} />
        </details>
      )}
      {changes.length === 0 && message.direction === 'IN' && (
        <p className="text-faint text-sm">
          {t(message.request.body === null ? 'timeline.notKept' : 'timeline.unchanged')}
        </p>
      )}
      <ul className="mt-1 grid gap-0.5 text-sm">
        <Answer hop={message} />
        {passedOn.map((hop) => (
          <Answer key={hop.id} hop={hop} isPassedOn />
        ))}
      </ul>
    </li>
  );
};

const Changes = ({ of: changes }: { of: Step<Hop>['changes'] }) => (
  <dl className="text-sm">
    {changes.map(({ field, before, after }) => (
      <div key={field} className="flex flex-wrap gap-x-2">
        <dt className="text-faint font-mono">{field}</dt>
        <dd className="wrap-anywhere">
          {before !== undefined && <del className="text-faint">{brief(before)}</del>} {brief(after)}
        </dd>
      </div>
    ))}
  </dl>
);

const Answer = ({ hop, isPassedOn = false }: { hop: Hop; isPassedOn?: boolean }) => {
  const { t } = useTranslation('sessions');
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <span className="text-soft">
        {isPassedOn ? t('timeline.passedOn', { party: hop.to ?? '' }) : t('timeline.answered')}
      </span>
      <StatusMark kind="exchange" value={hop.status} />
      <span className="text-faint">{duration(hop.durationMs)}</span>
      <ThingLink page="exchanges" itemKey={hop.id} className="text-sm">
        {t('timeline.exchange')}
      </ThingLink>
      {hop.failure && <span className="text-impaired">{hop.failure.message}</span>}
    </li>
  );
};

const LONGEST = 80;

/** A value in a line: whole where it is short; of a list how long it is. */
const brief = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.length}]`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
