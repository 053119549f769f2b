/** Finds anything: a page by its name, and what the hub has by key, party or id, asked of the graph while one writes. */
import { Command } from 'cmdk';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../data/hooks.js';
import { FindDocument, type FoundRowFragment } from '../graph/index.js';
import type { Page } from './pages.js';
import { useWho } from './who.js';

interface PaletteProps {
  pages: readonly Page[];
  onClose: () => void;
}

const TYPING_MS = 200;
const OF_A_KIND = 5;
/** Shorter texts are the beginning of everything. */
const LEAST_CHARACTERS = 2;

/** Where something that was found is shown. */
const pageOf: Record<FoundRowFragment['kind'], string> = {
  LOCATION: '/locations',
  SESSION: '/sessions',
  CDR: '/cdrs',
  TOKEN: '/tokens',
  TARIFF: '/tariffs',
  PARTY: '/parties',
  PLATFORM: '/parties',
  EXCHANGE: '/exchanges',
};

const keyOf = ({ kind, ref }: Pick<FoundRowFragment, 'kind' | 'ref'>): string => `${kind} ${ref}`;

const row = 'data-[selected=true]:bg-sunken text-ink flex h-8 items-center gap-2 rounded px-2';

export const Palette = ({ pages, onClose }: PaletteProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { found, isAsking } = useFound(text.trim());
  const go = (to: string, open?: string) => {
    void navigate({ to, search: (open === undefined ? {} : { open }) as never });
    onClose();
  };
  const wanted = text.trim().toLocaleLowerCase();
  const named = pages.filter(({ name }) => t(`pages.${name}`).toLocaleLowerCase().includes(wanted));
  // What enter would open: the first one, until somebody moves.
  const keys = [...named.map(({ name }) => `page ${name}`), ...found.map(keyOf)];
  const [chosen, setChosen] = useState('');
  return (
    <Command.Dialog
      open
      value={keys.includes(chosen) ? chosen : (keys[0] ?? '')}
      onValueChange={setChosen}
      shouldFilter={false}
      onOpenChange={(open) => !open && onClose()}
      label={t('find.open')}
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="bg-ground border-line fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border shadow-xl"
    >
      <Command.Input
        value={text}
        onValueChange={(next) => {
          setText(next);
          setChosen('');
        }}
        placeholder={t('find.placeholder')}
        className="placeholder:text-faint h-11 w-full border-b bg-transparent px-4 outline-none"
      />
      <Command.List className="max-h-96 overflow-auto p-2">
        <Command.Empty className="text-faint p-3">
          {isAsking ? t('find.asking') : t('find.nothing')}
        </Command.Empty>
        {named.length > 0 && (
          <Command.Group heading={t('find.pages')} className="text-faint text-sm">
            {named.map(({ name, path, icon: Icon }) => (
              <Command.Item key={name} value={`page ${name}`} className={row} onSelect={() => go(path)}>
                <Icon size={15} aria-hidden />
                {t(`pages.${name}`)}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {found.length > 0 && (
          <Command.Group heading={t('find.things')} className="text-faint text-sm">
            {found.map(({ kind, ref, title, detail }) => (
              <Command.Item
                key={keyOf({ kind, ref })}
                value={keyOf({ kind, ref })}
                className={row}
                onSelect={() => go(pageOf[kind], ref)}
              >
                <span className="text-faint w-20 shrink-0 text-sm">{t(`find.kinds.${kind}`)}</span>
                <span className="truncate">{title}</span>
                {title !== ref && <span className="text-soft shrink-0 font-mono text-sm">{ref}</span>}
                {detail !== null && <span className="text-soft ml-auto truncate text-sm">{detail}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
};

const useFound = (text: string): { found: readonly FoundRowFragment[]; isAsking: boolean } => {
  const { me } = useWho();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isStaff = me.role === 'OPERATOR' || me.role === 'ANALYST';
  const skip = asked.length < LEAST_CHARACTERS;
  const { data, isLoading } = useAsk(FindDocument, { text: asked, limit: OF_A_KIND, isStaff }, { skip });
  const isAsking = asked !== text || isLoading;
  if (skip || !data || asked !== text) return { found: [], isAsking };
  const { parties, platforms, locations, sessions, cdrs, tokens, tariffs, exchanges } = data;
  const all = [parties, platforms ?? [], locations, sessions, cdrs, tokens, tariffs, exchanges];
  return { found: all.flat(), isAsking };
};
