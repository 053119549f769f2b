/** The map itself, apart from React: one for each time its page is opened, told what to show and telling what is done on it. */
import {
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import {
  boxAround,
  markOf,
  type MarkProperties,
  type Place,
  type Points,
} from '../../places/points.rules.js';
import { CHOSEN, CLUSTERS, mapStyle, NAMES, PLACES } from './map.style.js';
import { imageFor, PIXEL_RATIO } from './marks.js';
import { mapTiles } from './tiles.js';

setWorkerUrl(workerUrl);

/** West, south, east, north. */
export type Bounds = [number, number, number, number];

export interface Named {
  name: string;
  longitude: number;
  latitude: number;
}

interface PlaceMapOptions {
  container: HTMLElement;
  countries: GeoJSON.FeatureCollection;
  bounds: Bounds | undefined;
  /** The names of its controls, by MapLibre's keys. */
  locale: Record<string, string>;
  onMoved: (bounds: Bounds) => void;
  onOpen: (ref: string) => void;
}

/** Europe, while nothing is known. */
const START: Bounds = [-11, 35, 32, 61];
/** Clustering anew takes longer the more places there are; so many are painted as often as events come. */
const MANY = 5_000;
const MANY_PAUSE_MS = 1_000;

const pointOf = ({ longitude, latitude }: Pick<Place, 'longitude' | 'latitude'>): GeoJSON.Point => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

const featureOf = (place: Place, only: string | undefined): GeoJSON.Feature<GeoJSON.Point> | undefined => {
  const properties = markOf(place, only);
  return properties && { type: 'Feature', id: place.id, geometry: pointOf(place), properties };
};

export class PlaceMap {
  readonly #map: LibreMap;
  #points: Points | undefined;
  #only: string | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #hasBounds: boolean;
  #chosen: Place | undefined;
  #names: readonly Named[] = [];

  constructor({ container, countries, bounds, locale, onMoved, onOpen }: PlaceMapOptions) {
    this.#hasBounds = bounds !== undefined;
    const tiles = mapTiles();
    const map = new LibreMap({
      container,
      style: mapStyle(countries, tiles),
      bounds: bounds ?? START,
      attributionControl: tiles && tiles.attribution !== '' ? { compact: true } : false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      maxZoom: 19,
      locale,
    });
    this.#map = map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.addControl(new ScaleControl({}), 'bottom-left');
    map.setMissingStyleImageResolver((name) => {
      const image = imageFor(name);
      if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
    });
    map.on('moveend', () => onMoved(this.bounds()));
    map.on('resize', () => this.choose(this.#chosen));
    for (const layer of [PLACES, CLUSTERS]) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
    map.on('click', PLACES, ({ features }) => {
      const properties = features?.[0]?.properties as MarkProperties | undefined;
      if (properties) onOpen(properties.ref);
    });
    map.on('click', CLUSTERS, ({ features, lngLat }) => {
      const id: unknown = features?.[0]?.properties['cluster_id'];
      if (typeof id !== 'number') return;
      void this.#source(PLACES)
        ?.getClusterExpansionZoom(id)
        .then((zoom) => map.easeTo({ center: lngLat, zoom: zoom + 0.5 }));
    });
    // What was asked for before there was anything to draw on.
    map.on('load', () => {
      this.#draw();
      this.choose(this.#chosen);
      this.name(this.#names);
    });
  }

  #source(name: string): GeoJSONSource | undefined {
    return this.#map.getSource(name);
  }

  bounds(): Bounds {
    const box = this.#map.getBounds();
    return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  }

  /** All points, anew; of one status only, if one is given. Where one looks at first is at `first` or at all of them. */
  show(points: Points, only: string | undefined, first: Place | undefined): void {
    this.#points = points;
    this.#only = only;
    points.takeChanged(); // all are drawn
    if (!this.#hasBounds) {
      const box = boxAround(first ? [first] : points.places);
      if (box) this.#map.fitBounds(box, { padding: 60, maxZoom: 12, animate: false });
      this.#hasBounds = box !== undefined;
    }
    this.#draw();
  }

  #draw(): void {
    const features = this.#points?.places.flatMap((place) => featureOf(place, this.#only) ?? []) ?? [];
    void this.#source(PLACES)?.setData({ type: 'FeatureCollection', features });
  }

  /** What has changed in the points that are shown. */
  update(): void {
    const { size } = this.#points ?? { size: 0 };
    this.#waiting ??= setTimeout(() => this.#redraw(), size > MANY ? MANY_PAUSE_MS : 0);
  }

  #redraw(): void {
    this.#waiting = undefined;
    const changed = this.#points?.takeChanged() ?? [];
    const ids = changed.map(({ id }) => id);
    const add = changed.flatMap((place) => featureOf(place, this.#only) ?? []);
    void this.#source(PLACES)?.updateData({ remove: ids, add });
  }

  /** The place that is open: ringed, and brought into sight. */
  choose(place: Place | undefined): void {
    this.#chosen = place;
    const features: GeoJSON.Feature[] = place
      ? [{ type: 'Feature', geometry: pointOf(place), properties: {} }]
      : [];
    void this.#source(CHOSEN)?.setData({ type: 'FeatureCollection', features });
    if (!place) return;
    const center: [number, number] = [place.longitude, place.latitude];
    if (!this.#map.getBounds().contains(center))
      this.#map.easeTo({ center, zoom: Math.max(this.#map.getZoom(), 11) });
  }

  /** Names under places, once there is room for them. */
  name(places: readonly Named[]): void {
    this.#names = places;
    const features = places.map(({ name, ...at }) => ({
      type: 'Feature' as const,
      geometry: pointOf(at),
      properties: { name },
    }));
    void this.#source(NAMES)?.setData({ type: 'FeatureCollection', features });
  }

  close(): void {
    clearTimeout(this.#waiting);
    this.#map.remove();
  }
}
