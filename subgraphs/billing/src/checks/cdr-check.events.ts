/** What is told of checks: that a CDR has been checked, to those who see it, and that checks are due, to the hub. */
import type { DomainEvent, Outbox, Scope } from '@chargesphere/chassis';
import type { CDR } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CDR_RECEIVED, keysOf } from '../cdr.kind.js';
import { isVisible, isWanted, routesOf } from '../cdr.rules.js';
import type { CdrFilter } from '../cdr.types.js';
import type { CheckState } from './cdr-check.rules.js';
import type { FindingCode } from './finding.js';

/** A check of a CDR has a result, or its state has changed. */
export const CDR_CHECKED = 'cdr.checked';
/** A CDR is to be checked that was stored before. */
export const CHECK_DUE = 'cdr.check-due';
/** A CDR that was made here is to be pushed. */
export const PUSH_DUE = 'cdr.push-due';

/** Codes are part of it so that whoever waits for some need not look at all. */
interface Detail {
  state: CheckState;
  codes: FindingCode[];
}

const checkedKey = (key: string): string => (key === CDR_RECEIVED ? CDR_CHECKED : `checked ${key}`);

/** Every key under which it is told that a CDR was checked, besides the topic. */
export const checkedKeysOf = (event: Pick<DomainEvent<CDR>, 'document' | 'addressee'>): string[] =>
  keysOf(event).map(checkedKey);

/** The narrowest keys that carry every event the filter wants and the viewer may see. */
export const checkedRoutesOf = (filter: CdrFilter | null | undefined, scope: Scope): string[] =>
  routesOf(filter, scope).map(checkedKey);

export const isCheckWanted = (
  filter: CdrFilter | null | undefined,
  scope: Scope,
  event: DomainEvent<CDR>,
): boolean => {
  const { state, codes } = event.detail as Detail;
  return (
    event.document !== undefined &&
    isVisible(scope, event) &&
    (!filter?.checkState || filter.checkState === state) &&
    (!filter?.checkCode || codes.includes(filter.checkCode)) &&
    isWanted({ ...filter, checkState: null, checkCode: null }, event.document)
  );
};

type Written = Omit<DomainEvent<CDR>, 'topic'>;

/** Writes the events into the transaction at hand; publish them after its commit. */
export const announce = async (
  em: EntityManager,
  outbox: Outbox,
  refs: readonly string[],
): Promise<{ publish(): void }> => {
  const rows = await em.execute<Written[]>(
    `with told as (
       insert into billing.outbox (topic, ref, addressee, owner, node, detail)
       select '${CDR_CHECKED}', k.cdr_ref, c.recipient, k.cpo, ?::uuid, jsonb_build_object('state', k.state,
         'codes', jsonb_path_query_array(k.checks, '$[*].code'))
       from billing.cdr_check k join billing.cdr c on c.ref = k.cdr_ref
       where k.cdr_ref in (select jsonb_array_elements_text(?::jsonb)) order by c.seq
       returning id, ref, addressee, owner, detail
     )
     select told.id::text as id, told.ref, told.addressee, told.owner, told.detail, c.payload as document
     from told join billing.cdr c on c.ref = told.ref order by told.id`,
    [outbox.node, JSON.stringify(refs)],
  );
  const events = rows.map((row): DomainEvent<CDR> => ({ ...row, topic: CDR_CHECKED }));
  return {
    publish: () => outbox.publish(events, (event) => checkedKeysOf(event as DomainEvent<CDR>)),
  };
};

/** Says, in the transaction at hand, that something is due; publish it after its commit. */
export const wake = async (
  em: EntityManager,
  outbox: Outbox,
  topic: typeof CHECK_DUE | typeof PUSH_DUE = CHECK_DUE,
): Promise<DomainEvent[]> => {
  const rows = await em.execute<{ id: string }[]>(
    `insert into billing.outbox (topic, ref, owner, node) values (?, '', '', ?::uuid) returning id::text as id`,
    [topic, outbox.node],
  );
  return rows.map(({ id }) => ({
    id,
    topic,
    ref: '',
    addressee: '',
    owner: '',
    document: undefined,
  }));
};
