/**
 * What a PATCH does to a document: pure, the same on the owner's side and on the receiver's. Written here once more,
 * although the hub has such rules too, because a double that shared them would share their mistakes.
 */
import type { ChargingPeriod, Session } from '@chargesphere/schema';

/** TRN-026: a field given replaces the stored one, lists included. */
export const merged = <T extends object>(document: T, patch: object): T => ({ ...document, ...patch });

/** SES-045: periods are appended; SES-046: one that starts when a stored one does takes its place. */
export const mergedSession = (session: Session, patch: Partial<Session>): Session => {
  const periods: ChargingPeriod[] = [...(session.charging_periods ?? [])];
  for (const period of patch.charging_periods ?? []) {
    const place = periods.findIndex(({ start_date_time }) => start_date_time === period.start_date_time);
    if (place >= 0) periods[place] = period;
    else periods.push(period);
  }
  return { ...session, ...patch, charging_periods: periods };
};

/** TRN-082, TRN-084: ids in the URL and in the body have to agree; a PATCH may leave them out. */
export const idProblem = (body: object, expected: Record<string, string | undefined>): string | undefined => {
  for (const [field, value] of Object.entries(expected)) {
    const given = (body as Record<string, unknown>)[field];
    if (given !== undefined && String(given).toUpperCase() !== value?.toUpperCase())
      return `${field} is '${String(given)}' in the body and '${value}' in the URL.`;
  }
  return undefined;
};
