/** One exchange whole: what was asked, what was answered, what was wrong with it, and what it was a part of. */
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useShortcut } from '../../app/shortcuts.js';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import { ExchangeDocument, ReplayExchangeDocument, type ExchangeQuery } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { Facts } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { ThingLink } from '../../ui/thing-link.js';
import { exactly, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { CopyTicket } from '../problems/copy-ticket.js';
import type { Ticket } from '../problems/ticket.rules.js';
import { Message } from './message.js';
import { Waterfall } from './waterfall.js';

export type Exchange = NonNullable<ExchangeQuery['exchange']>;

const tabs = ['request', 'response', 'conversation'] as const;

export const ExchangeInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('exchanges');
  const { search, set } = useSearch();
  const { data, error, refetch } = useAsk(ExchangeDocument, { id: itemKey });
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { exchange } = data;
  if (!exchange) return <Empty>{t('unknown')}</Empty>;
  const content = {
    request: <Message message={exchange.request} violations={exchange.violations} />,
    response: <Message message={exchange.response} />,
    conversation: <Waterfall correlationId={exchange.correlationId} current={exchange.id} />,
  };
  return (
    <>
      <Summary exchange={exchange} />
      <Tabs
        label={t('parts')}
        value={tabs.find((tab) => tab === search['tab']) ?? 'request'}
        onChange={(tab) => set({ tab })}
        tabs={tabs.map((tab) => ({ value: tab, title: t(`tabs.${tab}`), content: content[tab] }))}
      />
    </>
  );
};

/** For whoever sent it, when it came to us; for whoever refused it, when we sent it. */
const ticketFrom = (exchange: Exchange): Ticket => {
  const { direction, from, to, violations, failure, note, status } = exchange;
  const told = failure?.message ?? note ?? status;
  return {
    party: (direction === 'IN' ? from : to) ?? '?',
    module: exchange.module ?? '?',
    faults:
      violations.length > 0 ? violations : [{ code: failure?.kind ?? status, pointer: '', message: told }],
    exchanges: [exchange],
  };
};

const Summary = ({ exchange }: { exchange: Exchange }) => {
  const { t } = useTranslation('exchanges');
  const { isOperator } = useWho();
  const replay = useReplay(exchange.id);
  const { from, to, http, ocpi, failure, violations, violationCount } = exchange;
  return (
    <div className="grid gap-3 border-b p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-mono font-semibold">
          {exchange.method} {exchange.module}
        </h2>
        <StatusMark kind="exchange" value={exchange.status} />
        <span className="ml-auto flex gap-2">
          {exchange.status !== 'OK' && <CopyTicket ticket={ticketFrom(exchange)} />}
          {isOperator && (
            <Button shortcut="r" disabled={replay.isRunning} onClick={replay.run}>
              {t('replay')}
            </Button>
          )}
        </span>
      </div>
      {replay.error && (
        <p role="alert" className="text-impaired">
          {replay.error.message}
        </p>
      )}
      <p className="font-mono text-sm wrap-anywhere">{exchange.url}</p>
      {failure && (
        <p role="alert" className="text-alarm">
          {failure.message}
        </p>
      )}
      {exchange.note !== null && <p className="text-soft">{exchange.note}</p>}
      {violations.length > 0 && (
        <section aria-label={t('violations', { count: violationCount })}>
          <h3 className="text-impaired font-semibold">{t('violations', { count: violationCount })}</h3>
          <ul className="grid gap-0.5">
            {violations.map(({ pointer, code, message }) => (
              <li key={pointer + code} className="flex gap-2">
                <code className="text-impaired shrink-0 font-mono text-sm">{pointer || '/'}</code>
                <span className="min-w-0">{message}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Facts
        of={[
          [t('facts.way'), <Way key="way" from={from} to={to} />],
          [t('facts.answer'), t('answer', { http: http ?? '–', ocpi: ocpi ?? '–' })],
          [t('facts.took'), t('milliseconds', { ms: number(exchange.durationMs, 1) })],
          [
            t('facts.at'),
            <span key="at">
              <Ago at={exchange.startedAt} />{' '}
              <span className="text-faint">{exactly(exchange.startedAt)}</span>
            </span>,
          ],
          [
            t('facts.mode'),
            `${t(`options.direction.${exchange.direction}`)}, ${t(`options.mode.${exchange.mode}`)}`,
          ],
          ...(exchange.version === null ? [] : [[t('facts.version'), exchange.version] as const]),
          [t('facts.requestId'), <Key key="request" value={exchange.requestId} />],
          [t('facts.correlationId'), <Key key="correlation" value={exchange.correlationId} />],
          ...(exchange.replayOf === null
            ? []
            : [
                [
                  t('facts.replayOf'),
                  <ThingLink key="replay" page="exchanges" itemKey={exchange.replayOf} />,
                ] as const,
              ]),
        ]}
      />
    </div>
  );
};

const Way = ({ from, to }: Pick<Exchange, 'from' | 'to'>) => (
  <>
    {from === null ? '?' : <ThingLink page="parties" itemKey={from} />}
    <span aria-hidden className="text-faint mx-1">
      →
    </span>
    {to === null ? '?' : <ThingLink page="parties" itemKey={to} />}
  </>
);

/** Sends it once more, or has in the words of the hub why it may not be. */
const useReplay = (id: string) => {
  const { t } = useTranslation('exchanges');
  const { isOperator } = useWho();
  const { set } = useSearch();
  const replay = useChange(ReplayExchangeDocument);
  const run = () =>
    void replay.run({ id }).then(
      ({ replayExchange: { result, failure } }) => {
        if (!result) return void toast.error(failure ?? t('replaying'));
        return void toast.success(t('replayed', { http: result.http ?? '–', ocpi: result.ocpi ?? '–' }), {
          action: { label: t('showReplay'), onClick: () => set({ open: result.id }, true) },
        });
      },
      () => undefined, // said above the address
    );
  useShortcut('r', t('replay'), run, { isOff: !isOperator });
  return { ...replay, run };
};
