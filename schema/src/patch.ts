/**
 * How a PATCH changes a stored document. Pure: documents in, a new document out, nothing mutated.
 *
 * The patch has passed `patchViolationsOf`; what it does not name stays as it was (TRN-023).
 */
import type { JsonObject } from './document.js';
import { isJsonObject } from './document.js';
import { canonicalDateTime, compareDateTime } from './time.js';

/**
 * Shallow: a given field replaces the stored one, lists and objects whole (TRN-026); null clears an optional field,
 * which then is absent, as GEN-008 takes both for the same (AMB-012).
 */
export const mergePatch = (stored: JsonObject, patch: JsonObject): JsonObject => {
  const isCleared = (field: string): boolean => Object.hasOwn(patch, field) && patch[field] === null;
  return Object.fromEntries(Object.entries({ ...stored, ...patch }).filter(([field]) => !isCleared(field)));
};

/** Whether a message is older than the stored copy and must not overwrite it (LOC-016). */
export const isOlder = (incoming: JsonObject, stored: JsonObject): boolean =>
  compareDateTime(String(incoming['last_updated']), String(stored['last_updated'])) < 0;

const periodKey = (period: unknown): string | undefined => {
  const start = isJsonObject(period) ? period['start_date_time'] : undefined;
  return typeof start === 'string' ? canonicalDateTime(start) : undefined;
};

/** SES-045: periods are added. SES-046: one that starts when a stored one does replaces it, so a repeat changes nothing. */
const appendPeriods = (stored: readonly unknown[], added: readonly unknown[]): unknown[] => {
  const periods = [...stored];
  const places = new Map<string, number>();
  periods.forEach((period, place) => {
    const start = periodKey(period);
    if (start !== undefined && !places.has(start)) places.set(start, place);
  });
  for (const period of added) {
    const start = periodKey(period);
    const place = start === undefined ? undefined : places.get(start);
    if (place !== undefined) periods[place] = period;
    else if (start !== undefined) places.set(start, periods.push(period) - 1);
    else periods.push(period);
  }
  return periods;
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The one exception to the shallow merge: charging periods of a Session append (SES-044 to SES-046). */
export const mergeSessionPatch = (stored: JsonObject, patch: JsonObject): JsonObject => {
  const { charging_periods: added, ...rest } = patch;
  const merged = mergePatch(stored, rest);
  // SES-044: absent, empty or null changes nothing.
  if (listOf(added).length === 0) return merged;
  return { ...merged, charging_periods: appendPeriods(listOf(stored['charging_periods']), listOf(added)) };
};
