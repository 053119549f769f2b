/** How Locations are kept: the document as sent, and the columns people search by. */
import { foldRef, Location as LocationTable, ownerRolesOf, refOf, type Location } from '@chargesphere/schema';
import type { DocumentKind, Position } from '@chargesphere/chassis';
import { wordVector } from './location.words.js';

const finite = (text: string | undefined): number | null => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : null;
};

/** Coordinates outside the globe are kept in the document but cannot be searched for. */
const within = (value: number | null, limit: number): number | null =>
  value !== null && Math.abs(value) <= limit ? value : null;

/** Where it is, as far as its coordinates can be read and are on the globe. */
export const positionOf = ({ coordinates }: Location): Partial<Position> => {
  const latitude = within(finite(coordinates.latitude), 90);
  const longitude = within(finite(coordinates.longitude), 180);
  return latitude === null || longitude === null ? {} : { latitude, longitude };
};

const distinct = (values: (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => typeof value === 'string')),
];

/** W; what the connector says, or what voltage, current and phases allow. */
const powerOf = (connector: NonNullable<Location['evses']>[number]['connectors'][number]): number => {
  const { max_electric_power, max_voltage, max_amperage, power_type } = connector;
  if (max_electric_power) return max_electric_power;
  const phases = power_type === 'AC_3_PHASE' ? 3 : power_type.startsWith('AC_2_PHASE') ? 2 : 1;
  return Math.min(max_voltage * max_amperage * phases, 2 ** 31 - 1) || 0;
};

/** Those one may find there: what was removed only stays in the document (LOC-003). */
const connectorsOf = (location: Location) =>
  location.evses?.flatMap((evse) => (evse.status === 'REMOVED' ? [] : evse.connectors)) ?? [];

/**
 * LOC-026: parties that show what they get to everybody and have no drivers of their own to help. They get unpublished
 * Locations only when a CPO addresses these to them.
 */
const SHOWS_TO_ALL: readonly string[] = ['NAP', 'NSP'];

/** The keys under which changes of EVSE statuses are watched; a filter picks the narrowest. */
export const statusRoutes = {
  all: 'evse-status',
  cpo: (ref: string) => `evse-status~${foldRef(ref)}`,
  location: (ref: string) => `evse-status@${foldRef(ref)}`,
};

export const locationKind: DocumentKind<Location> = {
  name: 'location',
  schema: 'locations',
  table: 'location',
  refOf: (location) => refOf(location.country_code, location.party_id, location.id),
  lastUpdatedOf: (location) => location.last_updated,
  keepsCopyPerAddressee: true,
  checkedBy: LocationTable,
  promoted: {
    id_folded: { type: 'text', value: (location) => location.id.toUpperCase() },
    country: { type: 'text', value: (location) => location.country.toUpperCase() },
    city: { type: 'text', value: (location) => location.city.toLowerCase() },
    publish: { type: 'boolean', value: (location) => location.publish },
    latitude: {
      type: 'double precision',
      value: ({ coordinates }) => within(finite(coordinates.latitude), 90),
    },
    longitude: {
      type: 'double precision',
      value: ({ coordinates }) => within(finite(coordinates.longitude), 180),
    },
    statuses: { type: 'text[]', value: ({ evses }) => distinct(evses?.map((evse) => evse.status) ?? []) },
    evse_statuses: {
      type: 'jsonb',
      value: ({ evses }) =>
        evses && Object.fromEntries(evses.map(({ uid, status }) => [foldRef(uid), status])),
    },
    standards: {
      type: 'text[]',
      value: (location) => distinct(connectorsOf(location).map((connector) => connector.standard)),
    },
    max_power: {
      type: 'integer',
      value: (location) =>
        connectorsOf(location).reduce((most, connector) => Math.max(most, powerOf(connector)), 0),
    },
    search: {
      type: 'tsvector',
      value: ({ name, address, postal_code, city, id }) =>
        wordVector(
          [name, address, postal_code, city, id].filter((text) => typeof text === 'string').join(' '),
        ),
    },
  },
  tracked: 'evse_statuses',
  routes: ({ country_code, party_id, id }, changes) =>
    changes
      ? [
          statusRoutes.all,
          statusRoutes.cpo(refOf(country_code, party_id)),
          statusRoutes.location(refOf(country_code, party_id, id)),
        ]
      : [],
  visibility: {
    module: 'locations',
    ownerRoles: ownerRolesOf.locations,
    // What a CPO addresses to the hub is meant for everybody connected (RTE-039), in every role.
    readsHubAddressed: (roles) => {
      if (roles.length === 0) return false;
      return roles.every(({ role }) => SHOWS_TO_ALL.includes(role)) ? { onlyIf: 'publish' } : true;
    },
  },
};
