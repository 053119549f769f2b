/** A CDR as a bill: what the CPO asks for, what its tariffs make of the charge, and each difference explained. */
import { useTranslation } from 'react-i18next';
import { Explanation, Money } from '../../prices/explanation.js';
import { Empty } from '../../list/told.js';
import { Figure, Figures, Section } from '../../ui/page.js';
import { classes } from '../../ui/classes.js';
import { money } from '../../words/format.js';
import { isWrong, sideOf, signOf, withoutSign, type BillLine, type Side } from './bill.rules.js';
import type { CdrDetail } from './cdr.inspector.js';

export const Bill = ({ cdr: { check, currency } }: { cdr: CdrDetail }) => {
  const { t } = useTranslation('cdrs');
  const lines = check?.difference?.lines ?? [];
  const { claimed, computed } = check ?? {};
  if (!check || !claimed) return <Empty>{t('bill.unchecked')}</Empty>;
  const side = sideOf(lines);
  const total = lines.find(({ field }) => field === 'TOTAL_COST');
  const known = total?.difference[side];
  const difference = money(withoutSign(known ?? '0'), currency);
  const sign = paidSign(known, currency);
  return (
    <div className="grid gap-5">
      <Figures>
        <Figure
          label={t('bill.claimed')}
          value={<Money amount={claimed[side] ?? claimed.beforeTaxes} currency={currency} />}
          note={t(`bill.${side}`)}
        />
        <Figure
          label={t('bill.computed')}
          value={<Money amount={computed?.total[side]} currency={currency} />}
          note={computed ? computed.tariffs.join(', ') : t('bill.noTariff')}
        />
        <Figure
          label={t('bill.difference')}
          value={sign === 'same' || sign === 'unknown' ? t(`bill.${sign}`) : difference}
          note={sign === 'more' || sign === 'less' ? t(`bill.${sign}`) : undefined}
          isAlarming={total !== undefined && isWrong(total.code)}
        />
      </Figures>
      {lines.length > 0 && (
        <Section title={t('bill.lines')}>
          <Lines lines={lines} side={side} currency={currency} />
        </Section>
      )}
      {computed && (
        <Section title={t('bill.how')}>
          <Explanation price={computed} label={t('bill.how')} />
        </Section>
      )}
    </div>
  );
};

/** What is too little to be paid is no difference to anybody. */
const paidSign = (difference: string | null | undefined, currency: string): ReturnType<typeof signOf> =>
  typeof difference === 'string' && money(withoutSign(difference), currency) === money('0', currency)
    ? 'same'
    : signOf(difference);

const cell = 'px-2 first:pl-0 last:pr-0';

const Lines = ({ lines, side, currency }: { lines: readonly BillLine[]; side: Side; currency: string }) => {
  const { t } = useTranslation('cdrs');
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('bill.lines')}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('bill.lines')}</caption>
        <thead>
          <tr className="text-faint border-b text-sm">
            {['part', 'claimed', 'computed', 'difference'].map((name) => (
              <th
                key={name}
                scope="col"
                className={classes(
                  cell,
                  'h-8 font-normal whitespace-nowrap',
                  name === 'part' ? 'text-left' : 'text-right',
                )}
              >
                {t(`bill.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.field} line={line} side={side} currency={currency} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Line = ({ line, side, currency }: { line: BillLine; side: Side; currency: string }) => {
  const { t } = useTranslation('cdrs');
  const { field, code, claimed, computed, difference, sentence } = line;
  const wrong = isWrong(code);
  const isTotal = field === 'TOTAL_COST';
  const sign = paidSign(difference[side], currency);
  return (
    <>
      <tr className={classes(isTotal && 'font-semibold', code === 'SAME' && 'border-b')}>
        <th scope="row" className={classes(cell, 'h-8 text-left', !isTotal && 'font-normal')}>
          {t(`field.${field}`)}
        </th>
        <td className={classes(cell, 'text-right')}>
          <Money amount={claimed?.[side]} currency={currency} />
        </td>
        <td className={classes(cell, 'text-right')}>
          <Money amount={computed?.[side]} currency={currency} />
        </td>
        <td className={classes(cell, 'text-right whitespace-nowrap', wrong && 'text-alarm')}>
          {sign === 'same' ? (
            <span className="text-free">
              <span aria-hidden>✓ </span>
              {t('bill.same')}
            </span>
          ) : (
            <>
              {wrong && <span aria-hidden>◆ </span>}
              {sign === 'more' && '+'}
              <Money amount={difference[side]} currency={currency} />
            </>
          )}
        </td>
      </tr>
      {code !== 'SAME' && (
        <tr className="border-b">
          <td colSpan={4} className="text-soft pb-2 text-sm">
            {sentence}
          </td>
        </tr>
      )}
    </>
  );
};
