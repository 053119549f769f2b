/**
 * One cost field of a CDR against what was computed for it (PRC-047, PRC-048, PRC-050). A line that differs says by how
 * much, and from which measures and rates the right amount follows. Pure.
 */
import type { CDR } from '@chargesphere/schema';
import type { Amount, Line, Pricing } from '@chargesphere/tariffs/rules';
import {
  claimedAmount,
  COST_FIELDS,
  Decimal,
  minus,
  written,
  ZERO_AMOUNT,
  type CostField,
} from './amount.js';
import { finding, type Finding, type FindingCode } from './finding.js';

export type LineVerdict =
  | 'SAME'
  | 'WITHIN_TOLERANCE'
  | 'DIFFERS'
  | 'TAXES_DIFFER'
  | 'TAXES_NOT_CLAIMED'
  | 'NOT_CLAIMED'
  | 'NOT_COMPUTED';

/** One cost field of the CDR on both sides. */
export interface LineComparison {
  readonly field: CostField;
  readonly verdict: LineVerdict;
  readonly claimed: Amount | null;
  readonly computed: Amount | null;
  /** Claimed minus computed, decimals; null where a side is unknown. */
  readonly difference: { readonly before_taxes: string | null; readonly after_taxes: string | null };
  /** What is allowed to lie between the two. */
  readonly tolerance: string;
  readonly sentence: string;
}

const fieldOf = ({ dimension, reservation }: Line): CostField => {
  if (reservation) return 'total_reservation_cost';
  switch (dimension) {
    case 'FLAT':
      return 'total_fixed_cost';
    case 'ENERGY':
      return 'total_energy_cost';
    case 'TIME':
      return 'total_time_cost';
    case 'PARKING_TIME':
      return 'total_parking_cost';
    default:
      return dimension satisfies never;
  }
};

const LINES_SHOWN = 3;

const volumeOf = ({ unit, billed }: Line): string => {
  switch (unit) {
    case 'Wh':
      return `${written(new Decimal(billed).div(1000))} kWh at`;
    case 's':
      return `${written(new Decimal(billed).div(60).toDecimalPlaces(2))} min at an hourly`;
    case 'times':
      return `${billed} ×`;
    default:
      return unit satisfies never;
  }
};

/** `20 kWh at 0.4 (PRC-034) by Tariff 12`. */
const reasonOf = (lines: readonly Line[]): string => {
  if (lines.length === 0) return 'no Tariff has a price for it';
  const shown = lines
    .slice(0, LINES_SHOWN)
    .map((line) => `${volumeOf(line)} ${line.rate} (${line.rule}) by Tariff ${line.tariff}`);
  const more = lines.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const ADJUSTED = {
  MIN_PRICE: 'raised to the least price',
  MAX_PRICE: 'lowered to the greatest price',
  ROUNDING: 'rounded',
} as const;

const limitsOf = ({ adjustments }: Pricing): string =>
  adjustments.map(({ code, rule }) => `, ${ADJUSTED[code]} (${rule})`).join('');

const amountIn = (amount: string | null, currency: string): string =>
  amount === null ? 'unknown' : `${amount} ${currency}`;

/** More or less than allowed on that side; what is unknown is not compared (PRC-048). */
const isBeyond = (difference: Decimal | null, tolerance: Decimal): boolean =>
  difference !== null && difference.abs().gt(tolerance);

const verdictOf = (
  claimed: Amount | null,
  computed: Amount,
  tolerance: Decimal,
): { verdict: LineVerdict; before: Decimal | null; after: Decimal | null } => {
  if (!claimed) return { verdict: 'NOT_CLAIMED', before: null, after: null };
  const before = minus(claimed.before_taxes, computed.before_taxes);
  const after = minus(claimed.after_taxes, computed.after_taxes);
  const isSame = [before, after].every((side) => side === null || side.isZero());
  let verdict: LineVerdict = isSame ? 'SAME' : 'WITHIN_TOLERANCE';
  if (isBeyond(before, tolerance) || (before === null && isBeyond(after, tolerance))) verdict = 'DIFFERS';
  else if (isBeyond(after, tolerance))
    verdict = claimed.taxes.length === 0 ? 'TAXES_NOT_CLAIMED' : 'TAXES_DIFFER';
  return { verdict, before, after };
};

const SENTENCE_OF: Record<LineVerdict, (field: string) => string> = {
  SAME: (field) => `${field} is right`,
  WITHIN_TOLERANCE: (field) => `${field} is right within rounding`,
  DIFFERS: (field) => `${field} is wrong`,
  TAXES_DIFFER: (field) => `${field} is right before taxes, its taxes are wrong`,
  TAXES_NOT_CLAIMED: (field) => `${field} is right before taxes and names no taxes`,
  NOT_CLAIMED: (field) => `${field} is not given`,
  NOT_COMPUTED: (field) => `${field} could not be checked`,
};

export interface Comparing {
  cdr: CDR;
  pricing: Pricing;
  field: CostField;
  computed: Amount | undefined;
  tolerance: Decimal;
}

/** Undefined when there is nothing on either side. */
export const comparedLine = ({
  cdr,
  pricing,
  field,
  computed: given,
  tolerance,
}: Comparing): LineComparison | undefined => {
  const price = cdr[field];
  if (!price && !given) return undefined;
  const claimed = price ? claimedAmount(price) : null;
  const computed = given ?? ZERO_AMOUNT;
  const isNothing = [computed.before_taxes, computed.after_taxes].every(
    (side) => side === null || new Decimal(side).isZero(),
  );
  if (!claimed && isNothing) return undefined;
  const { verdict, before, after } = verdictOf(claimed, computed, tolerance);
  const { currency } = pricing;
  // A side that nobody can know is not spoken of: the other one is compared.
  const side = computed.before_taxes === null || verdict.startsWith('TAXES') ? 'after_taxes' : 'before_taxes';
  const off = side === 'after_taxes' ? after : before;
  const lines =
    field === 'total_cost' ? pricing.lines : pricing.lines.filter((line) => fieldOf(line) === field);
  const parts = [
    `${SENTENCE_OF[verdict](field)}:`,
    `${claimed ? `claimed ${amountIn(claimed[side], currency)}, ` : ''}computed ${amountIn(computed[side], currency)}`,
    `${side === 'after_taxes' ? 'with' : 'before'} taxes, from ${reasonOf(lines)}${field === 'total_cost' ? limitsOf(pricing) : ''}.`,
    ...(off && !off.isZero()
      ? [`That is ${written(off.abs())} ${currency} too ${off.isNegative() ? 'little' : 'much'}.`]
      : []),
  ];
  return {
    field,
    verdict,
    claimed,
    computed,
    difference: { before_taxes: before && written(before), after_taxes: after && written(after) },
    tolerance: written(tolerance),
    sentence: parts.join(' '),
  };
};

const CODE_OF: Partial<Record<LineVerdict, FindingCode>> = {
  DIFFERS: 'LINE_DIFFERS',
  TAXES_DIFFER: 'TAXES_DIFFER',
  TAXES_NOT_CLAIMED: 'TAXES_NOT_CLAIMED',
  NOT_CLAIMED: 'PART_NOT_CLAIMED',
};

export const findingsOf = ({ field, verdict, sentence }: LineComparison): Finding[] => {
  const code = verdict === 'DIFFERS' && field === 'total_cost' ? 'PRICE_DIFFERS' : CODE_OF[verdict];
  return code ? [finding(code, `/${field}`, sentence)] : [];
};

/** Of all cost fields, when nothing can be computed. */
export const claimedOnly = (cdr: CDR): LineComparison[] =>
  COST_FIELDS.flatMap((field) => {
    const price = cdr[field];
    if (!price) return [];
    return {
      field,
      verdict: 'NOT_COMPUTED' as const,
      claimed: claimedAmount(price),
      computed: null,
      difference: { before_taxes: null, after_taxes: null },
      tolerance: '0',
      sentence: `${SENTENCE_OF.NOT_COMPUTED(field)}.`,
    };
  });
