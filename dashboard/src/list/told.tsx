/** What a page says when it has nothing to show: it loads, it failed, there is nothing yet, or nothing matches. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphError } from '../graph/index.js';
import { Button } from '../ui/button.js';

export const Loading = () => {
  const { t } = useTranslation();
  return (
    <p role="status" className="text-faint p-6">
      {t('list.loading')}
    </p>
  );
};

export const Failure = ({ error, onAgain }: { error: GraphError; onAgain: () => Promise<unknown> }) => {
  const { t } = useTranslation();
  const again = () => void onAgain().catch(() => undefined); // what fails again is shown again
  return (
    <div role="alert" className="grid justify-items-start gap-2 p-6">
      <p className="text-alarm">{t('list.failed', { message: error.message })}</p>
      {error.more.requestId !== null && (
        <p className="text-faint font-mono text-sm">{t('list.requestId', { id: error.more.requestId })}</p>
      )}
      <Button onClick={again}>{t('list.again')}</Button>
    </div>
  );
};

/** Nothing yet (with what makes the first one), nothing matches (with what clears the filters), or cannot be known. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="text-soft grid max-w-prose justify-items-start gap-3 p-6">
    <div>{children}</div>
    {action}
  </div>
);
