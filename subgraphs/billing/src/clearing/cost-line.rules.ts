/**
 * The lines of a CDR as they are cleared: its partial costs with their taxes when they make up its total, else the
 * total alone. Every amount is rounded to what one can pay, and the lines add up to the rounded total: what rounding
 * leaves is taken by the largest line. Pure.
 */
import { minorUnitOf } from '@chargesphere/tariffs/rules';
import { Decimal, payable, total, ZERO } from '../ledger/amount.js';

/** A Price of OCPI 2.3.0. */
export interface ClaimedPrice {
  before_taxes: number;
  taxes?: readonly { name: string; percentage?: number | null; amount: number }[] | null;
}

export const costFields = [
  'total_energy_cost',
  'total_time_cost',
  'total_fixed_cost',
  'total_parking_cost',
  'total_reservation_cost',
] as const;
export type CostField = (typeof costFields)[number];

/** What a CDR says it costs, in OCPI's fields. */
export interface ClaimedCosts extends Partial<Record<CostField, ClaimedPrice | null>> {
  currency: string;
  total_cost: ClaimedPrice;
  total_energy: number;
  total_time: number;
  total_parking_time?: number | null;
}

export interface LineTax {
  name: string;
  percentage: string | null;
  base: Decimal;
  amount: Decimal;
}

export interface CostLine {
  /** The field of the CDR it comes from. */
  field: CostField | 'total_cost';
  before: Decimal;
  taxes: LineTax[];
  quantity: string;
  unit: 'kWh' | 'h' | 'session';
}

/** Amounts beyond this are a mistake, not a charge. */
const AMOUNT_MAX = new Decimal('1e15');

/** Undefined when no line can be made of it: a currency or an amount that is none. */
export const costLinesOf = (cdr: ClaimedCosts): CostLine[] | undefined => {
  const { currency, total_cost } = cdr;
  const whole = exact('total_cost', total_cost, cdr);
  if (!/^[A-Z]{3}$/.test(currency) || !isSane(whole)) return undefined;
  const parts = costFields.flatMap((field) => {
    const price = cdr[field];
    return price ? [exact(field, price, cdr)] : [];
  });
  // The parts of a credit CDR stay positive (CDR-022): they come to what it takes back.
  const found = [parts, parts.map(reversed)].find(
    (lines) => lines.length > 0 && lines.every(isSane) && addsUp(lines, whole, currency),
  );
  return rounded(found ?? [withBases(whole)], whole, currency).filter(isAnything);
};

/** Both sides of the total of a CDR, as one can pay them. */
export const totalsOf = ({ currency, total_cost }: ClaimedCosts): { before: Decimal; taxes: Decimal } => ({
  before: payable(new Decimal(total_cost.before_taxes), currency),
  taxes: total((total_cost.taxes ?? []).map(({ amount }) => payable(new Decimal(amount), currency))),
});

const exact = (field: CostLine['field'], price: ClaimedPrice, cdr: ClaimedCosts): CostLine => {
  const before = new Decimal(price.before_taxes);
  const taxes = new Map<string, LineTax>();
  for (const { name, percentage, amount } of price.taxes ?? []) {
    const rate = percentage === null || percentage === undefined ? null : new Decimal(percentage).toFixed();
    const key = `${rate} ${name}`;
    const known = taxes.get(key)?.amount ?? ZERO;
    taxes.set(key, { name, percentage: rate, base: before, amount: known.plus(amount) });
  }
  return { field, before, taxes: [...taxes.values()], ...quantityOf(field, cdr) };
};

const reversed = (line: CostLine): CostLine => ({
  ...line,
  before: line.before.neg(),
  taxes: line.taxes.map((tax) => ({ ...tax, base: tax.base.neg(), amount: tax.amount.neg() })),
});

const quantityOf = (field: CostLine['field'], cdr: ClaimedCosts): Pick<CostLine, 'quantity' | 'unit'> => {
  const of = (value: number | null | undefined, unit: CostLine['unit']) =>
    typeof value === 'number' && Number.isFinite(value) && value > 0
      ? { quantity: new Decimal(value).toFixed(), unit }
      : { quantity: '1', unit: 'session' as const };
  switch (field) {
    case 'total_energy_cost':
      return of(cdr.total_energy, 'kWh');
    case 'total_time_cost':
      return of(cdr.total_time, 'h');
    case 'total_parking_cost':
      return of(cdr.total_parking_time, 'h');
    case 'total_fixed_cost':
    case 'total_reservation_cost':
    case 'total_cost':
      return { quantity: '1', unit: 'session' };
    default:
      return field satisfies never;
  }
};

const keyOf = ({ name, percentage }: LineTax): string => `${percentage} ${name}`;

const amountsOf = (lines: readonly CostLine[]): Map<string, Decimal> => {
  const sums = new Map<string, Decimal>([['', total(lines.map(({ before }) => before))]]);
  for (const tax of lines.flatMap(({ taxes }) => taxes))
    sums.set(keyOf(tax), (sums.get(keyOf(tax)) ?? ZERO).plus(tax.amount));
  return sums;
};

/** Do the parts come to the total, each tax for itself, but for what rounding each of them may have taken? */
const addsUp = (parts: readonly CostLine[], whole: CostLine, currency: string): boolean => {
  const [ours, theirs] = [amountsOf(parts), amountsOf([whole])];
  const slack = new Decimal(10).pow(-minorUnitOf(currency)).times(parts.length);
  return [...new Set([...ours.keys(), ...theirs.keys()])].every((key) =>
    (ours.get(key) ?? ZERO)
      .minus(theirs.get(key) ?? ZERO)
      .abs()
      .lte(slack),
  );
};

/** Of several taxes on one total, each is of its own part, which only its rate can tell. */
const withBases = (whole: CostLine): CostLine => {
  if (whole.taxes.length < 2) return whole;
  const taxes = whole.taxes.map((tax) => {
    const isKnown = tax.percentage !== null && !new Decimal(tax.percentage).isZero();
    return { ...tax, base: isKnown ? tax.amount.times(100).div(tax.percentage ?? 1) : tax.base };
  });
  return { ...whole, taxes };
};

const rounded = (lines: readonly CostLine[], whole: CostLine, currency: string): CostLine[] => {
  const made = lines.map((line) => {
    const taxes = line.taxes.map((tax) => ({ ...tax, amount: payable(tax.amount, currency) }));
    return { ...line, before: payable(line.before, currency), taxes };
  });
  const due = amountsOf([whole]);
  const difference = payable(due.get('') ?? ZERO, currency).minus(total(made.map(({ before }) => before)));
  const largest = largestBy(made, ({ before }) => before);
  if (largest) largest.before = largest.before.plus(difference);
  for (const key of new Set(made.flatMap(({ taxes }) => taxes.map(keyOf)))) {
    const same = made.flatMap(({ taxes }) => taxes.filter((tax) => keyOf(tax) === key));
    const left = payable(due.get(key) ?? ZERO, currency).minus(total(same.map(({ amount }) => amount)));
    const most = largestBy(same, ({ amount }) => amount);
    if (most) most.amount = most.amount.plus(left);
  }
  for (const line of made)
    for (const tax of line.taxes)
      tax.base = made.length > 1 || line.taxes.length === 1 ? line.before : payable(tax.base, currency);
  return made;
};

const largestBy = <T>(items: readonly T[], amountOf: (item: T) => Decimal): T | undefined =>
  items.reduce<T | undefined>(
    (most, item) => (most && amountOf(most).abs().gte(amountOf(item).abs()) ? most : item),
    undefined,
  );

const isSane = ({ before, taxes }: CostLine): boolean =>
  [before, ...taxes.map(({ amount }) => amount)].every(
    (amount) => amount.isFinite() && amount.abs().lt(AMOUNT_MAX),
  );

const isAnything = ({ before, taxes }: CostLine): boolean =>
  !before.isZero() || taxes.some(({ amount }) => !amount.isZero());
