/** Party by module: how well what they exchange goes. Pure. */
export interface Cell {
  party: string | null;
  /** Of a message that names no party, such as those about credentials, it tells whose it is. */
  platformId: string | null;
  module: string | null;
  count: number;
  failed: number;
  p50_ms: number;
  p95_ms: number;
}

export interface GridRow {
  party: string | null;
  /** In the order of the grid's modules; undefined where nothing was exchanged. */
  cells: readonly (Cell | undefined)[];
  tone: CellTone;
}

export interface Grid {
  modules: readonly (string | null)[];
  rows: readonly GridRow[];
}

export type CellTone = 'free' | 'impaired' | 'alarm';

/** From this share of failures on, a cell needs a person. */
const MANY = 0.2;
/** A hop that takes longer is slow, whatever it is about. */
export const SLOW_MS = 2_000;

/** As they follow one another in a charge. */
const ORDER = ['credentials', 'locations', 'tariffs', 'tokens', 'commands', 'sessions', 'cdrs'];
const placeOf = (module: string | null): number => {
  const at = ORDER.indexOf(module ?? '');
  return at >= 0 ? at : module === null ? ORDER.length + 1 : ORDER.length;
};

export const toneOf = ({ count, failed, p95_ms }: Cell): CellTone =>
  failed / count >= MANY ? 'alarm' : failed > 0 || p95_ms >= SLOW_MS ? 'impaired' : 'free';

const GRAVITY: Record<CellTone, number> = { alarm: 2, impaired: 1, free: 0 };

/** Both directions together: times are those of the slower one. */
const together = (a: Cell | undefined, b: Cell): Cell =>
  a === undefined
    ? b
    : {
        ...a,
        count: a.count + b.count,
        failed: a.failed + b.failed,
        p50_ms: Math.max(a.p50_ms, b.p50_ms),
        p95_ms: Math.max(a.p95_ms, b.p95_ms),
      };

/** The party of each platform that speaks for one party only. */
const speakersOf = (cells: readonly Cell[]): ReadonlyMap<string, string | null> => {
  const speakers = new Map<string, string | null>();
  for (const { platformId, party } of cells) {
    if (platformId === null || party === null) continue;
    const known = speakers.get(platformId);
    speakers.set(platformId, known === undefined || known === party ? party : null);
  }
  return speakers;
};

/** The worst parties first, then those with most to do. */
export const gridOf = (given: readonly Cell[]): Grid => {
  const speakers = speakersOf(given);
  const cells = given.map((cell) => ({
    ...cell,
    party: cell.party ?? speakers.get(cell.platformId ?? '') ?? null,
  }));
  const modules = [...new Set(cells.map(({ module }) => module))].sort(
    (a, b) => placeOf(a) - placeOf(b) || (a ?? '').localeCompare(b ?? ''),
  );
  const parties = new Map<string | null, Map<string | null, Cell>>();
  for (const cell of cells) {
    const row = parties.get(cell.party) ?? new Map<string | null, Cell>();
    row.set(cell.module, together(row.get(cell.module), cell));
    parties.set(cell.party, row);
  }
  const rows = [...parties].map(([party, row]) => {
    const all = [...row.values()];
    const tone = all
      .map(toneOf)
      .reduce((worst, one) => (GRAVITY[one] > GRAVITY[worst] ? one : worst), 'free');
    const count = all.reduce((sum, one) => sum + one.count, 0);
    return { party, tone, count, cells: modules.map((module) => row.get(module)) };
  });
  rows.sort((a, b) => GRAVITY[b.tone] - GRAVITY[a.tone] || b.count - a.count);
  return { modules, rows };
};

/** Fewer exchanges say nothing about a share. */
const ENOUGH = 10;

/** The share that failed in the last parts of a series; null of too few. */
export const recentShare = (
  series: readonly { count: number; failed: number }[],
  parts: number,
): number | null => {
  const last = series.slice(-parts);
  const count = last.reduce((sum, one) => sum + one.count, 0);
  return count < ENOUGH ? null : last.reduce((sum, one) => sum + one.failed, 0) / count;
};
