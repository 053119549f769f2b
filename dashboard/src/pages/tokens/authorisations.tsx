/** Real-time authorisations: on the wire between all, and the hub's own about one token. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import {
  AuthorisationsDocument,
  CommandsDocument,
  type AuthorisationsQuery,
  type TokenRowFragment,
} from '../../graph/index.js';
import { sinceOf } from '../../list/definition.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { duration } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { elapsedOf } from '../commands/command.rules.js';
import { allowedIn, isAbout } from './authorisation.rules.js';

type Asked = AuthorisationsQuery['exchanges']['items'][number];

const AGAIN_MS = 10_000;

/** What eMSPs were asked lately, with how long they took and what they said; uids are not recorded. */
export const Authorisations = () => {
  const { t } = useTranslation('tokens');
  const since = sinceOf('24h');
  const { data, error } = useAsk(
    AuthorisationsDocument,
    {
      filter: { module: 'tokens', method: 'POST', direction: 'OUT', ...(since !== undefined && { since }) },
      page: { limit: 20 },
    },
    { every_ms: AGAIN_MS },
  );
  if (error)
    return <p className="text-impaired">{t('authorisations.unknown', { message: error.message })}</p>;
  const asked = data?.exchanges.items ?? [];
  if (asked.length === 0) return <p className="text-soft">{data && t('authorisations.none')}</p>;
  return (
    <PlainTable
      label={t('authorisations.title')}
      rows={asked}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'at',
          title: t('authorisations.at'),
          isHead: true,
          cell: ({ id, startedAt }) => (
            <ThingLink page="exchanges" itemKey={id}>
              <Ago at={startedAt} />
            </ThingLink>
          ),
        },
        { id: 'from', title: t('authorisations.from'), cell: ({ from }) => from ?? t('authorisations.hub') },
        { id: 'to', title: t('authorisations.to'), cell: ({ to }) => to },
        { id: 'answer', title: t('authorisations.answer'), cell: (row) => <Said of={row} /> },
        {
          id: 'took',
          title: t('authorisations.took'),
          isNumber: true,
          cell: ({ durationMs }) => duration(durationMs),
        },
      ]}
    />
  );
};

const Said = ({ of: { status, failure, response } }: { of: Asked }) => {
  const allowed = allowedIn(response?.body);
  if (allowed !== undefined) return <StatusMark kind="allowed" value={allowed} />;
  return (
    <>
      <StatusMark kind="exchange" value={status} />{' '}
      {failure && <span className="text-soft">{failure.message}</span>}
    </>
  );
};

const COMMANDS_READ = 200;

/** What the hub itself asked about this token. */
export const OwnAuthorisations = ({ token }: { token: TokenRowFragment }) => {
  const { t } = useTranslation('tokens');
  const { data, error } = useAsk(CommandsDocument, {
    filter: { kind: ['AUTHORIZE_TOKEN'] },
    page: { limit: COMMANDS_READ },
  });
  if (error)
    return <p className="text-impaired">{t('authorisations.unknown', { message: error.message })}</p>;
  const own = (data?.commands.items ?? []).filter(({ request }) => isAbout(request, token)).reverse();
  if (own.length === 0) return <p className="text-soft">{data && t('authorisations.noneOfIt')}</p>;
  return (
    <PlainTable
      label={t('authorisations.own')}
      rows={own}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'at',
          title: t('authorisations.at'),
          isHead: true,
          cell: ({ id, requestedAt }) => (
            <ThingLink page="commands" itemKey={id}>
              <Ago at={requestedAt} />
            </ThingLink>
          ),
        },
        {
          id: 'answer',
          title: t('authorisations.answer'),
          cell: ({ response, failure, status }) =>
            response ? (
              <StatusMark kind="allowed" value={response.result} />
            ) : (
              <>
                <StatusMark kind="command" value={status} /> {failure?.message}
              </>
            ),
        },
        {
          id: 'took',
          title: t('authorisations.took'),
          isNumber: true,
          cell: (command) => duration(elapsedOf(command, Date.now())),
        },
      ]}
    />
  );
};
