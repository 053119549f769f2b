/** A status as everybody sees it: shape, word, colour; its sentence on hover and focus. */
import { useTranslation } from 'react-i18next';
import { classes } from '../ui/classes.js';
import { Tooltip } from '../ui/overlay.js';
import { inkOf, lookOf, type StatusKind } from './status.js';

export const StatusMark = ({ kind, value }: { kind: StatusKind; value: string }) => {
  const { t } = useTranslation('status');
  const { tone, shape } = lookOf(kind, value);
  const word = t(`${kind}.${value}.word`, { defaultValue: value });
  const sentence = t(`${kind}.${value}.sentence`, { defaultValue: '' });
  const mark = (
    <span className={classes('inline-flex items-center gap-1.5 whitespace-nowrap', inkOf[tone])}>
      <span aria-hidden className="inline-block w-3 text-center">
        {shape}
      </span>
      {word}
    </span>
  );
  return sentence === '' ? mark : <Tooltip text={sentence}>{mark}</Tooltip>;
};
