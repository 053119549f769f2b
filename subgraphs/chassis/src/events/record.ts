/**
 * Changes of records of our own, with their events: both are written in one MikroORM transaction, and the events are
 * published after its commit, so that nobody hears of what did not happen and nothing happens unheard.
 *
 * Documents have a faster way of their own (one statement, see store/document-store.ts); records are rare and related.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { actInProgress } from '../audit/act.js';
import { settleWithin } from '../audit/audit-log.js';
import type { Orm } from '../database/orm.js';
import { refusalOf, withOneRetry } from '../store/failures.js';
import type { DomainEvent } from './event.js';
import type { Outbox } from './outbox.js';

export interface RecordEvent {
  /** Past tense: `platform.changed`. */
  topic: string;
  /** The record's id. */
  ref: string;
  /** Folded ref of the party it belongs to, if any. */
  owner?: string;
  /** What the event says beyond its ref; small and without secrets, other nodes read it from the outbox. */
  detail?: unknown;
  /** Keys besides the topic under which this process hears of it; other nodes derive theirs (`Outbox.knows`). */
  routes?: readonly string[];
}

/** Adds an event to the transaction at hand. */
export type Note = (event: RecordEvent) => void;

/** Runs work in a transaction of its own; it may run twice when PostgreSQL asks for it (deadlock). */
export type RecordWriter = <T>(work: (em: EntityManager, note: Note) => Promise<T>) => Promise<T>;

export const recordWriter = (orm: Orm, outbox: Outbox, schema: string): RecordWriter => {
  const insert = `insert into "${schema}".outbox (topic, ref, owner, detail, node) values (?, ?, ?, ?::jsonb, ?) returning id::text as id`;

  const append = async (em: EntityManager, event: RecordEvent): Promise<DomainEvent> => {
    const { topic, ref, owner = '', detail } = event;
    const values = [topic, ref, owner, detail === undefined ? null : JSON.stringify(detail), outbox.node];
    const [row] = await em.execute<{ id: string }[]>(insert, values);
    return { id: row?.id ?? '', topic, ref, addressee: '', owner, document: undefined, detail };
  };

  return async (work) => {
    const act = actInProgress();
    const attempt = () =>
      orm.em.fork().transactional(async (em) => {
        const noted: RecordEvent[] = [];
        if (act) act.open = [];
        const result = await work(em, (event) => noted.push(event));
        await em.flush();
        if (act) await settleWithin(em, schema, act);
        const events: DomainEvent[] = [];
        for (const event of noted) events.push(await append(em, event));
        return { result, noted, events };
      });
    const { result, noted, events } = await withOneRetry(attempt).catch((error: unknown) => {
      if (act) act.open = []; // it was not written
      throw refusalOf(error);
    });
    act?.keep();
    events.forEach((event, i) => outbox.publish([event], () => [...(noted[i]?.routes ?? [])]));
    return result;
  };
};
