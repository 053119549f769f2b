/**
 * How the map looks: countries drawn from outlines that come with the pages, over them one source of places, clustered.
 * Nothing is loaded from elsewhere unless the hub names tiles: letters are drawn with the fonts of the page because no glyphs are named, images by
 * `marks.ts` when they are first asked for.
 */
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { tones } from '../../places/points.rules.js';
import { token } from './marks.js';
import type { Tiles } from './tiles.js';

export const PLACES = 'places';
export const CLUSTERS = 'clusters';
export const CHOSEN = 'chosen';
export const NAMES = 'names';
const FONT = ['Inter Variable'];
/** Beyond this every place stands for itself. */
const CLUSTERED_TO = 13;
const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Shares in twelfths, so that rings that look alike are one image; what occurs at all counts. */
const shareOf = (tone: string): ExpressionSpecification => [
  'to-string',
  ['ceil', ['*', 12, ['/', ['get', tone], ['get', 'count']]]],
];
const ringName = [
  'concat',
  'ring:',
  ...tones.flatMap((tone, index) => (index === 0 ? [shareOf(tone)] : [',', shareOf(tone)])),
] as unknown as ExpressionSpecification;

const summed = Object.fromEntries(['count', ...tones].map((name) => [name, ['+', ['get', name]]]));

export const mapStyle = (
  countries: GeoJSON.FeatureCollection,
  tiles: Tiles | undefined,
): StyleSpecification => ({
  version: 8,
  sources: {
    countries: { type: 'geojson', data: countries, tolerance: 0.3 },
    ...(tiles && {
      tiles: { type: 'raster', tiles: [tiles.url], tileSize: 256, attribution: tiles.attribution },
    }),
    [PLACES]: {
      type: 'geojson',
      data: EMPTY,
      cluster: true,
      clusterMaxZoom: CLUSTERED_TO,
      clusterRadius: 48,
      clusterProperties: summed,
    },
    [CHOSEN]: { type: 'geojson', data: EMPTY },
    [NAMES]: { type: 'geojson', data: EMPTY },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': token('--sunken') } },
    { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': token('--ground') } },
    {
      id: 'borders',
      type: 'line',
      source: 'countries',
      paint: { 'line-color': token('--faint'), 'line-opacity': 0.5, 'line-width': 0.8 },
    },
    // Pale, so that what is on them is seen; where one is missing the outlines are.
    ...(tiles
      ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles', paint: { 'raster-saturation': -0.4 } }]
      : []),
    {
      id: CHOSEN,
      type: 'circle',
      source: CHOSEN,
      paint: {
        'circle-radius': 16,
        'circle-color': token('--accent'),
        'circle-opacity': 0.25,
        'circle-stroke-color': token('--accent'),
        'circle-stroke-width': 2,
      },
    },
    {
      id: PLACES,
      type: 'symbol',
      source: PLACES,
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['concat', 'mark:', ['get', 'status']],
        // Fast chargers are a little larger.
        'icon-size': ['step', ['get', 'power'], 0.8, 50_000, 1, 150_000, 1.15],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'alarm'],
        'text-field': ['case', ['>', ['get', 'count'], 1], ['to-string', ['get', 'count']], ''],
        'text-font': FONT,
        'text-size': 11,
        'text-anchor': 'left',
        'text-offset': [1.1, -0.8],
        'text-optional': true,
      },
      paint: labelPaint(),
    },
    {
      id: NAMES,
      type: 'symbol',
      source: NAMES,
      minzoom: 9,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 1.1],
        'text-max-width': 12,
      },
      paint: labelPaint(),
    },
    {
      id: CLUSTERS,
      type: 'symbol',
      source: PLACES,
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': ringName,
        'icon-size': ['step', ['get', 'count'], 0.85, 100, 1, 1_000, 1.2, 10_000, 1.4],
        'icon-allow-overlap': true,
        'text-field': [
          'case',
          ['<', ['get', 'count'], 10_000],
          ['to-string', ['get', 'count']],
          ['concat', ['to-string', ['round', ['/', ['get', 'count'], 1_000]]], 'k'],
        ],
        'text-font': FONT,
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': token('--ink') },
    },
  ],
});

function labelPaint() {
  return { 'text-color': token('--ink'), 'text-halo-color': token('--ground'), 'text-halo-width': 1.5 };
}
