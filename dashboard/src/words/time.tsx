/** Times relative to now with the exact instant on hover, and keys that copy themselves. */
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Tooltip } from '../ui/overlay.js';
import { ago, exactly } from './format.js';

const TICK_MS = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const listener of listeners) listener();
}, TICK_MS);

/** Epoch milliseconds, a few seconds old at the most; one clock for the whole page. */
export const useNow = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => now,
  );

export const Ago = ({ at, timeZone }: { at: string; timeZone?: string }) => {
  const current = Math.max(useNow(), Date.parse(at));
  return (
    <Tooltip text={exactly(at, timeZone)}>
      <time dateTime={at} className="whitespace-nowrap">
        {ago(at, current)}
      </time>
    </Tooltip>
  );
};

/** An id: monospace, copied on click. */
export const Key = ({ value }: { value: string }) => {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="hover:text-accent flex max-w-full text-left font-mono text-sm"
      title={t('copyKey', { value })}
      onClick={(event) => {
        event.stopPropagation();
        void copy(value, t('copied', { value }));
      }}
    >
      <Shortened value={value} />
    </button>
  );
};

/** Keys begin alike and end differently: where there is no room for a long one, its middle goes. */
const LONG = 18;
const TAIL = 8;

export const Shortened = ({ value }: { value: string }) =>
  value.length <= LONG ? (
    <span className="truncate">{value}</span>
  ) : (
    <span className="relative min-w-0">
      <span className="sr-only">{value}</span>
      <span aria-hidden className="flex min-w-0 whitespace-nowrap">
        <span className="truncate">{value.slice(0, -TAIL)}</span>
        <span>{value.slice(-TAIL)}</span>
      </span>
    </span>
  );

export const copy = async (text: string, told: string): Promise<void> => {
  await navigator.clipboard.writeText(text);
  toast(told);
};
