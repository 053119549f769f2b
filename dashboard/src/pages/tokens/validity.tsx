/** Whether a token may be used at all: a word and a shape. */
import { useTranslation } from 'react-i18next';

export const Validity = ({ isValid }: { isValid: boolean }) => {
  const { t } = useTranslation('tokens');
  return (
    <span className={isValid ? 'text-free' : 'text-impaired'}>
      <span aria-hidden className="mr-1.5 inline-block w-3 text-center">
        {isValid ? '✓' : '✕'}
      </span>
      {t(isValid ? 'valid' : 'invalid')}
    </span>
  );
};
