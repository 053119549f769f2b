/** A document as it came over the wire, with what is wrong with it at the lines where it is. */
import { useTranslation } from 'react-i18next';
import { copy } from '../words/time.js';
import { Button } from './button.js';
import { classes } from './classes.js';
import { linesOf, nearest } from './json-lines.rules.js';

interface Fault {
  pointer: string;
  code: string;
  message: string;
}

export const RawDocument = ({
  document,
  violations = [],
  isUnchecked = false,
}: {
  document: unknown;
  violations?: readonly Fault[];
  /** Nobody has looked whether anything is wrong with it, so nothing is said about that. */
  isUnchecked?: boolean;
}) => {
  const { t } = useTranslation();
  const lines = linesOf(document);
  const faults = Map.groupBy(violations, ({ pointer }) => nearest(pointer, lines));
  const text = () => JSON.stringify(document, null, 2);
  const told = new Set<string>();
  return (
    <div>
      <div className="mb-2 flex items-center gap-2">
        <span className={violations.length === 0 ? 'text-faint text-sm' : 'text-impaired text-sm'}>
          {violations.length > 0
            ? t('document.violations', { count: violations.length })
            : !isUnchecked && t('document.valid')}
        </span>
        <Button
          size="small"
          className="ml-auto"
          onClick={() => void copy(text(), t('copied', { value: 'JSON' }))}
        >
          {t('document.copy')}
        </Button>
      </div>
      <pre
        role="region"
        tabIndex={0}
        aria-label={t('document.title')}
        className="bg-raised overflow-x-auto rounded-md border py-2 font-mono text-sm leading-5"
      >
        {lines.map(({ pointer, depth, text: line }, index) => {
          const here = told.has(pointer) ? [] : (faults.get(pointer) ?? []);
          told.add(pointer);
          return (
            <div key={index} className={classes('px-3', here.length > 0 && 'bg-impaired/5')}>
              <span className="whitespace-pre">{'  '.repeat(depth) + line}</span>
              {here.map((fault) => (
                <span key={fault.code + fault.pointer} className="text-impaired ml-3 font-sans">
                  <span aria-hidden>▲ </span>
                  {fault.message}
                </span>
              ))}
            </div>
          );
        })}
      </pre>
    </div>
  );
};
