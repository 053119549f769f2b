/**
 * The keyboard: what each key does, where it does it, and the sheet that tells. A key means nothing while somebody
 * writes, except escape; `g` and a letter goes to a page.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/overlay.js';
import { Shortcut } from '../ui/button.js';

interface Binding {
  /** `j`, `escape`, `mod+k`, or two in a row: `g s`. */
  keys: string;
  label: string;
  isEverywhere: boolean;
  run: () => void;
}

const bindings = new Set<Binding>();
const listeners = new Set<() => void>();
let list: readonly Binding[] = [];
const change = () => {
  list = [...bindings];
  for (const listener of listeners) listener();
};

/** Binds a key while the component is there; the newest binding of a key holds. */
export const useShortcut = (
  keys: string,
  label: string,
  run: () => void,
  options: { isEverywhere?: boolean; isOff?: boolean } = {},
): void => {
  const now = useRef(run);
  useEffect(() => {
    now.current = run;
  });
  const { isEverywhere = false, isOff = false } = options;
  useEffect(() => {
    if (isOff) return;
    const binding = { keys, label, isEverywhere, run: () => now.current() };
    bindings.add(binding);
    change();
    return () => {
      bindings.delete(binding);
      change();
    };
  }, [keys, label, isEverywhere, isOff]);
};

const SEQUENCE_MS = 1_200;
let before: { key: string; at: number } | undefined;

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Enter on a button, a link or a tab is for that. */
const isOnControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button,a,summary,[role=tab]') !== null;

/** Escape and what is open over the page belong together: there it closes that, and nothing here. */
const isCovered = (): boolean =>
  document.querySelector('[role=dialog][data-state=open],[role=menu]') !== null;

const pressed = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.altKey) return;
  const key = event.key.toLowerCase();
  const isMod = event.metaKey || event.ctrlKey;
  const single = isMod ? `mod+${key}` : key;
  if (isWriting(event.target) && !isMod && key !== 'escape') return;
  if (isCovered() && !isMod) return;
  if (key === 'enter' && isOnControl(event.target)) return;
  const sequence =
    before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${single}` : undefined;
  const found = [...list].reverse();
  const binding = found.find(({ keys }) => keys === sequence) ?? found.find(({ keys }) => keys === single);
  before = binding || isMod ? undefined : { key: single, at: event.timeStamp };
  if (!binding) return;
  event.preventDefault();
  binding.run();
};

export const startShortcuts = (): void => document.addEventListener('keydown', pressed);

const written = (keys: string): string =>
  keys
    .split(' ')
    .map((key) =>
      key
        .replace('mod+', navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl ')
        .replace('escape', 'esc')
        .replace('enter', '↵'),
    )
    .join(' ');

export const ShortcutSheet = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => list,
  );
  const parts = [
    { title: t('keys.here'), of: all.filter(({ isEverywhere }) => !isEverywhere) },
    { title: t('keys.everywhere'), of: all.filter(({ isEverywhere }) => isEverywhere) },
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('keys.title')} about={t('keys.about')} isWide>
      <div className="grid gap-6 sm:grid-cols-2">
        {parts.map(({ title, of }) => (
          <section key={title}>
            <h3 className="text-faint mb-1 text-sm">{title}</h3>
            <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-3 gap-y-1">
              {of.map(({ keys, label }) => (
                <div key={keys + label} className="contents">
                  <dt>
                    <Shortcut>{written(keys)}</Shortcut>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
};
