/** What may be recorded in the ledger. Pure; the tables refuse the same, but say it less kindly. */
import { Problem } from '@chargesphere/schema';
import { Decimal } from 'decimal.js';
import type { AccountName, TransferEntry } from './ledger.types.js';

const CAUSE_MAX = 500;
const AMOUNT = /^\d{1,24}(\.\d{1,12})?$/;

const named = ({ owner, kind }: AccountName): string => `${kind} of ${owner}`;

/** Returns the entry; throws a Problem that says what is wrong with it. */
export const recordable = (entry: TransferEntry): TransferEntry => {
  const { cause, amount, currency, debit, credit, billed } = entry;
  const refuse = (sentence: string) => {
    throw new Problem('INVALID_INPUT', `The transfer "${cause}" cannot be recorded: ${sentence}`);
  };
  if (cause === '' || cause.length > CAUSE_MAX) refuse(`its cause needs 1 to ${CAUSE_MAX} characters.`);
  if (!AMOUNT.test(amount) || new Decimal(amount).isZero())
    refuse(`its amount is "${amount}"; give a decimal above zero, and turn it round if money flows back.`);
  if (!/^[A-Z]{3}$/.test(currency)) refuse(`"${currency}" is no currency of ISO 4217.`);
  if (named(debit) === named(credit)) refuse(`it leads from ${named(debit)} to itself.`);
  if (debit.owner === '' || credit.owner === '') refuse('an account belongs to a party.');
  if (billed && (billed.issuer === '' || billed.recipient === '')) refuse('who bills whom is not said.');
  return entry;
};

/** A transfer as it is stored, as far as two of one cause have to be the same. */
export interface Essence {
  kind: string;
  debit: string;
  credit: string;
  currency: string;
  amount: string;
}

export const essenceOf = ({ kind, debit, credit, currency, amount }: TransferEntry): Essence => ({
  kind,
  debit: `${debit.kind} ${debit.owner}`,
  credit: `${credit.kind} ${credit.owner}`,
  currency,
  amount,
});

export const isSameTransfer = (a: Essence, b: Essence): boolean =>
  a.kind === b.kind &&
  a.debit === b.debit &&
  a.credit === b.credit &&
  a.currency === b.currency &&
  new Decimal(a.amount).eq(b.amount);
