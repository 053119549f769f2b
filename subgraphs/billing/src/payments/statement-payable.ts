/** What a statement asks to be paid, from the statements that clearing has issued. */
import { Problem } from '@chargesphere/schema';
import type { PartyView } from '../documents/statement-view.js';
import { payableOf, type Payable, type PayableParty } from './payable.rules.js';

/** As much of a statement as is needed to pay it. */
export interface PayableStatement {
  number: string;
  kind: 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT';
  currency: string;
  totalAfterTaxes: string;
}

/** Where statements are found; clearing's StatementStore is one. */
export interface Statements<S extends PayableStatement> {
  byNumbers(parties: null, numbers: readonly string[]): Promise<(S | undefined)[]>;
  /** The statement with which a document is paid; null when it is paid by itself. */
  settling(number: string): Promise<string | null>;
  head(statement: S): Promise<{ issuer: PartyView; recipient: PartyView }>;
}

export const payableFrom =
  <S extends PayableStatement>(statements: Statements<S>) =>
  async (number: string): Promise<Payable | null | undefined> => {
    const [statement] = await statements.byNumbers(null, [number]);
    if (!statement) return undefined;
    const { kind, currency, totalAfterTaxes } = statement;
    const settledBy = kind === 'STATEMENT' ? null : await statements.settling(number);
    if (settledBy !== null)
      throw new Problem('CONFLICT', `${number} is set off against others: pay ${settledBy}, which names it.`);
    const { issuer, recipient } = await statements.head(statement);
    const total = { number: statement.number, currency, total: totalAfterTaxes };
    // On a credit note it is the issuer who owes.
    const [owed, owing] = kind === 'CREDIT_NOTE' ? [recipient, issuer] : [issuer, recipient];
    return payableOf({ ...total, issuer: partyOf(owed), recipient: partyOf(owing) }) ?? null;
  };

const partyOf = ({ ref, name, legalName, iban, bic }: PartyView): PayableParty => ({
  ref,
  name: legalName ?? name,
  iban: iban ?? null,
  bic: bic ?? null,
});
