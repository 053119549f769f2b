/** Whether live changes are held back, by the key `l`: to read what would otherwise move. */
import { useSyncExternalStore } from 'react';

let isPaused = false;
const listeners = new Set<() => void>();

export const togglePause = (): void => {
  isPaused = !isPaused;
  for (const listener of listeners) listener();
};

export const usePaused = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => isPaused,
  );
