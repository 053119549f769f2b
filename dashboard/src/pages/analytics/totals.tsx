/** The sums of the period, each beside what it was in the one before. */
import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../../ui/page.js';
import { money, number } from '../../words/format.js';
import { Change } from './change.js';
import { valueOf, type Measure, type Sums } from './sums.rules.js';

interface TotalsProps {
  now: Sums | undefined;
  before: Sums | undefined;
  currencies: readonly string[];
}

export const Totals = ({ now, before, currencies }: TotalsProps) => {
  const { t } = useTranslation('analytics');
  const change = (measure: Measure) => (
    <Change now={valueOf(now, measure)} before={valueOf(before, measure)} isLong />
  );
  const mean = now?.meanMinutes;
  return (
    <Figures>
      <Figure label={t('measures.energy')} value={number(now?.energyKwh ?? '0', 1)} note={change('energy')} />
      <Figure label={t('measures.charges')} value={number(now?.charges ?? 0)} note={change('charges')} />
      {currencies.map((currency) => (
        <Figure
          key={currency}
          label={t('measures.revenue', { currency })}
          value={money(now?.revenue.find((one) => one.currency === currency)?.beforeTaxes ?? '0', currency)}
          note={change(`revenue-${currency}`)}
        />
      ))}
      <Figure
        label={t('measures.mean')}
        value={typeof mean === 'number' ? number(mean, 0) : '–'}
        note={change('mean')}
      />
      <Figure label={t('measures.hours')} value={number(now?.hours ?? 0, 1)} note={change('hours')} />
    </Figures>
  );
};
