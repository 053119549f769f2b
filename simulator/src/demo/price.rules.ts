/**
 * What a charge of the demo costs so far: its CPO's own arithmetic, for the tariffs of tariffs.ts and no others.
 * Exact in whole numbers, rounded once at the end to cents, half up. First matching element per dimension.
 */
import type { PriceComponent, Tariff, TariffRestrictions } from '@chargesphere/schema';

/** A stretch of a charge in which nothing that matters for the price changed. */
export interface Phase {
  kind: 'CHARGING' | 'PARKING';
  start_ms: number;
  seconds: number;
  wh: number;
}

export interface Cost {
  before_taxes: number;
  taxes: { name: string; percentage: number; amount: number }[];
}

type Dimension = PriceComponent['type'];

const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (time_zone: string): Intl.DateTimeFormat => {
  let clock = clocks.get(time_zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: time_zone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(time_zone, clock);
  }
  return clock;
};

const localTime = (ms: number, time_zone: string): { time: string; weekday: string } => {
  const parts = Object.fromEntries(
    clockOf(time_zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  return { time: `${parts.hour}:${parts.minute}`, weekday: (parts.weekday ?? '').toUpperCase() };
};

/** From inclusive, until exclusive; an end before the start is on the next day. */
const isWithin = (time: string, start: string, end: string): boolean =>
  start < end ? time >= start && time < end : time >= start || time < end;

const applies = (
  restrictions: TariffRestrictions | null | undefined,
  at_ms: number,
  elapsed_s: number,
  time_zone: string,
): boolean => {
  if (!restrictions) return true;
  const { start_time, end_time, day_of_week, min_duration, max_duration } = restrictions;
  const { time, weekday } = localTime(at_ms, time_zone);
  if ((start_time || end_time) && !isWithin(time, start_time ?? '00:00', end_time ?? '24:00')) return false;
  if (day_of_week && day_of_week.length > 0 && !day_of_week.some((day) => day === weekday)) return false;
  return elapsed_s >= (min_duration ?? 0) && elapsed_s < (max_duration ?? Infinity);
};

/** The price components in force at a moment, one per dimension at most. */
export const componentsAt = (
  tariff: Tariff,
  at_ms: number,
  elapsed_s: number,
  time_zone: string,
): Map<Dimension, PriceComponent> => {
  const found = new Map<Dimension, PriceComponent>();
  for (const { restrictions, price_components } of tariff.elements)
    if (applies(restrictions, at_ms, elapsed_s, time_zone))
      for (const component of price_components)
        if (!found.has(component.type)) found.set(component.type, component);
  return found;
};

/** Parts of a unit in which all amounts are whole: a ten-thousandth of price, a thousandth of kWh, a second. */
const PARTS = 10_000 * 1_000 * 3_600;

const partsOf = (dimension: Dimension, price: number, phase: Phase, isFirst: boolean): number => {
  const price_10k = Math.round(price * 10_000);
  switch (dimension) {
    case 'FLAT':
      return isFirst ? price_10k * 1_000 * 3_600 : 0;
    case 'ENERGY':
      return price_10k * phase.wh * 3_600;
    case 'TIME':
      return phase.kind === 'CHARGING' ? price_10k * 1_000 * phase.seconds : 0;
    case 'PARKING_TIME':
      return phase.kind === 'PARKING' ? price_10k * 1_000 * phase.seconds : 0;
  }
};

/** Half up. */
const cents = (parts: number): number => Math.floor((parts * 100) / PARTS + 0.5);

export const costOf = (tariff: Tariff, phases: readonly Phase[], time_zone: string): Cost => {
  const [first] = phases;
  const partsByVat = new Map<number, number>();
  for (const phase of phases) {
    const elapsed_s = (phase.start_ms - (first?.start_ms ?? 0)) / 1000;
    for (const [dimension, { price, vat }] of componentsAt(tariff, phase.start_ms, elapsed_s, time_zone)) {
      const parts = partsOf(dimension, price, phase, phase === first);
      partsByVat.set(vat ?? 0, (partsByVat.get(vat ?? 0) ?? 0) + parts);
    }
  }
  let before_taxes = 0;
  const taxes: Cost['taxes'] = [];
  for (const [percentage, parts] of partsByVat) {
    // TAR-024: with YES the prices contain the tax, which is taken out; otherwise it comes on top.
    const net =
      tariff.tax_included === 'YES'
        ? Math.floor((cents(parts) * 100) / (100 + percentage) + 0.5)
        : cents(parts);
    const tax =
      tariff.tax_included === 'YES' ? cents(parts) - net : Math.floor((net * percentage) / 100 + 0.5);
    before_taxes += net;
    if (percentage > 0) taxes.push({ name: 'VAT', percentage, amount: tax / 100 });
  }
  return { before_taxes: before_taxes / 100, taxes };
};
