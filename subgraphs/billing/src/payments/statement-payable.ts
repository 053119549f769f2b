/** What a statement asks to be paid, from the statements that clearing has issued. */
import { Problem } from '@chargesphere/schema';
import type { PartyView } from '../documents/statement-view.js';
import { payableOf, type Payable, type PayableParty } from './payable.rules.js';

/** As much of a statement as is needed to pay it. */
export interface PayableStatement {
  number: string;
  kind: 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT';
  /** Folded ref. */
  issuer: string;
  /** Folded ref. */
  recipient: string;
  currency: string;
  totalAfterTaxes: string;
}

/** Where statements are found; clearing's StatementStore is one. */
export interface Statements {
  byNumbers(parties: null, numbers: readonly string[]): Promise<(PayableStatement | undefined)[]>;
  /** The statement with which a document is paid; null when it is paid by itself. */
  settling(number: string): Promise<string | null>;
  /** Whether such a statement may still come. */
  isRunOpen(number: string): Promise<boolean>;
}

/** Names and accounts of parties by folded ref, as they are now: who changed banks is paid at the new one. */
export type Accounts = (refs: readonly string[]) => Promise<ReadonlyMap<string, PartyView>>;

export const payableFrom =
  (statements: Statements, accounts: Accounts) =>
  async (number: string): Promise<Payable | null | undefined> => {
    const [statement] = await statements.byNumbers(null, [number]);
    if (!statement) return undefined;
    const { kind, currency, totalAfterTaxes, issuer, recipient } = statement;
    const settledBy = kind === 'STATEMENT' ? null : await statements.settling(number);
    if (settledBy !== null)
      throw new Problem('CONFLICT', `${number} is set off against others: pay ${settledBy}, which names it.`);
    // Paid now, it would be paid once more with the statement that sets it off.
    if (kind !== 'STATEMENT' && (await statements.isRunOpen(number)))
      throw new Problem(
        'CONFLICT',
        `${number} is about to be set off against others: pay the statement that names it when the run has ended.`,
      );
    const known = await accounts([issuer, recipient]);
    const party = (ref: string): PayableParty => partyOf(known.get(ref) ?? { ref, name: ref });
    // On a credit note it is the issuer who owes.
    const [owed, owing] = kind === 'CREDIT_NOTE' ? [recipient, issuer] : [issuer, recipient];
    const total = { number: statement.number, currency, total: totalAfterTaxes };
    return payableOf({ ...total, issuer: party(owed), recipient: party(owing) }) ?? null;
  };

const partyOf = ({ ref, name, legalName, iban, bic }: PartyView): PayableParty => ({
  ref,
  name: legalName ?? name,
  iban: iban ?? null,
  bic: bic ?? null,
});
