/** Who takes part: parties as the market sees them, and the platforms that speak for them. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { useWho } from '../../app/who.js';
import {
  PartiesDocument,
  PartiesLiveDocument,
  type PartyFilter,
  type PartyRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { PartyInspector } from './party.inspector.js';
import { platformList } from './platforms.list.js';
import { isForPlatforms } from './staff.rules.js';
import { Views } from './views.js';

const filterOf = ({ role, country, name }: Search): PartyFilter => ({
  ...(role !== undefined && { role }),
  ...(country !== undefined && { countryCode: country }),
  ...(name !== undefined && { name }),
});

const None = () => {
  const { t } = useTranslation('parties');
  const { isOperator } = useWho();
  return <Empty>{t(isOperator ? 'none.operator' : 'none.others')}</Empty>;
};

const rolesOf = ({ roles }: PartyRowFragment): string => roles.map(({ role }) => role).join(', ');
const sinceOf = ({ roles }: PartyRowFragment): string | undefined =>
  roles
    .map(({ statusChangedAt }) => statusChangedAt)
    .toSorted()
    .at(-1);

const list = defineList({
  name: 'parties',
  document: PartiesDocument,
  field: 'parties',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ ref }: PartyRowFragment) => ref,
  columns: [
    {
      id: 'status',
      width: '130px',
      cell: ({ status }) => <StatusMark kind="connection" value={status} />,
      text: ({ status }) => status,
    },
    { id: 'ref', width: '110px', cell: ({ ref }) => <Key value={ref} />, text: ({ ref }) => ref },
    { id: 'name', width: 'minmax(140px,2fr)', cell: ({ name }) => name ?? '', text: ({ name }) => name },
    { id: 'roles', width: 'minmax(90px,1fr)', cell: rolesOf, text: rolesOf },
    {
      id: 'version',
      width: '90px',
      cell: ({ ocpiVersion }) => ocpiVersion ?? '',
      text: ({ ocpiVersion }) => ocpiVersion,
      isWideOnly: true,
    },
    {
      id: 'since',
      width: '120px',
      cell: (row) => {
        const at = sinceOf(row);
        return at === undefined ? '' : <Ago at={at} />;
      },
      text: sinceOf,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'role', kind: 'one', options: ['CPO', 'EMSP', 'NAP', 'NSP', 'SCSP', 'PTP', 'OTHER'] },
    { id: 'country', kind: 'text', placeholder: 'NL' },
    { id: 'name', kind: 'text' },
  ],
  live: {
    document: PartiesLiveDocument,
    variablesOf: () => ({ filter: {} }),
    rowOf: ({ partyStatusChanged }) => partyStatusChanged.party,
  },
  Inspector: PartyInspector,
  Actions: Views,
  None,
});

const PartiesPage = () => {
  const { search } = useSearch();
  const { me } = useWho();
  return search['view'] === 'platforms' && isForPlatforms(me.role) ? (
    <ListPage key="platforms" definition={platformList} />
  ) : (
    <ListPage key="parties" definition={list} />
  );
};
export default PartiesPage;
