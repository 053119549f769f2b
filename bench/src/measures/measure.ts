/** What a measure is, mostly: sides that do the same, the hub first, each for a while and in turns. */
import { rowsOf, type Round, type Row, type SideRounds } from '../report.rules.js';
import type { Stage } from '../stage/stage.js';

export interface Side {
  name: string;
  /** One stretch of that length. */
  round(seconds: number): Promise<Round>;
}

export interface Sides {
  hub: Side;
  floors: readonly Side[];
  /** Which percentiles are told, where the measure is a time; the middle and the slowest hundredth when left out. */
  percentiles?: readonly number[];
  /** After the last round: is what was counted also true? Rejects when it is not. */
  verify?(): Promise<void>;
}

/** Opens the sides; what they need ends with the scope. */
export type Measure = (stage: Stage, scope: AsyncDisposableStack) => Promise<Sides>;

/** What a measure came to. */
export interface Result {
  rows: Row[];
  /** Sentences below the table. */
  notes?: string[];
  /** All figures, for the file. */
  details: unknown;
}

/** How much longer than itself a stretch may take to end. */
export const patience_ms = (seconds: number): number => seconds * 1000 + 120_000;

/** Until V8 has compiled what is hot, a request costs a multiple, and the compiling itself is counted too. */
const WARM_UP_ROUNDS = 3;

/** Sides in turns, and whether what they counted is true. */
export const inTurns =
  (name: string, measure: Measure) =>
  async (
    stage: Stage,
    options: { rounds: number; seconds: number },
    scope: AsyncDisposableStack,
  ): Promise<Result> => {
    const sides = await measure(stage, scope);
    const { other } = stage;
    const others = other ? [{ ...(await measure(other, scope)).hub, name: other.name }] : [];
    const details = await runInTurns({ ...sides, floors: [...sides.floors, ...others] }, options);
    await sides.verify?.();
    return { rows: rowsOf(name, details.hub, details.floors, sides.percentiles), details };
  };

/** A warm-up of each side that does not count, then rounds in turns: hub, floor, hub, floor, … */
export const runInTurns = async (
  { hub, floors }: Sides,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<{ hub: SideRounds; floors: SideRounds[] }> => {
  const sides = [hub, ...floors].map((side) => ({ side, rounds: [] as Round[] }));
  for (const { side } of sides) await side.round(seconds * WARM_UP_ROUNDS);
  for (let round = 0; round < rounds; round++)
    for (const { side, rounds: kept } of sides) kept.push(await side.round(seconds));
  const [first, ...rest] = sides.map(({ side, rounds: kept }) => ({ name: side.name, rounds: kept }));
  if (!first) throw new Error('A measure has at least one side.');
  return { hub: first, floors: rest };
};
