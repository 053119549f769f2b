/** Light or dark, as chosen here or as the system is set. `public/theme.js` does the same before the first paint. */
import { useEffect, useState } from 'react';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const system = matchMedia('(prefers-color-scheme: dark)');
const chosen = (): Theme => themes.find((one) => one === localStorage.getItem('theme')) ?? 'system';

export const useTheme = (): [Theme, (theme: Theme) => void] => {
  const [theme, setTheme] = useState(chosen);
  useEffect(() => {
    const paint = () =>
      document.documentElement.classList.toggle(
        'dark',
        theme === 'dark' || (theme === 'system' && system.matches),
      );
    paint();
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
    system.addEventListener('change', paint);
    return () => system.removeEventListener('change', paint);
  }, [theme]);
  return [theme, setTheme];
};
