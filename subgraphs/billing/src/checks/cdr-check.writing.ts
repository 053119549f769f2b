/**
 * What one batch of checks writes, in one transaction: where its CDRs stood, what was found, and what follows for other
 * CDRs. Every statement is about the whole batch.
 */
import { canonicalDateTime, instantOf } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { exact, written } from './amount.js';
import { ENGINE, type Verdict } from './cdr-check.rules.js';
import type { OwnChecked } from './cdr-check.store.js';
import type { Sibling } from './facts.js';
import { againAfter } from './finding.js';
import { evseOf } from './match.rules.js';
import { stayOf } from './relation.rules.js';

/** How long before a charge others at its EVSE may have begun that still last. */
const STAY_MAX = '14 days';
const SIBLINGS_MAX = 20;

const timeOf = (time: string): string | null =>
  instantOf(time) === undefined ? null : canonicalDateTime(time);

/** First of all, so that CDRs of one batch find each other. */
export const placeStays = async (em: EntityManager, checked: readonly OwnChecked[]): Promise<void> => {
  const stays = checked.flatMap(({ ref, document }) => {
    const [evse, stay] = [evseOf(document), document.credit === true ? undefined : stayOf(document)];
    if (!evse || !stay) return [];
    const [from, to] = stay.map((at) => new Date(at).toISOString());
    return { ref, evse, from, to };
  });
  await em.execute(
    `update billing.cdr_check k set evse = s.evse, stay_from = s."from", stay_to = s."to"
     from jsonb_to_recordset(?::jsonb) as s(ref text, evse text, "from" timestamptz, "to" timestamptz)
     where k.cdr_ref = s.ref`,
    [JSON.stringify(stays)],
  );
};

/**
 * Others of the same Session, or at the same EVSE meanwhile, that were checked before or come first in this batch. One
 * that was found to be second to this very CDR is none.
 */
export const siblingsOf = async (
  em: EntityManager,
  checked: readonly OwnChecked[],
): Promise<Map<string, Sibling[]>> => {
  const rows = await em.execute<(Sibling & { of: string })[]>(
    `with asked as (select a.ref from jsonb_array_elements_text(?::jsonb) as a(ref))
     select asked.ref as of, k.cdr_ref as ref, k.emsp, c.payload as document
     from asked
     join billing.cdr_check own on own.cdr_ref = asked.ref and own.credit_of = ''
     join billing.cdr self on self.ref = asked.ref
     cross join lateral (
       (select o.cdr_ref as ref from billing.cdr_check o
        where o.evse = own.evse and o.stay_from < own.stay_to and o.stay_to > own.stay_from
          and o.stay_from > own.stay_from - interval '${STAY_MAX}'
        order by o.stay_from limit ${SIBLINGS_MAX})
       union
       (select x.ref from billing.cdr x where x.session = self.session and x.session <> ''
        order by x.seq limit ${SIBLINGS_MAX})
     ) near
     join billing.cdr_check k on k.cdr_ref = near.ref
     join billing.cdr c on c.ref = near.ref
     where near.ref <> asked.ref and k.credit_of = '' and k.state <> 'CREDITED'
       and (k.checked_at is not null or (c.seq < self.seq and k.cdr_ref in (select ref from asked)))
       and not k.checks @> jsonb_build_array(jsonb_build_object('other', asked.ref))`,
    [JSON.stringify(checked.map(({ ref }) => ref))],
  );
  return Map.groupBy(rows, ({ of }) => of);
};

export interface WrittenVerdict {
  ref: string;
  /** It is the first verdict or one that was asked for, or says something else than the one before. */
  isNews: boolean;
}

/** What people have decided and what was taken back stays so, whatever is found. */
export const writeVerdicts = async (
  em: EntityManager,
  checked: readonly OwnChecked[],
  verdicts: readonly Verdict[],
): Promise<WrittenVerdict[]> => {
  const records = checked.map(({ ref, claim, document, own: { price } }, i) => ({
    ref,
    claim,
    state: verdicts[i]?.state,
    checks: verdicts[i]?.findings ?? [],
    again_1: againAfter(verdicts[i]?.findings ?? [], 0),
    again_2: againAfter(verdicts[i]?.findings ?? [], 1),
    claimed: price?.claimed ?? null,
    computed: price?.computed ?? null,
    difference: price ? { lines: price.lines } : null,
    total_before: price?.claimed.before_taxes,
    total_after: price?.claimed.after_taxes,
    kwh: written(exact(document.total_energy)),
    cdr_end: timeOf(document.end_date_time),
  }));
  return em.execute<WrittenVerdict[]>(
    `with verdict as (
       select v.*, k.state as was, k.rounds = 0 or k.checks <> v.checks as is_news,
         case when k.decided_by is not null or k.state in ('CREDITED', 'DISPUTED') then k.state else v.state end as becomes,
         case k.rounds when 0 then v.again_1 when 1 then v.again_2 end as again_ms
       from jsonb_to_recordset(?::jsonb) as v(ref text, claim uuid, state text, checks jsonb, again_1 float8,
         again_2 float8, claimed jsonb, computed jsonb, difference jsonb, total_before numeric, total_after numeric,
         kwh numeric, cdr_end timestamptz)
       join billing.cdr_check k on k.cdr_ref = v.ref and k.claim = v.claim
       order by k.cdr_ref collate "C" for update of k
     )
     update billing.cdr_check k set state = v.becomes,
       changed_at = case when v.becomes = v.was and k.checked_at is not null then k.changed_at else now() end,
       checks = v.checks, claimed = nullif(v.claimed, 'null'), computed = nullif(v.computed, 'null'),
       difference = nullif(v.difference, 'null'), total_before = v.total_before, total_after = v.total_after,
       kwh = v.kwh, cdr_end = v.cdr_end, engine = '${ENGINE}', checked_at = now(), rounds = k.rounds + 1, claim = null,
       due_at = now() + v.again_ms * interval '1 millisecond'
     from verdict v where k.cdr_ref = v.ref
     returning k.cdr_ref as ref, v.is_news or v.becomes <> v.was as "isNews"`,
    [JSON.stringify(records)],
  );
};

/** An accepted credit CDR settles its original; what was found because of an original that is gone is looked at again. */
export const followUp = async (
  em: EntityManager,
  refs: readonly string[],
): Promise<{ credited: string[]; isMoreDue: boolean }> => {
  const asked = JSON.stringify(refs);
  const credited = await em.execute<{ ref: string }[]>(
    `with asked as (select jsonb_array_elements_text(?::jsonb) as ref), credit as (
       select k.cdr_ref, k.credit_of, k.emsp from billing.cdr_check k join asked on k.cdr_ref = asked.ref
       where k.credit_of <> '' and k.state = 'ACCEPTED'
       union
       select k.cdr_ref, k.credit_of, k.emsp from billing.cdr_check k join asked on k.credit_of = asked.ref
       where k.credit_of <> '' and k.state = 'ACCEPTED'
     )
     update billing.cdr_check o set state = 'CREDITED', changed_at = now() from credit
     where o.cdr_ref = credit.credit_of and o.emsp = credit.emsp and o.state <> 'CREDITED' and o.credit_of = ''
     returning o.cdr_ref as ref`,
    [asked],
  );
  // Credit CDRs that came before their original.
  const due = await em.execute<{ ref: string }[]>(
    `with asked as (select jsonb_array_elements_text(?::jsonb) as ref)
     update billing.cdr_check k set due_at = now(), claim = null from asked
     where k.credit_of = asked.ref and k.credit_of <> '' and k.state = 'FLAGGED' and k.decided_by is null
       and k.cdr_ref not in (select ref from asked)
     returning k.cdr_ref as ref`,
    [asked],
  );
  if (credited.length > 0) due.push(...(await settleCredited(em, credited)));
  return { credited: credited.map(({ ref }) => ref), isMoreDue: due.length > 0 };
};

/** Their disputes end, and CDRs that were second to them may be right now. Returns those to be checked again. */
const settleCredited = async (
  em: EntityManager,
  credited: readonly { ref: string }[],
): Promise<{ ref: string }[]> => {
  const gone = JSON.stringify(credited.map(({ ref }) => ref));
  await em.execute(
    `update billing.cdr_dispute d set outcome = 'CREDITED', closed_at = now(), closed_by = k.cpo,
       closing = 'Taken back by a credit CDR.'
     from jsonb_array_elements_text(?::jsonb) as gone(ref) join billing.cdr_check k on k.cdr_ref = gone.ref
     where d.cdr_ref = gone.ref and d.closed_at is null`,
    [gone],
  );
  return em.execute<{ ref: string }[]>(
    `update billing.cdr_check k set due_at = now(), claim = null from jsonb_array_elements_text(?::jsonb) as gone(ref)
     where k.checks @> jsonb_build_array(jsonb_build_object('other', gone.ref)) and k.state = 'FLAGGED'
       and k.decided_by is null
     returning k.cdr_ref as ref`,
    [gone],
  );
};
