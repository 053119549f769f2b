/**
 * Who did what, when, and what it changed: an entry for every mutation that an operator or somebody of a partner calls,
 * also for those that are refused. It is written before the work begins, so nothing is ever done unrecorded, and it is settled in the
 * transaction of the change, so an entry that says DONE and its change are both there or neither. What is left at BEGUN
 * was cut off by the end of its process.
 *
 * Documents are written in batches with those of others, by one statement; their entries are settled right after.
 */
import { randomUUID } from 'node:crypto';
import { Problem, type Caller, type Principal } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Subscription } from '../events/bus.js';
import type { DomainEvent } from '../events/event.js';
import type { Outbox } from '../events/outbox.js';
import { Act, during, summaryOf } from './act.js';
import { auditColumns, type AuditEntry, type AuditOutcome } from './audit-entry.js';
import { subjectOf, type Mutated, type Subject } from './subject.js';

/** An entry has been written or settled; its ref is the entry's id. */
export const AUDITED = 'audit.entry';

/** Longer than any mutation takes: what is at BEGUN by then stays so. */
const ABANDONED_AFTER_S = 15 * 60;
const REASON_MAX = 2_000;

export class AuditLog {
  constructor(
    private readonly pool: Pool,
    private readonly outbox: Outbox,
    private readonly schema: string,
    private readonly log: Logger,
  ) {}

  /** Does the work on the record. Rejects with what the work rejects with, and when it cannot be recorded. */
  async watch<T>(caller: Caller, mutated: Omit<Mutated, 'result'>, work: () => Promise<T>): Promise<T> {
    const act = new Act(randomUUID());
    await this.#begin(act, caller, mutated);
    try {
      const result = await during(act, work);
      await this.#settle(
        act,
        'DONE',
        null,
        subjectOf({ ...mutated, result }, act.changes),
        outcomeIn(result),
      );
      return result;
    } catch (error) {
      const isRefusal = error instanceof Problem && error.code !== 'INTERNAL';
      const reason = error instanceof Problem ? error.message : 'The hub failed; its log says more.';
      const subject = subjectOf(mutated, act.changes);
      await this.#settle(act, isRefusal ? 'REFUSED' : 'FAILED', reason.slice(0, REASON_MAX), subject);
      throw error;
    }
  }

  /** What is settled or was cut off, the oldest first, for the trail that is kept elsewhere. */
  async waiting(limit: number): Promise<AuditEntry[]> {
    const { rows } = await this.pool.query<AuditEntry>(
      `select ${auditColumns()} from "${this.schema}".audit_entry
       where outcome <> 'BEGUN' or at <= now() - make_interval(secs => $1) order by seq limit $2`,
      [ABANDONED_AFTER_S, limit],
    );
    return rows;
  }

  /** They are in the trail. */
  async forget(ids: readonly string[]): Promise<number> {
    const { rowCount } = await this.pool.query(
      `delete from "${this.schema}".audit_entry where id::text = any($1)`,
      [ids],
    );
    return rowCount ?? 0;
  }

  /** Ids of entries as they are settled, from now on. */
  entries(): Subscription<DomainEvent> {
    return this.outbox.subscribe([AUDITED]);
  }

  async #begin(act: Act, { principal, requestId, correlationId }: Caller, mutated: Mutated): Promise<void> {
    const { type, ref, platformId } = subjectOf(mutated, []);
    const actor = actorOf(principal);
    await this.pool.query(
      `insert into "${this.schema}".audit_entry (id, at, actor_kind, actor, action, subject_type, subject, platform_id,
         before, after, request_id, correlation_id, outcome)
       values ($1, now(), $2, $3, $4, $5, $6, $7, '{}', '{}', $8, $9, 'BEGUN')`,
      [act.id, actor.kind, actor.name, mutated.action, type, ref, platformId, requestId, correlationId],
    );
  }

  /** Never rejects: what was done is done, and its entry says at least who began it. */
  async #settle(
    act: Act,
    outcome: AuditOutcome,
    reason: string | null,
    { type, ref, platformId }: Subject,
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const { before, after } = summaryOf([...act.changes, ...act.open]);
    try {
      const { rows } = await this.pool.query<{ id: string }>(
        `with settled as (
           update "${this.schema}".audit_entry set outcome = $2, reason = $3, subject_type = $4, subject = $5,
             platform_id = $6, before = $7, after = $8 where id = $1
         )
         insert into "${this.schema}".outbox (topic, ref, node) values ($9, $1, $10) returning id::text as id`,
        [
          act.id,
          outcome,
          reason,
          type,
          ref,
          platformId,
          JSON.stringify(before),
          JSON.stringify({ ...after, ...more }),
          AUDITED,
          this.outbox.node,
        ],
      );
      const id = rows[0]?.id ?? '';
      this.outbox.publish([
        { id, topic: AUDITED, ref: act.id, addressee: '', owner: '', document: undefined },
      ]);
    } catch (error) {
      this.log.error({ err: error, audit: act.id, outcome }, 'could not say in the audit log how it ended');
    }
  }
}

/** Operators by their name; who belongs to a partner by its role and the name of the account or the key. */
const actorOf = (principal: Principal): { kind: string; name: string } => {
  const { kind } = principal;
  const bearer = kind === 'platform' ? principal.bearer : undefined;
  if (bearer)
    return { kind: bearer.role.toLowerCase(), name: bearer.name ?? bearer.key ?? bearer.account ?? kind };
  return { kind, name: 'name' in principal ? principal.name : kind };
};

/** What a push of a document tells of itself. */
const outcomeIn = (result: unknown): Record<string, unknown> => {
  const { ref, outcome } = Object(result) as { ref?: unknown; outcome?: unknown };
  return typeof ref === 'string' && typeof outcome === 'string' ? { outcome } : {};
};

/** In a transaction that an operator is the cause of, after its changes were flushed: they are DONE when it commits. */
export const settleWithin = async (em: EntityManager, schema: string, act: Act): Promise<void> => {
  const { before, after } = summaryOf([...act.changes, ...act.open]);
  await em.execute(
    `update "${schema}".audit_entry set outcome = 'DONE', before = ?::jsonb, after = ?::jsonb where id = ?`,
    [JSON.stringify(before), JSON.stringify(after), act.id],
  );
};
