/** Every EVSE, live, where it stands; a list of what is in sight beside it, so that a keyboard suffices. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { LocationsDocument, type LocationRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { placeFilterOf, placeFilters } from '../../places/filters.js';
import { countsOf, StatusCounts, statusText } from '../../places/status-counts.js';
import { addPlaceWords } from '../../places/words.js';
import { Button } from '../../ui/button.js';
import { MapView } from './map.view.js';
import { PlaceInspector } from './place.inspector.js';
import en from './words.en.json';
import de from './words.de.json';

addPlaceWords('map', { en, de });

const None = () => {
  const { t } = useTranslation('map');
  const { search, set } = useSearch();
  if (search['box'] === undefined) return <Empty>{t('none')}</Empty>;
  return (
    <Empty action={<Button onClick={() => set({ box: undefined })}>{t('everything')}</Button>}>
      {t('noneInSight')}
    </Empty>
  );
};

const list = defineList({
  name: 'map',
  document: LocationsDocument,
  field: 'locations',
  variablesOf: (search: Search, page) => ({ filter: placeFilterOf(search), page }),
  keyOf: ({ ref }: LocationRowFragment) => ref,
  columns: [
    {
      id: 'place',
      width: 'minmax(140px,1fr)',
      cell: ({ name, address, city }) => (
        <>
          {name ?? address}
          <span className="text-faint ml-2">{city}</span>
        </>
      ),
      text: ({ name, address, city }) => `${name ?? address}, ${city}`,
    },
    {
      id: 'statuses',
      width: '132px',
      cell: ({ evses }) => <StatusCounts counts={countsOf(evses)} />,
      text: ({ evses }) => statusText(countsOf(evses)),
    },
  ],
  filters: placeFilters,
  Beside: MapView,
  Inspector: PlaceInspector,
  None,
});

const MapPage = () => <ListPage definition={list} />;
export default MapPage;
