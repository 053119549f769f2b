/**
 * `exchange.recorded`: a batch of legs was written; its detail is their ids. `exchange.replay`: an order to send one
 * once more was given, taken up or carried out.
 */
import type { DomainEvent, RecordEvent, Subscription } from '@chargesphere/chassis';
import type { Exchange } from './exchange.types.js';

export const EXCHANGES_RECORDED = 'exchange.recorded';
export const EXCHANGE_REPLAY = 'exchange.replay';

export const replayChanged = (id: string): RecordEvent => ({ topic: EXCHANGE_REPLAY, ref: id });

/**
 * The legs of batches one after the other, those the subscriber asked for. Each batch is read once, when its turn
 * comes; while the subscriber lags, batches wait in the bounded queue of the bus.
 */
export const eachOf = (
  batches: Subscription<DomainEvent>,
  read: (ids: readonly string[]) => Promise<Exchange[]>,
): Subscription<Exchange> => {
  const legs: Exchange[] = [];
  return {
    get dropped() {
      return batches.dropped;
    },
    async next() {
      for (;;) {
        const leg = legs.shift();
        if (leg) return { value: leg, done: false };
        const batch = await batches.next();
        if (batch.done) return { value: undefined, done: true };
        legs.push(...(await read(batch.value.detail as string[])));
      }
    },
    async return() {
      await batches.return();
      return { value: undefined, done: true };
    },
    async throw(error: unknown) {
      await batches.return();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
