/** Alarms: raised in the transaction of their cause, once for as long as it lasts, and cleared when it is over. */
import { and, raw, recordPage, sql, type Page, type PageInput } from '@chargesphere/chassis';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { alarmRaised } from './alarm.events.js';
import type { Alarm, AlarmFilter } from './alarm.record.js';
import { ALARM_KEEP_MS, FORGIVEN_AFTER_MS, type AlarmKind } from './alarm.rules.js';
import { instant, instantOrNull } from './health-instant.js';
import type { Ground } from './ground.js';
import { isPlatformId } from './platform.store.js';
import { shownText } from './pull.rules.js';

/** What is written down of an alarm. */
export interface Cause {
  platformId: string;
  kind: AlarmKind;
  reason: string;
  http?: number | null;
}

type Note = Parameters<Parameters<Ground['write']>[0]>[1];

const ALARM = raw(`id, seq::float8 as seq, platform_id as "platformId", kind, reason, http, count,
  raised_at as "raisedAt", last_at as "lastAt", cleared_at as "clearedAt"`);

/** What is no id of ours matches nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Alarms of a platform shown beside it; there is one of each kind at the most. */
const REMOVED_AT_ONCE = 1_000;

export class AlarmStore {
  constructor(
    private readonly pool: Pool,
    private readonly ground: Ground,
  ) {}

  raise(cause: Cause): Promise<void> {
    return this.ground.write((em, note) => raiseAlarm(em, note, cause, this.ground.now()));
  }

  /** An operator has seen to it; undefined when there is none that lasts. */
  async clear(id: string): Promise<Alarm | undefined> {
    if (!isPlatformId(id)) return undefined;
    const [alarm] = await this.#read(
      sql`update parties.alarm set cleared_at = ${this.ground.now()} where id = ${id} and cleared_at is null
        returning ${ALARM}`,
    );
    return alarm;
  }

  /** Messages of these platforms were accepted: what was refused long enough ago is forgiven. */
  async forgive(platformIds: readonly string[]): Promise<void> {
    const now = this.ground.now();
    await this.pool.query(
      `update parties.alarm set cleared_at = $2
       where platform_id = any($1) and kind = 'MESSAGE_REFUSED' and cleared_at is null and last_at <= $3`,
      [platformIds, now, new Date(now.getTime() - FORGIVEN_AFTER_MS)],
    );
  }

  /** Newest first. */
  page(filter: AlarmFilter | null | undefined, page: PageInput | null | undefined): Promise<Page<Alarm>> {
    const where = [
      filter?.kinds ? sql`kind = any(${filter.kinds}::text[])` : undefined,
      filter?.platformId
        ? sql`platform_id = ${isPlatformId(filter.platformId) ? filter.platformId : NOBODY}`
        : undefined,
      filter?.isOpen === true ? raw('cleared_at is null') : undefined,
      filter?.isOpen === false ? raw('cleared_at is not null') : undefined,
    ];
    return recordPage<Alarm>(page, {
      list: (position, limit) =>
        this.#read(sql`select ${ALARM} from parties.alarm
          where ${and([...where, position ? sql`seq < ${position}` : undefined])}
          order by seq desc limit ${limit}`),
      count: async () => {
        const query = sql`select count(*)::int as total from parties.alarm where ${and(where)}`;
        const { rows } = await this.pool.query<{ total: number }>(query.toQuery());
        return rows[0]?.total ?? 0;
      },
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  async find(id: string): Promise<Alarm | undefined> {
    if (!isPlatformId(id)) return undefined;
    return (await this.#read(sql`select ${ALARM} from parties.alarm where id = ${id}`))[0];
  }

  /** Those that last, in the order asked for. */
  async openOf(platformIds: readonly string[]): Promise<Alarm[][]> {
    const alarms = await this.#read(sql`select ${ALARM} from parties.alarm
      where platform_id = any(${platformIds}::uuid[]) and cleared_at is null order by seq`);
    const byPlatform = Map.groupBy(alarms, ({ platformId }) => platformId);
    return platformIds.map((id) => byPlatform.get(id) ?? []);
  }

  async removeOld(): Promise<void> {
    const before = new Date(this.ground.now().getTime() - ALARM_KEEP_MS);
    await this.pool.query(
      `delete from parties.alarm where id = any(array(
        select id from parties.alarm where cleared_at < $1 limit $2 for update skip locked))`,
      [before, REMOVED_AT_ONCE],
    );
  }

  async #read(query: ReturnType<typeof sql>): Promise<Alarm[]> {
    const { rows } = await this.pool.query<Alarm>(query.toQuery());
    return rows.map((row) => ({
      ...row,
      raisedAt: instant(row.raisedAt),
      lastAt: instant(row.lastAt),
      clearedAt: instantOrNull(row.clearedAt),
    }));
  }
}

/** Also in a transaction that does more. Only what was not an alarm yet is told. */
export const raiseAlarm = async (
  em: EntityManager,
  note: Note,
  { platformId, kind, reason, http = null }: Cause,
  now: Date,
): Promise<void> => {
  const [alarm] = await em.execute<{ id: string; count: number }[]>(
    `insert into parties.alarm as a (platform_id, kind, reason, http, raised_at, last_at)
     select id, ?, ?, ?, ?, ? from parties.platform where id = ?
     on conflict (platform_id, kind) where cleared_at is null
     do update set count = a.count + 1, last_at = excluded.last_at, reason = excluded.reason, http = excluded.http
     returning id, count`,
    [kind, shownText(reason), http, now, now, platformId],
  );
  if (alarm?.count === 1) note(alarmRaised(alarm.id, { platformId, kind }));
};

/** Whatever raised them is over. */
export const clearAlarms = async (
  em: EntityManager,
  platformId: string,
  kinds: readonly AlarmKind[],
  now: Date,
): Promise<void> => {
  await em.execute(
    `update parties.alarm set cleared_at = ?
     where platform_id = ? and cleared_at is null and kind = any(string_to_array(?, ','))`,
    [now, platformId, kinds.join(',')],
  );
};
