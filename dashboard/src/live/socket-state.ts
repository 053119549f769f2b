/** Whether live data is live: the truth of the one socket, for the line at the top and for what dims when it is stale. */
import { useSyncExternalStore } from 'react';

export type SocketState =
  | { kind: 'idle' }
  | { kind: 'live' }
  /** Since when nothing has come, as epoch milliseconds. */
  | { kind: 'reconnecting'; since: number };

let state: SocketState = { kind: 'idle' };
let generation = 0;
const listeners = new Set<() => void>();

export const socketState = {
  set: (next: 'live' | 'lost' | 'left'): void => {
    if (next === 'live') {
      if (state.kind === 'reconnecting') generation += 1;
      state = { kind: 'live' };
    } else if (next === 'left') state = { kind: 'idle' };
    else if (state.kind === 'live') state = { kind: 'reconnecting', since: Date.now() };
    for (const listener of listeners) listener();
  },
  get: (): SocketState => state,
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useSocketState = (): SocketState => useSyncExternalStore(subscribe, socketState.get);

/** Counts the reconnections: what depends on it asks again. */
export const useReconnections = (): number => useSyncExternalStore(subscribe, () => generation);
