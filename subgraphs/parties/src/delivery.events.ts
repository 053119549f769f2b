/**
 * `deliveries.queued` wakes the nodes that send; `deliveries.settled` tells who watches. Both are one event for as many
 * deliveries as one statement wrote: an event each would double the cost of a broadcast.
 */
import type { DomainEvent, Subscription } from '@chargesphere/chassis';

export const DELIVERIES_QUEUED = 'deliveries.queued';
export const DELIVERIES_SETTLED = 'deliveries.settled';

export interface DeliveriesSettled {
  ids: string[];
}

export const idsIn = (event: DomainEvent): string[] => (event.detail as DeliveriesSettled).ids;

/** Events turned into what a subscriber is shown; those that show it nothing are passed over. */
export const shown = <T>(
  source: Subscription<DomainEvent>,
  show: (event: DomainEvent) => Promise<T[]>,
): AsyncIterableIterator<T[]> => ({
  async next() {
    for (;;) {
      const { value, done } = await source.next();
      if (done) return { value: undefined, done: true };
      const found = await show(value as DomainEvent);
      if (found.length > 0) return { value: found, done: false };
    }
  },
  async return() {
    await source.return();
    return { value: undefined, done: true };
  },
  async throw(error: unknown) {
    await source.return();
    throw error;
  },
  [Symbol.asyncIterator]() {
    return this;
  },
});
