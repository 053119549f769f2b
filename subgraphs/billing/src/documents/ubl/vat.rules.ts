/**
 * VAT as EN 16931 wants it: every line in a category, and one breakdown for each category and rate. OCPI names taxes
 * freely and has no categories, so they follow from the rate and from who sells to whom.
 */
import { Decimal } from 'decimal.js';
import type { PartyView, StatementLineView, StatementView } from '../statement-view.js';

/** UNCL 5305, as far as charging needs it. */
export type VatCategory = 'S' | 'Z' | 'AE' | 'E' | 'O';

export interface Vat {
  readonly category: VatCategory;
  /** In percent; null only for O, which has none. */
  readonly rate: Decimal | null;
}

export interface VatBreakdown extends Vat {
  readonly base: Decimal;
  readonly amount: Decimal;
}

const EU = new Set(
  'AT BE BG HR CY CZ DE DK EE EL ES FI FR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI'.split(' '),
);

/** What VAT is called where OCPI is spoken, without dots, blanks and rates. */
const NAMES = new Set(
  (
    'VAT BTW MWST UST USTG MEHRWERTSTEUER UMSATZSTEUER TVA IVA MOMS MVA MERVERDIAVGIFT DPH PVM PVN KM KÄIBEMAKS ALV ' +
    'ÁFA AFA DDV PDV FPA ΦΠΑ ДДС PTU VSK VALUEADDEDTAX'
  ).split(' '),
);

/** Whether a tax is VAT, by its name: "VAT", "21% BTW", "T.V.A.". */
export const isVat = (taxName: string): boolean => NAMES.has(taxName.replace(/[^\p{L}]/gu, '').toUpperCase());

const stateOf = ({ vatId }: PartyView): string | undefined => vatId?.slice(0, 2).toUpperCase();

/** Both registered in the EU, in different states: then the buyer accounts for the VAT (Directive 2006/112 Art. 195/196). */
export const isReverseCharge = (issuer: PartyView, recipient: PartyView): boolean => {
  const [from, to] = [stateOf(issuer), stateOf(recipient)];
  return from !== undefined && to !== undefined && from !== to && EU.has(from) && EU.has(to);
};

/**
 * The category of lines without VAT. A seller without VAT number is not subject to it (O). Else it is reverse charge
 * where that applies, the zero rate where the line says "0", and an exemption where it says nothing.
 */
const untaxed = ({ issuer, recipient }: StatementView, percentage: string | null): Vat => {
  if (issuer.vatId === undefined) return { category: 'O', rate: null };
  const rate = new Decimal(0);
  if (isReverseCharge(issuer, recipient)) return { category: 'AE', rate };
  return { category: percentage === null ? 'E' : 'Z', rate };
};

/**
 * The rate of a line whose CPO named an amount only: that percentage, with at most two decimals, which gives the amount
 * again. Null when there is none.
 */
const impliedRate = ({ amountBeforeTaxes, taxAmount }: StatementLineView): Decimal | null => {
  const net = new Decimal(amountBeforeTaxes);
  if (net.isZero()) return null;
  const rate = new Decimal(taxAmount).div(net).mul(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const again = net.mul(rate).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  return rate.gt(0) && again.minus(taxAmount).abs().lte('0.01') ? rate : null;
};

/** Null when no rate is named and none follows. */
export const vatOf = (view: StatementView, line: StatementLineView): Vat | null => {
  const { taxPercentage, taxAmount } = line;
  if (taxPercentage !== null && new Decimal(taxPercentage).gt(0))
    return { category: 'S', rate: new Decimal(taxPercentage) };
  if (new Decimal(taxAmount).isZero()) return untaxed(view, taxPercentage);
  const rate = taxPercentage === null ? impliedRate(line) : null;
  return rate && { category: 'S', rate };
};

/** What VAT there is by category and rate, in the order in which lines have it (BG-23). */
export const breakdownOf = (view: StatementView): VatBreakdown[] => {
  const groups = new Map<string, VatBreakdown>();
  for (const line of view.lines) {
    const vat = vatOf(view, line);
    if (!vat) continue;
    const key = `${vat.category} ${vat.rate?.toFixed() ?? ''}`;
    const group = groups.get(key) ?? { ...vat, base: new Decimal(0), amount: new Decimal(0) };
    const base = group.base.plus(line.amountBeforeTaxes);
    groups.set(key, { ...group, base, amount: group.amount.plus(line.taxAmount) });
  }
  return [...groups.values()];
};

/** Why a breakdown has no VAT (BT-120, BT-121): demanded of AE, E and O, forbidden for S and Z. */
export const exemptionOf = (
  category: VatCategory,
): { code: string | undefined; reason: string } | undefined => {
  switch (category) {
    case 'AE':
      return { code: 'VATEX-EU-AE', reason: 'Reverse charge' };
    case 'O':
      return { code: 'VATEX-EU-O', reason: 'Not subject to VAT' };
    case 'E':
      return { code: undefined, reason: 'No VAT charged by the seller' };
    case 'S':
    case 'Z':
      return undefined;
    default: {
      const never: never = category;
      return never;
    }
  }
};
