/** Who owes whom: statements that set documents off, as a matrix of parties. Sums are exact. Pure. */
import { signOf, sumOf } from '../../words/decimal.js';

export interface NamedParty {
  ref: string;
  name?: string | null | undefined;
}

export interface NettedStatement {
  number: string;
  currency: string;
  periodFrom: string;
  periodTo: string;
  issuer: NamedParty;
  recipient: NamedParty;
  totalAfterTaxes: string;
  netting: readonly { debtor: NamedParty; creditor: NamedParty; amount: string }[];
}

export interface Period {
  /** As it stands in the address. */
  key: string;
  from: string;
  to: string;
}

export interface Matrix {
  currency: string;
  creditors: readonly NamedParty[];
  rows: readonly { debtor: NamedParty; amounts: readonly (string | undefined)[]; sum: string }[];
  /** What each creditor is owed, in the order of `creditors`. */
  sums: readonly string[];
  total: string;
}

const keyOf = ({ periodFrom, periodTo }: NettedStatement): string =>
  `${periodFrom.slice(0, 10)}_${periodTo.slice(0, 10)}`;

/** The newest first. */
export const periodsOf = (statements: readonly NettedStatement[]): Period[] => {
  const periods = new Map<string, Period>();
  for (const one of statements)
    periods.set(keyOf(one), { key: keyOf(one), from: one.periodFrom, to: one.periodTo });
  return [...periods.values()].sort((a, b) => b.to.localeCompare(a.to) || b.from.localeCompare(a.from));
};

interface Debt {
  debtor: NamedParty;
  creditor: NamedParty;
  amount: string;
}

/** What is left of a statement when both sides are set off; below zero its issuer owes. */
const netOf = ({ issuer, recipient, totalAfterTaxes }: NettedStatement): Debt =>
  signOf(totalAfterTaxes) < 0
    ? { debtor: issuer, creditor: recipient, amount: totalAfterTaxes.slice(1) }
    : { debtor: recipient, creditor: issuer, amount: totalAfterTaxes };

/** One matrix for each currency: everything that is owed, or what is left of it once it is set off. */
export const matricesOf = (
  statements: readonly NettedStatement[],
  period: string,
  isNetted: boolean,
): Matrix[] => {
  const ofPeriod = statements.filter((one) => keyOf(one) === period);
  const currencies = [...new Set(ofPeriod.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const debts = ofPeriod
      .filter((one) => one.currency === currency)
      .flatMap((one) => (isNetted ? [netOf(one)] : one.netting))
      .filter(({ amount }) => signOf(amount) !== 0);
    return matrixOf(currency, debts);
  });
};

const matrixOf = (currency: string, debts: readonly Debt[]): Matrix => {
  const [debtors, creditors] = [
    namesOf(debts.map((debt) => debt.debtor)),
    namesOf(debts.map((debt) => debt.creditor)),
  ];
  const amountOf = (debtor?: string, creditor?: string): string[] =>
    debts
      .filter((debt) => (debtor ?? debt.debtor.ref) === debt.debtor.ref)
      .filter((debt) => (creditor ?? debt.creditor.ref) === debt.creditor.ref)
      .map(({ amount }) => amount);
  return {
    currency,
    creditors,
    rows: debtors.map((debtor) => ({
      debtor,
      amounts: creditors.map(({ ref }) => {
        const amounts = amountOf(debtor.ref, ref);
        return amounts.length === 0 ? undefined : sumOf(amounts);
      }),
      sum: sumOf(amountOf(debtor.ref)),
    })),
    sums: creditors.map(({ ref }) => sumOf(amountOf(undefined, ref))),
    total: sumOf(amountOf()),
  };
};

const namesOf = (parties: readonly NamedParty[]): NamedParty[] => {
  const named = new Map(parties.map((party) => [party.ref, party]));
  return [...named.values()].sort((a, b) => (a.name ?? a.ref).localeCompare(b.name ?? b.ref));
};
