/** One command as it comes further: its steps with their times, what was answered, what became of it. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  CancelReservationDocument,
  CommandDocument,
  CommandLiveDocument,
  type CommandWholeFragment,
} from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { clock, duration, exactly } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { Clock } from './clock.js';
import { isInFlight, stepsOf } from './command.rules.js';

export const CommandInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('commands');
  const { data, error, refetch } = useAsk(CommandDocument, { id: itemKey });
  useLive(CommandLiveDocument, { id: itemKey }, { keyOf: ({ commandUpdated }) => commandUpdated.id });
  const command = data?.command;
  if (error && !command) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  if (!command) return <Empty>{t('gone')}</Empty>;
  return (
    <div className="grid gap-4 p-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">
          {t(`kinds.${command.kind}`, { defaultValue: command.name })}
        </h2>
        <StatusMark kind="command" value={command.status} />
        <Clock command={command} />
        <CancelButton command={command} />
      </div>
      {command.failure && (
        <p role="alert" className="text-alarm">
          {command.failure.message} <span className="font-mono text-sm">{command.failure.status}</span>
        </p>
      )}
      <Steps command={command} />
      <About command={command} />
      <Section title={t('request')}>
        <RawDocument document={command.request} isUnchecked />
      </Section>
    </div>
  );
};

const Steps = ({ command }: { command: CommandWholeFragment }) => {
  const { t } = useTranslation('commands');
  return (
    <Section title={t('steps.title')}>
      <ol className="grid gap-1" aria-label={t('steps.title')}>
        {stepsOf(command).map(({ name, at, after_ms }) => (
          <li key={name} className="grid grid-cols-[88px_72px_1fr] items-baseline gap-3">
            <span className="font-mono text-sm">{clock(at)}</span>
            <span className="text-faint text-right">{name !== 'requested' && `+${duration(after_ms)}`}</span>
            <span>
              {t(`steps.${name}`)}
              {name === 'answered' && <Answer command={command} />}
            </span>
          </li>
        ))}
        {command.results.map((result, index) => (
          <li key={index} className="grid grid-cols-[88px_72px_1fr] items-baseline gap-3">
            <span className="font-mono text-sm">{clock(result.receivedAt)}</span>
            <span />
            <span>
              {t('result')} <strong>{result.result}</strong>
              {result.message.map(({ language, text }) => (
                <span key={language} className="text-soft ml-2">
                  {text}
                </span>
              ))}
              {result.forwardedAt && <span className="text-faint ml-2">{t('forwarded')}</span>}
            </span>
          </li>
        ))}
        {isInFlight(command) && (
          <li className="text-soft grid grid-cols-[88px_72px_1fr] items-baseline gap-3">
            <span />
            <span />
            <span>{t('steps.expires', { at: exactly(command.expiresAt) })}</span>
          </li>
        )}
      </ol>
    </Section>
  );
};

/** Of an authorisation it is the decision of the eMSP, and its text for the driver. */
const Answer = ({ command: { kind, response } }: { command: CommandWholeFragment }) => {
  if (!response) return null;
  const { text } = Object((Object(response.document) as { info?: unknown }).info) as { text?: unknown };
  return (
    <span className="ml-2">
      {kind === 'AUTHORIZE_TOKEN' ? (
        <StatusMark kind="allowed" value={response.result} />
      ) : (
        <strong>{response.result}</strong>
      )}
      {response.message.map((one) => (
        <span key={one.language} className="text-soft ml-2">
          {one.text}
        </span>
      ))}
      {typeof text === 'string' && <span className="text-soft ml-2">{text}</span>}
    </span>
  );
};

const About = ({ command }: { command: CommandWholeFragment }) => {
  const { t } = useTranslation('commands');
  const { session, location, token, requester, receiver, requestedBy, correlationId } = command;
  const facts: [string, ReactNode][] = [
    [t('facts.receiver'), receiver && <PartyLink party={receiver} />],
    [t('facts.requester'), requester ? <PartyLink party={requester} /> : requestedBy],
    [t('facts.requested'), <Ago at={command.requestedAt} />],
    [t('facts.session'), session && <ThingLink page="sessions" itemKey={session.ref} />],
    [
      t('facts.location'),
      location && (
        <ThingLink page="locations" itemKey={location.ref}>
          {location.name ?? location.ref}
        </ThingLink>
      ),
    ],
    [t('facts.token'), token && <ThingLink page="tokens" itemKey={token.ref} />],
    [
      t('facts.wire'),
      <a
        className="text-accent font-mono text-sm hover:underline"
        href={`/exchanges?correlation=${encodeURIComponent(correlationId)}`}
      >
        {correlationId}
      </a>,
    ],
  ];
  return <Facts of={facts.filter(([, value]) => value !== null && value !== undefined && value !== '')} />;
};

/** A reservation that stands can be given up; that may cost money (CMD-012). */
const CancelButton = ({ command }: { command: CommandWholeFragment }) => {
  const { t } = useTranslation('commands');
  const { isOperator } = useWho();
  const { set } = useSearch();
  const [isAsking, setAsking] = useState(false);
  const cancel = useChange(CancelReservationDocument);
  const reservationId = (Object(command.request) as Record<string, unknown>)['reservation_id'];
  const isStanding =
    command.kind === 'RESERVE_NOW' &&
    ['COMPLETED', 'ACCEPTED'].includes(command.status) &&
    command.outcome !== 'CANCELED_RESERVATION';
  if (!isOperator || !isStanding || typeof reservationId !== 'string' || !command.receiver) return null;
  const cpo = command.receiver.ref;
  return (
    <>
      <Button tone="danger" className="ml-auto" onClick={() => setAsking(true)}>
        {t('cancel.button')}
      </Button>
      {isAsking && (
        <FormDialog
          title={t('cancel.title')}
          about={t('cancel.about', { id: reservationId, cpo })}
          fields={[]}
          submit={t('cancel.button')}
          isDangerous
          onSubmit={async () => {
            const { cancelReservation } = await cancel.run({ input: { cpo, reservationId } });
            set({ open: cancelReservation.id }, true);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
