/**
 * The price of a charge, explained: chapter 11 from end to end. Cut what happened into pieces, find the component of
 * each dimension, step, cost, tax, limit. Values in, values out; runs wherever there is Intl.
 */
import { dateTimeOf } from '@chargesphere/schema';
import { partsCutAt } from './cut.rules.js';
import { Decimal, written } from './decimal.js';
import { limitTotal } from './limit.rules.js';
import { utc, zoneOf } from './local-time.js';
import { amountOf, NOTHING, type Money } from './money.js';
import { notesOf, type NoteCode, type Notes } from './notes.js';
import { partsOf, type PeriodsOfCharge } from './part.rules.js';
import {
  unitOf,
  type Line,
  type Measured,
  type OcpiRules,
  type PricedTariff,
  type Pricing,
  type TaxRate,
} from './pricing.js';
import { lineDecimals, minorUnitOf, roundingPolicies, type RoundingPolicy } from './rounding.rules.js';
import { runsOf, type Run } from './run.rules.js';
import { switchingInstants, tariffByPart, type TariffUse } from './tariff-choice.rules.js';
import { includesTaxes, ratesOf, taxed } from './tax.rules.js';
import { hoursOf, kwhOf, secondsOf, wattHoursOf } from './volume.js';

export interface PricingOptions {
  /** In the order of the Connector's `tariff_ids`, or as a CDR carries them. */
  readonly tariffs: readonly PricedTariff[];
  /** `time_zone` of the Location, for local times in the Tariffs. */
  readonly timeZone?: string | null | undefined;
  /** Version of OCPI whose rules the Tariffs follow. Default 2.3.0. */
  readonly rules?: OcpiRules | undefined;
  /** Default `unrounded`. */
  readonly policy?: RoundingPolicy | undefined;
  /** For choosing among Tariffs where periods do not name them. Default REGULAR. */
  readonly use?: TariffUse | undefined;
  /** Whether a Tariff that ends during the charge makes way for the next one (TAR-031). Default: it stays. */
  readonly tariffsSwitch?: boolean | undefined;
  /** Taxes that apply by law where Tariffs name no rates (TAR-026). */
  readonly taxes?: readonly TaxRate[] | undefined;
}

export interface Charge extends PeriodsOfCharge {
  readonly currency: string;
  /** Whether a reservation ended unused (PRC-025). */
  readonly isExpired?: boolean | undefined;
  /** Whether anything is due for it at all. Default true. */
  readonly isDue?: boolean | undefined;
  /** What was found out while the charge was read. */
  readonly notes?: readonly NoteCode[] | undefined;
  /** Priced until then, ms since 1970; to its end when absent. */
  readonly until?: number | undefined;
}

const wholeOf = (run: Run, volume: bigint): string =>
  run.dimension === 'FLAT'
    ? volume.toString()
    : written(run.dimension === 'ENERGY' ? wattHoursOf(volume) : secondsOf(Number(volume)));

/** kWh, hours, or how often (PRC-040). */
const quantityOf = ({ dimension, billed }: Run): Decimal => {
  if (dimension === 'FLAT') return new Decimal(billed.toString());
  return dimension === 'ENERGY' ? kwhOf(billed) : hoursOf(Number(billed));
};

const measuredOf = (run: Run): Measured => ({
  dimension: run.dimension,
  reservation: run.reservation,
  from: dateTimeOf(run.from),
  to: dateTimeOf(run.to),
  periods: run.periods,
  unit: unitOf[run.dimension],
  measured: wholeOf(run, run.measured),
});

const createPricer = (charge: Charge, options: PricingOptions, notes: Notes) => {
  const { rules = '2.3.0', policy = roundingPolicies.unrounded, taxes } = options;
  const decimals = lineDecimals(policy, charge.currency);

  const costOf = (run: Run): Money => {
    if (!run.component) throw new Error('A run without a component has no cost.');
    const rates = ratesOf(run.component, rules, taxes);
    const cost = run.component.rate.times(quantityOf(run));
    if (rates === null && !cost.isZero()) notes.add('RATES_UNKNOWN');
    return taxed(cost, rates, includesTaxes(run.component, rules), decimals);
  };

  const lineOf = (run: Run, cost: Money): Line => {
    if (!run.component) throw new Error('A run without a component is no line.');
    const { plan, elementIndex, component, rateText } = run.component;
    // Field by field: spreading `measuredOf` into a literal of this size takes V8 several times as long.
    return {
      dimension: run.dimension,
      reservation: run.reservation,
      from: dateTimeOf(run.from),
      to: dateTimeOf(run.to),
      periods: run.periods,
      unit: unitOf[run.dimension],
      measured: wholeOf(run, run.measured),
      billed: wholeOf(run, run.billed),
      step: run.step,
      tariff: plan.tariff.id,
      elementIndex,
      component,
      rate: rateText,
      cost: amountOf(cost),
      rule: run.rule,
    };
  };

  return { rules, policy, decimals, costOf, lineOf };
};

/** 2.1.1 has one element for all dimensions: nothing after one without restrictions can ever apply. */
const hidesElements = ({ elements }: PricedTariff): boolean =>
  elements.slice(0, -1).some(({ restrictions }) => !restrictions || Object.keys(restrictions).length === 0);

const noteTariffs = (tariffs: readonly PricedTariff[], rules: OcpiRules, notes: Notes): void => {
  for (const tariff of tariffs) {
    if (rules === '2.3.0' && !tariff.tax_included) notes.add('TAX_INCLUDED_MISSING');
    if (rules === '2.1.1' && hidesElements(tariff)) notes.add('ELEMENTS_HIDDEN');
  }
};

export const priceCharge = (charge: Charge, options: PricingOptions): Pricing => {
  const notes: Notes = new Set(charge.notes);
  const { rules, policy, decimals, costOf, lineOf } = createPricer(charge, options, notes);
  const { isDue = true, isExpired = false, currency, until } = charge;
  const choice = {
    tariffs: options.tariffs,
    currency,
    use: options.use ?? 'REGULAR',
    switches: options.tariffsSwitch ?? false,
  };
  const zone = options.timeZone ? zoneOf(options.timeZone) : undefined;
  if (options.timeZone && !zone) notes.add('TIME_ZONE_UNKNOWN');

  const { parts, start } = partsOf(charge, notes);
  const instants = switchingInstants(choice, parts);
  const cut = partsCutAt(parts, until === undefined ? instants : [...instants, until], notes);
  const billed = isDue
    ? cut.filter(({ from, to }) => until === undefined || from < until || to <= until)
    : [];
  const tariffOf = tariffByPart(choice, billed, start, notes);
  const { priced, unpriced, plans } = runsOf(billed, { rules, zone, tariffOf, start, isExpired }, notes);
  noteTariffs(
    plans.map(({ tariff }) => tariff),
    rules,
    notes,
  );

  const costs = priced.map(costOf);
  const { subtotal, total, adjustments } = limitTotal(
    costs,
    rules === '2.1.1' ? [] : plans, // PRC-043
    decimals,
    policy.rounds === 'nothing' ? null : minorUnitOf(currency),
    notes,
  );
  return {
    currency,
    rules,
    policy,
    timeZone: (zone ?? utc).name,
    tariffs: plans.map(({ tariff }) => tariff.id),
    lines: priced.map((run, index) => lineOf(run, costs[index] ?? NOTHING)),
    unpriced: unpriced.map(measuredOf),
    subtotal: amountOf(subtotal),
    adjustments: adjustments.map(({ code, rule, money }) => ({ code, rule, ...amountOf(money) })),
    total: amountOf(total),
    notes: notesOf(notes),
  };
};
