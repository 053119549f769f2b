/** What is around every page: where one can go, what is live, who is signed in. */
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, Search as SearchIcon, UserRound } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import { useAsk, useChange } from '../data/hooks.js';
import { client } from '../data/client.js';
import { HubNameDocument, LogOutDocument } from '../graph/index.js';
import { togglePause } from '../live/pause.js';
import { Loading } from '../list/told.js';
import { Button } from '../ui/button.js';
import { classes } from '../ui/classes.js';
import { Menu, MenuItem } from '../ui/overlay.js';
import { languages, speak, type Language } from '../words/language.js';
import { LiveLine } from './live-line.js';
import { Palette } from './palette.js';
import { pagesFor, type Page } from './pages.js';
import { ShortcutSheet, useShortcut } from './shortcuts.js';
import { themes, useTheme } from './theme.js';
import { useWho } from './who.js';

export const Shell = () => {
  const { t } = useTranslation();
  const { me } = useWho();
  const pages = pagesFor(me.role);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  useShortcut('mod+k', t('keys.find'), () => setPaletteOpen(true), { isEverywhere: true });
  useShortcut('?', t('keys.sheet'), () => setSheetOpen(true), { isEverywhere: true });
  useShortcut('l', t('keys.live'), togglePause, { isEverywhere: true });
  return (
    <div className="flex h-full flex-col">
      <a href="#page" className="bg-accent text-accent-ink sr-only z-50 p-2 focus:not-sr-only focus:absolute">
        {t('skip')}
      </a>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
        <Button
          tone="bare"
          size="icon"
          className="md:hidden"
          aria-label={t('menu')}
          aria-expanded={isMenuOpen}
          onClick={() => setMenuOpen(!isMenuOpen)}
        >
          <MenuIcon size={16} />
        </Button>
        <HubName />
        <button
          type="button"
          onClick={() => setPaletteOpen(true)}
          className="border-line text-faint hover:bg-sunken ml-auto flex h-7 items-center gap-2 rounded-md border px-2 md:w-64"
        >
          <SearchIcon size={14} />
          <span className="sr-only flex-1 text-left md:not-sr-only">{t('find.open')}</span>
          <kbd aria-hidden className="hidden font-mono text-xs md:inline">
            ⌘K
          </kbd>
        </button>
        <LiveLine />
        <PersonMenu />
      </header>
      <div className="flex min-h-0 flex-1">
        <nav
          aria-label={t('navigation')}
          className={classes(
            'bg-raised w-44 shrink-0 flex-col gap-px overflow-y-auto border-r p-2',
            isMenuOpen ? 'absolute inset-y-11 left-0 z-30 flex md:static' : 'hidden md:flex',
          )}
          onClick={() => setMenuOpen(false)}
        >
          {pages.map((page) => (
            <PageLink key={page.name} page={page} />
          ))}
        </nav>
        <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {isPaletteOpen && <Palette pages={pages} onClose={() => setPaletteOpen(false)} />}
      <ShortcutSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
      <Toaster position="bottom-right" />
    </div>
  );
};

const HubName = () => {
  const { me } = useWho();
  const { data } = useAsk(HubNameDocument, {}, { skip: me.role === 'HOST' });
  const hub = data?.hub;
  return (
    <span className="flex min-w-0 items-center gap-2 font-semibold">
      <img src="/icon.svg" alt="" className="size-5" />
      <span className="truncate">{hub?.name ?? 'ChargeSphere'}</span>
      <span className="text-faint hidden font-mono text-sm font-normal sm:inline">{hub?.ref}</span>
    </span>
  );
};

const PageLink = ({ page: { name, path, key, icon: Icon } }: { page: Page }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isHere = useRouterState({ select: ({ location }) => location.pathname === path });
  useShortcut(`g ${key}`, t('keys.goTo', { page: t(`pages.${name}`) }), () => void navigate({ to: path }), {
    isEverywhere: true,
  });
  return (
    <Link
      to={path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'flex h-8 shrink-0 items-center gap-2 rounded-md px-2',
        isHere ? 'bg-wash text-accent font-medium' : 'text-soft hover:bg-sunken',
      )}
    >
      <Icon size={15} aria-hidden />
      {t(`pages.${name}`)}
    </Link>
  );
};

const PersonMenu = () => {
  const { t, i18n } = useTranslation();
  const { me, refetch } = useWho();
  const [theme, setTheme] = useTheme();
  const logOut = useChange(LogOutDocument);
  const leave = async () => {
    await logOut.run({});
    await client.clearStore();
    await refetch();
  };
  return (
    <Menu
      trigger={
        <Button tone="bare" aria-label={`${t('menu')}: ${me.name}`}>
          <UserRound size={15} />
          <span className="hidden sm:inline">{me.name}</span>
        </Button>
      }
    >
      <p className="text-faint px-2 py-1 text-sm">
        {me.email ?? me.name} · {me.role.toLowerCase()}
      </p>
      {themes.map((one) => (
        <MenuItem key={one} isChosen={theme === one} onSelect={() => setTheme(one)}>
          {t(`theme.${one}`)}
        </MenuItem>
      ))}
      <hr className="my-1" />
      {Object.entries(languages).map(([language, name]) => (
        <MenuItem
          key={language}
          isChosen={i18n.language === language}
          onSelect={() => void speak(language as Language)}
        >
          {name}
        </MenuItem>
      ))}
      <hr className="my-1" />
      <MenuItem onSelect={() => location.assign('/account')}>{t('account')}</MenuItem>
      <MenuItem onSelect={() => void leave()}>{t('signOut')}</MenuItem>
    </Menu>
  );
};
