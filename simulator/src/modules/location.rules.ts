/**
 * Changes inside a Location (LOC-001): an EVSE or Connector is put or patched by giving back a new Location, with
 * `last_updated` carried to the parents and a later value of theirs kept (LOC-005 to LOC-007).
 */
import type { Connector, EVSE, Location } from '@chargesphere/schema';
import { instantOf } from '../wire/paging.js';
import { merged } from './patch.rules.js';

const isSameId = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

const later = (one: string, other: string): string => (instantOf(one) >= instantOf(other) ? one : other);

/** Replaces the item with that id where it stands, or adds it at the end. */
const placed = <T>(items: readonly T[], item: T, isIt: (other: T) => boolean): T[] =>
  items.some(isIt) ? items.map((other) => (isIt(other) ? item : other)) : [...items, item];

export const evseIn = (location: Location, uid: string): EVSE | undefined =>
  location.evses?.find((evse) => isSameId(evse.uid, uid));

export const connectorIn = (evse: EVSE, id: string): Connector | undefined =>
  evse.connectors.find((connector) => isSameId(connector.id, id));

export const withEvse = (location: Location, evse: EVSE): Location => ({
  ...location,
  evses: placed(location.evses ?? [], evse, (other) => isSameId(other.uid, evse.uid)),
  last_updated: later(location.last_updated, evse.last_updated),
});

export const withConnector = (location: Location, evse: EVSE, connector: Connector): Location =>
  withEvse(location, {
    ...evse,
    connectors: placed(evse.connectors, connector, (other) => isSameId(other.id, connector.id)),
    last_updated: later(evse.last_updated, connector.last_updated),
  });

export const withPatchedEvse = (location: Location, evse: EVSE, patch: Partial<EVSE>): Location =>
  withEvse(location, merged(evse, patch));

export const withPatchedConnector = (
  location: Location,
  evse: EVSE,
  connector: Connector,
  patch: Partial<Connector>,
): Location => withConnector(location, evse, merged(connector, patch));
