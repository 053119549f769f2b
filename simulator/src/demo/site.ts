/** How the demo's places are written down: a line a site, read into OCPI Locations by location.builder.ts. */

export type Place =
  'street' | 'garage' | 'station' | 'supermarket' | 'mall' | 'office' | 'hotel' | 'motorway';

export type Country = 'NLD' | 'BEL' | 'FRA' | 'DEU' | 'AUT' | 'DNK';

export type Site = readonly [
  name: string,
  address: string,
  postal_code: string,
  latitude: number,
  longitude: number,
  place: Place,
  /** Number of EVSEs times their power in kW, for example `2x22+4x150`. */
  bays: string,
];

export interface City {
  code: string;
  name: string;
  country: Country;
  time_zone: string;
  language: string;
  sites: readonly Site[];
}
