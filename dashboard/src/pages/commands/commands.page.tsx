/** What the hub and its partners ask of each other: on its way now, and what became of it. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import {
  CommandsDocument,
  CommandsLiveDocument,
  type CommandFilter,
  type CommandRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { listIn } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { looks } from '../../words/status.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { Clock } from './clock.js';
import { CommandInspector } from './command.inspector.js';
import { subjectOf } from './command.rules.js';
import { InFlight } from './in-flight.js';
import { Send } from './send.js';
import './words.js';

const kinds = [
  'START_SESSION',
  'STOP_SESSION',
  'RESERVE_NOW',
  'CANCEL_RESERVATION',
  'UNLOCK_CONNECTOR',
  'AUTHORIZE_TOKEN',
  'SET_CHARGING_PROFILE',
  'CLEAR_CHARGING_PROFILE',
  'GET_ACTIVE_CHARGING_PROFILE',
  'SET_CHARGING_PREFERENCES',
  'OTHER',
] as const;

const filterOf = ({ status, kind, receiver, requester, about }: Search): CommandFilter => ({
  ...(status !== undefined && { status: listIn(status) as CommandFilter['status'] }),
  ...(kind !== undefined && { kind: [kind] as CommandFilter['kind'] }),
  ...(receiver !== undefined && { receiver }),
  ...(requester !== undefined && { requester }),
  ...(about !== undefined && { session: about }),
});

const None = () => {
  const { t } = useTranslation('commands');
  return <Empty>{t('none')}</Empty>;
};

const Kind = ({ kind, name }: CommandRowFragment) => {
  const { t } = useTranslation('commands');
  return t(`kinds.${kind}`, { defaultValue: name });
};

const receiverOf = ({ receiver }: CommandRowFragment): string => receiver?.name ?? receiver?.ref ?? '';
const senderOf = ({ requester, requestedBy }: CommandRowFragment): string =>
  requester?.name ?? requester?.ref ?? requestedBy;
const outcomeOf = ({ outcome, response, failure }: CommandRowFragment): string =>
  outcome ?? failure?.message ?? response?.result ?? '';

const list = defineList({
  name: 'commands',
  document: CommandsDocument,
  field: 'commands',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: CommandRowFragment) => id,
  columns: [
    {
      id: 'status',
      width: '136px',
      cell: ({ status }) => <StatusMark kind="command" value={status} />,
      text: ({ status }) => status,
    },
    { id: 'kind', width: '150px', cell: (row) => <Kind {...row} />, text: ({ name }) => name },
    {
      id: 'about',
      width: 'minmax(130px,1.4fr)',
      cell: ({ request }) => <span className="font-mono text-sm">{subjectOf(request)}</span>,
      text: ({ request }) => subjectOf(request),
      isWideOnly: true,
    },
    { id: 'sender', width: 'minmax(110px,1fr)', cell: senderOf, text: senderOf, isWideOnly: true },
    { id: 'receiver', width: 'minmax(110px,1fr)', cell: receiverOf, text: receiverOf, isWideOnly: true },
    {
      id: 'requested',
      width: '110px',
      cell: ({ requestedAt }) => <Ago at={requestedAt} />,
      text: ({ requestedAt }) => requestedAt,
    },
    {
      id: 'took',
      width: '90px',
      isNumber: true,
      cell: (row) => <Clock command={row} />,
      text: ({ completedAt }) => completedAt,
      isWideOnly: true,
    },
    { id: 'outcome', width: 'minmax(110px,1fr)', cell: outcomeOf, text: outcomeOf, isWideOnly: true },
  ],
  filters: [
    {
      id: 'status',
      kind: 'choice',
      options: Object.keys(looks.command).map((value) => ({
        value,
        label: <StatusMark kind="command" value={value} />,
      })),
    },
    { id: 'kind', kind: 'one', options: kinds },
    { id: 'receiver', kind: 'party', role: 'CPO' },
    { id: 'requester', kind: 'party', role: 'EMSP' },
  ],
  live: {
    document: CommandsLiveDocument,
    variablesOf: (search: Search) => ({ filter: filterOf(search) }),
    rowOf: ({ commandUpdated }) => commandUpdated,
  },
  Above: InFlight,
  Actions: Send,
  Inspector: CommandInspector,
  None,
});

const CommandsPage = () => <ListPage definition={list} />;
export default CommandsPage;
