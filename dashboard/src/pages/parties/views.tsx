/** Beside both lists: which of the two, and the button that connects a partner. */
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../app/shortcuts.js';
import { useWho } from '../../app/who.js';
import { useSearch } from '../../list/search.js';
import { Button } from '../../ui/button.js';
import { addWords } from '../../words/language.js';
import { ConnectDialog } from './connect.dialog.js';
import { isForPlatforms } from './staff.rules.js';
import de from './words.de.json';
import en from './words.en.json';

addWords('parties', { en, de });

export const Views = () => {
  const { t } = useTranslation('parties');
  const { me, isOperator } = useWho();
  const { search, set } = useSearch();
  const isStaff = isForPlatforms(me.role);
  const isOfPlatforms = search['view'] === 'platforms';
  const show = (view: string | undefined) => set({ view, open: undefined }, true);
  const connect = () => set({ connect: 'new' }, true);
  useShortcut('v', t('views.switch'), () => show(isOfPlatforms ? undefined : 'platforms'), {
    isOff: !isStaff,
  });
  useShortcut('c', t('connect.title'), connect, { isOff: !isOperator });
  return (
    <>
      {isStaff && (
        <span role="group" aria-label={t('views.switch')} className="flex">
          {[undefined, 'platforms'].map((view) => (
            <Button
              key={view ?? 'parties'}
              aria-pressed={isOfPlatforms === (view !== undefined)}
              tone={isOfPlatforms === (view !== undefined) ? 'plain' : 'bare'}
              onClick={() => show(view)}
            >
              {t(`views.${view ?? 'parties'}`)}
            </Button>
          ))}
        </span>
      )}
      {isOperator && (
        <Button tone="accent" shortcut="c" onClick={connect}>
          {t('connect.title')}
        </Button>
      )}
      {isOperator && search['connect'] !== undefined && <ConnectDialog />}
    </>
  );
};
