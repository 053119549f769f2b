/**
 * Subscriptions of a subgraph in a process of its own: every result says which event it tells of, and one that names
 * the last event it has had is given those after it.
 */
import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { LiveEvents } from '../events/resumption.js';

type Results = AsyncGenerator<ExecutionResult, undefined, undefined>;

export const subscribeLive = async (
  live: LiveEvents,
  args: ExecutionArgs,
  lastEventId: unknown,
): Promise<Results | ExecutionResult> => {
  const open = () => createSourceEventStream(args);
  try {
    const events = await (typeof lastEventId === 'string' ? live.after(lastEventId, open) : open());
    return Symbol.asyncIterator in events ? resultsOf(events[Symbol.asyncIterator](), live, args) : events;
  } catch (error) {
    const { message } = error as Error;
    return { errors: [new GraphQLError(message, { originalError: error as Error })] };
  }
};

/** Not a generator: its `return()` would wait behind a `next()` that may never come. */
const resultsOf = (events: AsyncIterator<unknown>, live: LiveEvents, args: ExecutionArgs): Results => {
  const ended = { done: true, value: undefined } as const;
  return {
    async next() {
      const { done, value } = await events.next();
      if (done) return ended;
      const result = await execute({ ...args, rootValue: value });
      const eventId = live.idOf(value);
      return {
        done: false,
        value: eventId === undefined ? result : { ...result, extensions: { ...result.extensions, eventId } },
      };
    },
    async return() {
      await events.return?.();
      return ended;
    },
    async throw(error: unknown) {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await events.return?.();
    },
  };
};
