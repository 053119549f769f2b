/** A secret that is shown once: a key, a token, a link. Copied by a button, gone when the dialog is closed. */
import { useTranslation } from 'react-i18next';
import { copy } from '../words/time.js';
import { Button } from './button.js';
import { Dialog } from './overlay.js';

interface SecretDialogProps {
  title: string;
  /** What to do with it, and that it is not shown again. */
  about: string;
  secret: string;
  onClose: () => void;
}

export const SecretDialog = ({ title, about, secret, onClose }: SecretDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog isOpen onClose={onClose} title={title} about={about}>
      <code className="bg-sunken block rounded p-2 font-mono text-sm wrap-anywhere">{secret}</code>
      <div className="mt-3 flex justify-end gap-2">
        <Button autoFocus tone="accent" onClick={() => void copy(secret, t('secret.copied'))}>
          {t('secret.copy')}
        </Button>
        <Button onClick={onClose}>{t('done')}</Button>
      </div>
    </Dialog>
  );
};
