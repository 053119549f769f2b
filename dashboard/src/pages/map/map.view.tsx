/** The map on its page: what is chosen and where one looks stand in the address, which the list beside it reads too. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocationRowFragment } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Failure } from '../../list/told.js';
import { useSocketState } from '../../live/socket-state.js';
import { boxIn, pointFilterOf } from '../../places/filters.js';
import { StatusButtons } from '../../places/status-counts.js';
import { usePoints } from '../../places/use-points.js';
import { classes } from '../../ui/classes.js';
import { countries } from './countries.js';
import { PlaceMap, type Bounds } from './place-map.js';
import { useIsDark } from './use-is-dark.js';

/** Four digits after the point are eleven metres. */
const written = ([west, south, east, north]: Bounds): string =>
  [south, west, north, east].map((degrees) => degrees.toFixed(4)).join(',');

export const MapView = ({ rows }: { rows: readonly LocationRowFragment[] }) => {
  const { t } = useTranslation('map');
  const { search, set } = useSearch();
  const { open, status, box } = search;
  const { points, changes, error, refetch } = usePoints(pointFilterOf(search));
  const isStale = useSocketState().kind === 'reconnecting';
  const isDark = useIsDark();
  const frame = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<PlaceMap>();
  const [fault, setFault] = useState<string>();

  // What the map was told when it was made; later it is told by the effects below.
  const now = useRef({ box, open, set, rows, t });
  useEffect(() => {
    now.current = { box, open, set, rows, t };
  });

  useEffect(() => {
    let made: PlaceMap | undefined;
    let isLeft = false;
    const make = async () => {
      try {
        const outlines = await countries();
        await document.fonts.load("12px 'Inter Variable'"); // numbers are drawn with it
        if (isLeft || !frame.current) return;
        const within = boxIn(now.current.box);
        made = new PlaceMap({
          container: frame.current,
          countries: outlines,
          bounds: within ? [within.west, within.south, within.east, within.north] : undefined,
          locale: {
            'Map.Title': now.current.t('title'),
            'NavigationControl.ZoomIn': now.current.t('zoomIn'),
            'NavigationControl.ZoomOut': now.current.t('zoomOut'),
          },
          onMoved: (bounds) => now.current.set({ box: written(bounds) }),
          onOpen: (ref) => {
            // As its owner spells it, where the list knows.
            const row = now.current.rows.find((one) => one.ref.toUpperCase() === ref);
            now.current.set({ open: row?.ref ?? ref }, true);
          },
        });
        setMap(made);
      } catch (reason) {
        setFault(reason instanceof Error ? reason.message : String(reason));
      }
    };
    void make();
    return () => {
      isLeft = true;
      setMap(undefined);
      made?.close();
    };
  }, [isDark]);

  useEffect(() => {
    const { box: looksAt, open: chosen } = now.current;
    if (map && points)
      map.show(points, status, looksAt === undefined ? points.place(chosen ?? '') : undefined);
  }, [map, points, status]);
  useEffect(() => map?.update(), [map, changes]);
  useEffect(() => map?.choose(open === undefined ? undefined : points?.place(open)), [map, points, open]);
  const names = useMemo(
    () =>
      rows.map(({ name, address, coordinates }) => ({
        name: name ?? address,
        longitude: Number(coordinates.longitude),
        latitude: Number(coordinates.latitude),
      })),
    [rows],
  );
  useEffect(() => map?.name(names), [map, names]);

  return (
    <div className="relative h-full">
      <div ref={frame} className={classes('size-full', isStale && 'opacity-60')} data-points={points?.size} />
      {points && points.size > 0 && (
        <div className="absolute top-2 left-2 max-w-[calc(100%-4rem)]">
          <StatusButtons points={points} />
        </div>
      )}
      {points?.isComplete === false && (
        <p className="bg-ground text-impaired absolute right-2 bottom-2 rounded border px-2 text-sm">
          {t('places:isIncomplete', { count: points.size })}
        </p>
      )}
      {!map && fault === undefined && (
        <p role="status" className="text-faint absolute inset-0 p-4">
          {t('drawing')}
        </p>
      )}
      {fault !== undefined && (
        <p role="alert" className="text-impaired absolute inset-0 p-4">
          {t('noMap', { message: fault })}
        </p>
      )}
      {error && !points && (
        <div className="bg-ground absolute inset-x-0 bottom-0">
          <Failure error={error} onAgain={refetch} />
        </div>
      )}
    </div>
  );
};
