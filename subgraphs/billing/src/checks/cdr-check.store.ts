/**
 * Checks of CDRs in PostgreSQL: which are due, what was found, and what follows for others.
 *
 * A check is claimed for a while, so that nodes share the work and that of a node that died is done by another. What
 * was found is written under one lock for all nodes: of two CDRs that exclude each other exactly one is the second.
 */
import { randomUUID } from 'node:crypto';
import { recordWriter, sql, type Frame, type Logger, type RecordWriter } from '@chargesphere/chassis';
import { foldRef, type Caller, type CDR } from '@chargesphere/schema';
import { cdrConditions } from '../cdr.search.js';
import type { CdrStore } from '../cdr.store.js';
import type { CdrFilter } from '../cdr.types.js';
import { checkAlone, failedCheck, verdictOf, type CheckState, type OwnCheck } from './cdr-check.rules.js';
import { announce, wake } from './cdr-check.events.js';
import { followUp, placeStays, siblingsOf, writeVerdicts } from './cdr-check.writing.js';
import type { CdrFacts } from './facts.js';
import type { Finding } from './finding.js';
import type { PriceCheck } from './price.rules.js';

/** What is known of the check of a CDR. */
export interface CdrCheckRow {
  /** Folded ref of the CDR. */
  ref: string;
  cpo: string;
  emsp: string;
  creditOf: string;
  state: CheckState;
  changedAt: string;
  checks: Finding[];
  claimed: PriceCheck['claimed'] | null;
  computed: PriceCheck['computed'];
  difference: { lines: PriceCheck['lines'] } | null;
  engine: string | null;
  at: string | null;
  dueAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decision: string | null;
}

export interface Claimed {
  claim: string;
  document: CDR;
}

export interface Settling {
  claim: string;
  /** Folded ref of the CDR. */
  ref: string;
  facts: CdrFacts;
}

/** How long a claim lasts; far longer than a batch takes, and nobody waits for a node that died any longer. */
const LEASE_S = 60;

export const CHECK_COLUMNS = `cdr_ref as ref, cpo, emsp, credit_of as "creditOf", state, changed_at as "changedAt",
  checks, claimed, computed, difference, engine, checked_at as at, due_at as "dueAt", decided_by as "decidedBy",
  decided_at as "decidedAt", decision`;

interface Stored {
  ref: string;
  document: CDR;
  violations: number;
}

export interface OwnChecked extends Stored {
  claim: string;
  own: OwnCheck;
}

export class CdrCheckStore {
  readonly #write: RecordWriter;

  constructor(
    private readonly frame: Frame,
    private readonly cdrs: CdrStore,
    private readonly log: Logger,
  ) {
    this.#write = recordWriter(frame.orm, frame.outbox, 'billing');
  }

  /** By ref. Ask only for CDRs that the viewer sees. */
  async ofCdrs(refs: readonly string[]): Promise<(CdrCheckRow | undefined)[]> {
    const folded = refs.map(foldRef);
    const { rows } = await this.frame.pool.query<CdrCheckRow>({
      name: 'billing.checks',
      text: `select ${CHECK_COLUMNS} from billing.cdr_check where cdr_ref = any($1)`,
      values: [folded],
    });
    const found = new Map(rows.map((row) => [row.ref, row]));
    return folded.map((ref) => found.get(ref));
  }

  /** How many of the CDRs that the caller sees have which state. */
  counts(caller: Caller, filter: CdrFilter | null): Promise<{ state: CheckState; count: number }[]> {
    const { documents } = this.cdrs;
    return documents.ask(sql`
      select k.state, count(*)::int as count from ${documents.table} t
      join billing.cdr_check k on k.cdr_ref = t.ref
      where ${documents.matching(caller, cdrConditions(filter))} group by k.state order by k.state`);
  }

  /** Takes what is due, the longest first, for `LEASE_S`. */
  async claim(limit: number): Promise<Claimed[]> {
    const { rows } = await this.frame.pool.query<Claimed>({
      name: 'billing.claim-checks',
      text: `with due as (
          select cdr_ref from billing.cdr_check where due_at <= now() order by due_at limit $1
          for update skip locked
        ), taken as (
          update billing.cdr_check k set claim = $2::uuid, due_at = now() + make_interval(secs => ${LEASE_S})
          from due where k.cdr_ref = due.cdr_ref returning k.cdr_ref
        )
        select $2 as claim, c.payload as document from taken join billing.cdr c on c.ref = taken.cdr_ref
        order by c.seq`,
      values: [limit, randomUUID()],
    });
    return rows;
  }

  /**
   * CDRs of these Sessions that came before them are due now; one that is being checked is taken from whoever does so,
   * who may not have seen the Session. Returns how many.
   */
  async recheckOf(sessions: readonly string[]): Promise<number> {
    const { count, due } = await this.#write(async (em) => {
      const found = await em.execute<unknown[]>(
        `with late as (
           select k.cdr_ref from billing.cdr c join billing.cdr_check k on k.cdr_ref = c.ref
           where c.session in (select jsonb_array_elements_text(?::jsonb)) and c.session <> '' and k.credit_of = ''
             and (k.claim is not null or k.checks @> '[{"code":"SESSION_UNKNOWN"}]'
               or k.checks @> '[{"code":"SESSION_RUNNING"}]')
           order by k.cdr_ref collate "C" for update of k
         )
         update billing.cdr_check k set due_at = now(), claim = null from late where k.cdr_ref = late.cdr_ref
         returning 1`,
        [JSON.stringify(sessions.map(foldRef))],
      );
      return { count: found.length, due: found.length > 0 ? await wake(em, this.frame.outbox) : [] };
    });
    this.frame.outbox.publish(due);
    return count;
  }

  /** Checks what was claimed by what is known of it now. Returns how many were; a claim that has passed on is left. */
  async settle(settlings: readonly Settling[]): Promise<number> {
    const checked = await this.#checkAlone(settlings);
    const families = await this.cdrs.families(checked.map(({ document }) => document));
    const written = await this.#write(async (em) => {
      await em.execute(`select pg_advisory_xact_lock(hashtext('chargesphere cdr checks'))`);
      await placeStays(em, checked);
      const siblings = await siblingsOf(em, checked);
      const verdicts = checked.map(({ ref, document, own }, i) => {
        const { original, credits } = families[i] ?? { credits: [] };
        return verdictOf(document, own, { original, credits, siblings: siblings.get(ref) ?? [] });
      });
      const own = await writeVerdicts(em, checked, verdicts);
      const { credited, isMoreDue } = await followUp(
        em,
        own.map(({ ref }) => ref),
      );
      const news = own.filter(({ isNews }) => isNews).map(({ ref }) => ref);
      const events = await announce(em, this.frame.outbox, [...new Set([...news, ...credited])]);
      return { count: own.length, events, due: isMoreDue ? await wake(em, this.frame.outbox) : [] };
    });
    written.events.publish();
    this.frame.outbox.publish(written.due);
    return written.count;
  }

  async #checkAlone(settlings: readonly Settling[]): Promise<OwnChecked[]> {
    const byRef = new Map(settlings.map((settling) => [foldRef(settling.ref), settling]));
    const stored = await this.cdrs.documents.ask<Stored>(sql`
      select t.ref, t.payload as document, coalesce(jsonb_array_length(t.violations), 0) as violations
      from ${this.cdrs.documents.table} t where t.ref = any(${[...byRef.keys()]}) order by t.seq`);
    return stored.flatMap((one) => {
      const { claim, facts } = byRef.get(one.ref) ?? {};
      return claim && facts ? { ...one, claim, own: this.#ownCheck(one, facts) } : [];
    });
  }

  #ownCheck({ ref, document, violations }: Stored, facts: CdrFacts): OwnCheck {
    try {
      return checkAlone(document, facts, violations, Date.now());
    } catch (error) {
      this.log.error({ err: error, cdr: ref }, 'could not check a CDR');
      return failedCheck();
    }
  }
}
