/**
 * When platforms were last heard and how they are (HCI-020, HCI-021). Signs of life come in batches every few seconds
 * and cost one statement; only a platform that was OFFLINE and is heard again costs a transaction of its own.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { AlarmStore } from './alarm.store.js';
import type { Ground } from './ground.js';
import { instantOrNull } from './health-instant.js';
import type { Health } from './health.record.js';
import { setRoleStatus } from './party.store.js';
import type { Platform } from './platform.entity.js';
import { platformChanged, type PlatformChangeKind } from './platform.events.js';
import { nextStatus } from './platform.rules.js';
import { isPlatformId, lockPlatform, moveTo } from './platform.store.js';
import { SAME_TROUBLE_MS, circuitPause, type ProbeTimes } from './probe.rules.js';
import { shownText } from './pull.rules.js';
import { between } from './record-bounds.js';
import { PartyRole } from './role.entity.js';

/** Signs of life in one batch at the most. */
const SIGNS_MAX = 10_000;

/** When a platform last sent a message, and when it last gave a good answer. */
export interface Sign {
  platformId: string;
  heardAt?: string | null;
  answeredAt?: string | null;
}

/** Ids of platforms. */
export interface Troubled {
  offline: string[];
  /** Of those that are CONNECTED. */
  openCircuits: string[];
}

export class HealthStore {
  constructor(
    private readonly pool: Pool,
    private readonly ground: Ground,
    private readonly alarms: AlarmStore,
    private readonly times: ProbeTimes,
  ) {}

  /** Ids of those that were OFFLINE and are CONNECTED again (HCI-021). */
  async hear(signs: readonly Sign[]): Promise<string[]> {
    between(signs.length, 0, SIGNS_MAX, 'signs');
    const known = signs.filter(({ platformId }) => isPlatformId(platformId));
    if (known.length === 0) return [];
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'parties.hear',
      text: HEAR,
      values: [
        known.map(({ platformId }) => platformId),
        known.map(({ heardAt }) => heardAt ?? null),
        known.map(({ answeredAt }) => answeredAt ?? null),
        this.times.silence_ms / 1000,
      ],
    });
    const answered = known.filter(({ answeredAt }) => answeredAt).map(({ platformId }) => platformId);
    if (answered.length > 0) await this.alarms.forgive(answered);
    const back: string[] = [];
    for (const { id } of rows) if (await this.#isBack(id)) back.push(id);
    return back;
  }

  /** In the order asked for. */
  async ofPlatforms(platformIds: readonly string[]): Promise<(Health | undefined)[]> {
    const { rows } = await this.pool.query<Health>(
      `select platform_id as "platformId", heard_at as "heardAt", offline_since as "offlineSince",
         probed_at as "probedAt", probe_ok as "probeOk", probe_http as "probeHttp", probe_reason as "probeReason",
         probe_ms as "probeMs", circuit_opened_at as "circuitOpenedAt", circuit_reason as "circuitReason"
       from parties.health where platform_id = any($1)`,
      [platformIds],
    );
    const found = new Map(rows.map((row) => [row.platformId, datedHealth(row)]));
    return platformIds.map((id) => found.get(id));
  }

  /** It left several messages in a row unanswered: no node sends it any until it answers a probe. */
  async openCircuit(platformId: string, reason: string): Promise<void> {
    await this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      if (platform.status !== 'CONNECTED') return; // nothing is sent to it anyway
      const now = this.ground.now();
      const [{ openings, isOpen } = { openings: 0, isOpen: false }] = await em.execute<
        { openings: number; isOpen: boolean }[]
      >(
        `select circuit_opened_at is not null as "isOpen",
           case when circuit_closed_at > ? then circuit_openings else 0 end as openings
         from parties.health where platform_id = ? for update`,
        [new Date(now.getTime() - SAME_TROUBLE_MS), platform.id],
      );
      if (isOpen) return;
      const due = new Date(now.getTime() + circuitPause(openings + 1, this.times));
      await em.execute(
        `insert into parties.health (platform_id, circuit_opened_at, circuit_openings, circuit_reason, due_at)
         values (?, ?, ?, ?, ?)
         on conflict (platform_id) do update set circuit_opened_at = excluded.circuit_opened_at, due_at = excluded.due_at,
           circuit_openings = excluded.circuit_openings, circuit_reason = excluded.circuit_reason`,
        [platform.id, now, openings + 1, shownText(reason), due],
      );
      note(platformChanged(platform.id, 'CIRCUIT_OPENED'));
    });
  }

  async troubled(): Promise<Troubled> {
    const { rows } = await this.pool.query<{ id: string; status: string; isOpen: boolean }>(
      `select p.id, p.status, h.circuit_opened_at is not null as "isOpen"
       from parties.platform p left join parties.health h on h.platform_id = p.id
       where p.status = 'OFFLINE' or (p.status = 'CONNECTED' and h.circuit_opened_at is not null)`,
    );
    const idsOf = (isSo: (row: { status: string; isOpen: boolean }) => boolean): string[] =>
      rows.filter(isSo).map(({ id }) => id);
    return {
      offline: idsOf(({ status }) => status === 'OFFLINE'),
      openCircuits: idsOf(({ status, isOpen }) => status === 'CONNECTED' && isOpen),
    };
  }

  /** False when somebody else has noticed before. */
  #isBack(platformId: string): Promise<boolean> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      if (platform.status !== 'OFFLINE') return false;
      note(await comeBack(em, platform, this.ground.now()));
      return true;
    });
  }
}

const datedHealth = (row: Health): Health => ({
  ...row,
  heardAt: instantOrNull(row.heardAt),
  offlineSince: instantOrNull(row.offlineSince),
  probedAt: instantOrNull(row.probedAt),
  circuitOpenedAt: instantOrNull(row.circuitOpenedAt),
});

/** OFFLINE → CONNECTED, with its roles. */
export const comeBack = async (em: EntityManager, platform: Platform, now: Date) =>
  move(em, platform, ['hear', 'CAME_BACK'], now);

/** CONNECTED → OFFLINE, with its roles. */
export const goOffline = async (em: EntityManager, platform: Platform, now: Date) =>
  move(em, platform, ['silence', 'WENT_OFFLINE'], now);

const move = async (
  em: EntityManager,
  platform: Platform,
  [step, kind]: readonly ['hear' | 'silence', PlatformChangeKind],
  now: Date,
) => {
  const status = nextStatus(platform, step);
  await moveTo(em, platform, status, now);
  if (status === 'CONNECTED')
    for (const role of await em.find(PartyRole, { platform: platform.id, status: 'OFFLINE' }))
      setRoleStatus(role, 'CONNECTED', now);
  return platformChanged(platform.id, kind);
};

/**
 * Signs that are older than the last probe say nothing about what it found out. In the order of ids, so that two nodes
 * never wait for each other. Returns platforms that were OFFLINE when they gave the sign.
 */
const HEAR = `
  with sign as (
    select p.id, p.status, s.heard_at, greatest(s.heard_at, s.answered_at) as alive_at
    from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as s(id, heard_at, answered_at)
    join parties.platform p on p.id = s.id and p.status in ('CONNECTED', 'OFFLINE')
  ), noted as (
    insert into parties.health as h (platform_id, heard_at, alive_at, due_at)
    select id, heard_at, alive_at, alive_at + make_interval(secs => $4::float8) from sign order by id
    on conflict (platform_id) do update set
      heard_at = greatest(h.heard_at, excluded.heard_at),
      alive_at = greatest(h.alive_at, excluded.alive_at),
      failures = case when h.offline_since is null and excluded.alive_at > coalesce(h.probed_at, '-infinity')
        then 0 else h.failures end,
      due_at = case when h.offline_since is null and h.circuit_opened_at is null
          and excluded.alive_at > coalesce(h.probed_at, '-infinity')
        then greatest(h.due_at, excluded.due_at) else h.due_at end
    returning h.platform_id, h.alive_at, h.offline_since
  )
  select s.id from sign s join noted n on n.platform_id = s.id
  where s.status = 'OFFLINE' and (n.offline_since is null or n.alive_at > n.offline_since)`;
