/**
 * Reads a bank's statement of an account, camt.053.001.02 and its successors (ISO 20022): the booked transactions, with
 * what they can be known by. Of the versions the same places are read; where they differ (BIC or BICFI, a party with
 * or without `Pty` around it, a status with or without `Cd`), both.
 *
 * A booking of many payments at once without their details is one transaction with the id of their batch.
 */
import { Problem } from '@chargesphere/schema';
import { Decimal } from 'decimal.js';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One movement on the account. */
export interface BankTransaction {
  /** Unique within the account: the bank's own reference, or the place in the statement. */
  key: string;
  /** true: it came in. */
  isCredit: boolean;
  /** It takes an earlier one back: a reversal, or a payment returned. */
  isReturn: boolean;
  /** A decimal string, never negative. */
  amount: string;
  currency: string;
  /** Day or instant of booking, as the bank gives it. */
  bookedAt: string | null;
  endToEndId: string | null;
  /** Id of the batch of payments in our own file; told of bookings of a whole batch. */
  batchId: string | null;
  /** Structured creditor reference. */
  creditorReference: string | null;
  /** What the payer wrote. */
  text: string;
  counterparty: { name: string | null; iban: string | null };
  /** Why it came back, by the bank's code. */
  returnReason: string | null;
}

export interface BankStatement {
  id: string;
  /** IBAN, or the account's other id. */
  account: string;
  currency: string | null;
  createdAt: string | null;
  transactions: BankTransaction[];
  /** Entries that are not booked yet; they come again when they are. */
  pending: number;
}

/** Characters of a file at the most: an operation of the graph holds no more. */
export const CAMT053_MAX = 1_000_000;
const TRANSACTIONS_MAX = 20_000;

type Node = Record<string, unknown>;

const LISTS = new Set(['Stmt', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd', 'Strd']);

/** Throws a Problem that says what is wrong with the file. */
export const readCamt053 = (xml: string): BankStatement[] => {
  if (xml.length > CAMT053_MAX)
    throw refusal(`It is longer than ${CAMT053_MAX} characters; import it in parts`);
  // No statement needs one, and what it declares could grow without end.
  if (/<!DOCTYPE/i.test(xml)) throw refusal('It has a DOCTYPE');
  const isWellFormed = XMLValidator.validate(xml);
  if (isWellFormed !== true) throw refusal(`It is no XML (${isWellFormed.err.msg})`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false, // an amount is a decimal string, a reference may begin with zeros
    parseAttributeValue: false,
    isArray: (name) => LISTS.has(name),
  });
  const document = child(parser.parse(xml) as Node, 'Document');
  const report = document && child(document, 'BkToCstmrStmt');
  if (!report) throw refusal('It is no camt.053: there is no Document/BkToCstmrStmt in it');
  const statements = list(report, 'Stmt').map(statementOf);
  if (statements.length === 0) throw refusal('There is no statement (Stmt) in it');
  const count = statements.reduce((sum, { transactions }) => sum + transactions.length, 0);
  if (count > TRANSACTIONS_MAX)
    throw refusal(`It has ${count} transactions, more than ${TRANSACTIONS_MAX}; import it in parts`);
  return statements;
};

const refusal = (what: string): Problem =>
  new Problem('INVALID_INPUT', `The bank statement cannot be read. ${what}.`);

const statementOf = (stmt: Node): BankStatement => {
  const id = text(stmt, 'Id') ?? '';
  const account = text(stmt, 'Acct', 'Id', 'IBAN') ?? text(stmt, 'Acct', 'Id', 'Othr', 'Id');
  if (!account) throw refusal('It does not say of which account it is (Stmt/Acct/Id)');
  const entries = list(stmt, 'Ntry');
  const booked = entries.filter(isBooked);
  return {
    id,
    account: account.replace(/\s+/g, '').toUpperCase(),
    currency: text(stmt, 'Acct', 'Ccy') ?? null,
    createdAt: text(stmt, 'CreDtTm') ?? null,
    transactions: distinct(booked.flatMap((entry, i) => transactionsOf(entry, `${id}/${i + 1}`))),
    pending: entries.length - booked.length,
  };
};

const isBooked = (entry: Node): boolean =>
  (text(entry, 'Sts', 'Cd') ?? text(entry, 'Sts') ?? 'BOOK') === 'BOOK';

const transactionsOf = (entry: Node, place: string): BankTransaction[] => {
  const groups = list(entry, 'NtryDtls');
  const details = groups.flatMap((group) => list(group, 'TxDtls'));
  const isCredit = direction(entry);
  if (isCredit === undefined) throw refusal(`Entry ${place} does not say whether it came or went`);
  const reference = text(entry, 'AcctSvcrRef');
  const key = reference ? `bank:${reference}` : `place:${place}`;
  const isReversal = text(entry, 'RvslInd') === 'true';
  const bookedAt = text(entry, 'BookgDt', 'DtTm') ?? text(entry, 'BookgDt', 'Dt') ?? null;
  if (details.length <= 1) {
    const [only] = details;
    const batchId = first(groups, (group) => text(group, 'Btch', 'PmtInfId'));
    return [
      {
        key,
        isCredit,
        bookedAt,
        ...amountIn(child(entry, 'Amt'), place),
        ...(only ? detailOf(only, isCredit) : NO_DETAIL),
        isReturn: isReversal || isReturned(only),
        batchId: batchId ?? (only && text(only, 'Refs', 'PmtInfId')) ?? null,
      },
    ];
  }
  return details.map((detail, i) => {
    const amount = child(detail, 'Amt') ?? child(detail, 'AmtDtls', 'TxAmt', 'Amt');
    const cameIn = direction(detail) ?? isCredit;
    return {
      key: `${key}/${i + 1}`,
      isCredit: cameIn,
      bookedAt,
      ...amountIn(amount, `${place}, detail ${i + 1}`),
      ...detailOf(detail, cameIn),
      isReturn: isReversal || isReturned(detail),
      batchId: null, // one payment of the batch, known by its own id
    };
  });
};

const NO_DETAIL = {
  endToEndId: null,
  creditorReference: null,
  text: '',
  counterparty: { name: null, iban: null },
  returnReason: null,
};

const detailOf = (detail: Node, isCredit: boolean) => {
  const endToEndId = text(detail, 'Refs', 'EndToEndId');
  const remittance = child(detail, 'RmtInf');
  // The other one of the two. A return may name them as the payment did that comes back: then it is the hub itself.
  const [side, other] = isCredit ? (['Dbtr', 'Cdtr'] as const) : (['Cdtr', 'Dbtr'] as const);
  const ibanOf = (of: string) => text(detail, 'RltdPties', `${of}Acct`, 'Id', 'IBAN');
  return {
    endToEndId: endToEndId === undefined || endToEndId === 'NOTPROVIDED' ? null : endToEndId,
    creditorReference: first(list(remittance, 'Strd'), (one) => text(one, 'CdtrRefInf', 'Ref')) ?? null,
    text: texts(remittance, 'Ustrd').join(' ').slice(0, 1000),
    counterparty: {
      name: nameOf(detail, side) ?? nameOf(detail, other) ?? null,
      iban: ibanOf(side) ?? ibanOf(other) ?? null,
    },
    returnReason: text(detail, 'RtrInf', 'Rsn', 'Cd') ?? text(detail, 'RtrInf', 'Rsn', 'Prtry') ?? null,
  };
};

const nameOf = (detail: Node, side: string): string | undefined =>
  text(detail, 'RltdPties', side, 'Nm') ?? text(detail, 'RltdPties', side, 'Pty', 'Nm');

const isReturned = (detail: Node | undefined): boolean =>
  detail !== undefined && child(detail, 'RtrInf') !== undefined;

const direction = (node: Node): boolean | undefined => {
  const said = text(node, 'CdtDbtInd');
  return said === undefined ? undefined : said === 'CRDT';
};

const amountIn = (node: unknown, place: string): { amount: string; currency: string } => {
  const { '#text': said, '@Ccy': currency } = Object(node) as { '#text'?: unknown; '@Ccy'?: unknown };
  if (typeof said !== 'string' || !/^\d{1,18}(\.\d{1,5})?$/.test(said) || typeof currency !== 'string')
    throw refusal(`Entry ${place} has no amount with a currency`);
  return { amount: new Decimal(said).toFixed(), currency: currency.toUpperCase() };
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const child = (node: Node | undefined, ...path: string[]): Node | undefined => {
  let at: unknown = node;
  for (const name of path) at = isNode(at) ? at[name] : undefined;
  return isNode(at) ? at : undefined;
};

/** Text of an element, its attributes left aside; undefined when it is empty or not there. */
const text = (node: Node, ...path: string[]): string | undefined => {
  const last = path.at(-1) ?? '';
  const found = child(node, ...path.slice(0, -1))?.[last];
  const said = isNode(found) ? found['#text'] : found;
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : undefined;
};

const childrenOf = (node: Node | undefined, name: string): unknown[] => {
  const found = node?.[name];
  return Array.isArray(found) ? found : [];
};

const list = (node: Node | undefined, name: string): Node[] => childrenOf(node, name).filter(isNode);

const texts = (node: Node | undefined, name: string): string[] =>
  childrenOf(node, name).filter((one) => typeof one === 'string');

const first = (nodes: readonly Node[], read: (node: Node) => string | undefined): string | undefined => {
  for (const node of nodes) {
    const found = read(node);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Some banks give several bookings one reference: none of them may be taken for a repetition of another. */
const distinct = (transactions: BankTransaction[]): BankTransaction[] => {
  const seen = new Map<string, number>();
  return transactions.map((transaction) => {
    const times = (seen.get(transaction.key) ?? 0) + 1;
    seen.set(transaction.key, times);
    return times === 1 ? transaction : { ...transaction, key: `${transaction.key}#${times}` };
  });
};
