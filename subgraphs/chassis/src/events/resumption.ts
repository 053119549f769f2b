/**
 * How a subscription goes on where it broke off: what its last event is called, and that the next subscription is to
 * begin after it.
 *
 * An event is called by its place in the outbox and the moment at which it was told: the place tells events apart, the
 * moment says from where to look. Places alone would not do, because transactions commit in another order than they
 * take them. Where one event means several things to its subscriber, each has its number after the place. The wish to begin after an event goes along with the call (AsyncLocalStorage), so that resolvers that
 * subscribe need not know of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Problem } from '@chargesphere/schema';
import type { DomainEvent } from './event.js';

export interface Resumption {
  /** The last event one has had. */
  id: string;
  /** Only a part of it: there may be more. */
  isPart: boolean;
  /** When it was told, milliseconds. */
  told_ms: number;
}

const resumptions = new AsyncLocalStorage<Resumption>();
/** Names of events, and of parts of them. */
const names = new WeakMap<object, string>();

/** The bus has told it. */
export const noteTold = (event: DomainEvent, at_ms: number): void =>
  void names.set(event, `${event.id}@${at_ms}`);

/** One of the things an event means; the same thing has the same number whenever and wherever it is told. */
export const partOf = <P extends object>(event: DomainEvent, number: number, part: P): P => {
  const name = names.get(event);
  if (name !== undefined) names.set(part, name.replace('@', `.${number}@`));
  return part;
};

export const resumptionAtHand = (): Resumption | undefined => resumptions.getStore();

/** What a subgraph offers its gateway of it. */
export interface LiveEvents {
  /** Undefined for what is neither an event of the outbox nor a part of one. */
  idOf(event: unknown): string | undefined;
  /** While it runs, subscriptions that are opened give the events after that one, and then end. */
  after<T>(eventId: string, open: () => T): T;
}

export const liveEvents: LiveEvents = {
  idOf(event) {
    return typeof event === 'object' && event !== null ? names.get(event) : undefined;
  },
  after(eventId, open) {
    const [, id, part, at] = /^(\d{1,19})(\.\d{1,9})?@(\d{1,15})$/.exec(eventId) ?? [];
    if (id === undefined)
      throw new Problem(
        'INVALID_INPUT',
        `"${eventId}" is not the id of an event; send extensions.eventId of the last result you have had.`,
      );
    return resumptions.run({ id, isPart: part !== undefined, told_ms: Number(at) }, open);
  },
};
