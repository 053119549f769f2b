/** Which of the two: what went wrong on the wire, or what is wrong with documents that were accepted. */
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../app/shortcuts.js';
import { useSearch } from '../../list/search.js';
import { Button } from '../../ui/button.js';

export const ProblemViews = () => {
  const { t } = useTranslation('problems');
  const { search, set } = useSearch();
  const isOfDocuments = search['view'] === 'documents';
  const show = (view: string | undefined) => set({ view, open: undefined }, true);
  useShortcut('v', t('views.switch'), () => show(isOfDocuments ? undefined : 'documents'));
  return (
    <span role="group" aria-label={t('views.switch')} className="flex">
      {[undefined, 'documents'].map((view) => (
        <Button
          key={view ?? 'messages'}
          aria-pressed={isOfDocuments === (view !== undefined)}
          tone={isOfDocuments === (view !== undefined) ? 'plain' : 'bare'}
          onClick={() => show(view)}
        >
          {t(`views.${view ?? 'messages'}`)}
        </Button>
      ))}
    </span>
  );
};
