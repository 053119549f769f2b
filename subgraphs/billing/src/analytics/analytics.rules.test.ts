/** What may be asked of sums over CDRs. */
import { requireAskable, type AnalyticsQuestion } from './analytics.rules.js';

const question = (difference: Partial<AnalyticsQuestion> = {}): AnalyticsQuestion => ({
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  timeZone: 'Europe/Amsterdam',
  ...difference,
});

it.each([
  {},
  { interval: 'HOUR' as const },
  { to: '2028-01-01T00:00:00Z', interval: 'MONTH' as const },
  { timeZone: 'UTC' },
  { timeZone: 'America/Argentina/Buenos_Aires' },
])('takes %p', (difference) => {
  expect(() => requireAskable(question(difference))).not.toThrow();
});

it.each([
  [{ to: '2026-01-01T00:00:00Z' }, 'from has to be before to'],
  [{ to: '2028-02-01T00:00:00Z' }, '732 days at the most'],
  [{ to: '2026-02-02T00:00:00Z', interval: 'HOUR' as const }, '31 days at the most by the hour'],
  [{ timeZone: 'Mars/Olympus' }, 'is no time zone'],
  [{ timeZone: "UTC'; drop" }, 'is no time zone'],
  [{ timeZone: '+02:00' }, 'is no time zone'],
])('refuses %p', (difference, message) => {
  expect(() => requireAskable(question(difference))).toThrow(message);
});
