/** Every Location as its CPO sent it, narrowed as the map is. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { LocationsDocument, type LocationRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty } from '../../list/told.js';
import { placeFilterOf, placeFilters } from '../../places/filters.js';
import { countsOf, StatusCounts, statusText } from '../../places/status-counts.js';
import { addPlaceWords } from '../../places/words.js';
import { Key } from '../../words/time.js';
import { LocationInspector } from './location.inspector.js';
import { LocationOverview } from './location.overview.js';
import en from './words.en.json';
import de from './words.de.json';

addPlaceWords('locations', { en, de });

const None = () => {
  const { t } = useTranslation('locations');
  return <Empty>{t('none')}</Empty>;
};

const cpoOf = ({ cpo }: LocationRowFragment): string => cpo?.name ?? cpo?.ref ?? '';

const list = defineList({
  name: 'locations',
  document: LocationsDocument,
  field: 'locations',
  variablesOf: (search: Search, page) => ({ filter: placeFilterOf(search), page }),
  keyOf: ({ ref }: LocationRowFragment) => ref,
  columns: [
    {
      id: 'name',
      width: 'minmax(150px,1.4fr)',
      cell: ({ name, address }) => name ?? address,
      text: ({ name, address }) => name ?? address,
    },
    { id: 'city', width: 'minmax(110px,1fr)', cell: ({ city }) => city, text: ({ city }) => city },
    {
      id: 'country',
      width: '80px',
      cell: (row) => row.country,
      text: (row) => row.country,
      isWideOnly: true,
    },
    { id: 'cpo', width: 'minmax(110px,1fr)', cell: cpoOf, text: cpoOf, isWideOnly: true },
    {
      id: 'ref',
      width: 'minmax(130px,1fr)',
      cell: ({ ref }) => <Key value={ref} />,
      text: ({ ref }) => ref,
      isWideOnly: true,
    },
    {
      id: 'statuses',
      width: 'minmax(132px,1fr)',
      cell: ({ evses }) => <StatusCounts counts={countsOf(evses)} />,
      text: ({ evses }) => statusText(countsOf(evses)),
    },
    {
      id: 'count',
      width: '80px',
      isNumber: true,
      cell: ({ evses }) => evses.length,
      text: ({ evses }) => evses.length,
      isWideOnly: true,
    },
  ],
  filters: [...placeFilters, { id: 'flawed', kind: 'one', options: ['yes', 'no'] }],
  Above: LocationOverview,
  Inspector: LocationInspector,
  None,
});

const LocationsPage = () => <ListPage definition={list} />;
export default LocationsPage;
