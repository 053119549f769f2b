/** Pricing what OCPI has names for: a Session so far, charging periods, a CDR. */
import { instantOf, type CDR, type ChargingPeriod, type Session } from '@chargesphere/schema';
import type { NoteCode } from './notes.js';
import { priceCharge, type PricingOptions } from './price.rules.js';
import type { Amount, PricedTariff, Pricing } from './pricing.js';

const isReservation = ({ dimensions }: ChargingPeriod): boolean =>
  dimensions.some(({ type, volume }) => type === 'RESERVATION_TIME' && volume > 0) &&
  !dimensions.some(
    ({ type, volume }) => (type === 'TIME' || type === 'PARKING_TIME' || type === 'ENERGY') && volume,
  );

/** A reservation and nothing after it. */
const onlyReserved = (periods: readonly ChargingPeriod[]): boolean =>
  periods.length > 0 && periods.every(isReservation);

export interface PeriodsToPrice {
  readonly currency: string;
  readonly start_date_time: string;
  readonly end_date_time: string;
  readonly charging_periods: readonly ChargingPeriod[];
  /** Whether a reservation ended unused. A cancelled one did not: it has only the prices of reservations. */
  readonly isExpired?: boolean | undefined;
}

/** The price of charging periods, whatever document they are from. */
export const pricePeriods = (given: PeriodsToPrice, options: PricingOptions): Pricing =>
  priceCharge(
    {
      currency: given.currency,
      start: given.start_date_time,
      end: given.end_date_time,
      periods: given.charging_periods,
      isExpired: given.isExpired,
    },
    options,
  );

export interface SessionOptions extends PricingOptions {
  /** The moment to price for; without it the end of the Session, or its last update while it runs. */
  readonly at?: Date | string | undefined;
}

/** A Session as far as its price goes. */
export interface PricedSession extends Pick<
  Session,
  'currency' | 'start_date_time' | 'end_date_time' | 'kwh' | 'status' | 'last_updated'
> {
  readonly charging_periods?: readonly ChargingPeriod[] | null | undefined;
}

/** The kind of period that a Session without any is in. */
const onlyPeriod = ({ status, start_date_time }: PricedSession): ChargingPeriod => ({
  start_date_time,
  dimensions: [{ type: status === 'RESERVATION' ? 'RESERVATION_TIME' : 'TIME', volume: 0 }],
});

const laterOf = (a: string, b: string): string => ((instantOf(a) ?? 0) < (instantOf(b) ?? 0) ? b : a);

/**
 * What a Session costs so far, as if it ended at that moment, steps and limits included. Time runs on until then;
 * energy is what the CPO reported last.
 */
export const priceSession = (session: PricedSession, options: SessionOptions): Pricing => {
  const { status, start_date_time, end_date_time, last_updated } = session;
  const isFinal = status === 'COMPLETED';
  const isRunning = !isFinal && !end_date_time;
  const at = options.at instanceof Date ? options.at.toISOString() : options.at;
  const periods = session.charging_periods?.length ? session.charging_periods : [onlyPeriod(session)];
  const isDue = status !== 'INVALID' && status !== 'PENDING';
  const expired = isFinal && onlyReserved(periods);
  const notes: NoteCode[] = [];
  if (!isDue) notes.push('NOT_BILLED');
  else if (isRunning) notes.push('SO_FAR');
  if (expired) notes.push('EXPIRY_ASSUMED');
  return priceCharge(
    {
      currency: session.currency,
      start: start_date_time,
      end: end_date_time ?? laterOf(start_date_time, last_updated),
      goesOnUntil: isRunning ? at : undefined,
      periods,
      total_kwh: session.kwh,
      isRunning,
      isExpired: expired,
      isDue,
      notes,
      until: at === undefined ? undefined : instantOf(at),
    },
    options,
  );
};

export interface CdrOptions extends Omit<PricingOptions, 'tariffs'> {
  /** Instead of the ones the CDR carries. */
  readonly tariffs?: readonly PricedTariff[] | undefined;
  /** Where it is known; a reservation that no charge followed is otherwise taken as expired. */
  readonly isExpired?: boolean | undefined;
}

/** A CDR as far as its price goes. */
export interface PricedCdr extends Pick<
  CDR,
  'currency' | 'start_date_time' | 'end_date_time' | 'total_energy'
> {
  readonly charging_periods: readonly ChargingPeriod[];
  readonly tariffs?: readonly PricedTariff[] | null | undefined;
}

/**
 * What a CDR should cost by its Tariffs. A credit CDR repeats the data of the charge it takes back, so its price is
 * that of the charge; costFieldsOf() negates the total (CDR-022).
 */
export const priceCdr = (cdr: PricedCdr, options: CdrOptions): Pricing => {
  const isExpired = options.isExpired ?? onlyReserved(cdr.charging_periods);
  return priceCharge(
    {
      currency: cdr.currency,
      start: cdr.start_date_time,
      end: cdr.end_date_time,
      periods: cdr.charging_periods,
      total_kwh: cdr.total_energy,
      isExpired,
      notes: isExpired && options.isExpired === undefined ? ['EXPIRY_ASSUMED'] : [],
    },
    { ...options, tariffs: options.tariffs ?? cdr.tariffs ?? [] },
  );
};

const UNKNOWN: Amount = { before_taxes: null, taxes: [], after_taxes: null };

/** SES-061: where there is no Tariff at all, nobody knows what is to be paid; that is not nothing. */
export const knownOnly = (pricing: Pricing): Pricing => {
  const lacksTariff = pricing.notes.some(({ code }) => code === 'NO_TARIFF' || code === 'TARIFF_UNKNOWN');
  return lacksTariff && pricing.tariffs.length === 0
    ? { ...pricing, subtotal: UNKNOWN, total: UNKNOWN }
    : pricing;
};
