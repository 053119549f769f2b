/** Whether the page is dark now, for what is painted and cannot follow the tokens by itself. */
import { useSyncExternalStore } from 'react';

const root = document.documentElement;

const subscribe = (listener: () => void) => {
  const watch = new MutationObserver(listener);
  watch.observe(root, { attributes: true, attributeFilter: ['class'] });
  return () => watch.disconnect();
};

export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribe, () => root.classList.contains('dark'));
