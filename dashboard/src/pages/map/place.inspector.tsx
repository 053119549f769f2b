/** What stands at a point of the map: its EVSEs as they are now, and where there is more about it. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { LocationDocument } from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
import { Evses } from '../../places/evses.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';

export const PlaceInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('places');
  const { data, error, refetch } = useAsk(LocationDocument, { ref: itemKey });
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { location } = data;
  if (!location) return <p className="text-soft p-3">{t('gone')}</p>;
  return (
    <div className="grid gap-3 p-3">
      <div>
        <h2 className="text-lg font-semibold">{location.name ?? location.address}</h2>
        <p className="text-soft">
          {location.address}, {location.postalCode} {location.city}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4">
          <span>
            <PartyLink party={location.cpo} />
          </span>
          <ThingLink page="locations" itemKey={location.ref}>
            {t('inLocations')}
          </ThingLink>
        </p>
      </div>
      <h3 className="sr-only">{t('evses')}</h3>
      <Evses location={location} />
    </div>
  );
};
