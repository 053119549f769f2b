/**
 * From rounds to rows: pure arithmetic. A ratio is taken within each round, between neighbours in time, and the median
 * of the rounds is told with its extremes, because load from outside comes and goes.
 */

/** One stretch of one side. */
export interface Round {
  done: number;
  elapsed_ms: number;
  /** CPU of the side's own process; undefined where the system does not tell. */
  cpu_us?: number | undefined;
  /** CPU of the database meanwhile, where the side works on it. */
  database_us?: number | undefined;
  /** Where the measure is a time and not a rate. */
  latencies_ms?: readonly number[] | undefined;
}

export interface SideRounds {
  name: string;
  rounds: readonly Round[];
}

/** A figure of the hub beside the same of its floor. */
export interface Figure {
  hub: number;
  floor: number;
}

export interface Row {
  measure: string;
  /** What the floor is. */
  beside: string;
  unit: '/s' | 'ms';
  /** Hub divided by floor: median of the rounds, smallest, largest. */
  ratio: { median: number; low: number; high: number };
  value: Figure;
  /** All CPU of the hub's side, database included, divided by that of the floor's side. */
  cpuRatio: number | undefined;
  /** µs of CPU per request. */
  cpu_us: Figure | undefined;
  /** µs of the database's CPU per request; 0 for a side without one. */
  database_us: Figure | undefined;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

/** The smallest value that at least this part of all values does not exceed. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
};

const perSecond = ({ done, elapsed_ms }: Round): number => (done * 1000) / elapsed_ms;

/** The rows of a measure: one for each floor, or one for each percentile where the measure is a time. */
export const rowsOf = (
  measure: string,
  hub: SideRounds,
  floors: readonly SideRounds[],
  percentiles: readonly number[] = [0.5, 0.99],
): Row[] =>
  floors.flatMap((floor) =>
    hub.rounds.some(({ latencies_ms }) => latencies_ms)
      ? percentiles.map((part) => rowOf(`${measure} p${part * 100}`, hub, floor, latency(part)))
      : [rowOf(measure, hub, floor, rate)],
  );

interface Kind {
  unit: Row['unit'];
  of(round: Round): number;
  overall(rounds: readonly Round[]): number;
  hasCpu: boolean;
}

const rate: Kind = {
  unit: '/s',
  of: perSecond,
  overall: (rounds) => median(rounds.map(perSecond)),
  hasCpu: true,
};

const latency = (part: number): Kind => ({
  unit: 'ms',
  of: ({ latencies_ms = [] }) => percentile(latencies_ms, part),
  overall: (rounds) =>
    percentile(
      rounds.flatMap(({ latencies_ms = [] }) => latencies_ms),
      part,
    ),
  hasCpu: false,
});

const rowOf = (measure: string, hub: SideRounds, floor: SideRounds, kind: Kind): Row => {
  const ratios = inPairs(hub.rounds, floor.rounds, (a, b) => kind.of(a) / kind.of(b));
  const figure = (of: (rounds: readonly Round[]) => number): Figure => ({
    hub: of(hub.rounds),
    floor: of(floor.rounds),
  });
  const isTold = kind.hasCpu && [...hub.rounds, ...floor.rounds].every(({ cpu_us }) => cpu_us !== undefined);
  return {
    measure,
    beside: floor.name,
    unit: kind.unit,
    ratio: { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) },
    value: figure(kind.overall),
    cpuRatio: isTold ? median(inPairs(hub.rounds, floor.rounds, (a, b) => cpu(a) / cpu(b))) : undefined,
    cpu_us: isTold ? figure((rounds) => median(rounds.map(ownCpu))) : undefined,
    database_us: isTold ? figure((rounds) => median(rounds.map(databaseCpu))) : undefined,
  };
};

const ownCpu = ({ cpu_us = 0, done }: Round): number => cpu_us / done;
const databaseCpu = ({ database_us = 0, done }: Round): number => database_us / done;
const cpu = (round: Round): number => ownCpu(round) + databaseCpu(round);

const inPairs = (a: readonly Round[], b: readonly Round[], of: (a: Round, b: Round) => number): number[] =>
  a.flatMap((round, i) => {
    const neighbour = b[i];
    return neighbour ? [of(round, neighbour)] : [];
  });
