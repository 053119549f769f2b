/** What an operator does to a platform. What cuts a partner off asks first, and for a reason where one is kept. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useChange } from '../../data/hooks.js';
import {
  DeletePlatformDocument,
  ResumePlatformDocument,
  RotateCredentialsDocument,
  SuspendPlatformDocument,
  WithdrawInvitationDocument,
} from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import type { Platform } from './platform.panel.js';

type Asked = 'suspend' | 'rotate' | 'delete' | 'withdraw';

const registered = new Set(['CONNECTED', 'OFFLINE', 'HELD']);

export const PlatformActions = ({ platform }: { platform: Platform }) => {
  const { t } = useTranslation('parties');
  const { isOperator } = useWho();
  const { set } = useSearch();
  const [asked, setAsked] = useState<Asked>();
  const suspend = useChange(SuspendPlatformDocument);
  const resume = useChange(ResumePlatformDocument);
  const rotate = useChange(RotateCredentialsDocument);
  const remove = useChange(DeletePlatformDocument);
  const withdraw = useChange(WithdrawInvitationDocument);
  if (!isOperator) return null;
  const { id, name, status } = platform;
  const isRegistered = registered.has(status);
  const run = async (what: Asked, reason: string) => {
    switch (what) {
      case 'suspend':
        return suspend.run({ id, reason });
      case 'rotate':
        return rotate.run({ platformId: id });
      case 'delete':
        return remove.run({ id });
      case 'withdraw':
        return withdraw.run({ platformId: id });
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      {isRegistered && status !== 'HELD' && (
        <Button onClick={() => setAsked('suspend')}>{t('actions.suspend.button')}</Button>
      )}
      {status === 'HELD' && (
        <Button
          tone="accent"
          disabled={resume.isRunning}
          onClick={() =>
            void resume.run({ id }).then(
              () => toast.success(t('actions.resume.done', { name })),
              () => undefined,
            )
          }
        >
          {t('actions.resume.button')}
        </Button>
      )}
      {isRegistered && status !== 'HELD' && (
        <Button onClick={() => setAsked('rotate')}>{t('actions.rotate.button')}</Button>
      )}
      {status === 'PENDING' && (
        <>
          <Button onClick={() => set({ connect: id, way: 'invite' }, true)}>{t('actions.follow')}</Button>
          <Button onClick={() => setAsked('withdraw')}>{t('actions.withdraw.button')}</Button>
        </>
      )}
      {(status === 'CONNECTING' || status === 'FAILED') && (
        <Button tone="accent" onClick={() => set({ connect: id, way: 'call' }, true)}>
          {t(status === 'FAILED' ? 'actions.again' : 'actions.follow')}
        </Button>
      )}
      {isRegistered && (
        <Button tone="danger" onClick={() => setAsked('delete')}>
          {t('actions.delete.button')}
        </Button>
      )}
      {resume.error && (
        <p role="alert" className="text-alarm w-full">
          {resume.error.message}
        </p>
      )}
      {asked !== undefined && (
        <FormDialog
          title={t(`actions.${asked}.title`, { name })}
          about={t(`actions.${asked}.about`)}
          submit={t(`actions.${asked}.button`)}
          isDangerous={asked !== 'rotate'}
          fields={asked === 'suspend' ? [{ id: 'reason', label: t('common:reason'), isRequired: true }] : []}
          onSubmit={async ({ reason = '' }) => {
            await run(asked, reason);
            toast.success(t(`actions.${asked}.done`, { name }));
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
};
