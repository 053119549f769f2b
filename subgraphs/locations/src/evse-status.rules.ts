/** Pure rules of live EVSE statuses: what an event of a Location means to whoever watches statuses. */
import {
  boxesOf,
  isInBoxes,
  partOf,
  type BoxInput,
  type DomainEvent,
  type TrackedChanges,
} from '@chargesphere/chassis';
import { evseOf, foldRef, Problem, refOf, segmentsOf, type EVSE, type Location } from '@chargesphere/schema';
import { positionOf, statusRoutes } from './location.kind.js';
import { evseNode, type EvseNode } from './location.types.js';

/** Conditions that all have to hold; a list that is left out or empty wants everything. */
export interface StatusFilter {
  evses?: string[] | null;
  locations?: string[] | null;
  cpos?: string[] | null;
  box?: BoxInput | null;
  statuses?: string[] | null;
  previousStatuses?: string[] | null;
}
type Wanted = StatusFilter | null | undefined;

export interface StatusChange {
  evse: EvseNode;
  previousStatus: string;
  status: string;
  /** Folded ref of the party whose copy of the Location changed (LOC-017), '' for the one that is for everybody. */
  addressee: string;
}

/** Values that one list of a filter may hold: each ref is a key the subscription hangs on. */
const LIST_MAX = 500;

/** The narrowest keys that still carry everything the filter wants. */
export const routesOf = (filter: Wanted): string[] => {
  for (const [field, list] of Object.entries(filter ?? {}))
    if (Array.isArray(list) && list.length > LIST_MAX)
      throw new Problem(
        'INVALID_INPUT',
        `filter.${field} holds ${list.length} values; it may hold ${LIST_MAX} at the most.`,
      );
  const { evses, locations, cpos } = filter ?? {};
  if (evses?.length)
    return unique(evses.map((ref) => statusRoutes.location(refOf(...segmentsOf(ref).slice(0, 3)))));
  if (locations?.length) return unique(locations.map(statusRoutes.location));
  if (cpos?.length) return unique(cpos.map(statusRoutes.cpo));
  return [statusRoutes.all];
};

const unique = (keys: string[]): string[] => [...new Set(keys)];

type Accepts = (value: string) => boolean;
const anyOf = (
  list: string[] | null | undefined,
  fold: (value: string) => string = (same) => same,
): Accepts => {
  if (!list?.length) return () => true;
  const wanted = new Set(list.map(fold));
  return (value) => wanted.has(fold(value));
};

/** What changed, EVSE by EVSE, as far as the filter wants it. */
export const changesWanted = (filter: Wanted): ((event: DomainEvent<Location>) => StatusChange[]) => {
  const [isEvse, isLocation, isCpo] = [filter?.evses, filter?.locations, filter?.cpos].map((refs) =>
    anyOf(refs, foldRef),
  ) as [Accepts, Accepts, Accepts];
  const isStatus = anyOf(filter?.statuses);
  const wasStatus = anyOf(filter?.previousStatuses);
  const boxes = filter?.box ? boxesOf(filter.box) : undefined;
  return (event) => {
    const { ref, owner, addressee, document, detail } = event;
    if (!document || !isLocation(ref) || !isCpo(owner)) return [];
    if (boxes && !isInBoxes(boxes, positionOf(document))) return [];
    // In an order that every node has: PostgreSQL sorts the keys of an object its own way.
    const changes = Object.entries((detail ?? {}) as TrackedChanges).sort(([a], [b]) => (a < b ? -1 : 1));
    return changes.flatMap(([uid, change], number) => {
      const [previousStatus, status] = change.map(String) as [string, string];
      if (!isEvse(`${ref}/${refOf(uid)}`) || !isStatus(status) || !wasStatus(previousStatus)) return [];
      // An event of another node comes with the Location as it is by now, maybe without this EVSE.
      const evse = evseOf(document, uid) as EVSE | undefined;
      if (!evse) return [];
      const changed = { evse: evseNode(document, evse), previousStatus, status, addressee };
      return [partOf(event, number, changed)];
    });
  };
};
