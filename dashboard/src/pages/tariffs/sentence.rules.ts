/**
 * A tariff as a person would say it: for each thing that is paid for its prices in the order in which the tariff asks
 * for them, the first that applies counts (PRC-020); then taxes, limits and when it is in force. The words are those of
 * the language; what is decided here is which of them hold.
 */
import { isGiven } from '@chargesphere/schema';
import { rulesOf, type PricedTariff } from '@chargesphere/tariffs/rules';
import { conditionsOf, type Say, type Write } from './condition.rules.js';

export type { Say, Write } from './condition.rules.js';

type Element = PricedTariff['elements'][number];
type Component = Element['price_components'][number];
type Dimension = Component['type'];
type Reservation = 'RESERVATION' | 'RESERVATION_EXPIRES' | null;

interface Clause {
  /** With its unit and its step. */
  readonly price: string;
  /** Empty where it always applies. */
  readonly when: string;
}

const DIMENSIONS: readonly Dimension[] = ['FLAT', 'ENERGY', 'TIME', 'PARKING_TIME'];
const STEP_UNITS: Partial<Record<Dimension, 'kwh' | 'minutes'>> = {
  ENERGY: 'kwh',
  TIME: 'minutes',
  PARKING_TIME: 'minutes',
};

const reservationOf = ({ restrictions }: Element): Reservation => restrictions?.reservation ?? null;

const priceOf = ({ type, price, step_size }: Component, currency: string, say: Say, write: Write): string => {
  const amount = say(`per.${type}`, { price: write.money(price, currency) });
  const unit = STEP_UNITS[type];
  if (unit === undefined || step_size <= 1) return amount;
  const size = unit === 'kwh' ? write.number(step_size / 1_000) : write.number(step_size / 60);
  return say(`step.${unit}`, { price: amount, size });
};

/** Bookings have prices of their own, which are not told here (BKG-014). */
const isForBooking = ({ restrictions }: Element): boolean =>
  isGiven((restrictions as { booking?: unknown } | null | undefined)?.booking);

/**
 * What follows a clause that always applies never does; a condition that changes nothing is not worth saying.
 * By the rules of 2.1.1 an element decides about all dimensions, also about those it has no price for (V211-061).
 */
const clausesOf = (
  { elements, currency }: PricedTariff,
  version: string | null,
  dimension: Dimension,
  reservation: Reservation,
  say: Say,
  write: Write,
): Clause[] => {
  const clauses: Clause[] = [];
  for (const element of elements) {
    if (reservationOf(element) !== reservation || isForBooking(element)) continue;
    const component = element.price_components.find(({ type }) => type === dimension);
    if (!component && rulesOf(version) !== '2.1.1') continue;
    const when = conditionsOf(element.restrictions, say, write);
    clauses.push({ price: component ? priceOf(component, currency, say, write) : say('nothing'), when });
    if (when === '') break;
  }
  while (clauses.at(-1)?.price === say('nothing')) clauses.pop();
  const last = clauses.at(-1);
  while (last?.when === '' && clauses.at(-2)?.price === last.price) clauses.splice(-2, 1);
  return clauses;
};

const told = (clauses: readonly Clause[], say: Say): string => {
  const parts = clauses.map(({ price, when }, index) => {
    if (when !== '') return say('clause', { price, when });
    return index === 0 ? price : say('otherwise', { price });
  });
  return parts.join('; ');
};

const dimensionSentences = (
  tariff: PricedTariff,
  version: string | null,
  say: Say,
  write: Write,
): string[] => {
  // By the rules of 2.1.1 nothing is asked for a reservation (V211-060).
  const kinds: readonly Reservation[] =
    rulesOf(version) === '2.1.1' ? [null] : [null, 'RESERVATION', 'RESERVATION_EXPIRES'];
  return kinds.flatMap((reservation) =>
    DIMENSIONS.flatMap((dimension) => {
      const clauses = clausesOf(tariff, version, dimension, reservation, say, write);
      if (clauses.length === 0) return [];
      return say(`costs.${reservation ?? 'CHARGE'}.${dimension}`, { prices: told(clauses, say) });
    }),
  );
};

const isFree = ({ elements, min_price }: PricedTariff): boolean =>
  !((min_price?.before_taxes ?? min_price?.excl_vat ?? 0) > 0) &&
  elements.every(({ price_components }) => price_components.every(({ price }) => price === 0));

const taxSentence = (
  { elements, tax_included }: PricedTariff,
  version: string | null,
  say: Say,
  write: Write,
) => {
  const isNewest = rulesOf(version) === '2.3.0';
  if (isNewest && tax_included === 'N/A') return say('taxes.none');
  const all = elements.flatMap(({ price_components }) => price_components);
  const rates = [...new Set(all.flatMap(({ vat }) => (typeof vat === 'number' ? vat : [])))].sort(
    (a, b) => a - b,
  );
  const kind = isNewest && tax_included === 'YES' ? 'included' : 'added';
  if (rates.length === 0) return say(`taxes.${kind}Unknown`);
  return say(`taxes.${kind}`, { rates: write.list(rates.map((rate) => `${write.number(rate)} %`)) });
};

type LimitOf = NonNullable<PricedTariff['min_price']>;

const limitSentence = (
  limit: LimitOf | null | undefined,
  name: 'least' | 'most',
  currency: string,
  say: Say,
  write: Write,
): string[] => {
  const before = limit?.before_taxes ?? limit?.excl_vat;
  const after = limit?.after_taxes ?? limit?.incl_vat;
  if (typeof after === 'number') return [say(`${name}.after`, { price: write.money(after, currency) })];
  return typeof before === 'number' ? [say(`${name}.before`, { price: write.money(before, currency) })] : [];
};

const validity = (
  { start_date_time: from, end_date_time: until }: PricedTariff,
  say: Say,
  write: Write,
): string[] => {
  if (from && until) return [say('valid.both', { from: write.day(from), until: write.day(until) })];
  if (from) return [say('valid.from', { from: write.day(from) })];
  return until ? [say('valid.until', { until: write.day(until) })] : [];
};

/** Sentences, each whole, in the order in which somebody wants to know. */
export const sentencesOf = (
  tariff: PricedTariff,
  version: string | null,
  say: Say,
  write: Write,
): string[] => {
  const { currency, type } = tariff;
  const prices = isFree(tariff)
    ? [say('free')]
    : [...dimensionSentences(tariff, version, say, write), taxSentence(tariff, version, say, write)];
  return [
    ...prices,
    ...(rulesOf(version) === '2.1.1'
      ? [] // V211: it has no limits
      : [
          ...limitSentence(tariff.min_price, 'least', currency, say, write),
          ...limitSentence(tariff.max_price, 'most', currency, say, write),
        ]),
    ...(type ? [say(`for.${type}`)] : []),
    ...validity(tariff, say, write),
  ];
};
