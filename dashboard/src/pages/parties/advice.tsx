/** Why a handshake failed: in plain words with what to do, and below that the sentence of the hub. */
import { useTranslation } from 'react-i18next';
import { adviceOf } from './advice.rules.js';

export const Advice = ({ reason }: { reason: string }) => {
  const { t } = useTranslation('parties');
  const kind = adviceOf(reason);
  return (
    <div role="alert" className="border-alarm grid gap-1 border-l-2 pl-3">
      <p className="text-alarm font-semibold">{t(`advice.${kind}.wrong`)}</p>
      <p>{t(`advice.${kind}.cure`)}</p>
      <p className="text-soft text-sm wrap-anywhere">{t('saidByHub', { reason })}</p>
    </div>
  );
};
