/** What people decide about CDRs: accept one that was flagged, dispute one, have one checked again. */
import { randomUUID } from 'node:crypto';
import { noteChange, recordWriter, type Frame, type RecordWriter } from '@chargesphere/chassis';
import { foldRef, Problem, type Caller } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CdrStore } from '../cdr.store.js';
import type { CostField } from './amount.js';
import { announce, wake } from './cdr-check.events.js';
import { CHECK_COLUMNS, type CdrCheckRow } from './cdr-check.store.js';
import { followUp } from './cdr-check.writing.js';
import { deciderOf, DISPUTED_LINES_MAX, mayAccept, mayDispute, reasonFrom } from './cdr-decision.rules.js';

export interface DisputedLine {
  field: CostField;
  /** Decimals. */
  expected_before_taxes: string | null;
  expected_after_taxes: string | null;
  reason: string | null;
}

export interface Dispute {
  id: string;
  ref: string;
  raisedBy: string;
  raisedAt: string;
  reason: string;
  lines: DisputedLine[];
  outcome: 'ACCEPTED' | 'CREDITED' | null;
  closedAt: string | null;
  closedBy: string | null;
  closing: string | null;
}

/** Of one CDR; more than a few would be a quarrel about something else. */
const DISPUTES_MAX = 50;

type Change = (em: EntityManager, row: CdrCheckRow, by: string) => Promise<boolean>;

export class CdrDecisionStore {
  readonly #write: RecordWriter;

  constructor(
    private readonly frame: Frame,
    private readonly cdrs: CdrStore,
  ) {
    this.#write = recordWriter(frame.orm, frame.outbox, 'billing');
  }

  /** The CDR is to be paid as it is; ends an open dispute. The same again changes nothing. */
  accept(caller: Caller, ref: string, text: string): Promise<CdrCheckRow> {
    const reason = reasonFrom(text);
    return this.#decide(caller, ref, async (em, row, by) => {
      mayAccept(row);
      if (row.state === 'ACCEPTED') return false;
      await em.execute(
        `update billing.cdr_dispute set outcome = 'ACCEPTED', closed_at = now(), closed_by = ?, closing = ?
         where cdr_ref = ? and closed_at is null`,
        [by, reason, row.ref],
      );
      await decided(em, row, { state: 'ACCEPTED', by, reason });
      return true;
    });
  }

  /** The CDR is not to be paid as it is; its CPO answers by a credit CDR, or the payer accepts it after all. */
  dispute(caller: Caller, ref: string, text: string, lines: readonly DisputedLine[]): Promise<CdrCheckRow> {
    const reason = reasonFrom(text);
    if (lines.length > DISPUTED_LINES_MAX)
      throw new Problem('INVALID_INPUT', `A CDR has no more than ${DISPUTED_LINES_MAX} lines to dispute.`);
    return this.#decide(caller, ref, async (em, row, by) => {
      mayDispute(row);
      await em.execute(
        `insert into billing.cdr_dispute (id, cdr_ref, raised_by, reason, lines) values (?, ?, ?, ?, ?::jsonb)`,
        [randomUUID(), row.ref, by, reason, JSON.stringify(lines)],
      );
      await decided(em, row, { state: 'DISPUTED', by, reason });
      return true;
    });
  }

  /** Whoever sees the CDR may have it checked again, by what is known now. What people decided stays. */
  async recheck(caller: Caller, ref: string): Promise<CdrCheckRow> {
    const folded = await this.#seen(caller, ref);
    const { row, due } = await this.#write(async (em) => {
      const [found] = await em.execute<CdrCheckRow[]>(
        `update billing.cdr_check set due_at = now(), claim = null, rounds = 0 where cdr_ref = ?
         returning ${CHECK_COLUMNS}`,
        [folded],
      );
      noteChange({ type: 'CdrCheck', ref: folded, before: {}, after: { due: true } });
      return { row: found, due: await wake(em, this.frame.outbox) };
    });
    this.frame.outbox.publish(due);
    return row ?? missing(ref);
  }

  /** By the CDR's ref, the latest first. Ask only for CDRs that the viewer sees. */
  async disputesOf(refs: readonly string[]): Promise<Dispute[][]> {
    const folded = refs.map(foldRef);
    const { rows } = await this.frame.pool.query<Dispute>({
      name: 'billing.disputes',
      text: `select d.id, d.cdr_ref as ref, d.raised_by as "raisedBy", d.raised_at as "raisedAt", d.reason, d.lines,
          d.outcome, d.closed_at as "closedAt", d.closed_by as "closedBy", d.closing
        from unnest($1::text[]) as asked(ref) cross join lateral (
          select * from billing.cdr_dispute where cdr_ref = asked.ref order by raised_at desc limit ${DISPUTES_MAX}
        ) d`,
      values: [[...new Set(folded)]],
    });
    const found = Map.groupBy(rows, ({ ref }) => ref);
    return folded.map((ref) => found.get(ref) ?? []);
  }

  async #decide(caller: Caller, ref: string, change: Change): Promise<CdrCheckRow> {
    const folded = await this.#seen(caller, ref);
    const { row, events, due } = await this.#write(async (em) => {
      const before = await locked(em, folded);
      if (!before) return missing(ref);
      const isChanged = await change(em, before, deciderOf(caller, before));
      if (!isChanged) return { row: before, events: undefined, due: [] };
      const { credited, isMoreDue } = await followUp(em, [folded]);
      const after = (await locked(em, folded)) ?? before;
      return {
        row: after,
        events: await announce(em, this.frame.outbox, [...new Set([folded, ...credited])]),
        due: isMoreDue ? await wake(em, this.frame.outbox) : [],
      };
    });
    events?.publish();
    this.frame.outbox.publish(due);
    return row;
  }

  /** Its folded ref, if the caller sees it. */
  async #seen(caller: Caller, ref: string): Promise<string> {
    const [document] = await this.cdrs.documents.getMany(caller, [ref]);
    return document ? foldRef(ref) : missing(ref);
  }
}

const missing = (ref: string): never => {
  throw new Problem('NOT_FOUND', `No CDR ${ref} is known here, or it is not yours to see.`);
};

const locked = async (em: EntityManager, ref: string): Promise<CdrCheckRow | undefined> => {
  const [row] = await em.execute<CdrCheckRow[]>(
    `select ${CHECK_COLUMNS} from billing.cdr_check where cdr_ref = ? for update`,
    [ref],
  );
  return row;
};

const decided = async (
  em: EntityManager,
  { ref, state: was }: CdrCheckRow,
  { state, by, reason }: { state: 'ACCEPTED' | 'DISPUTED'; by: string; reason: string },
): Promise<void> => {
  await em.execute(
    `update billing.cdr_check set state = ?, changed_at = now(), decided_by = ?, decided_at = now(), decision = ?
     where cdr_ref = ?`,
    [state, by, reason, ref],
  );
  noteChange({ type: 'CdrCheck', ref, before: { state: was }, after: { state, reason } });
};
