/** Fee rules and revenue shares: few, kept by operators, read whole by whoever clears. */
import { randomUUID } from 'node:crypto';
import { inTransaction, noteChange, refusalOf } from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { isoOf } from '../ledger/instant.js';
import type { LedgerConnection } from '../ledger/ledger.types.js';
import { overpromised, type FeeTerms, type ShareTerms } from './terms.rules.js';

/** Of each kind; they are read whole for every chunk. */
export const TERMS_MAX = 5_000;

export interface FeeRuleRow extends FeeTerms {
  seq: number;
  changedAt: string;
  changedBy: string;
}
export interface RevenueShareRow extends ShareTerms {
  seq: number;
  changedAt: string;
  changedBy: string;
}

type Written<T> = Omit<T, 'id' | 'seq' | 'changedAt' | 'changedBy'> & { id?: string | null | undefined };

export class TermsStore {
  constructor(private readonly pool: Pool) {}

  async all(on: LedgerConnection): Promise<{ fees: FeeTerms[]; shares: ShareTerms[] }> {
    const { rows: fees } = await on.query<FeeRuleRow>(FEES, [0, TERMS_MAX]);
    const { rows: shares } = await on.query<RevenueShareRow>(SHARES, [0, TERMS_MAX]);
    return { fees, shares };
  }

  async fees(after: number, limit: number): Promise<FeeRuleRow[]> {
    return (await this.pool.query<FeeRuleRow>(FEES, [after, limit])).rows;
  }

  async shares(after: number, limit: number): Promise<RevenueShareRow[]> {
    return (await this.pool.query<RevenueShareRow>(SHARES, [after, limit])).rows;
  }

  async count(table: 'fee_rule' | 'revenue_share'): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(`select count(*)::int as n from billing.${table}`);
    return rows[0]?.n ?? 0;
  }

  /** Makes a rule, or replaces the one of that id; it holds for CDRs that are cleared from now on. */
  putFee(rule: Written<FeeRuleRow>, by: string): Promise<FeeRuleRow> {
    const id = rule.id ?? randomUUID();
    const values = [
      id,
      rule.name,
      rule.payer,
      foldRef(rule.cpo),
      foldRef(rule.emsp),
      rule.currency,
      rule.perSession,
      rule.perKwh,
      rule.percent,
      rule.taxName,
      rule.taxPercentage,
      rule.validFrom,
      rule.validUntil,
      by,
    ];
    return this.#put<FeeRuleRow>('fee_rule', 'FeeRule', id, PUT_FEE, values, FEE_COLUMNS, !rule.id);
  }

  /** The same; refused when its CPO would then pass on more than it earns, at any Location and time. */
  putShare(share: Written<RevenueShareRow>, by: string): Promise<RevenueShareRow> {
    const id = share.id ?? randomUUID();
    const values = [
      id,
      share.name,
      foldRef(share.cpo),
      foldRef(share.beneficiary),
      foldRef(share.location),
      share.percent,
      share.taxName,
      share.taxPercentage,
      share.validFrom,
      share.validUntil,
      by,
    ];
    return this.#put<RevenueShareRow>(
      'revenue_share',
      'RevenueShare',
      id,
      PUT_SHARE,
      values,
      SHARE_COLUMNS,
      !share.id,
      (on) => requireShareable(on, foldRef(share.cpo)),
    );
  }

  async #put<R extends object>(
    table: 'fee_rule' | 'revenue_share',
    type: string,
    id: string,
    text: string,
    values: unknown[],
    columns: string,
    isNew: boolean,
    check: (on: LedgerConnection) => Promise<void> = async () => undefined,
  ): Promise<R> {
    if (isNew && (await this.count(table)) >= TERMS_MAX)
      throw new Problem('CONFLICT', `There are ${TERMS_MAX} of them already; change one of them.`);
    const { before, after } = await inTransaction(this.pool, async (on) => {
      const old = await on.query<R>(`select ${columns} from billing.${table} where id = $1 for update`, [id]);
      if (!isNew && old.rowCount === 0)
        throw new Problem('NOT_FOUND', `There is no ${type} ${id}; leave the id out to make a new one.`);
      const { rows } = await on.query<R>(text, values).catch((error: unknown) => {
        throw refusedTerms(error);
      });
      await check(on);
      const [written] = rows;
      if (!written) throw new Error(`${type} ${id} was not written.`);
      return { before: old.rows[0], after: written };
    });
    noteChange({ type, ref: id, before: fieldsOf(before), after: fieldsOf(after) });
    return after;
  }
}

/** Who writes a share of a CPO waits for whoever does so at the moment, so that both are counted. */
const requireShareable = async (on: LedgerConnection, cpo: string): Promise<void> => {
  await on.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`billing shares ${cpo}`]);
  const { rows } = await on.query<RevenueShareRow>(
    `select ${SHARE_COLUMNS} from billing.revenue_share where cpo = $1`,
    [cpo],
  );
  const found = overpromised(rows);
  if (!found) return;
  const where = found.location ? ` at ${found.location}` : '';
  throw new Problem(
    'CONFLICT',
    `${cpo} would pass on ${found.percent} % of what it earns${where} from ${found.at} on, which is more than all of it: lower this share, or end another one before.`,
  );
};

const fieldsOf = (row: object | undefined): Record<string, unknown> => ({ ...row });

/** A check of the table that failed is the operator's to mend. */
const refusedTerms = (error: unknown): Error =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23514'
    ? new Problem(
        'INVALID_INPUT',
        'These terms contradict themselves: amounts need a currency, percentages are from 0 to 100, a tax has a name and a rate, the end comes after the beginning, and nobody shares with themselves.',
      )
    : refusalOf(error);

const TERM_COLUMNS = `tax_name as "taxName", tax_percentage::text as "taxPercentage", ${isoOf('valid_from')} as "validFrom",
  ${isoOf('valid_until')} as "validUntil", ${isoOf('changed_at')} as "changedAt", changed_by as "changedBy"`;
const FEE_COLUMNS = `seq::int as seq, id::text as id, name, payer, cpo, emsp, currency::text as currency,
  per_session::text as "perSession", per_kwh::text as "perKwh", percent::text as percent, ${TERM_COLUMNS}`;
const SHARE_COLUMNS = `seq::int as seq, id::text as id, name, cpo, beneficiary, location, percent::text as percent,
  ${TERM_COLUMNS}`;

const FEES = `select ${FEE_COLUMNS} from billing.fee_rule where seq > $1 order by seq limit $2`;
const SHARES = `select ${SHARE_COLUMNS} from billing.revenue_share where seq > $1 order by seq limit $2`;

const PUT_FEE = `
  insert into billing.fee_rule (id, name, payer, cpo, emsp, currency, per_session, per_kwh, percent, tax_name,
    tax_percentage, valid_from, valid_until, changed_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict (id) do update set name = excluded.name, payer = excluded.payer, cpo = excluded.cpo,
    emsp = excluded.emsp, currency = excluded.currency, per_session = excluded.per_session,
    per_kwh = excluded.per_kwh, percent = excluded.percent, tax_name = excluded.tax_name,
    tax_percentage = excluded.tax_percentage, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
    changed_at = now(), changed_by = excluded.changed_by
  returning ${FEE_COLUMNS}`;

const PUT_SHARE = `
  insert into billing.revenue_share (id, name, cpo, beneficiary, location, percent, tax_name, tax_percentage,
    valid_from, valid_until, changed_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (id) do update set name = excluded.name, cpo = excluded.cpo, beneficiary = excluded.beneficiary,
    location = excluded.location, percent = excluded.percent, tax_name = excluded.tax_name,
    tax_percentage = excluded.tax_percentage, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
    changed_at = now(), changed_by = excluded.changed_by
  returning ${SHARE_COLUMNS}`;
