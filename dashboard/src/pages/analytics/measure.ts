/** What a measure is called and how it is written. */
import type { TFunction } from 'i18next';
import { money, number } from '../../words/format.js';
import { currencyOf, type Measure } from './sums.rules.js';

export const written = (measure: Measure, value: number | undefined): string => {
  if (value === undefined) return '–';
  const currency = currencyOf(measure);
  if (currency !== undefined) return money(value.toFixed(2), currency);
  return number(value, measure === 'charges' ? 0 : 1);
};

export const nameOf = (t: TFunction<'analytics'>, measure: Measure): string => {
  const currency = currencyOf(measure);
  return currency === undefined ? t(`measures.${measure}`) : t('measures.revenue', { currency });
};
