/** The conversation of a correlation id: what a partner asked, and what the hub asked others for it, over time. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { ConversationDocument } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Failure, Loading } from '../../list/told.js';
import { classes } from '../../ui/classes.js';
import { duration, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { colourOf, lookOf } from '../../words/status.js';
import { Key } from '../../words/time.js';
import { barOf, wholeOf } from './waterfall.rules.js';

export const Waterfall = ({ correlationId, current }: { correlationId: string; current: string }) => {
  const { t } = useTranslation('exchanges');
  const { set } = useSearch();
  const { data, error, refetch } = useAsk(ConversationDocument, { correlationId });
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { legs, durationMs, isComplete } = data.conversation;
  const whole_ms = wholeOf(
    legs.map(({ offsetMs, exchange }) => ({ offsetMs, durationMs: exchange.durationMs })),
    durationMs,
  );
  return (
    <div className="grid gap-2">
      <p className="text-soft flex flex-wrap items-baseline gap-x-2">
        {t('conversation.about', { count: legs.length, time: duration(whole_ms) })}
        <Key value={correlationId} />
      </p>
      {!isComplete && <p className="text-impaired text-sm">{t('conversation.incomplete')}</p>}
      <ol className="grid" aria-label={t('conversation.title')}>
        {legs.map(({ depth, offsetMs, exchange }) => {
          const bar = barOf({ offsetMs, durationMs: exchange.durationMs }, whole_ms);
          const { id, method, module, from, to, direction, status } = exchange;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === current}
                onClick={() => set({ open: id }, true)}
                className={classes(
                  'grid w-full gap-0.5 border-b px-1 py-1.5 text-left',
                  id === current ? 'bg-wash' : 'hover:bg-raised',
                )}
              >
                <span className="flex items-baseline gap-2" style={{ paddingLeft: depth * 14 }}>
                  <span aria-hidden className="text-faint">
                    {direction === 'IN' ? '→' : '←'}
                  </span>
                  <span className="font-mono text-sm whitespace-nowrap">
                    {method} {module}
                  </span>
                  <span className="text-soft truncate">
                    {t('conversation.way', { from: from ?? '?', to: to ?? '?' })}
                  </span>
                  <span className="ml-auto">
                    <StatusMark kind="exchange" value={status} />
                  </span>
                  <span className="text-faint w-32 text-right text-sm whitespace-nowrap">
                    {t('conversation.times', {
                      offset: number(offsetMs, 1),
                      ms: number(exchange.durationMs, 1),
                    })}
                  </span>
                </span>
                <span className="bg-sunken relative block h-1.5 overflow-hidden rounded-full" aria-hidden>
                  <span
                    className="absolute inset-y-0 rounded-full"
                    style={{
                      left: `${bar.left}%`,
                      width: `${bar.width}%`,
                      background: colourOf[lookOf('exchange', status).tone],
                    }}
                  />
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
};
