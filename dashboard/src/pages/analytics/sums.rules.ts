/** Sums of charges as charts and tables show them: by measure, over the time, beside the period before. Pure. */
export interface Sums {
  from?: string | null | undefined;
  key?: string | null | undefined;
  charges: number;
  energyKwh: string;
  hours: number;
  meanMinutes?: number | null | undefined;
  revenue: readonly { currency: string; beforeTaxes: string }[];
}

/** `revenue-EUR` and the like for each currency. */
export type Measure = 'energy' | 'charges' | 'hours' | 'mean' | `revenue-${string}`;

export const isMeasure = (text: string | undefined): text is Measure =>
  text !== undefined && /^(energy|charges|hours|mean|revenue-[A-Z]{3})$/.test(text);

export const currenciesOf = (rows: readonly Sums[]): string[] =>
  [...new Set(rows.flatMap(({ revenue }) => revenue.map(({ currency }) => currency)))].sort();

export const currencyOf = (measure: Measure): string | undefined =>
  measure.startsWith('revenue-') ? measure.slice('revenue-'.length) : undefined;

/** For drawing and comparing only: amounts are shown as they came. Undefined: nobody knows. */
export const valueOf = (sums: Sums | undefined, measure: Measure): number | undefined => {
  if (measure === 'mean') return sums?.meanMinutes ?? undefined;
  if (!sums) return 0;
  const currency = currencyOf(measure);
  if (currency !== undefined)
    return Number(sums.revenue.find((one) => one.currency === currency)?.beforeTaxes ?? 0);
  return measure === 'energy' ? Number(sums.energyKwh) : measure === 'hours' ? sums.hours : sums.charges;
};

/** By how much it has changed, 0.1 for ten percent more; undefined where there was nothing before. */
export const changeOf = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined || before === 0 ? undefined : (now - before) / before;

/** What a part is, for each of the parts, though the graph has no row for a part without charges. */
export const inParts = (rows: readonly Sums[], parts: readonly Date[]): (Sums | undefined)[] => {
  const byStart = new Map(rows.map((row) => [Date.parse(row.from ?? ''), row]));
  return parts.map((part) => byStart.get(+part));
};

/** The share of the time in which its EVSEs charged; undefined where nobody knows how many it has. */
export const utilisationOf = (
  hours: number,
  evses: number | undefined,
  from: Date,
  to: Date,
): number | undefined =>
  evses === undefined || evses === 0 ? undefined : hours / (evses * ((+to - +from) / 3_600_000));
