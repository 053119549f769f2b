/**
 * Probes as the nodes of the hub carry them out (HCI-020): a platform that is due is claimed by one node, for as long as
 * a probe may take, and what it answers is recorded with all that follows from it in one transaction.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { clearAlarms, raiseAlarm } from './alarm.store.js';
import type { Connection, CredentialsStore } from './credentials.store.js';
import { after } from './credentials.rules.js';
import type { Ground } from './ground.js';
import { instantOrNull } from './health-instant.js';
import { comeBack, goOffline } from './health.store.js';
import type { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { isPlatformId, lockPlatform } from './platform.store.js';
import { afterProbe, type ProbeTimes, type ProbeVerdict } from './probe.rules.js';
import { shownText } from './pull.rules.js';
import { isRegistered } from './pull.store.js';
import { between } from './record-bounds.js';

/** Probes handed out at once at the most, and platforms somebody is in a hurry about. */
const CLAIMED_MAX = 100;
const URGENT_MAX = 1_000;

export interface ClaimedProbe {
  claim: string;
  connection: Connection;
}

export interface ProbeWork {
  probes: ClaimedProbe[];
  /** When the next platform is due; null when none is registered. */
  nextAt: Date | null;
}

export interface ProbeReport {
  platformId: string;
  claim: string;
  ok: boolean;
  http?: number | null;
  reason?: string | null;
  ms: number;
}

type Note = Parameters<Parameters<Ground['write']>[0]>[1];

export class ProbeStore {
  constructor(
    private readonly pool: Pool,
    private readonly ground: Ground,
    private readonly credentials: CredentialsStore,
    private readonly times: ProbeTimes,
  ) {}

  /** Those that are due, and `urgent` ones, but none twice and none so soon after its last failure (HCI-022). */
  async claim(urgent: readonly string[], limit: number): Promise<ProbeWork> {
    between(limit, 1, CLAIMED_MAX, 'limit');
    between(urgent.length, 0, URGENT_MAX, 'urgent');
    const now = this.ground.now();
    const { silence_ms, retry_ms, lease_ms } = this.times;
    await this.pool.query({ name: 'parties.probesDue', text: DUE, values: [silence_ms / 1000] });
    const hurried = urgent.filter(isPlatformId);
    if (hurried.length > 0)
      await this.pool.query({
        name: 'parties.probesUrgent',
        text: URGENT,
        values: [hurried, now, retry_ms / 1000],
      });
    const { rows } = await this.pool.query<{ id: string; claim: string }>({
      name: 'parties.claimProbes',
      text: CLAIM,
      values: [now, after(now, lease_ms), limit],
    });
    const probes = await Promise.all(
      rows.map(async ({ id, claim }) => {
        const connection = await this.credentials.connectionOf(id);
        return connection ? [{ claim, connection }] : [];
      }),
    );
    return { probes: probes.flat(), nextAt: await this.#nextAt() };
  }

  /** False when the claim is no longer in force: then the report says nothing. */
  report(report: ProbeReport): Promise<boolean> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, report.platformId);
      const [health] = await em.execute<{ failures: number; isOpen: boolean }[]>(
        `select failures, circuit_opened_at is not null as "isOpen" from parties.health
         where platform_id = ? and claim = ?::uuid for update`,
        [platform.id, isPlatformId(report.claim) ? report.claim : null],
      );
      if (!health || !isRegistered(platform)) return false;
      const { failures } = health;
      const status = platform.status === 'OFFLINE' ? 'OFFLINE' : 'CONNECTED';
      const verdict = afterProbe({ status, failures }, report, this.times);
      await this.#move(em, note, platform, verdict);
      await this.#record(em, platform, report, verdict);
      if (report.ok && health.isOpen) note(platformChanged(platform.id, 'CIRCUIT_CLOSED'));
      if (report.ok) await clearAlarms(em, platform.id, ['TOKEN_REFUSED', 'UNREACHABLE'], this.ground.now());
      else await this.#alarm(em, note, report, verdict);
      return true;
    });
  }

  async #move(em: EntityManager, note: Note, platform: Platform, { step }: ProbeVerdict): Promise<void> {
    const now = this.ground.now();
    if (step === 'hear') note(await comeBack(em, platform, now));
    if (step === 'silence') note(await goOffline(em, platform, now));
  }

  /** After the status, which may have reset what is set here. */
  async #record(
    em: EntityManager,
    platform: Platform,
    { ok, http = null, reason, ms }: ProbeReport,
    { failures, next_ms }: ProbeVerdict,
  ): Promise<void> {
    const now = this.ground.now();
    await em.execute(
      `update parties.health set claim = null, lease_until = null, failures = ?, due_at = ?, probed_at = ?,
         probe_ok = ?, probe_http = ?, probe_reason = ?, probe_ms = ?
         ${ok ? ', alive_at = greatest(alive_at, probed_at, ?), circuit_opened_at = null, circuit_closed_at = case when circuit_opened_at is null then circuit_closed_at else ? end' : ''}
       where platform_id = ?`,
      [
        failures,
        after(now, next_ms),
        now,
        ok,
        http,
        reason ? shownText(reason) : null,
        Math.round(ms),
        ...(ok ? [now, now] : []),
        platform.id,
      ],
    );
  }

  async #alarm(
    em: EntityManager,
    note: Note,
    { platformId, http, reason }: ProbeReport,
    { alarm: kind, step }: ProbeVerdict,
  ): Promise<void> {
    // A platform that stays away is the same trouble as before.
    if (!kind || (kind === 'UNREACHABLE' && step === undefined)) return;
    const cause = { platformId, kind, http: http ?? null, reason: reason ?? 'It did not answer.' };
    await raiseAlarm(em, note, cause, this.ground.now());
  }

  async #nextAt(): Promise<Date | null> {
    const { rows } = await this.pool.query<{ nextAt: Date | null }>({
      name: 'parties.nextProbe',
      text: `select min(greatest(h.due_at, h.lease_until)) as "nextAt" from parties.health h
        join parties.platform p on p.id = h.platform_id and p.status in ('CONNECTED', 'OFFLINE')
        where exists (select from parties.outbound_token t where t.platform_id = h.platform_id)`,
    });
    return instantOrNull(rows[0]?.nextAt ?? null);
  }
}

/** Who has never been heard since it registered is due a silence after that. */
const DUE = `
  insert into parties.health as h (platform_id, due_at)
  select p.id, greatest(k.alive_at, p.registered_at, p.last_changed_at) + make_interval(secs => $1::float8)
  from parties.platform p left join parties.health k on k.platform_id = p.id
  where p.status in ('CONNECTED', 'OFFLINE') and k.due_at is null order by p.id
  on conflict (platform_id) do update set due_at = coalesce(h.due_at, excluded.due_at)`;

const URGENT = `
  update parties.health set due_at = least(due_at,
    greatest($2::timestamptz, case when failures > 0 then probed_at + make_interval(secs => $3::float8) end))
  where platform_id = any(array(
    select platform_id from parties.health where platform_id = any($1) order by platform_id for update))`;

const CLAIM = `
  update parties.health h set claim = gen_random_uuid(), lease_until = $2
  where platform_id = any(array(
    select k.platform_id from parties.health k
    join parties.platform p on p.id = k.platform_id and p.status in ('CONNECTED', 'OFFLINE')
    where k.due_at <= $1 and (k.lease_until is null or k.lease_until <= $1)
      and exists (select from parties.outbound_token t where t.platform_id = k.platform_id)
    order by k.due_at limit $3 for update of k skip locked))
  returning h.platform_id as id, h.claim`;
