/**
 * What a change of a platform's status means for what is known of its health, in the transaction of the change: from
 * when it was away, what it missed, and what it has to be told anew.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { clearAlarms } from './alarm.store.js';
import { alarmKinds } from './alarm.rules.js';
import type { PlatformStatus } from './platform.rules.js';

/** The health record is locked after the platform, everywhere. */
export const noteStatus = async (
  em: EntityManager,
  platformId: string,
  [before, after]: readonly [PlatformStatus, PlatformStatus],
  now: Date,
): Promise<void> => {
  if (before === after) return;
  if (after === 'OFFLINE') return wentOffline(em, platformId, now);
  // A message says that it is there, and nothing about the hub's token.
  await clearAlarms(em, platformId, after === 'CONNECTED' ? ['UNREACHABLE'] : alarmKinds, now);
  if (after === 'CONNECTED') await becameConnected(em, platformId, before === 'OFFLINE');
};

const wentOffline = async (em: EntityManager, platformId: string, now: Date): Promise<void> => {
  await em.execute(
    `insert into parties.health as h (platform_id, offline_since) values (?, ?)
     on conflict (platform_id) do update set offline_since = excluded.offline_since, gone_at = h.alive_at`,
    [platformId, now],
  );
};

/** HUB-052, HCI-011: what was missed is pulled, and what was told before may have been lost with it. */
const becameConnected = async (em: EntityManager, platformId: string, wasOffline: boolean): Promise<void> => {
  await em.execute(
    `update parties.health set offline_since = null, gone_at = null, failures = 0, due_at = null, lease_until = null,
       circuit_opened_at = null, recover_from = case when ? then coalesce(gone_at, offline_since) end
     where platform_id = ?`,
    [wasOffline, platformId],
  );
  // In the order in which the rows are written elsewhere, so that the two never wait for each other.
  const rows = `platform_id = ? and role_id = any(array(
    select role_id from parties.client_info_told where platform_id = ? order by role_id for update))`;
  await em.execute(
    wasOffline
      ? `update parties.client_info_told set status = '' where ${rows}`
      : `delete from parties.client_info_told where ${rows}`,
    [platformId, platformId],
  );
};
