/**
 * A price with its reasons as the graph tells it, and the same from the pricing rules as they run in this browser: both
 * are shown by the same table. Volumes come as exact whole numbers of their unit and are written for people here.
 */
import type { Pricing } from '@chargesphere/tariffs/rules';

export interface Amount {
  readonly beforeTaxes?: string | null | undefined;
  readonly taxes: readonly {
    readonly name: string;
    readonly percentage?: string | null | undefined;
    readonly amount: string;
  }[];
  readonly afterTaxes?: string | null | undefined;
}

export type Dimension = 'ENERGY' | 'FLAT' | 'PARKING_TIME' | 'TIME';
export type Unit = 'WATT_HOURS' | 'SECONDS' | 'TIMES';

interface Volume {
  readonly dimension: Dimension;
  readonly from: string;
  readonly to: string;
  readonly unit: Unit;
  readonly measured: string;
}

export interface PricedLine extends Volume {
  readonly reservation?: string | null | undefined;
  readonly billed: string;
  readonly step?: number | null | undefined;
  readonly tariff: string;
  readonly rate: string;
  readonly cost: Amount;
  readonly rule: string;
}

export interface Explained {
  readonly currency: string;
  readonly timeZone: string;
  readonly tariffs: readonly string[];
  readonly lines: readonly PricedLine[];
  readonly unpriced: readonly Volume[];
  readonly subtotal: Amount;
  readonly adjustments: readonly {
    readonly code: string;
    readonly beforeTaxes?: string | null | undefined;
    readonly afterTaxes?: string | null | undefined;
    readonly rule: string;
  }[];
  readonly total: Amount;
  readonly notes: readonly { readonly code: string; readonly rule: string; readonly sentence: string }[];
}

const unitOf: Record<Pricing['lines'][number]['unit'], Unit> = {
  Wh: 'WATT_HOURS',
  s: 'SECONDS',
  times: 'TIMES',
};

const amountOf = ({ before_taxes, taxes, after_taxes }: Pricing['total']): Amount => ({
  beforeTaxes: before_taxes,
  taxes,
  afterTaxes: after_taxes,
});

/** What the rules say, as the graph would say it. */
export const explained = (pricing: Pricing): Explained => ({
  currency: pricing.currency,
  timeZone: pricing.timeZone,
  tariffs: pricing.tariffs,
  lines: pricing.lines.map((line) => ({ ...line, unit: unitOf[line.unit], cost: amountOf(line.cost) })),
  unpriced: pricing.unpriced.map((volume) => ({ ...volume, unit: unitOf[volume.unit] })),
  subtotal: amountOf(pricing.subtotal),
  adjustments: pricing.adjustments.map(({ code, rule, ...amount }) => ({ code, rule, ...amountOf(amount) })),
  total: amountOf(pricing.total),
  notes: pricing.notes,
});

/** A decimal text divided by a thousand, digit by digit: `5130` is `5.13`. */
export const thousandth = (text: string): string => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = whole.padStart(4, '0');
  const rest = (digits.slice(-3) + fraction).replace(/0+$/, '');
  return sign + digits.slice(0, -3) + (rest === '' ? '' : `.${rest}`);
};

/** Seconds as `1:05:00`, without hours where there are none: `5:00`. */
export const clockOf = (seconds: string): string => {
  const all = Math.round(Number(seconds));
  const [h, m, s] = [Math.floor(all / 3_600), Math.floor(all / 60) % 60, all % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

/** Which side of taxes all amounts are known on; the one that is to be paid where both are. */
export const knownSide = (amounts: readonly Amount[]): 'afterTaxes' | 'beforeTaxes' =>
  amounts.every(({ afterTaxes }) => typeof afterTaxes === 'string') ? 'afterTaxes' : 'beforeTaxes';
