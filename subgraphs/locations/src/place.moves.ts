/** Of all events of Locations those that say where one is and was not said to be before. */
import { filtered, type DomainEvent, type Outbox, type Subscription } from '@chargesphere/chassis';
import type { Location } from '@chargesphere/schema';
import { positionOf } from './location.kind.js';

/** Locations whose place is remembered, so that a change of a status is not told as a move; some 20 MB. */
const TOLD_MAX = 100_000;

export const movesOf = (outbox: Outbox): Subscription<DomainEvent<Location>> => {
  const told = new Map<string, string>();
  return filtered(outbox.subscribe<Location>(['location.updated']), ({ ref, document }) => {
    const { latitude, longitude } = document ? positionOf(document) : {};
    if (latitude === undefined || longitude === undefined) return false;
    const place = `${latitude} ${longitude}`;
    if (told.get(ref) === place) return false;
    told.set(ref, place);
    if (told.size > TOLD_MAX)
      for (const oldest of told.keys()) {
        told.delete(oldest);
        break;
      }
    return true;
  });
};
