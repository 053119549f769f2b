/** The wire: every HTTP message between the hub and its partners, as it happens. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import {
  ExchangesDocument,
  ExchangesLiveDocument,
  type ExchangeFilter,
  type ExchangeRowFragment,
} from '../../graph/index.js';
import { defineList, sinceOf } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { listIn } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { looks } from '../../words/status.js';
import { Ago } from '../../words/time.js';
import { pathOf } from './body.rules.js';
import { ExchangeInspector } from './exchange.inspector.js';
import './words.js';

const modules = [
  'cdrs',
  'chargingprofiles',
  'commands',
  'credentials',
  'hubclientinfo',
  'invoicereconciliation',
  'locations',
  'sessions',
  'tariffs',
  'tokens',
  'versions',
] as const;

/** What stands in the address as the graph asks for it; words only the graph checks are its to refuse. */
const filterOf = ({
  status,
  party,
  module,
  method,
  mode,
  direction,
  wrong,
  text,
  ...rest
}: Search): ExchangeFilter => {
  const since = sinceOf(rest['since'] ?? (text === undefined ? undefined : '24h'));
  return {
    ...(status !== undefined && { status: listIn(status) as ExchangeFilter['status'] }),
    ...(party !== undefined && { party }),
    ...(module !== undefined && { module }),
    ...(method !== undefined && { method }),
    ...(mode !== undefined && { mode: mode as ExchangeFilter['mode'] }),
    ...(direction !== undefined && { direction: direction as ExchangeFilter['direction'] }),
    ...(wrong !== undefined && { withViolations: wrong === 'yes' }),
    ...(text !== undefined && { text }),
    ...(rest['correlation'] !== undefined && { correlationId: rest['correlation'] }),
    ...(rest['platform'] !== undefined && { platformId: rest['platform'] }),
    ...(since !== undefined && { since }),
  };
};

const None = () => {
  const { t } = useTranslation('exchanges');
  return <Empty>{t('none')}</Empty>;
};

const answerOf = ({ http, ocpi }: ExchangeRowFragment): string => `${http ?? '–'} / ${ocpi ?? '–'}`;

const Wrong = ({ count }: { count: number }) => {
  const { t } = useTranslation('exchanges');
  return count === 0 ? null : (
    <span className="text-impaired">
      <span aria-hidden>▲ </span>
      {t('wrong', { count })}
    </span>
  );
};

const list = defineList({
  name: 'exchanges',
  document: ExchangesDocument,
  field: 'exchanges',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: ExchangeRowFragment) => id,
  columns: [
    {
      id: 'status',
      width: '130px',
      cell: ({ status }) => <StatusMark kind="exchange" value={status} />,
      text: ({ status }) => status,
    },
    {
      id: 'at',
      width: '100px',
      cell: ({ startedAt }) => <Ago at={startedAt} />,
      text: ({ startedAt }) => startedAt,
    },
    {
      id: 'request',
      width: 'minmax(130px,1fr)',
      cell: ({ direction, method, module }) => (
        <span className="font-mono text-sm">
          <span aria-hidden className="text-faint">
            {direction === 'IN' ? '→ ' : '← '}
          </span>
          {method} {module}
        </span>
      ),
      text: ({ method, module }) => `${method} ${module ?? ''}`,
    },
    {
      id: 'way',
      width: 'minmax(140px,1fr)',
      cell: ({ from, to }) => (
        <span className="font-mono text-sm">
          {from ?? '?'} → {to ?? '?'}
        </span>
      ),
      text: ({ from, to }) => `${from ?? '?'} → ${to ?? '?'}`,
      isWideOnly: true,
    },
    { id: 'answer', width: '100px', cell: answerOf, text: answerOf, isWideOnly: true },
    {
      id: 'ms',
      width: '96px',
      isNumber: true,
      cell: ({ durationMs }) => number(durationMs, 0),
      text: ({ durationMs }) => durationMs,
      isWideOnly: true,
    },
    {
      id: 'wrong',
      width: '110px',
      cell: ({ violationCount }) => <Wrong count={violationCount} />,
      text: ({ violationCount }) => violationCount,
      isWideOnly: true,
    },
    {
      id: 'url',
      width: 'minmax(160px,2fr)',
      cell: ({ url }) => <span className="text-soft font-mono text-sm">{pathOf(url)}</span>,
      text: ({ url }) => url,
      isWideOnly: true,
    },
  ],
  filters: [
    {
      id: 'status',
      kind: 'choice',
      options: Object.keys(looks.exchange).map((value) => ({
        value,
        label: <StatusMark kind="exchange" value={value} />,
      })),
    },
    { id: 'party', kind: 'text', placeholder: 'NL/TNM' },
    { id: 'module', kind: 'one', options: modules },
    { id: 'method', kind: 'one', options: ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'] },
    { id: 'mode', kind: 'one', options: ['DIRECT', 'OPEN', 'BROADCAST', 'GET_ALL', 'HUB'] },
    { id: 'direction', kind: 'one', options: ['IN', 'OUT'] },
    { id: 'wrong', kind: 'one', options: ['yes', 'no'] },
    { id: 'correlation', kind: 'text' },
    { id: 'text', kind: 'text' },
    { id: 'since', kind: 'span' },
  ],
  live: {
    document: ExchangesLiveDocument,
    variablesOf: (search: Search) => ({ filter: filterOf(search) }),
    rowOf: ({ exchangeRecorded }) => exchangeRecorded,
  },
  Inspector: ExchangeInspector,
  None,
});

const ExchangesPage = () => <ListPage definition={list} />;
export default ExchangesPage;
