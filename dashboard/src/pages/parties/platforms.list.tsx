/** The platforms of partners: also those that are invited, or whose handshake failed, which no party speaks of yet. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import {
  PlatformsDocument,
  PlatformsLiveDocument,
  type PlatformFilter,
  type PlatformRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { Empty } from '../../list/told.js';
import { addWords } from '../../words/language.js';
import { StatusMark } from '../../words/status-mark.js';
import { looks } from '../../words/status.js';
import { Ago } from '../../words/time.js';
import de from './platforms.de.json';
import en from './platforms.en.json';
import { PlatformPanel } from './platform.panel.js';
import { Views } from './views.js';

addWords('platforms', { en, de });

const filterOf = ({ status, name }: Search): PlatformFilter => ({
  ...(status !== undefined && { status: status as PlatformFilter['status'] }),
  ...(name !== undefined && { name }),
});

const None = () => {
  const { t } = useTranslation('parties');
  return <Empty>{t('none.operator')}</Empty>;
};

const partiesOf = ({ parties }: PlatformRowFragment): string => parties.map(({ ref }) => ref).join(', ');

const Troubles = ({ row }: { row: PlatformRowFragment }) => {
  const { t } = useTranslation('platforms');
  return row.alarms.length === 0 ? null : (
    <span className="text-alarm">
      <span aria-hidden>◆ </span>
      {t('alarms', { count: row.alarms.length })}
    </span>
  );
};

const Inspector = ({ itemKey }: { itemKey: string }) => (
  <div className="p-3">
    <PlatformPanel id={itemKey} />
  </div>
);

export const platformList = defineList({
  name: 'platforms',
  document: PlatformsDocument,
  field: 'platforms',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: PlatformRowFragment) => id,
  columns: [
    {
      id: 'status',
      width: '130px',
      cell: ({ status }) => <StatusMark kind="platform" value={status} />,
      text: ({ status }) => status,
    },
    { id: 'name', width: 'minmax(140px,2fr)', cell: ({ name }) => name, text: ({ name }) => name },
    { id: 'parties', width: 'minmax(110px,1fr)', cell: partiesOf, text: partiesOf },
    {
      id: 'version',
      width: '80px',
      cell: ({ version }) => version ?? '',
      text: ({ version }) => version,
      isWideOnly: true,
    },
    {
      id: 'heard',
      width: '120px',
      cell: ({ lastHeardAt }) => (lastHeardAt === null ? '' : <Ago at={lastHeardAt} />),
      text: ({ lastHeardAt }) => lastHeardAt,
      isWideOnly: true,
    },
    {
      id: 'alarms',
      width: '120px',
      cell: (row) => <Troubles row={row} />,
      text: ({ alarms }) => alarms.length,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'status', kind: 'one', options: Object.keys(looks.platform) },
    { id: 'name', kind: 'text' },
  ],
  live: {
    document: PlatformsLiveDocument,
    variablesOf: () => ({}),
    rowOf: ({ platformUpdated }) => platformUpdated.platform,
  },
  Inspector,
  Actions: Views,
  None,
});
