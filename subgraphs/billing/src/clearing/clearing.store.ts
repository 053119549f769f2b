/**
 * Clears CDRs in chunks: what is due is taken from the list, turned into transfers by rules, and recorded, all in one
 * transaction. Whoever dies within it has done nothing; any number of nodes may clear at once, for each takes what no
 * other has (`skip locked`). A CDR is read after it was taken, so its newest state counts.
 */
import type { LedgerConnection, TransferEntry } from '../ledger/ledger.types.js';
import type { LedgerStore } from '../ledger/ledger.store.js';
import type { PoolClient } from 'pg';
import type { ClaimedCosts } from './cost-line.rules.js';
import {
  creditDecisionOf,
  decisionOf,
  mirrored,
  transfersOf,
  type CheckState,
  type ClearedCdr,
  type ClearingState,
  type Terms,
} from './clearing.rules.js';
import {
  FIND_FEES,
  FIND_ORIGINALS,
  FIND_DUE,
  SETTLE_CLEARING,
  TAKE_DUE,
  VOID_WHOLE,
} from './clearing.sql.js';
import type { TermsStore } from './terms.store.js';

interface DueRow extends ClaimedCosts {
  ref: string;
  state: CheckState;
  cpo: string;
  emsp: string;
  location: string;
  ended_at: string;
  credit_of: string;
  cleared: ClearingState | null;
  generation: number | null;
  is_credit_cleared: boolean;
}

interface OriginalRow extends ClaimedCosts {
  ref: string;
  cleared: ClearingState | null;
  is_posted: boolean;
}

/** What becomes of a CDR in this turn. */
interface Verdict {
  ref: string;
  state: ClearingState;
  generation: number;
  transfers: TransferEntry[];
  reason?: string;
}

export class ClearingStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly terms: TermsStore,
    /** Folded ref of the hub's own party. */
    private readonly hub: string,
  ) {}

  /** One chunk, within the transaction of the connection. Resolves to how many CDRs it took from the list. */
  async clearChunk(on: PoolClient, limit: number): Promise<number> {
    const { rows: taken } = await on.query<{ ref: string }>(TAKE_DUE, [limit]);
    if (taken.length === 0) return 0;
    const { rows: due } = await on.query<DueRow>(FIND_DUE, [taken.map(({ ref }) => ref)]);
    const terms = { hub: this.hub, ...(await this.terms.all(on)) };
    // Credit CDRs after the others: they ask what became of their originals.
    const [credits, others] = [due.filter((row) => row.credit_of), due.filter((row) => !row.credit_of)];
    await this.#clearOthers(on, others, terms);
    await this.#clearCredits(on, credits, terms);
    return taken.length;
  }

  async #clearOthers(on: PoolClient, rows: readonly DueRow[], terms: Terms): Promise<void> {
    const decided = rows.map((row) => ({
      row,
      decision: decisionOf(row.state, row.cleared, row.is_credit_cleared),
    }));
    const disputed = decided.filter(({ decision }) => decision === 'VOID').map(({ row }) => row.ref);
    await voidWhole(on, disputed, 'VOIDED', 'The CDR is disputed.');
    const clear = decided.filter(({ decision }) => decision === 'CLEAR').map(({ row }) => row);
    await this.#write(
      on,
      clear.map((row) => verdictOn(row, terms)),
    );
  }

  async #clearCredits(on: PoolClient, rows: readonly DueRow[], terms: Terms): Promise<void> {
    if (rows.length === 0) return;
    const { rows: found } = await on.query<OriginalRow>(FIND_ORIGINALS, [rows.map((row) => row.credit_of)]);
    const originals = new Map(found.map((row) => [row.ref, row]));
    const decided = rows.map((row) => {
      const original = originals.get(row.credit_of);
      const known = original && { costs: original, cleared: original.cleared, isPosted: original.is_posted };
      return { row, decision: creditDecisionOf(row.state, row.cleared, row, known) };
    });
    const of = (decision: string) =>
      decided.filter((each) => each.decision === decision).map(({ row }) => row);
    await voidWhole(
      on,
      of('VOID').map(({ ref }) => ref),
      'VOIDED',
      'The credit CDR is disputed.',
    );
    const offset = of('OFFSET');
    await voidWhole(
      on,
      offset.map((row) => row.credit_of),
      'OFFSET',
      'A credit CDR took the CDR back before it was billed.',
    );
    const clear = of('CLEAR');
    const fees = await this.#feesOf(on, clear);
    await this.#write(on, [
      ...offset.flatMap((row) => [
        offsetBy(row.ref, row, `It takes back ${row.credit_of}, which was not billed.`),
        offsetBy(row.credit_of, row, `It was taken back by ${row.ref} before it was billed.`),
      ]),
      ...clear.map((row) => {
        const verdict = verdictOn(row, terms);
        if (verdict.state !== 'CLEARED') return verdict;
        const back = (fees.get(row.credit_of) ?? []).map((fee) =>
          mirrored(fee, cdrOf(row), verdict.generation),
        );
        return { ...verdict, transfers: [...verdict.transfers, ...back] };
      }),
    ]);
    // An original that was taken back before it was cleared counts now, as its credit does.
    const late = clear
      .map((row) => row.credit_of)
      .filter((ref) => [null, 'VOIDED'].includes(originals.get(ref)?.cleared ?? null) && originals.has(ref));
    await on.query(
      'insert into billing.clearing_due (cdr_ref) select unnest($1::text[]) on conflict (cdr_ref) do nothing',
      [[...new Set(late)]],
    );
  }

  /** Fees and shares of the originals that are in force, by ref of the original. */
  async #feesOf(on: LedgerConnection, credits: readonly DueRow[]): Promise<Map<string, TransferEntry[]>> {
    if (credits.length === 0) return new Map();
    const { rows } = await on.query<{ entry: TransferEntry }>(FIND_FEES, [
      credits.map((row) => row.credit_of),
    ]);
    return Map.groupBy(
      rows.map(({ entry }) => entry),
      ({ cdrRef }) => cdrRef ?? '',
    );
  }

  async #write(on: LedgerConnection, verdicts: readonly Verdict[]): Promise<void> {
    await this.ledger.recordMany(
      on,
      verdicts.flatMap(({ transfers }) => transfers),
    );
    const rows = verdicts.map(({ transfers, ...verdict }) => ({ ...verdict, transfers: transfers.length }));
    await on.query(SETTLE_CLEARING, [JSON.stringify(rows)]);
  }
}

/** Voids the transfers of those CDRs of which none has been posted yet; the others stay as they are. */
const voidWhole = async (
  on: LedgerConnection,
  refs: readonly string[],
  state: 'VOIDED' | 'OFFSET',
  reason: string,
): Promise<void> => {
  if (refs.length > 0) await on.query(VOID_WHOLE, [refs, state, reason]);
};

const cdrOf = (row: DueRow): ClearedCdr => ({
  ref: row.ref,
  cpo: row.cpo,
  emsp: row.emsp,
  location: row.location,
  endedAt: row.ended_at,
  isCredit: row.credit_of !== '',
  costs: row,
});

const verdictOn = (row: DueRow, terms: Terms): Verdict => {
  const generation = (row.generation ?? 0) + 1;
  const transfers = transfersOf(cdrOf(row), generation, terms);
  if (transfers) return { ref: row.ref, state: 'CLEARED', generation, transfers };
  const reason = `Its amounts in "${row.currency}" cannot be cleared; a corrected CDR is needed.`;
  return { ref: row.ref, state: 'REFUSED', generation, transfers: [], reason };
};

const offsetBy = (ref: string, { generation }: DueRow, reason: string): Verdict => ({
  ref,
  state: 'OFFSET',
  generation: generation ?? 1,
  transfers: [],
  reason,
});
