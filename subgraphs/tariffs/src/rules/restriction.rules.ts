/** Whether an element of a Tariff applies at a moment of a charge (TAR-027, TAR-028, PRC-010 to PRC-015). */
import type { Notes } from './notes.js';
import type { Strength } from './part.rules.js';
import type { OcpiRules } from './pricing.js';
import type { Conditions, PlannedComponent, TariffPlan } from './tariff.plan.js';
import type { Dimension, ReservationKind } from './pricing.js';

export interface Moment {
  /** Minutes of the local day; fractions count. */
  readonly minute: number;
  /** Local days since 1970. */
  readonly day: number;
  /** Since the session began, parking included, reservation not (PRC-014, PRC-015). */
  readonly duration_ms: number;
  /** Twice the energy in the middle of the piece: a limit that was reached is then passed, whichever way it flows. */
  readonly doubleEnergy: bigint;
  readonly current_a: Strength | undefined;
  readonly power_kw: Strength | undefined;
}

/** 1970-01-01 was a Thursday; bit 0 is Monday. */
const weekdayBit = (day: number): number => 1 << (((day % 7) + 10) % 7);

const isWithin = (value: number, from: number | undefined, until: number | undefined): boolean =>
  (from === undefined || value >= from) && (until === undefined || value < until);

/** PRC-012: each restriction by itself at this moment, so a wrapped window does not take its weekday along. */
const matchesLocalTime = (
  { window, fromDay, untilDay, weekdays }: Conditions,
  { minute, day }: Moment,
): boolean => {
  if (window) {
    const { from, until } = window;
    const isInside = from < until ? minute >= from && minute < until : minute >= from || minute < until;
    if (!isInside) return false;
  }
  if (!isWithin(day, fromDay, untilDay)) return false;
  return weekdays === undefined || (weekdays & weekdayBit(day)) !== 0;
};

const matchesStrength = (
  strength: Strength | undefined,
  from: number | undefined,
  until: number | undefined,
  unknown: 'CURRENT_UNKNOWN' | 'POWER_UNKNOWN',
  notes: Notes,
): boolean => {
  if (from === undefined && until === undefined) return true;
  if (!strength) {
    notes.add(unknown);
    return false;
  }
  const { value, least, most } = strength;
  if (isWithin(least, from, until) !== isWithin(most, from, until)) notes.add('LIMIT_WITHIN_PERIOD');
  return isWithin(value, from, until);
};

const matches = (conditions: Conditions, moment: Moment, notes: Notes): boolean => {
  if (!matchesLocalTime(conditions, moment)) return false;
  if (!isWithin(moment.duration_ms, conditions.minDuration_ms, conditions.maxDuration_ms)) return false;
  const { minEnergy, maxEnergy } = conditions;
  if (minEnergy !== undefined && moment.doubleEnergy < 2n * minEnergy) return false;
  if (maxEnergy !== undefined && moment.doubleEnergy >= 2n * maxEnergy) return false;
  return (
    matchesStrength(
      moment.current_a,
      conditions.minCurrent_a,
      conditions.maxCurrent_a,
      'CURRENT_UNKNOWN',
      notes,
    ) &&
    matchesStrength(moment.power_kw, conditions.minPower_kw, conditions.maxPower_kw, 'POWER_UNKNOWN', notes)
  );
};

/**
 * The component that prices a dimension at a moment: of the first element that has one and applies (PRC-020, PRC-021).
 * By the rules of 2.1.1 the first element that applies decides for all dimensions (V211-061).
 */
export const componentAt = (
  plan: TariffPlan,
  dimension: Dimension,
  reservation: ReservationKind | null,
  moment: Moment,
  rules: OcpiRules,
  notes: Notes,
): PlannedComponent | undefined => {
  for (const element of plan.elements) {
    if (element.reservation !== reservation) continue; // PRC-024
    const component = element.components[dimension];
    if (!component && rules !== '2.1.1') continue;
    if (element.conditions && !matches(element.conditions, moment, notes)) continue;
    return component;
  }
  return undefined;
};
