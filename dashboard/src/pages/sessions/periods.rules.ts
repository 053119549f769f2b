/** Charging periods as people read them: each from its start to the next one's, with energy, power and parking. */

export interface PeriodOfCharge {
  readonly startDateTime: string;
  readonly tariffId?: string | null | undefined;
  readonly dimensions: readonly { readonly type: string; readonly volume: number }[];
}

export interface PeriodRow {
  readonly from: string;
  readonly to: string;
  readonly length_ms: number;
  readonly kwh: number;
  /** On the average of the period; null while it has no length. */
  readonly power_kw: number | null;
  /** Whether the car took nothing in it. */
  readonly isParking: boolean;
  readonly tariffId: string | null;
}

const volumeOf = ({ dimensions }: PeriodOfCharge, type: string): number =>
  dimensions.reduce((sum, one) => (one.type === type ? sum + one.volume : sum), 0);

const HOUR_MS = 3_600_000;

/** @param end When the charge ended, or was last heard of: a period has no end of its own (CDR-031). */
export const periodRows = (periods: readonly PeriodOfCharge[], end: string): PeriodRow[] => {
  const inOrder = periods.toSorted((a, b) => Date.parse(a.startDateTime) - Date.parse(b.startDateTime));
  return inOrder.map((period, index) => {
    const from = period.startDateTime;
    const next = inOrder[index + 1]?.startDateTime ?? end;
    const length_ms = Math.max(0, Date.parse(next) - Date.parse(from));
    const kwh = volumeOf(period, 'ENERGY');
    return {
      from,
      to: length_ms === 0 ? from : next,
      length_ms,
      kwh,
      power_kw: length_ms === 0 ? null : kwh / (length_ms / HOUR_MS),
      isParking: kwh === 0 && volumeOf(period, 'PARKING_TIME') > 0,
      tariffId: period.tariffId ?? null,
    };
  });
};
