/**
 * Messages that address an EVSE or a Connector, carried out inside the Location that holds it (LOC-001).
 *
 * Each returns a new Location document; nothing is mutated. The time of the change is copied to the parents, where a
 * later time stays (LOC-006, LOC-007). A message older than the stored object changes nothing (LOC-016), and one
 * whose parent or object is not there says so (LOC-015).
 */
import type { JsonObject } from './document.js';
import { isJsonObject } from './document.js';
import { isOlder, mergePatch } from './patch.js';
import { compareDateTime } from './time.js';

export type LocationChange =
  | { outcome: 'CREATED' | 'REPLACED' | 'OLDER'; location: JsonObject }
  /** The EVSE or the Connector that the message needs does not exist. */
  | { outcome: 'NOT_FOUND'; missing: 'EVSE' | 'Connector' };

/** What to do with the object found, or with its absence; undefined when there is nothing to work on. */
type Change = (stored: JsonObject | undefined) => JsonObject | undefined;

interface Level {
  list: 'evses' | 'connectors';
  id: 'uid' | 'id';
  name: 'EVSE' | 'Connector';
}
const EVSES: Level = { list: 'evses', id: 'uid', name: 'EVSE' };
const CONNECTORS: Level = { list: 'connectors', id: 'id', name: 'Connector' };

const childrenOf = (parent: JsonObject, { list }: Level): readonly unknown[] => {
  const children = parent[list];
  return Array.isArray(children) ? children : [];
};

/** Ids are CiStrings (TRN-087). */
const placeOf = (parent: JsonObject, level: Level, id: string): number =>
  childrenOf(parent, level).findIndex(
    (child) => isJsonObject(child) && String(child[level.id]).toUpperCase() === id.toUpperCase(),
  );

const childAt = (parent: JsonObject, level: Level, place: number): JsonObject | undefined => {
  const child = childrenOf(parent, level)[place];
  return isJsonObject(child) ? child : undefined;
};

/** The parent with a child put in, at its place or at the end, and the message's time taken over (LOC-007). */
const withChild = (
  parent: JsonObject,
  level: Level,
  place: number,
  child: JsonObject,
  message: JsonObject,
): JsonObject => {
  const children = [...childrenOf(parent, level)];
  if (place < 0) children.push(child);
  else children[place] = child;
  const stored = String(parent['last_updated']);
  const sent = message['last_updated'];
  const last_updated = typeof sent === 'string' && compareDateTime(sent, stored) > 0 ? sent : stored;
  return { ...parent, [level.list]: children, last_updated };
};

type Changed = { outcome: 'CREATED' | 'REPLACED' | 'OLDER'; parent: JsonObject } | { outcome: 'NOT_FOUND' };

const changeChild = (
  parent: JsonObject,
  level: Level,
  id: string,
  change: Change,
  incoming: JsonObject,
): Changed => {
  const place = placeOf(parent, level, id);
  const stored = childAt(parent, level, place);
  if (stored && isOlder(incoming, stored)) return { outcome: 'OLDER', parent };
  const child = change(stored);
  if (!child) return { outcome: 'NOT_FOUND' };
  return {
    outcome: stored ? 'REPLACED' : 'CREATED',
    parent: withChild(parent, level, place, child, incoming),
  };
};

const changeEvse = (
  location: JsonObject,
  uid: string,
  change: Change,
  incoming: JsonObject,
): LocationChange => {
  const changed = changeChild(location, EVSES, uid, change, incoming);
  return changed.outcome === 'NOT_FOUND'
    ? { outcome: 'NOT_FOUND', missing: 'EVSE' }
    : { outcome: changed.outcome, location: changed.parent };
};

const changeConnector = (
  location: JsonObject,
  uid: string,
  id: string,
  change: Change,
  incoming: JsonObject,
): LocationChange => {
  const place = placeOf(location, EVSES, uid);
  const evse = childAt(location, EVSES, place);
  if (!evse) return { outcome: 'NOT_FOUND', missing: 'EVSE' };
  const changed = changeChild(evse, CONNECTORS, id, change, incoming);
  if (changed.outcome === 'NOT_FOUND') return { outcome: 'NOT_FOUND', missing: 'Connector' };
  if (changed.outcome === 'OLDER') return { outcome: 'OLDER', location };
  return { outcome: changed.outcome, location: withChild(location, EVSES, place, changed.parent, incoming) };
};

/** Replaces an EVSE or adds a new one (LOC-010). */
export const putEvse = (location: JsonObject, evse: JsonObject): LocationChange =>
  changeEvse(location, String(evse['uid']), () => evse, evse);

export const patchEvse = (location: JsonObject, uid: string, patch: JsonObject): LocationChange =>
  changeEvse(location, uid, (stored) => stored && mergePatch(stored, patch), patch);

/** Replaces a Connector or adds a new one; its EVSE must exist. */
export const putConnector = (location: JsonObject, uid: string, connector: JsonObject): LocationChange =>
  changeConnector(location, uid, String(connector['id']), () => connector, connector);

export const patchConnector = (
  location: JsonObject,
  uid: string,
  id: string,
  patch: JsonObject,
): LocationChange =>
  changeConnector(location, uid, id, (stored) => stored && mergePatch(stored, patch), patch);

/** An EVSE of a Location. */
export const evseOf = (location: JsonObject, uid: string): JsonObject | undefined =>
  childAt(location, EVSES, placeOf(location, EVSES, uid));

/** A Connector of a Location. */
export const connectorOf = (location: JsonObject, uid: string, id: string): JsonObject | undefined => {
  const evse = evseOf(location, uid);
  return evse && childAt(evse, CONNECTORS, placeOf(evse, CONNECTORS, id));
};
