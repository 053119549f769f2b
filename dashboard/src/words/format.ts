/** Numbers, money and times as people of a language write them. Amounts are decimal texts and stay exact. */
import i18next from 'i18next';

/** As the person's country writes the chosen language: 24 hours in London, 12 in New York. */
const locale = (): string =>
  navigator.languages.find((one) => one.startsWith(i18next.language)) ?? i18next.language;

const formats = new Map<string, Intl.NumberFormat>();
const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = locale() + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale(), options)));
  return format;
};

type Numeric = number | string;

/** `digits` after the point, at the most and at least. */
export const number = (value: Numeric, digits = 0): string =>
  numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value as number);

/** 12,300 as 12k. */
export const compact = (value: number): string =>
  numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

export const percent = (share: number, digits = 1): string =>
  numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(share);

/** A decimal text with the sign of its currency; more digits than cents where the amount has them. */
export const money = (amount: Numeric, currency: string): string =>
  numberFormat({ style: 'currency', currency, maximumFractionDigits: 4, minimumFractionDigits: 2 }).format(
    amount as number,
  );

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** "3 minutes ago", seen from `now` (epoch milliseconds). */
export const ago = (instant: string | number, now: number): string => {
  const away = new Date(instant).getTime() - now;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'narrow' });
  const [unit, length_ms] = UNITS.find(([, ms]) => Math.abs(away) >= ms) ?? ['second', 1_000];
  return relative.format(Math.trunc(away / length_ms), unit);
};

/** The whole instant with its zone, the one of the place where it happened if that is known. */
export const exactly = (instant: string | number, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale(), {
    dateStyle: 'medium',
    timeStyle: 'long',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(instant));

export const day = (instant: string | number): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(instant));

/** As much of an instant as the options say, such as the day and month under a bar of a chart. */
export const dated = (instant: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), options).format(instant);

export const clock = (instant: string | number): string =>
  new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(new Date(instant));

/** Hours and minutes, where it happened if that is known. */
export const timeOfDay = (instant: string | number, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeStyle: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(instant));

/** Hours as 1:05 h, below a minute in seconds, below a second in milliseconds. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${number(ms / 1_000, 1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
};
