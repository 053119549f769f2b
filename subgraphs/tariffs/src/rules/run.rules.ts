/**
 * Pieces → runs: which component priced which dimension for how long, and what of it is billed in whole steps
 * (PRC-020 to PRC-037). Energy is stepped once, charging and parking time once together, a reservation by itself.
 */
import { piecesOf, type Piece } from './cut.rules.js';
import { utc, type Zone } from './local-time.js';
import type { Notes } from './notes.js';
import type { Part } from './part.rules.js';
import type { Dimension, OcpiRules, PricedTariff, ReservationKind } from './pricing.js';
import { componentAt, type Moment } from './restriction.rules.js';
import { planOf, type PlannedComponent, type TariffPlan } from './tariff.plan.js';
import { MICRO_PER_WH } from './volume.js';

export interface Run {
  readonly dimension: Dimension;
  readonly reservation: ReservationKind | null;
  /** Undefined where nothing has a price for it. */
  readonly component: PlannedComponent | undefined;
  readonly from: number;
  to: number;
  readonly periods: number[];
  /** µWh of energy, ms of time, 1 for FLAT. */
  measured: bigint;
  billed: bigint;
  /** Counted in Wh or s, on the last run of a dimension. */
  step: number | null;
  rule: string;
}

export interface RunsOptions {
  readonly rules: OcpiRules;
  /** Undefined when nobody knows it. */
  readonly zone: Zone | undefined;
  readonly tariffOf: (part: Part) => PricedTariff | undefined;
  /** When the charge began. */
  readonly start: number;
  readonly isExpired: boolean;
}

export interface Runs {
  readonly priced: readonly Run[];
  readonly unpriced: readonly Run[];
  /** Tariffs in force, in the order of their use. */
  readonly plans: readonly TariffPlan[];
}

const MS_PER_SECOND = 1000n;

const isTime = ({ dimension }: Run): boolean => dimension === 'TIME' || dimension === 'PARKING_TIME';

/** A row of runs, to which neighbours with the same component are joined. */
const createRow = () => {
  const runs: Run[] = [];
  const latest = new Map<string, Run>();
  const add = (
    dimension: Dimension,
    reservation: ReservationKind | null,
    component: PlannedComponent | undefined,
    { from, to, part }: Pick<Piece, 'from' | 'to' | 'part'>,
    volume: bigint,
  ): void => {
    // Time that did not pass is no period to be stepped, and nothing is told of nothing.
    if (volume === 0n && (dimension !== 'ENERGY' || !component)) return;
    const key = reservation ? `${dimension} ${reservation}` : dimension;
    const run = latest.get(key);
    if (run && run.component === component && run.to === from) {
      run.to = to;
      run.measured += volume;
      run.billed += volume;
      if (run.periods.at(-1) !== part.period) run.periods.push(part.period);
      return;
    }
    const next: Run = {
      dimension,
      reservation,
      component,
      from,
      to,
      periods: [part.period],
      measured: volume,
      billed: volume,
      step: null,
      rule: dimension === 'FLAT' ? (reservation ? 'PRC-025' : 'PRC-027') : 'PRC-034',
    };
    latest.set(key, next);
    runs.push(next);
  };
  return { runs, add };
};

/** PRC-031: up to a whole number of steps; what flowed back into the grid is not consumed and stays as it is. */
const roundedUp = (total: bigint, step: bigint): bigint =>
  total <= 0n ? total : ((total + step - 1n) / step) * step;

/** Rounds the total of the last run's dimension by its step, and bills the difference on that run (PRC-032, PRC-033). */
const stretchLast = (runs: readonly Run[], unit: bigint, rule: string): void => {
  const last = runs.reduce<Run | undefined>(
    (latest, run) => (latest && latest.to > run.to ? latest : run),
    undefined,
  );
  if (!last?.component) return;
  const step = last.component.component.step_size;
  last.rule = rule;
  if (!(Number.isInteger(step) && step > 0)) return; // TAR-034
  let total = 0n;
  for (const run of runs) if (run.dimension === last.dimension) total += run.measured;
  last.step = step;
  last.billed += roundedUp(total, BigInt(step) * unit) - total;
};

/** The piece at which the session begins, and the moment to ask for FLAT. */
const momentOfStart = (piece: Piece, start: number, plan: TariffPlan, zone: Zone): Moment => {
  if (piece.from === start) return piece.moment;
  const early: Part = { ...piece.part, from: start, to: start, time_ms: 0, energy: 0n };
  return piecesOf(plan, early, 0n, start, zone, new Set())[0]?.moment ?? piece.moment;
};

/** Which elements price a reservation, the ones that come first replacing the others (PRC-025, PRC-026). */
const kindsOf = (rules: OcpiRules, isExpired: boolean): readonly ReservationKind[] => {
  if (rules === '2.1.1') return []; // which has no such restriction
  return isExpired ? ['RESERVATION_EXPIRES', 'RESERVATION'] : ['RESERVATION'];
};

export const runsOf = (parts: readonly Part[], options: RunsOptions, notes: Notes): Runs => {
  const { rules, tariffOf, isExpired } = options;
  const kinds = kindsOf(rules, isExpired);
  const plans = new Set<TariffPlan>();
  const { runs, add } = createRow();
  const first = parts.find(({ activity }) => activity !== 'RESERVED');
  const hasReservation = parts.some(({ activity }) => activity === 'RESERVED');
  // PRC-014, PRC-015: a session begins with the charge, or after the reservation it began with.
  const sessionStart = hasReservation && first ? first.from : options.start;

  /** PRC-026: on expiry a component for it replaces the one for reservations, dimension by dimension (AMB-057). */
  const addReserved = (
    plan: TariffPlan | undefined,
    piece: Piece,
    dimension: Dimension,
    volume: bigint,
  ): void => {
    for (const kind of kinds) {
      const component = plan && componentAt(plan, dimension, kind, piece.moment, rules, notes);
      if (component) return add(dimension, kind, component, piece, volume);
    }
    if (dimension !== 'FLAT') add(dimension, 'RESERVATION', undefined, piece, volume);
  };

  let energy = 0n;
  let reservationBegan = false;
  for (const part of parts) {
    const tariff = tariffOf(part);
    const plan = tariff && planOf(tariff);
    if (plan && !plans.has(plan)) {
      plans.add(plan);
      for (const note of plan.notes) notes.add(note);
    }
    const zone = options.zone ?? utc;
    if (!options.zone && plan && plan.minutes.length > 0) notes.add('TIME_ZONE_MISSING');
    const isReserved = part.activity === 'RESERVED';
    if (isReserved && kinds.length === 0) notes.add('RESERVATION_LEFT_OUT');
    const pieces = piecesOf(plan ?? NO_CUTS, part, energy, isReserved ? null : sessionStart, zone, notes);
    for (const piece of pieces) {
      if (isReserved) {
        if (!reservationBegan) addReserved(plan, { ...piece, to: piece.from }, 'FLAT', 1n);
        reservationBegan = true;
        addReserved(plan, piece, 'TIME', BigInt(piece.time_ms));
        continue;
      }
      if (part === first && piece === pieces[0] && plan) {
        const moment = momentOfStart(piece, sessionStart, plan, zone);
        const flat = componentAt(plan, 'FLAT', null, moment, rules, notes); // PRC-027
        if (flat) add('FLAT', null, flat, { part, from: sessionStart, to: sessionStart }, 1n);
      }
      const time = part.activity === 'PARKING' ? 'PARKING_TIME' : 'TIME'; // PRC-023
      const find = (dimension: Dimension) =>
        plan && componentAt(plan, dimension, null, piece.moment, rules, notes);
      add('ENERGY', null, find('ENERGY'), piece, piece.energy);
      add(time, null, find(time), piece, BigInt(piece.time_ms));
    }
    energy += part.energy;
  }

  const priced = runs.filter(({ component }) => component);
  const ofSession = priced.filter(({ reservation }) => !reservation);
  stretchLast(
    ofSession.filter(({ dimension }) => dimension === 'ENERGY'),
    MICRO_PER_WH,
    'PRC-032',
  );
  stretchLast(ofSession.filter(isTime), MS_PER_SECOND, 'PRC-033');
  const ofReservation = priced.filter((run) => run.reservation && isTime(run));
  stretchLast(ofReservation, MS_PER_SECOND, isExpired ? 'PRC-026' : 'PRC-036');
  return { priced, unpriced: runs.filter(({ component }) => !component), plans: [...plans] };
};

const NO_CUTS = { minutes: [], energies: [], durations_ms: [] };
