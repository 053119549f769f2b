/**
 * Whether a statement can be an invoice by EN 16931, and if not, what is missing and where to mend it. Looked at before
 * a byte is written, because an invoice that a buyer's software refuses helps nobody. Each obstacle names the published
 * rule that the invoice would break.
 */
import { Decimal } from 'decimal.js';
import type { PartyView, StatementLineView, StatementView } from '../statement-view.js';
import { breakdownOf, isVat, vatOf } from './vat.rules.js';

export interface Obstacle {
  /** Of EN 16931: BR-S-02. */
  readonly rule: string;
  readonly sentence: string;
}

/** More would tell nobody more. */
const MOST = 20;

const obstacle = (rule: string, sentence: string): Obstacle => ({ rule, sentence });

const decimalsIn = (amount: string): number => new Decimal(amount).decimalPlaces();

const profile = ({ ref }: PartyView) => `put it into the billing profile of ${ref}`;

function* ofParty(party: PartyView, role: 'seller' | 'buyer'): Generator<Obstacle> {
  const { ref, address, vatId } = party;
  const isSeller = role === 'seller';
  if (!address) yield obstacle(isSeller ? 'BR-08' : 'BR-10', `${ref} has no address; ${profile(party)}.`);
  else if (!/^[A-Z]{2}$/.test(address.country))
    yield obstacle(isSeller ? 'BR-09' : 'BR-11', `${ref} has no country of two letters; ${profile(party)}.`);
  if (vatId !== undefined && !/^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(vatId))
    yield obstacle('BR-CO-09', `The VAT number ${vatId} of ${ref} has no country; ${profile(party)}.`);
}

function* ofLine(view: StatementView, line: StatementLineView): Generator<Obstacle> {
  const { position, amountBeforeTaxes, taxAmount, taxName } = line;
  if (decimalsIn(amountBeforeTaxes) > 2 || decimalsIn(taxAmount) > 2)
    yield obstacle('BR-DEC-23', `Line ${position} has parts of a cent; invoices have two decimals.`);
  if (taxName !== null && !isVat(taxName))
    yield obstacle('BR-CO-18', `Line ${position} has the tax "${taxName}"; EN 16931 knows VAT only.`);
  if (new Decimal(amountBeforeTaxes).isZero() && !new Decimal(taxAmount).isZero())
    yield obstacle('BR-CO-04', `Line ${position} is a second tax of a line; EN 16931 has one for each.`);
  const vat = vatOf(view, line);
  if (!vat) yield obstacle('BR-S-05', `Line ${position} has VAT but no rate, and none gives that amount.`);
  else if (vat.category === 'S' && view.issuer.vatId === undefined)
    yield obstacle(
      'BR-S-02',
      `${view.issuer.ref} charges VAT without a VAT number; ${profile(view.issuer)}.`,
    );
}

const total = (lines: readonly StatementLineView[], amount: (line: StatementLineView) => string): Decimal =>
  lines.reduce((sum, line) => sum.plus(amount(line)), new Decimal(0));

function* ofTotals(view: StatementView): Generator<Obstacle> {
  const net = total(view.lines, (line) => line.amountBeforeTaxes);
  const tax = total(view.lines, (line) => line.taxAmount);
  if (!net.eq(view.totalBeforeTaxes))
    yield obstacle(
      'BR-CO-10',
      `The lines are ${net.toFixed()} before taxes, the total says ${view.totalBeforeTaxes}.`,
    );
  if (!tax.eq(view.totalTaxes))
    yield obstacle(
      'BR-CO-14',
      `The taxes of the lines are ${tax.toFixed()}, the total says ${view.totalTaxes}.`,
    );
  if (!net.plus(tax).eq(view.totalAfterTaxes))
    yield obstacle(
      'BR-CO-15',
      `Lines and taxes are ${net.plus(tax).toFixed()}, the total says ${view.totalAfterTaxes}.`,
    );
  for (const { category, rate, base, amount } of breakdownOf(view)) {
    const expected = base.mul(rate ?? 0).div(100);
    // As the published rule has it: rounding line by line may differ from rounding the sum, but by less than 1.
    if (category === 'S' && amount.minus(expected).abs().gte(1))
      yield obstacle(
        'BR-CO-17',
        `VAT at ${rate?.toFixed()} % of ${base.toFixed()} is not ${amount.toFixed()}.`,
      );
  }
}

function* all(view: StatementView): Generator<Obstacle> {
  if (view.kind === 'STATEMENT')
    yield obstacle('BR-04', `${view.number} is an account between two parties and no invoice.`);
  if (view.lines.length === 0) yield obstacle('BR-16', `${view.number} has no lines.`);
  yield* ofParty(view.issuer, 'seller');
  yield* ofParty(view.recipient, 'buyer');
  const seen = new Set<string>();
  for (const line of view.lines) {
    for (const found of ofLine(view, line)) {
      // What is missing of a party is said once, not for every line.
      if (!seen.has(found.sentence)) yield found;
      seen.add(found.sentence);
    }
  }
  yield* ofTotals(view);
}

/** What keeps a statement from being an invoice; empty when nothing does. At the most twenty. */
export const obstaclesOf = (view: StatementView): Obstacle[] => {
  const found: Obstacle[] = [];
  for (const each of all(view)) {
    if (found.length === MOST) break;
    found.push(each);
  }
  return found;
};
