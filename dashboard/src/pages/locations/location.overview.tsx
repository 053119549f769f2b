/** All Locations at a glance: a ring of what their EVSEs do now, live, and what is wrong with their documents. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { useSearch } from '../../list/search.js';
import { placeFilters, pointFilterOf } from '../../places/filters.js';
import { StatusButtons, StatusRing } from '../../places/status-counts.js';
import { usePoints } from '../../places/use-points.js';
import { Button } from '../../ui/button.js';
import { Violations } from './violations.js';

export const LocationOverview = () => {
  const { t } = useTranslation('locations');
  const { search } = useSearch();
  const { points, error } = usePoints(pointFilterOf(search));
  const [isOpen, setOpen] = useState(false);
  const narrowed = Object.fromEntries(
    Object.entries(search).filter(([name]) => placeFilters.some(({ id }) => id === name)),
  );
  if (error && !points)
    return <p className="text-impaired border-b p-3">{t('cannotCount', { message: error.message })}</p>;
  if (!points || points.size === 0) return null;
  return (
    <div className="grid gap-3 border-b p-3">
      <div className="flex items-center gap-4">
        <StatusRing points={points} />
        <div className="grid min-w-0 gap-2">
          <StatusButtons points={points} />
          {!points.isComplete && (
            <p className="text-impaired text-sm">{t('isIncomplete', { count: points.size })}</p>
          )}
          <div className="flex flex-wrap items-center gap-3">
            <Link to="/map" search={narrowed as never} className="text-accent hover:underline">
              {t('onMap')}
            </Link>
            <Button tone="bare" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {t(isOpen ? 'violations.hide' : 'violations.show')}
            </Button>
          </div>
        </div>
      </div>
      {isOpen && (
        <div className="max-h-64 overflow-auto">
          <Violations />
        </div>
      )}
    </div>
  );
};
