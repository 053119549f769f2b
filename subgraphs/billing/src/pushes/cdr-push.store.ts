/**
 * Which CDRs made here are still to be handed over for delivery to their eMSP. Claimed for a while like checks, so that
 * nodes share the work and that of a node that died is done by another; what is handed over twice is delivered once.
 */
import { randomUUID } from 'node:crypto';
import { recordWriter, type Frame, type RecordWriter } from '@chargesphere/chassis';
import { foldRef, type CDR } from '@chargesphere/schema';
import { PUSH_DUE, wake } from '../checks/cdr-check.events.js';

/** QUEUED is on its way by the hub's deliveries; UNREACHABLE has no party here that it could go to. */
export const pushOutcomes = ['QUEUED', 'UNREACHABLE'] as const;
export type PushOutcome = (typeof pushOutcomes)[number];

export interface ClaimedPush {
  claim: string;
  /** Folded ref of the CDR. */
  ref: string;
  /** Folded ref of the party. */
  receiver: string;
  document: CDR;
}

export interface PushResult {
  claim: string;
  ref: string;
  outcome: PushOutcome;
}

/** How long a claim lasts. */
const LEASE_S = 60;

export class CdrPushStore {
  readonly #write: RecordWriter;

  constructor(private readonly frame: Frame) {
    this.#write = recordWriter(frame.orm, frame.outbox, 'billing');
  }

  /** Stores a CDR by `store`; as soon as it is there, it is due to be pushed to the party. */
  async withPush(ref: string, receiver: string, store: () => Promise<unknown>): Promise<void> {
    const folded = foldRef(ref);
    await this.frame.pool.query(
      'insert into billing.cdr_push (cdr_ref, receiver) values ($1, $2) on conflict (cdr_ref) do nothing',
      [folded, foldRef(receiver)],
    );
    await store();
    const due = await this.#write((em) => wake(em, this.frame.outbox, PUSH_DUE));
    this.frame.outbox.publish(due);
  }

  /** Takes what is due and stored, the longest first, for `LEASE_S`. */
  async claim(limit: number): Promise<ClaimedPush[]> {
    const { rows } = await this.frame.pool.query<ClaimedPush>({
      name: 'billing.claim-pushes',
      text: `with due as (
          select p.cdr_ref from billing.cdr_push p
          where p.outcome is null and p.due_at <= now()
            and exists (select from billing.cdr c where c.ref = p.cdr_ref)
          order by p.due_at limit $1 for update skip locked
        ), taken as (
          update billing.cdr_push p set claim = $2::uuid, due_at = now() + make_interval(secs => ${LEASE_S})
          from due where p.cdr_ref = due.cdr_ref returning p.cdr_ref, p.receiver
        )
        select $2 as claim, taken.cdr_ref as ref, taken.receiver, c.payload as document
        from taken join billing.cdr c on c.ref = taken.cdr_ref order by c.seq`,
      values: [limit, randomUUID()],
    });
    return rows;
  }

  /** How many were settled; a claim that has passed on is left. */
  async settle(results: readonly PushResult[]): Promise<number> {
    const { rowCount } = await this.frame.pool.query(
      `update billing.cdr_push p set outcome = r.outcome, settled_at = now(), claim = null
       from jsonb_to_recordset($1::jsonb) as r(ref text, claim uuid, outcome text)
       where p.cdr_ref = r.ref and p.claim = r.claim and p.outcome is null`,
      [JSON.stringify(results.map((result) => ({ ...result, ref: foldRef(result.ref) })))],
    );
    return rowCount ?? 0;
  }
}
