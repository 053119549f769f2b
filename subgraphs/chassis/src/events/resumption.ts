/**
 * How a subscription goes on where it broke off: what its last event is called, and that the next subscription is to
 * begin after it.
 *
 * An event is called by its place in the outbox and the moment at which it was told: the place tells events apart, the
 * moment says from where to look. Places alone would not do, because transactions commit in another order than they
 * take them. The wish to begin after an event goes along with the call (AsyncLocalStorage), so that resolvers that
 * subscribe need not know of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Problem } from '@chargesphere/schema';
import type { DomainEvent } from './event.js';

export interface Resumption {
  /** The last event one has had. */
  id: string;
  /** When it was told, milliseconds. */
  told_ms: number;
}

const resumptions = new AsyncLocalStorage<Resumption>();
const told = new WeakMap<object, number>();

/** The bus has told it. */
export const noteTold = (event: DomainEvent, at_ms: number): void => void told.set(event, at_ms);

export const resumptionAtHand = (): Resumption | undefined => resumptions.getStore();

/** What a subgraph offers its gateway of it. */
export interface LiveEvents {
  /** Undefined for what did not come from the outbox as it is. */
  idOf(event: unknown): string | undefined;
  /** While it runs, subscriptions that are opened give the events after that one, and then end. */
  after<T>(eventId: string, open: () => T): T;
}

export const liveEvents: LiveEvents = {
  idOf(event) {
    const at = typeof event === 'object' && event !== null ? told.get(event) : undefined;
    return at === undefined ? undefined : `${(event as DomainEvent).id}@${at}`;
  },
  after(eventId, open) {
    const [, id, at] = /^(\d{1,19})@(\d{1,15})$/.exec(eventId) ?? [];
    if (id === undefined)
      throw new Problem(
        'INVALID_INPUT',
        `"${eventId}" is not the id of an event; send extensions.eventId of the last result you have had.`,
      );
    return resumptions.run({ id, told_ms: Number(at) }, open);
  },
};
