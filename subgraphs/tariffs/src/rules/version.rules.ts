/**
 * Documents of 2.2.1 and 2.1.1 in their own spelling: read for pricing, and their cost fields written (V221-020, and the
 * tables of V211 for Sessions and CDRs). By which rules they are priced is told apart from that, by `OcpiRules`.
 */
import { isGiven } from '@chargesphere/schema';
import { costFieldsOf, type CostFields } from './cost-fields.rules.js';
import type { Amount, Pricing } from './pricing.js';
import type { PricedCdr, PricedSession } from './session.rules.js';

/** A CDR of any version: 2.1.1 says when it stopped. */
export interface CdrOfAnyVersion extends Omit<PricedCdr, 'end_date_time'> {
  readonly end_date_time?: string | null | undefined;
  readonly stop_date_time?: string | null | undefined;
}

/** A Session of any version: 2.1.1 spells its times as one word. */
export interface SessionOfAnyVersion extends Omit<PricedSession, 'start_date_time' | 'end_date_time'> {
  readonly start_date_time?: string | null | undefined;
  readonly start_datetime?: string | null | undefined;
  readonly end_date_time?: string | null | undefined;
  readonly end_datetime?: string | null | undefined;
}

/** CDR-054: what stands for a time that nobody told. */
const UNKNOWN_TIME = '1970-01-01T00:00:00Z';

export const cdrOf = (document: CdrOfAnyVersion): PricedCdr => ({
  ...document,
  end_date_time: document.end_date_time ?? document.stop_date_time ?? UNKNOWN_TIME,
});

export const sessionOf = (document: SessionOfAnyVersion): PricedSession => {
  const end = document.end_date_time ?? document.end_datetime;
  return {
    ...document,
    start_date_time: document.start_date_time ?? document.start_datetime ?? UNKNOWN_TIME,
    end_date_time: isGiven(end) ? end : undefined,
  };
};

interface Price230 {
  before_taxes: number;
  taxes: { name: string; percentage?: number; amount: number }[];
}
interface Price221 {
  excl_vat: number;
  incl_vat?: number;
}

/** Cost fields as a CDR of the version has them. A cost of which only the sum with taxes is known cannot be said. */
export type CostDocument = Partial<Record<keyof CostFields, Price230 | Price221 | number>>;

const price230 = ({ before_taxes, taxes }: Amount): Price230 | undefined =>
  before_taxes === null
    ? undefined
    : {
        before_taxes: Number(before_taxes),
        taxes: taxes.map(({ name, percentage, amount }) => ({
          name,
          ...(percentage !== null && { percentage: Number(percentage) }),
          amount: Number(amount),
        })),
      };

const price221 = ({ before_taxes, after_taxes }: Amount): Price221 | undefined =>
  before_taxes === null
    ? undefined
    : {
        excl_vat: Number(before_taxes),
        ...(after_taxes !== null && { incl_vat: Number(after_taxes) }),
      };

/**
 * The cost fields of a CDR by the rules its price was made by; 2.1.1 has nothing but a total without VAT (PRC-043).
 * @param isCredit For a credit CDR: only the total is negated (CDR-022).
 */
export const costDocumentOf = (pricing: Pricing, isCredit = false): CostDocument => {
  const fields = costFieldsOf(pricing, isCredit);
  if (pricing.rules === '2.1.1') {
    const { before_taxes } = fields.total_cost;
    return before_taxes === null ? {} : { total_cost: Number(before_taxes) };
  }
  const priceOf = pricing.rules === '2.2.1' ? price221 : price230;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, amount]: [string, Amount]) => {
      const price = priceOf(amount);
      return price ? [[name, price]] : [];
    }),
  );
};
