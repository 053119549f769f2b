/** How the language in use writes what stands in a sentence about a tariff. */
import i18next from 'i18next';
import { day, money } from '../../words/format.js';
import type { Write } from './condition.rules.js';

/** A Monday at noon; times of day do not matter then. */
const MONDAY = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;

export const write: Write = {
  money,
  number: (value) => new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 6 }).format(value),
  day,
  weekday: (index) =>
    new Intl.DateTimeFormat(i18next.language, { weekday: 'long', timeZone: 'UTC' }).format(
      MONDAY + index * DAY_MS,
    ),
  list: (parts) => new Intl.ListFormat(i18next.language).format(parts),
};
