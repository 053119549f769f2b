/**
 * Charging periods → parts: a gapless row of stretches in which the driver did one thing, reserved, charged or parked
 * (CDR-030, CDR-031, CDR-034). The hub never reclassifies what a CPO states (AMB-040).
 */
import { instantOf, isExactDateTime, type CdrDimensionType, type ChargingPeriod } from '@chargesphere/schema';
import { DAY_MS } from './local-time.js';
import type { Notes } from './notes.js';
import { energyOf, shareOf, timeOf } from './volume.js';

export type Activity = 'RESERVED' | 'CHARGING' | 'PARKING';

/** What is known of current or power in a part; `value` stands for all of it (PRC-013). */
export interface Strength {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

export interface Part {
  readonly activity: Activity;
  /** On the clock, ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** As stated by the CPO, which may differ from what the clock says. */
  readonly time_ms: number;
  readonly energy: bigint;
  readonly current_a: Strength | undefined;
  readonly power_kw: Strength | undefined;
  readonly period: number;
  readonly tariffId: string | undefined;
}

export interface PeriodsOfCharge {
  readonly start: string;
  readonly end: string;
  readonly periods: readonly ChargingPeriod[];
  /** Energy of the whole in kWh, where it is known apart from the periods. */
  readonly total_kwh?: number | null | undefined;
  /** Whether the last period is still growing: its time is then what the clock says. */
  readonly isRunning?: boolean;
  /**
   * Until when a charge goes on after the last report on it, which is its `end`. Energy that was reported by then
   * flowed by then; spread over what follows, a cheap hour that has passed would make way for a dear one to come.
   */
  readonly goesOnUntil?: string | undefined;
}

/** Three decimals of an hour, the fewest that CPOs write, are 1.8 s off at most. The clock is exact where they meet. */
const CLOCK_TOLERANCE_MS = 2000;

/** CDR-054: the start of the epoch stands for a time that nobody knows. */
const isUnknown = (at: number): boolean => at < 366 * DAY_MS;

type Volumes = Partial<Record<CdrDimensionType, number>>;

const volumesOf = (period: ChargingPeriod): Volumes => {
  const volumes: Volumes = {};
  // A dimension that is stated twice counts twice.
  for (const { type, volume } of period.dimensions) volumes[type] = (volumes[type] ?? 0) + volume;
  return volumes;
};

/** From an average, or from least and most of a period; `average` decides where these two say little. */
const strengthOf = (
  now: number | undefined,
  min: number | undefined,
  max: number | undefined,
  average?: number,
): Strength | undefined => {
  const least = min ?? now ?? max ?? average;
  const most = max ?? now ?? min ?? average;
  if (least === undefined || most === undefined) return undefined;
  if (now !== undefined) return { value: now, least, most };
  if (average !== undefined && average >= least && average <= most) return { value: average, least, most };
  return { value: (least + most) / 2, least, most };
};

/** kW from energy over time, to the watt. */
const averagePower = (energy: bigint, time_ms: number): number | undefined =>
  time_ms > 0 ? Math.round((Number(energy) * 3.6) / time_ms) / 1000 : undefined;

const NOTHING: Strength = { value: 0, least: 0, most: 0 };

/** What the volumes of a period say was done in it, in the order in which it can have happened. */
const activitiesOf = (
  volumes: Volumes,
  clock_ms: number,
): { activity: Activity; time_ms: number | undefined }[] => {
  const stated = (type: CdrDimensionType): number | undefined => {
    const hours = volumes[type];
    return hours === undefined ? undefined : timeOf(hours);
  };
  const all = [
    { activity: 'RESERVED' as const, time_ms: stated('RESERVATION_TIME') },
    { activity: 'CHARGING' as const, time_ms: stated('TIME') },
    { activity: 'PARKING' as const, time_ms: stated('PARKING_TIME') },
  ];
  const lasting = all.filter(({ time_ms }) => time_ms !== undefined && time_ms > 0);
  if (lasting.length > 0) return lasting;
  // Nothing lasted: one activity that was named, or charging where only energy is told.
  const named = all.filter(({ time_ms }) => time_ms !== undefined);
  const only = named.length === 1 && clock_ms > CLOCK_TOLERANCE_MS ? named[0] : undefined;
  return [only ?? { activity: named[0]?.activity ?? 'CHARGING', time_ms: undefined }];
};

const partsOfPeriod = (
  period: ChargingPeriod,
  index: number,
  from: number,
  to: number,
  isOpen: boolean,
  notes: Notes,
): Part[] => {
  const volumes = volumesOf(period);
  const clock_ms = to - from;
  const activities = activitiesOf(volumes, clock_ms);
  if (activities.length > 1) notes.add('PERIOD_MIXED');
  const stated_ms = activities.reduce((sum, { time_ms }) => sum + (time_ms ?? clock_ms), 0);
  const agrees = isOpen || Math.abs(stated_ms - clock_ms) <= CLOCK_TOLERANCE_MS * activities.length;
  if (!agrees) notes.add('TIME_DIFFERS');

  const energy = energyOf(volumes.ENERGY ?? 0);
  // Energy belongs to charging; to parking where that is all there is (balancing of a full battery).
  const charged = activities.findIndex(({ activity }) => activity === 'CHARGING');
  const powered = charged >= 0 ? charged : activities.length - 1;
  const tariffId = period.tariff_id ?? undefined;

  let at = from;
  let left_ms = clock_ms;
  return activities.map(({ activity, time_ms = clock_ms }, position) => {
    const isLast = position === activities.length - 1;
    const share_ms = stated_ms > 0 ? Math.round((clock_ms * time_ms) / stated_ms) : 0;
    const onClock_ms = isLast ? left_ms : Math.min(left_ms, agrees && !isOpen ? time_ms : share_ms);
    const part_ms = agrees ? onClock_ms : time_ms;
    const own = position === powered ? energy : 0n;
    const part: Part = {
      activity,
      from: at,
      to: at + onClock_ms,
      time_ms: part_ms,
      energy: own,
      current_a:
        activity === 'CHARGING'
          ? strengthOf(volumes.CURRENT, volumes.MIN_CURRENT, volumes.MAX_CURRENT)
          : NOTHING,
      power_kw:
        activity === 'CHARGING'
          ? strengthOf(volumes.POWER, volumes.MIN_POWER, volumes.MAX_POWER, averagePower(own, part_ms))
          : NOTHING,
      period: index,
      tariffId,
    };
    at += onClock_ms;
    left_ms -= onClock_ms;
    return part;
  });
};

/** Energy that no period tells of, over the time in which it can have flowed. */
const withTotal = (parts: Part[], total: bigint, isRunning: boolean, notes: Notes): Part[] => {
  const told = parts.reduce((sum, { energy }) => sum + energy, 0n);
  if (told === total) return parts;
  const charging = parts.filter(({ activity }) => activity === 'CHARGING');
  const last = charging.at(-1);
  if (!last) return parts;
  if (isRunning) {
    // CPOs report the energy of a running Session more often than its periods.
    notes.add('ENERGY_FROM_TOTAL');
    return parts.map((part) => (part === last ? { ...part, energy: part.energy + total - told } : part));
  }
  if (parts.some(({ energy }) => energy !== 0n)) return parts; // a finished charge is what its periods say
  notes.add('ENERGY_FROM_TOTAL');
  const whole = BigInt(charging.reduce((sum, { time_ms }) => sum + time_ms, 0));
  if (whole === 0n) return parts.map((part) => (part === last ? { ...part, energy: total } : part));
  let [passed, spent] = [0n, 0n];
  return parts.map((part) => {
    if (part.activity !== 'CHARGING') return part;
    passed += BigInt(part.time_ms);
    const until = shareOf(total, passed, whole);
    const energy = until - spent;
    spent = until;
    return { ...part, energy };
  });
};

/** Up to milliseconds and with `Z`, which Date reads by itself and far faster. */
const isPlain = (text: string): boolean =>
  text.length <= 24 && text.charCodeAt(text.length - 1) === 90 && isExactDateTime(text);

/** To the millisecond. What is no time at all counts as the time before all times. */
const timeAt = (text: string): number => {
  const plain = isPlain(text) ? Date.parse(text) : NaN; // NaN for leap seconds, too
  return Number.isNaN(plain) ? Math.round(instantOf(text) ?? 0) : plain;
};

/** The last part goes on as it was; of its energy nothing is known yet. */
const withTail = (parts: Part[], end: number, until: number): Part[] => {
  const last = parts.at(-1);
  if (!last || until <= end) return parts;
  return [...parts, { ...last, from: end, to: until, time_ms: until - end, energy: 0n }];
};

export interface PartsOfCharge {
  readonly parts: readonly Part[];
  readonly start: number;
  readonly end: number;
}

export const partsOf = (charge: PeriodsOfCharge, notes: Notes): PartsOfCharge => {
  const { periods, total_kwh, isRunning = false } = charge;
  const start = timeAt(charge.start);
  const sorted = periods
    .map((period, index) => ({ period, index, from: timeAt(period.start_date_time) }))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  const lastFrom = sorted.at(-1)?.from ?? start;
  const stated = timeAt(charge.end);
  const end = Math.max(stated, lastFrom);
  if (isUnknown(start) || isUnknown(stated)) notes.add('TIMES_UNKNOWN');
  else if (end > stated) notes.add('TIMES_DISORDERED');

  const parts = sorted.flatMap(({ period, index, from }, position) => {
    const to = sorted[position + 1]?.from ?? end;
    return partsOfPeriod(period, index, from, to, isRunning && position === sorted.length - 1, notes);
  });
  const reported =
    total_kwh === undefined || total_kwh === null
      ? parts
      : withTotal(parts, energyOf(total_kwh), isRunning, notes);
  const until = charge.goesOnUntil === undefined ? end : Math.max(end, timeAt(charge.goesOnUntil));
  return {
    start: isUnknown(start) ? (parts[0]?.from ?? start) : start,
    end: until,
    parts: withTail(reported, end, until),
  };
};
