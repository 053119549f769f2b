/** Outlines of countries from Natural Earth, shipped with the pages and loaded once. */
import { feature } from 'topojson-client';
import address from 'world-atlas/countries-50m.json?url';

type Topology = Parameters<typeof feature>[0];

let loaded: Promise<GeoJSON.FeatureCollection> | undefined;

export const countries = (): Promise<GeoJSON.FeatureCollection> => (loaded ??= load());

const load = async (): Promise<GeoJSON.FeatureCollection> => {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The outlines of countries answer HTTP ${response.status}.`);
    const topology = (await response.json()) as Topology;
    const outlines = topology.objects['countries'];
    if (outlines?.type !== 'GeometryCollection') throw new Error('The outlines of countries are none.');
    return feature(topology, outlines);
  } catch (reason) {
    loaded = undefined; // the next map tries again
    throw reason;
  }
};
