/** Charging as CPOs report it, live. */
import {
  SessionsDocument,
  SessionsLiveDocument,
  type SessionRowFragment,
  type SessionFilter,
} from '../../graph/index.js';
import { defineList, sinceOf } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { listIn } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import type { Search } from '../../app/router.js';
import { money, number } from '../../words/format.js';
import { addWords } from '../../words/language.js';
import { looks } from '../../words/status.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { useTranslation } from 'react-i18next';
import { SessionInspector } from './session.inspector.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('sessions', { en, de });

const filterOf = ({ status, cpo, emsp, location, since }: Search): SessionFilter => {
  const from = sinceOf(since);
  return {
    ...(status !== undefined && { status: listIn(status) as SessionFilter['status'] }),
    ...(cpo !== undefined && { cpo }),
    ...(emsp !== undefined && { emsp }),
    ...(location !== undefined && { location }),
    ...(from !== undefined && { startedFrom: from }),
  };
};

const None = () => {
  const { t } = useTranslation('sessions');
  return <Empty>{t('none')}</Empty>;
};

const partyOf = (party: SessionRowFragment['cpo']): string => party?.name ?? party?.ref ?? '';

const list = defineList({
  name: 'sessions',
  document: SessionsDocument,
  field: 'sessions',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ ref }: SessionRowFragment) => ref,
  columns: [
    {
      id: 'status',
      width: '140px',
      cell: ({ status }) => <StatusMark kind="session" value={status} />,
      text: ({ status }) => status,
    },
    { id: 'ref', width: 'minmax(140px,1fr)', cell: ({ ref }) => <Key value={ref} />, text: ({ ref }) => ref },
    {
      id: 'cpo',
      width: 'minmax(110px,1fr)',
      cell: ({ cpo }) => partyOf(cpo),
      text: ({ cpo }) => partyOf(cpo),
      isWideOnly: true,
    },
    {
      id: 'emsp',
      width: 'minmax(110px,1fr)',
      cell: ({ emsp }) => partyOf(emsp),
      text: ({ emsp }) => partyOf(emsp),
      isWideOnly: true,
    },
    {
      id: 'location',
      width: 'minmax(120px,1.4fr)',
      cell: ({ location }) => location?.name ?? location?.city ?? '',
      text: ({ location }) => location?.name ?? location?.city,
      isWideOnly: true,
    },
    {
      id: 'started',
      width: '110px',
      cell: ({ startDateTime }) => <Ago at={startDateTime} />,
      text: ({ startDateTime }) => startDateTime,
      isWideOnly: true,
    },
    { id: 'kwh', width: '110px', isNumber: true, cell: ({ kwh }) => number(kwh, 2), text: ({ kwh }) => kwh },
    {
      id: 'cost',
      width: '110px',
      isNumber: true,
      cell: ({ totalCost, currency }) => (totalCost ? money(totalCost.beforeTaxes, currency) : ''),
      text: ({ totalCost }) => totalCost?.beforeTaxes,
      isWideOnly: true,
    },
  ],
  filters: [
    {
      id: 'status',
      kind: 'choice',
      options: Object.keys(looks.session).map((value) => ({
        value,
        label: <StatusMark kind="session" value={value} />,
      })),
    },
    { id: 'cpo', kind: 'party', role: 'CPO' },
    { id: 'emsp', kind: 'party', role: 'EMSP' },
    { id: 'since', kind: 'span' },
  ],
  live: {
    document: SessionsLiveDocument,
    variablesOf: (search: Search) => ({ filter: filterOf(search) }),
    rowOf: ({ sessionUpdated }) => sessionUpdated,
  },
  Inspector: SessionInspector,
  None,
});

const SessionsPage = () => <ListPage definition={list} />;
export default SessionsPage;
