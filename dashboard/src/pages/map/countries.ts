/** Outlines of countries from Natural Earth, shipped with the pages and loaded once. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import address from 'world-atlas/countries-50m.json?url';

let loaded: Promise<GeoJSON.FeatureCollection> | undefined;

export const countries = (): Promise<GeoJSON.FeatureCollection> => (loaded ??= load());

const load = async (): Promise<GeoJSON.FeatureCollection> => {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`The outlines of countries answer HTTP ${response.status}.`);
    const topology = (await response.json()) as Topology<{ countries: GeometryCollection }>;
    return feature(topology, topology.objects.countries);
  } catch (reason) {
    loaded = undefined; // the next map tries again
    throw reason;
  }
};
