/** Local times at a charger as instants, and back: people say when they would charge by the clock on the wall there. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Local time minus UTC at an instant, in ms. */
const offsetAt = (instant: number, timeZone: string): number => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const read: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE_MS) * MINUTE_MS;
};

export const isTimeZone = (timeZone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // RangeError: nobody knows the zone
    return false;
  }
};

/** `2026-03-02T18:00` in a zone → the instant; undefined for what is no time. What a change of clocks skips is later. */
export const instantFrom = (local: string, timeZone: string): string | undefined => {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}Z`) : NaN;
  if (Number.isNaN(asUtc) || !isTimeZone(timeZone)) return undefined;
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
};

/** An instant as `2026-03-02T18:00` on the clock of a zone. */
export const localAt = (instant: number, timeZone: string): string =>
  new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 16);

/** Midnight, as if it were UTC, of the Monday of the week that an instant is in. */
export const mondayOf = (instant: number): number => {
  const day = Math.floor(instant / DAY_MS);
  return (day - ((day + 3) % 7)) * DAY_MS; // 1970-01-01 was a Thursday
};
