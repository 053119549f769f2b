/** What to give a partner so that it can register: token A, which is shown this once, and where to call. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { exactly } from '../../words/format.js';
import { copy } from '../../words/time.js';
import type { Invitation } from './connect.dialog.js';

export const InvitationCard = ({
  invitation,
  onAnew,
}: {
  /** Undefined once the page was left: the hub keeps only a hash of the token. */
  invitation: Invitation | undefined;
  onAnew: () => Promise<void>;
}) => {
  const { t } = useTranslation('parties');
  const [fault, setFault] = useState<string>();
  if (!invitation)
    return (
      <div className="grid justify-items-start gap-2">
        <p className="text-soft">{t('invitation.gone')}</p>
        <Button
          onClick={() =>
            void onAnew().catch((reason: unknown) =>
              setFault(reason instanceof Error ? reason.message : String(reason)),
            )
          }
        >
          {t('invitation.anew')}
        </Button>
        {fault !== undefined && (
          <p role="alert" className="text-alarm">
            {fault}
          </p>
        )}
      </div>
    );
  const { token, versionsUrl, expiresAt } = invitation;
  const both = t('invitation.text', { token, versionsUrl });
  return (
    <div className="bg-raised grid gap-2 rounded-md border p-3">
      <p className="text-soft">{t('invitation.give', { until: exactly(expiresAt) })}</p>
      {[['versionsUrl', versionsUrl] as const, ['token', token] as const].map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-center gap-2">
          <span className="text-faint w-28">{t(`connect.${name}`)}</span>
          <code className="min-w-0 flex-1 font-mono text-sm wrap-anywhere">{value}</code>
          <Button
            size="small"
            aria-label={t('invitation.copyOne', { what: t(`connect.${name}`) })}
            onClick={() => void copy(value, t('invitation.copied', { what: t(`connect.${name}`) }))}
          >
            {t('invitation.copy')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          tone="accent"
          onClick={() => void copy(both, t('invitation.copied', { what: t('invitation.both') }))}
        >
          {t('invitation.copyBoth')}
        </Button>
      </div>
    </div>
  );
};
