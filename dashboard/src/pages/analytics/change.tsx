/** By how much something has changed since the period before: an arrow, a share, and the whole sentence to read out. */
import { useTranslation } from 'react-i18next';
import { percent } from '../../words/format.js';
import { changeOf } from './sums.rules.js';

interface ChangeProps {
  now: number | undefined;
  before: number | undefined;
  /** Says what it is compared with, where no header does. */
  isLong?: boolean;
}

export const Change = ({ now, before, isLong = false }: ChangeProps) => {
  const { t } = useTranslation('analytics');
  const change = changeOf(now, before);
  if (change === undefined)
    return <span className="text-faint">{isLong && before === 0 ? t('change.nothing') : '–'}</span>;
  const share = percent(Math.abs(change), 0);
  const sense = Math.abs(change) < 0.005 ? 'same' : change > 0 ? 'more' : 'less';
  return (
    <span className="text-soft whitespace-nowrap">
      <span aria-hidden className="mr-1">
        {{ same: '=', more: '↑', less: '↓' }[sense]}
      </span>
      <span className={isLong ? '' : 'sr-only'}>{t(`change.${sense}`, { share })}</span>
      {!isLong && <span aria-hidden>{share}</span>}
    </span>
  );
};
