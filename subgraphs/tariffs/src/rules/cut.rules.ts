/**
 * Cutting a charge where something that matters for its price may change (PRC-010): local time and day, with the
 * changes of the clock; duration; energy so far, with the moment found by a straight line (AMB-035). Cutting too often
 * does no harm, because neighbours with the same component become one line.
 */
import { DAY_MS, MINUTE_MS, utc, type Zone } from './local-time.js';
import type { Notes } from './notes.js';
import type { Part } from './part.rules.js';
import type { Moment } from './restriction.rules.js';
import type { TariffPlan } from './tariff.plan.js';
import { shareOf } from './volume.js';

/** A Tariff with eight edges a day then still reaches over a year; a charge of decades must not stop the process. */
const MAX_CUTS = 4000;

/** A piece of a part, within which every restriction either holds or does not. */
export interface Piece {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
  readonly time_ms: number;
  readonly energy: bigint;
  readonly moment: Moment;
}

/** The part of a TariffPlan that says where to cut. */
export type CutPlan = Pick<TariffPlan, 'minutes' | 'energies' | 'durations_ms'>;

interface Cut {
  readonly at: number;
  /** Energy since the part began. */
  readonly energy: bigint;
}

/** Where the local clock shows one of the minutes, and where it is changed. */
const localCuts = (plan: CutPlan, { from, to }: Part, zone: Zone, notes: Notes): number[] => {
  if (plan.minutes.length === 0 || to <= from) return [];
  const cuts: number[] = [];
  for (const stretch of zone.stretchesOf(from, to)) {
    if (stretch.from > from) cuts.push(stretch.from);
    const firstDay = Math.floor((stretch.from + stretch.offset_ms) / DAY_MS);
    for (let day = firstDay; day * DAY_MS - stretch.offset_ms < stretch.to; day++) {
      for (const minute of plan.minutes) {
        const at = day * DAY_MS + minute * MINUTE_MS - stretch.offset_ms;
        if (at > stretch.from && at < stretch.to) cuts.push(at);
      }
      if (cuts.length > MAX_CUTS) {
        notes.add('TOO_LONG');
        return cuts;
      }
    }
  }
  return cuts;
};

/** Energy since the part began, at a moment of it. */
const energyAt = ({ from, to, energy }: Part, at: number): bigint =>
  energy === 0n ? 0n : shareOf(energy, BigInt(at - from), BigInt(to - from));

/** Where the energy so far reaches a limit of the Tariff, on its way up or down. */
const energyCuts = (plan: CutPlan, { from, to, energy }: Part, before: bigint): Cut[] =>
  plan.energies.flatMap((limit) => {
    const way = limit - before;
    const isOnTheWay = energy > 0n ? way > 0n && way < energy : way < 0n && way > energy;
    if (!isOnTheWay) return [];
    const [part, whole] = energy > 0n ? [way, energy] : [-way, -energy];
    return [{ at: from + Number(shareOf(BigInt(to - from), part, whole)), energy: way }];
  });

const cutsOf = (
  plan: CutPlan,
  part: Part,
  before: bigint,
  start: number,
  zone: Zone,
  notes: Notes,
): Cut[] => {
  const instants = localCuts(plan, part, zone, notes);
  for (const duration_ms of plan.durations_ms) {
    const at = start + duration_ms;
    if (at > part.from && at < part.to) instants.push(at);
  }
  const byEnergy = plan.energies.length > 0 && part.energy !== 0n ? energyCuts(plan, part, before) : [];
  if (instants.length + byEnergy.length === 0) return [];
  const cuts = [...instants.map((at) => ({ at, energy: energyAt(part, at) })), ...byEnergy];
  const direction = part.energy < 0n ? -1 : 1;
  return cuts.sort((a, b) => a.at - b.at || Number(a.energy - b.energy) * direction);
};

/**
 * The pieces of a part.
 * @param before Energy of the charge until the part begins, in µWh.
 * @param start When the session began, for durations; null in a reservation, whose time does not count (PRC-015).
 */
export const piecesOf = (
  plan: CutPlan,
  part: Part,
  before: bigint,
  start: number | null,
  zone: Zone,
  notes: Notes,
): Piece[] => {
  const cuts = cutsOf(plan, part, before, start ?? Infinity, zone, notes);
  const clock_ms = part.to - part.from;
  /** Stated time is spread evenly over the clock. */
  const statedAt = (at: number): number =>
    part.time_ms === clock_ms ? at - part.from : Math.round((part.time_ms * (at - part.from)) / clock_ms);

  const pieces: Piece[] = [];
  let [from, energy, time_ms] = [part.from, 0n, 0];
  const close = (to: number, energyThen: bigint, timeThen_ms: number): void => {
    if (to === from && energyThen === energy && timeThen_ms === time_ms && cuts.length > 0) return;
    const local = plan.minutes.length > 0 ? from + zone.offsetAt(from) : 0;
    const day = Math.floor(local / DAY_MS);
    pieces.push({
      part,
      from,
      to,
      time_ms: timeThen_ms - time_ms,
      energy: energyThen - energy,
      moment: {
        day,
        minute: (local - day * DAY_MS) / MINUTE_MS,
        duration_ms: start === null ? 0 : from - start,
        doubleEnergy: 2n * before + energy + energyThen,
        current_a: part.current_a,
        power_kw: part.power_kw,
      },
    });
    [from, energy, time_ms] = [to, energyThen, timeThen_ms];
  };
  for (const cut of cuts) close(cut.at, cut.energy, clock_ms > 0 ? statedAt(cut.at) : 0);
  close(part.to, part.energy, part.time_ms);
  return pieces;
};

/** Parts that end at given instants, when something is decided for what follows. */
export const partsCutAt = (parts: readonly Part[], instants: readonly number[], notes: Notes): Part[] => {
  if (instants.length === 0) return [...parts];
  // Instants are durations since 1970.
  const plan: CutPlan = { minutes: [], energies: [], durations_ms: instants };
  return parts.flatMap((part) =>
    piecesOf(plan, part, 0n, 0, utc, notes).map(({ from, to, time_ms, energy }) => ({
      ...part,
      from,
      to,
      time_ms,
      energy,
    })),
  );
};
