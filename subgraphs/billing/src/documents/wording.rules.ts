/** How amounts, rates, dates and names are written for people: in English, exactly, without a double in between. */
import { minorUnitOf } from '@chargesphere/tariffs/rules';
import type { PartyView, StatementDocumentKind, StatementTaxView, StatementUnit } from './statement-view.js';

export const titles: Record<StatementDocumentKind, string> = {
  INVOICE: 'Invoice',
  CREDIT_NOTE: 'Credit note',
  STATEMENT: 'Statement',
};

const decimalsOf = (amount: string): number => amount.split('.')[1]?.replace(/0+$/, '').length ?? 0;

/** Thousands apart, a real minus, at least `least` decimals and none of the others lost. Digits in, digits out. */
const grouped = (amount: string, least: number): string => {
  const [whole = '0', fraction = ''] = amount.replace(/^[-+]/, '').split('.');
  const decimals = Math.max(least, decimalsOf(amount));
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = decimals === 0 ? '' : `.${fraction.slice(0, decimals).padEnd(decimals, '0')}`;
  const isNegative = amount.startsWith('-') && /[1-9]/.test(amount);
  return `${isNegative ? '\u2212' : ''}${digits}${rest}`;
};

/** "1,234.50": with the decimals of the currency, or more when the amount has more. */
export const amountIn = (currency: string, amount: string): string => grouped(amount, minorUnitOf(currency));

/** "EUR 1,234.50". A code, not a sign: $ is the sign of twenty currencies. */
export const moneyIn = (currency: string, amount: string): string =>
  `${currency} ${amountIn(currency, amount)}`;

export const rateOf = (percentage: string | null): string =>
  percentage === null ? '\u2013' : `${grouped(percentage, 0)} %`;

export const taxOf = ({ name, percentage }: Pick<StatementTaxView, 'name' | 'percentage'>): string =>
  percentage === null ? name : `${name} ${rateOf(percentage)}`;

const unitWords: Record<StatementUnit, [one: string, many: string]> = {
  kWh: ['kWh', 'kWh'],
  h: ['h', 'h'],
  session: ['session', 'sessions'],
  percent: ['%', '%'],
};

export const quantityOf = (quantity: string, unit: StatementUnit): string => {
  const written = grouped(quantity, 0);
  return `${written} ${unitWords[unit][written === '1' ? 0 : 1]}`;
};

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** "30 Nov 2026", in UTC. */
export const dayOf = (at: string): string => day.format(new Date(at));

/** "1 – 30 Nov 2026": from the first to the last day, without saying anything twice. */
export const daysOf = (from: string, to: string): string =>
  day.formatRange(new Date(from), new Date(to)).replace(/\s*\u2013\s*/, ' \u2013 ');

/** "30 Nov 2026, 14:05 UTC". */
export const minuteOf = (at: string): string => `${minute.format(new Date(at))} UTC`;

/** The last day of a period, which is written with the first moment after it. */
export const lastDayOf = (periodTo: string): string => new Date(Date.parse(periodTo) - 1).toISOString();

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

export const countryOf = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;

/** "NL91 ABNA 0417 1643 00", as people copy it. */
export const ibanInFours = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');

export const legalNameOf = ({ name, legalName }: PartyView): string => legalName ?? name;
