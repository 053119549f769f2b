/**
 * Statements as they were issued. Their lines are no rows of their own: they are the transfers that were posted on
 * them, which never change, so a document and the ledger cannot tell two stories.
 */
import { and, raw, sql, type Sql } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import type {
  PartyView,
  StatementLineView,
  StatementUnit,
  StatementView,
} from '../documents/statement-view.js';
import { Decimal, spelt } from '../ledger/amount.js';
import { isoOf } from '../ledger/instant.js';
import type { Parties } from '../ledger/ledger.reading.js';
import { lineText } from './line-text.rules.js';
import { LINES } from './statement.sql.js';

export const statementKinds = ['INVOICE', 'CREDIT_NOTE', 'STATEMENT'] as const;
export type StatementKind = (typeof statementKinds)[number];

export interface StatementRow {
  seq: number;
  id: string;
  run: string;
  number: string;
  kind: StatementKind;
  issuer: string;
  recipient: string;
  currency: string;
  periodFrom: string;
  periodTo: string;
  issuedAt: string;
  payableBy: string | null;
  totalBeforeTaxes: string;
  totalTaxes: string;
  totalAfterTaxes: string;
  taxes: { name: string; percentage: string | null; base: string; amount: string }[];
  /** Of a STATEMENT: what each of the two owed the other. */
  netting: { debtor: string; creditor: string; amount: string }[] | null;
  /** Of a STATEMENT: the documents it sets off. */
  about: string[];
}

export interface StatementFilter {
  party?: string | undefined;
  kind?: StatementKind | undefined;
  currency?: string | undefined;
  run?: string | undefined;
}

interface LineRow {
  position: number;
  cdr_ref: string;
  cdr_line: string;
  at: string;
  note: string | null;
  quantity: string;
  unit: StatementUnit;
  before: string;
  tax: string;
  tax_name: string | null;
  tax_percentage: string | null;
}

/** What is printed of parties, by folded ref, from their billing profiles as they were at a moment. */
export type PartyViews = (refs: readonly string[], at: string) => Promise<ReadonlyMap<string, PartyView>>;

/** Lines fetched at once while a statement is read through. */
const LINES_AT_ONCE = 2_000;

export class StatementStore {
  constructor(
    private readonly pool: Pool,
    private readonly partyViews: PartyViews = async () => new Map(),
  ) {}

  list(parties: Parties, filter: StatementFilter, after: number, limit: number): Promise<StatementRow[]> {
    return this.#ask(
      sql`${selectStatements} where ${matching(parties, filter)} and s.seq > ${after} order by s.seq limit ${limit}`,
    );
  }

  async count(parties: Parties, filter: StatementFilter): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      sql`select count(*)::int as n from billing.statement s where ${matching(parties, filter)}`.toQuery(),
    );
    return rows[0]?.n ?? 0;
  }

  /** By numbers, in their order; undefined for what is not there or not for these parties. */
  async byNumbers(parties: Parties, numbers: readonly string[]): Promise<(StatementRow | undefined)[]> {
    const rows = await this.#ask(
      sql`${selectStatements} where ${matching(parties, {})} and s.number = any(${numbers})`,
    );
    const found = new Map(rows.map((row) => [row.number, row]));
    return numbers.map((number) => found.get(number));
  }

  /** The statement that sets a document off, which is the one to be paid; null when there is none. */
  async settling(number: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ number: string }>(
      'select number from billing.statement where about @> array[$1]',
      [number],
    );
    return rows[0]?.number ?? null;
  }

  /** Whether the run that issued it goes on, so that a statement may still come that sets it off. */
  async isRunOpen(number: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `select from billing.statement s join billing.job j on j.id = s.run
       where s.number = $1 and j.state in ('QUEUED', 'RUNNING')`,
      [number],
    );
    return (rowCount ?? 0) > 0;
  }

  /** Lines of a document after a position, from 1. */
  async lines(of: StatementRow, after: number, limit: number): Promise<StatementLineView[]> {
    if (of.kind === 'STATEMENT') return (await this.#documentLines(of)).slice(after, after + limit);
    const { rows } = await this.pool.query<LineRow>(
      `select ${LINE_COLUMNS} from (${LINES}) l where l.position > $2 order by l.position limit $3`,
      [of.id, after, limit],
    );
    return rows.map((row) => lineOf(row, of));
  }

  /** How many lines a document has. */
  async lineCount(of: StatementRow): Promise<number> {
    if (of.kind === 'STATEMENT') return of.about.length;
    const { rows } = await this.pool.query<{ n: number }>(`select count(*)::int as n from (${LINES}) l`, [
      of.id,
    ]);
    return rows[0]?.n ?? 0;
  }

  /** All lines, read by a cursor: however long a statement is, only a part of it is in memory. */
  async *everyLine(of: StatementRow): AsyncGenerator<StatementLineView> {
    if (of.kind === 'STATEMENT') {
      yield* await this.#documentLines(of);
      return;
    }
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin read only');
      await client.query(
        `declare statement_lines cursor for select ${LINE_COLUMNS} from (${LINES}) l order by l.position`,
        [of.id],
      );
      for (;;) {
        const { rows } = await client.query<LineRow>(`fetch ${LINES_AT_ONCE} from statement_lines`);
        for (const row of rows) yield lineOf(row, of);
        if (rows.length < LINES_AT_ONCE) return;
      }
    } finally {
      await client.query('rollback').catch((error: Error) => {
        broken = error;
      });
      client.release(broken);
    }
  }

  /** All that a document prints; undefined when no statement has this number. */
  async view(number: string): Promise<StatementView | undefined> {
    const [row] = await this.byNumbers(null, [number]);
    if (!row) return undefined;
    const lines: StatementLineView[] = [];
    for await (const line of this.everyLine(row)) lines.push(line);
    return { ...(await this.head(row)), lines };
  }

  /** The same without its lines, for who reads those one by one. */
  async head(row: StatementRow): Promise<Omit<StatementView, 'lines'>> {
    const views = await this.partyViews([row.issuer, row.recipient], row.issuedAt);
    const party = (ref: string): PartyView => views.get(ref) ?? { ref, name: ref };
    const { currency } = row;
    return {
      number: row.number,
      kind: row.kind,
      issuedAt: row.issuedAt,
      periodFrom: row.periodFrom,
      periodTo: row.periodTo,
      currency,
      issuer: party(row.issuer),
      recipient: party(row.recipient),
      taxes: row.taxes,
      totalBeforeTaxes: row.totalBeforeTaxes,
      totalTaxes: row.totalTaxes,
      totalAfterTaxes: row.totalAfterTaxes,
      ...(row.netting && {
        netting: row.netting.map(({ debtor, creditor, amount }) => ({
          direction: `${debtor} owes ${creditor}`,
          amount,
        })),
      }),
      ...(row.payableBy && row.kind !== 'CREDIT_NOTE' && { payableBy: row.payableBy }),
      references: row.about,
    };
  }

  /** A STATEMENT has a line for each document it sets off; what its payee owes counts against it. */
  async #documentLines(of: StatementRow): Promise<StatementLineView[]> {
    const found = await this.byNumbers(null, of.about);
    const documents = found.filter((row) => row !== undefined);
    return documents.map((row, i) => {
      const creditor = row.kind === 'INVOICE' ? row.issuer : row.recipient;
      const amount = creditor === of.issuer ? row.totalAfterTaxes : negative(row.totalAfterTaxes);
      return {
        position: i + 1,
        cdrRef: null,
        description: `${row.kind === 'INVOICE' ? 'Invoice' : 'Credit note'} ${row.number}`,
        at: row.issuedAt,
        quantity: '1',
        unit: 'session',
        amountBeforeTaxes: spelt(amount, of.currency),
        taxName: null,
        taxPercentage: null,
        taxAmount: spelt('0', of.currency),
        amountAfterTaxes: spelt(amount, of.currency),
      };
    });
  }

  async #ask(query: Sql): Promise<StatementRow[]> {
    const { rows } = await this.pool.query<StatementRow>(query.toQuery());
    return rows.map(speltOut);
  }
}

/** Amounts with all the decimals of their currency. */
const speltOut = (row: StatementRow): StatementRow => {
  const written = (amount: string) => spelt(amount, row.currency);
  return {
    ...row,
    totalBeforeTaxes: written(row.totalBeforeTaxes),
    totalTaxes: written(row.totalTaxes),
    totalAfterTaxes: written(row.totalAfterTaxes),
    taxes: row.taxes.map((tax) => ({ ...tax, base: written(tax.base), amount: written(tax.amount) })),
    netting: row.netting?.map((debt) => ({ ...debt, amount: written(debt.amount) })) ?? null,
  };
};

const negative = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

const lineOf = (row: LineRow, { currency, kind }: StatementRow): StatementLineView => ({
  position: row.position,
  cdrRef: row.cdr_ref || null,
  description: lineText(row.cdr_line, row.note, kind),
  at: row.at,
  quantity: row.quantity,
  unit: row.unit,
  amountBeforeTaxes: spelt(row.before, currency),
  taxName: row.tax_name,
  taxPercentage: row.tax_percentage,
  taxAmount: spelt(row.tax, currency),
  amountAfterTaxes: spelt(new Decimal(row.before).plus(row.tax), currency),
});

const LINE_COLUMNS = `l.position::int as position, l.cdr_ref, l.cdr_line, ${isoOf('l.at')} as at, l.note,
  trim_scale(l.quantity)::text as quantity, l.unit, l.before::text as before, l.tax::text as tax, l.tax_name,
  l.tax_percentage::text as tax_percentage`;

const selectStatements = raw(`
  select s.seq::int as seq, s.id::text as id, s.run::text as run, s.number, s.kind, s.issuer, s.recipient,
    s.currency::text as currency, ${isoOf('s.period_from')} as "periodFrom", ${isoOf('s.period_to')} as "periodTo",
    ${isoOf('s.issued_at')} as "issuedAt", ${isoOf('s.payable_by')} as "payableBy",
    s.total_before_taxes::text as "totalBeforeTaxes", s.total_taxes::text as "totalTaxes",
    s.total_after_taxes::text as "totalAfterTaxes", s.taxes, s.netting, s.about
  from billing.statement s`);

/** Drafts are seen by nobody. */
const matching = (parties: Parties, { party, kind, currency, run }: StatementFilter): Sql =>
  and([
    sql`s.number is not null`,
    parties ? concerning(parties) : undefined,
    party ? concerning([party]) : undefined,
    kind ? sql`s.kind = ${kind}` : undefined,
    currency ? sql`s.currency = ${currency}` : undefined,
    run ? sql`s.run::text = ${run.toLowerCase()}` : undefined,
  ]);

const concerning = (refs: readonly string[]): Sql =>
  sql`(s.issuer = any(${refs}) or s.recipient = any(${refs}))`;
