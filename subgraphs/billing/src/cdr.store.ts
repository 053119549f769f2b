/** CDRs in PostgreSQL: stored once with the evidence of what came, and read with what belongs to them. */
import { createHash } from 'node:crypto';
import { and, DocumentStore, or, refusalOf, requireOwner, sql, type Frame } from '@chargesphere/chassis';
import { foldRef, ownerOf, Problem, refOf, type Caller, type CDR } from '@chargesphere/schema';
import { CDR_RECEIVED, cdrKind, cdrRef, emspOf, originalOf, keysOf } from './cdr.kind.js';
import { CDR_CHECKED, checkedKeysOf } from './checks/cdr-check.events.js';
import { differs, recipientOf, type CreditFamily } from './cdr.rules.js';
import type { CdrEvidence, PostResult } from './cdr.types.js';
import { canonicalJson, isSameContent } from './content.rules.js';
import { Insertion } from './insertion.store.js';

export interface CdrPost {
  document: CDR;
  addressee?: string | null | undefined;
  addresseeRole?: string | null | undefined;
  /** SHA-256 of the bytes received, hexadecimal. */
  digest?: string | null | undefined;
}

/** A CDR of a Session, and whether a credit CDR takes it back. */
export interface SessionCdr {
  document: CDR;
  isCredited: boolean;
}

/** CDRs of one Session at the most; a charge has one or two, a corrected one three. */
export const SESSION_CDRS_MAX = 100;

/** A party that an invoice may be for, and how many of its CDRs are known with that party. */
export interface Partner {
  party: string;
  known: number;
}

export class CdrStore {
  /** Reading, scoped to the viewer. Its writing is refused by the table. */
  readonly documents: DocumentStore<CDR>;
  readonly #insertion: Insertion<CDR>;

  constructor(frame: Frame) {
    const { pool, outbox } = frame;
    this.documents = new DocumentStore(cdrKind, pool, outbox);
    this.#insertion = new Insertion(cdrKind, frame, { topic: CDR_RECEIVED, routes: keysOf });
    outbox.knows(CDR_RECEIVED, (keys) => this.#forEvents(keys, keysOf));
    outbox.knows(CDR_CHECKED, (keys) => this.#forEvents(keys, checkedKeysOf));
  }

  /** Stores a CDR that is not there yet (CDR-001); the same again changes nothing, another is refused (CDR-011). */
  async post(caller: Caller, { document, addressee, addresseeRole, digest }: CdrPost): Promise<PostResult> {
    requireOwner(caller, ownerOf(cdrRef(document)), cdrKind.visibility);
    const recipient = recipientOf(document, addressee, addresseeRole);
    try {
      const columns = { recipient, ...evidenceOf(document, digest) };
      const { isNew, stored } = await this.#insertion.insert({ document, columns, addressee: recipient });
      if (isNew) return { ref: cdrRef(document), outcome: 'CREATED', stored };
      if (!stored || !isSameContent(stored, document)) throw differs(cdrRef(stored ?? document));
      return { ref: cdrRef(stored), outcome: 'SAME', stored };
    } catch (error) {
      throw refusalOf(error); // a document nested too deep to be printed, for one
    }
  }

  /** By ref. Ask only for what the viewer sees. */
  async evidence(refs: readonly string[]): Promise<(CdrEvidence | undefined)[]> {
    const folded = refs.map(foldRef);
    const rows = await this.documents.ask<CdrEvidence & { ref: string }>(sql`
      select t.ref, t.digest, t.digest_of as of,
        to_char(t.stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "storedAt"
      from ${this.documents.table} t where t.ref = any(${folded})`);
    const found = new Map(rows.map((row) => [row.ref, row]));
    return folded.map((ref) => found.get(ref));
  }

  /**
   * What CDR-025 asks about each. A credit CDR and its original have the same two parties or are strangers to each
   * other, so nobody learns here of a CDR they may not see.
   */
  async families(cdrs: readonly CDR[]): Promise<CreditFamily[]> {
    const originals = cdrs.map((cdr) => originalOf(cdr) ?? foldRef(cdrRef(cdr)));
    const { table } = this.documents;
    const rows = await this.documents.ask<{ original: CDR | null; credits: string[] | null }>(sql`
      select o.payload as original, k.credits
      from unnest(${originals}::text[], ${cdrs.map(emspOf)}::text[]) with ordinality as asked(ref, emsp, n)
      left join ${table} o on o.ref = asked.ref and o.emsp = asked.emsp
      left join lateral (
        select array_agg(first.ref order by first.seq) as credits from (
          select c.ref, c.seq from ${table} c
          where c.credit_of = asked.ref and c.credit_of <> '' and c.emsp = asked.emsp order by c.seq limit 2
        ) first
      ) k on true
      order by asked.n`);
    return rows.map(({ original, credits }) => ({ original: original ?? undefined, credits: credits ?? [] }));
  }

  /** The CDRs of each Session that the caller may see, the latest ones, in the order they came. */
  async ofSessions(caller: Caller, sessions: readonly string[]): Promise<SessionCdr[][]> {
    const folded = sessions.map(foldRef);
    const { table } = this.documents;
    const found = await this.documents.ask<SessionCdr & { session: string }>(sql`
      select asked.session, latest.document, latest."isCredited"
      from unnest(${[...new Set(folded)]}::text[]) as asked(session)
      cross join lateral (
        select t.seq, t.payload as document, exists (
          select from ${table} c where c.credit_of = t.ref and c.credit_of <> '' and c.emsp = t.emsp
        ) as "isCredited"
        from ${table} t
        where t.session = asked.session and t.session <> '' and ${this.documents.matching(caller)}
        order by t.seq desc limit ${SESSION_CDRS_MAX}
      ) latest order by latest.seq`);
    const bySession = Map.groupBy(found, ({ session }) => session);
    return folded.map((session) => bySession.get(session) ?? []);
  }

  /**
   * Which parties the CDRs of these ids may be between, seen from the owner of a reconciliation record: CDRs of its own
   * (direct billing), or of other CPOs with its tokens (reverse billing), whose ids are namespaces of their own (INV-011).
   */
  partners(caller: Caller, owner: string, ids: readonly string[]): Promise<Partner[]> {
    const folded = ids.map((id) => foldRef(refOf(id)));
    const own = sql`t.ref = any(${folded.map((id) => `${owner}/${id}`)})`;
    const others = and([sql`t.emsp = ${owner}`, sql`t.cdr_id = any(${folded})`]);
    const visible = this.documents.matching(caller, [or([own, others]), sql`t.owner <> t.emsp`]);
    return this.documents.ask<Partner>(sql`
      select case when t.owner = ${owner} then t.emsp else t.owner end as party,
        count(distinct t.cdr_id)::int as known
      from ${this.documents.table} t where ${visible} group by t.owner, t.emsp order by known desc, party limit 20`);
  }

  /** Documents for events that another node wrote. */
  async #forEvents(
    keys: readonly { ref: string; addressee: string }[],
    routesOf: typeof keysOf,
  ): Promise<({ document: CDR; routes: string[] } | undefined)[]> {
    const documents = await this.documents.getMany(
      asHub,
      keys.map(({ ref }) => ref),
    );
    return keys.map(({ addressee }, i) => {
      const document = documents[i];
      return document && { document, routes: routesOf({ document, addressee }) };
    });
  }
}

const asHub: Caller = { principal: { kind: 'system', name: 'billing' }, requestId: '', correlationId: '' };

/** CDR-009. Without the digest of the bytes, that of the document in a spelling everybody can make again. */
const evidenceOf = (document: CDR, given: string | null | undefined) => {
  if (!given)
    return {
      digest: createHash('sha256').update(canonicalJson(document), 'utf8').digest('hex'),
      digest_of: 'CANONICAL_JSON',
    };
  if (/^[0-9a-f]{64}$/i.test(given)) return { digest: given.toLowerCase(), digest_of: 'BYTES' };
  throw new Problem(
    'INVALID_INPUT',
    `"${given}" is no SHA-256 digest; send the 64 hexadecimal digits of the body's bytes, or leave the digest out.`,
  );
};
