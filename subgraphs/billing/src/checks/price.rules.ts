/** The price a CDR claims against the price its Tariffs make of the charge, explained line by line. Pure. */
import type { CDR } from '@chargesphere/schema';
import {
  costFieldsOf,
  minorUnitOf,
  priceCdr,
  rulesOf,
  type Amount,
  type OcpiRules,
  type Pricing,
} from '@chargesphere/tariffs/rules';
import { claimedAmount, COST_FIELDS, Decimal, type CostField } from './amount.js';
import type { CdrFacts } from './facts.js';
import { finding, type Finding } from './finding.js';
import { claimedOnly, comparedLine, findingsOf, type LineComparison } from './line.rules.js';
import { agreementOf, tariffsFor, unpricedFindings, validityOf } from './tariff.rules.js';

export interface PriceCheck {
  /** What the CDR asks for. */
  readonly claimed: Amount;
  /** Null when there is no Tariff to price it by, and for credit CDRs, which repeat the price of their original. */
  readonly computed: Pricing | null;
  readonly lines: readonly LineComparison[];
  readonly findings: readonly Finding[];
}

/** PRC-043: a CDR of 2.1.1 has a total and no parts; where one has parts all the same, they are compared. */
const costFieldsIn = (cdr: CDR, rules: OcpiRules): readonly CostField[] =>
  rules === '2.1.1' ? COST_FIELDS.filter((field) => field === 'total_cost' || cdr[field]) : COST_FIELDS;

/** A credit CDR is compared with its original, which may be taken back because it was priced wrongly. */
export const checkPrice = (cdr: CDR, facts: CdrFacts): PriceCheck => {
  const claimed = claimedAmount(cdr.total_cost);
  if (cdr.credit === true) return { claimed, computed: null, lines: claimedOnly(cdr), findings: [] };
  const { carried, used, isAssumed } = tariffsFor(cdr, facts);
  const findings: Finding[] = agreementOf(cdr, facts);
  // A claim that was made before facts had a version, by a node of an older release, has none.
  const rules = rulesOf(facts.version);
  const pricing = priceCdr(cdr, { tariffs: used, timeZone: facts.location?.timeZone, rules });
  if (pricing.tariffs.length === 0)
    return {
      claimed,
      computed: null,
      lines: claimedOnly(cdr),
      findings: [...findings, ...unpricedFindings(cdr, used)],
    };
  if (isAssumed)
    findings.push(
      finding(
        'TARIFF_ASSUMED',
        '/tariffs',
        `${carried.length === 0 ? 'The CDR carries no Tariff' : 'Periods name Tariffs that the CDR does not carry'}; priced by ${pricing.tariffs.join(' and ')} as declared.`,
      ),
    );
  findings.push(...validityOf(cdr, used, pricing));
  const computed = costFieldsOf(pricing);
  const minor = new Decimal(10).pow(-minorUnitOf(cdr.currency));
  const parts = COST_FIELDS.filter((field) => field !== 'total_cost' && computed[field]).length;
  const lines = costFieldsIn(cdr, rules).flatMap(
    (field) =>
      comparedLine({
        cdr,
        pricing,
        field,
        computed: computed[field],
        // PRC-047: one minor unit for each cost line, so a total may be off by as many as it has.
        tolerance: field === 'total_cost' ? minor.times(Math.max(1, parts)) : minor,
      }) ?? [],
  );
  return { claimed, computed: pricing, lines, findings: [...findings, ...lines.flatMap(findingsOf)] };
};
