/**
 * The words of pricing. A **Pricing** is an explanation, never a bare sum: its lines add up to the subtotal, subtotal
 * and adjustments to the total, taxes to what lies between the two sides of an amount; all of that exactly.
 */
import type { PriceComponent, Tariff } from '@chargesphere/schema';
import type { Note } from './notes.js';
import type { RoundingPolicy } from './rounding.rules.js';

/** Whose rules a Tariff follows: versions differ in taxes, limits and in how elements are chosen (V221, V211). */
export type OcpiRules = '2.3.0' | '2.2.1' | '2.1.1';

/** By the version that a party speaks; null is what nobody knows, and is taken as the newest. */
export const rulesOf = (version: string | null | undefined): OcpiRules => {
  switch (version) {
    case '2.0':
    case '2.1':
    case '2.1.1':
      return '2.1.1';
    case '2.2':
    case '2.2.1':
      return '2.2.1';
    default:
      return '2.3.0';
  }
};

/** A limit as 2.3.0 spells it, or 2.2.1. */
export interface LimitOfAnyVersion {
  readonly before_taxes?: number | null | undefined;
  readonly after_taxes?: number | null | undefined;
  readonly excl_vat?: number | null | undefined;
  readonly incl_vat?: number | null | undefined;
}

/** A Tariff of any version, as far as it matters here. A Tariff of the graph is one. */
export interface PricedTariff extends Pick<
  Tariff,
  'id' | 'currency' | 'elements' | 'type' | 'start_date_time' | 'end_date_time'
> {
  readonly country_code?: string | null | undefined;
  readonly party_id?: string | null | undefined;
  readonly min_price?: LimitOfAnyVersion | null | undefined;
  readonly max_price?: LimitOfAnyVersion | null | undefined;
  readonly tax_included?: Tariff['tax_included'] | null | undefined;
}

/** A tax that applies by law where Tariffs name no rates (TAR-026). */
export interface TaxRate {
  readonly name: string;
  /** Percent. */
  readonly percentage: number;
  /** Whether it is also due on the taxes named before it. */
  readonly isCompound?: boolean;
}

/** All amounts are decimal strings in the currency of the Pricing. */
export interface TaxLine {
  readonly name: string;
  /** Percent; null when the rate cannot be told. */
  readonly percentage: string | null;
  readonly amount: string;
}

/** Null is what cannot be known: a side of the amount for which the tax rates are missing. */
export interface Amount {
  readonly before_taxes: string | null;
  readonly taxes: readonly TaxLine[];
  readonly after_taxes: string | null;
}

export type Dimension = 'FLAT' | 'ENERGY' | 'TIME' | 'PARKING_TIME';
export type ReservationKind = 'RESERVATION' | 'RESERVATION_EXPIRES';

/** What was measured, in Wh or s; FLAT is counted. */
export type VolumeUnit = 'Wh' | 's' | 'times';
export const unitOf: Record<Dimension, VolumeUnit> = {
  FLAT: 'times',
  ENERGY: 'Wh',
  TIME: 's',
  PARKING_TIME: 's',
};

export interface Measured {
  readonly dimension: Dimension;
  /** Set when the volume belongs to a reservation. */
  readonly reservation: ReservationKind | null;
  readonly from: string;
  readonly to: string;
  /** Indexes in `charging_periods`. */
  readonly periods: readonly number[];
  readonly unit: VolumeUnit;
  readonly measured: string;
}

/** A stretch of time in which one component priced one dimension. */
export interface Line extends Measured {
  /** What is paid for: measured, and on the last line of a dimension rounded up to whole steps. */
  readonly billed: string;
  /** Size of a step in the same unit, where it was counted; null elsewhere (PRC-034). */
  readonly step: number | null;
  readonly tariff: string;
  readonly elementIndex: number;
  readonly component: PriceComponent;
  /** Price per kWh, hour or time, as the Tariff says it. */
  readonly rate: string;
  readonly cost: Amount;
  /** The requirement that made the line what it is. */
  readonly rule: string;
}

export type AdjustmentCode = 'MIN_PRICE' | 'MAX_PRICE' | 'ROUNDING';

/** What was added to, or with a minus taken from, the sum of the lines. */
export interface Adjustment extends Amount {
  readonly code: AdjustmentCode;
  readonly rule: string;
}

export interface Pricing {
  readonly currency: string;
  readonly rules: OcpiRules;
  readonly policy: RoundingPolicy;
  readonly timeZone: string;
  /** Ids of the Tariffs that were in force for some part of the charge, in the order of their use. */
  readonly tariffs: readonly string[];
  readonly lines: readonly Line[];
  /** What no component had a price for (PRC-022); with the lines it makes up all that was measured. */
  readonly unpriced: readonly Measured[];
  readonly subtotal: Amount;
  readonly adjustments: readonly Adjustment[];
  readonly total: Amount;
  readonly notes: readonly Note[];
}
