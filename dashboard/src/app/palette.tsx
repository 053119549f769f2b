/** Finds anything: a page by its name. What the hub has by key, party or id is asked of the graph while one writes. */
import { Command } from 'cmdk';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Page } from './pages.js';

interface PaletteProps {
  pages: readonly Page[];
  onClose: () => void;
}

const row = 'data-[selected=true]:bg-sunken flex h-8 items-center gap-2 rounded px-2';

export const Palette = ({ pages, onClose }: PaletteProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label={t('find.open')}
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="bg-ground border-line fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border shadow-xl"
    >
      <Command.Input
        placeholder={t('find.placeholder')}
        className="h-11 w-full border-b bg-transparent px-4 outline-none"
      />
      <Command.List className="max-h-96 overflow-auto p-2">
        <Command.Empty className="text-faint p-3">{t('find.nothing')}</Command.Empty>
        <Command.Group heading={t('find.pages')} className="text-faint [&_[cmdk-item]]:text-ink text-sm">
          {pages.map(({ name, path, icon: Icon }) => (
            <Command.Item
              key={name}
              value={t(`pages.${name}`)}
              className={row}
              onSelect={() => {
                void navigate({ to: path });
                onClose();
              }}
            >
              <Icon size={15} aria-hidden />
              {t(`pages.${name}`)}
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
};
