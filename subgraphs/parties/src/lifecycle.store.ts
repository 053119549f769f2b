/**
 * What an operator decides about a platform that is registered: to hold it for the time being, to let it go on, to end
 * its registration (CRED-051). Each is one transaction, so none is ever half done, and each may be ordered again.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { reasonIn } from './credentials.rules.js';
import { storeEndpoints } from './credentials.store.js';
import { orderFarewell } from './farewell.store.js';
import type { Ground } from './ground.js';
import { setRoleStatus } from './party.store.js';
import type { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { nextStatus, resumedStatus } from './platform.rules.js';
import { dropTokens, lockPlatform, moveTo, oneRegistrationAtATime } from './platform.store.js';
import { Pull } from './pull.entity.js';
import { pullUpdated } from './pull.events.js';
import { nextPullStatus, openStatuses } from './pull.rules.js';
import { letGo, onePullOrderAtATime } from './pull.store.js';
import { Renewal } from './renewal.entity.js';
import { renewalChanged } from './renewal.events.js';
import { PartyRole } from './role.entity.js';

type Note = Parameters<Parameters<Ground['write']>[0]>[1];

export class LifecycleStore {
  constructor(private readonly ground: Ground) {}

  /** Its tokens open nothing and nothing is sent to it, until it is resumed. Ordered again it takes the new reason. */
  suspend(platformId: string, reason: string, by: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const platform = await lockForEnd(em, platformId);
      const status = nextStatus(platform, 'suspend');
      platform.heldReason = reasonIn(reason);
      if (platform.status === status) return platform;
      Object.assign(platform, { heldAt: now, heldBy: by, heldFrom: platform.status });
      for (const role of await em.find(PartyRole, { platform: platform.id, status: { $ne: 'SUSPENDED' } }))
        role.onHold = true;
      await moveTo(em, platform, status, now);
      await this.#stopPulls(em, note, platform);
      note(platformChanged(platform.id, 'SUSPENDED'));
      return platform;
    });
  }

  /** It is what it was before, with the tokens it had. What was pulled from it is brought up to date (HUB-052). */
  resume(platformId: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const platform = await lockForEnd(em, platformId);
      const status = resumedStatus(platform);
      if (platform.status === status) return platform;
      const { heldAt } = platform;
      await moveTo(em, platform, status, now);
      for (const role of await em.find(PartyRole, { platform: platform.id, onHold: true })) {
        setRoleStatus(role, status, now);
        role.onHold = false;
      }
      letGoOf(platform);
      await em.execute(
        `insert into parties.health as h (platform_id, recover_from, due_at) values (?, ?, ?)
         on conflict (platform_id) do update set recover_from = excluded.recover_from, due_at = excluded.due_at`,
        [platform.id, heldAt, now],
      );
      note(platformChanged(platform.id, 'RESUMED'));
      return platform;
    });
  }

  /** Void at once on our side; the partner is told afterwards (farewell.store.ts). */
  end(platformId: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const platform = await lockForEnd(em, platformId);
      const status = nextStatus(platform, 'delete');
      if (platform.status === status) return platform;
      await orderFarewell(em, platform, this.ground.now());
      await endRegistration(em, note, platform, this.ground.now());
      await this.#stopPulls(em, note, platform);
      note(platformChanged(platform.id, 'DELETED'));
      return platform;
    });
  }

  async #stopPulls(em: EntityManager, note: Note, platform: Platform): Promise<void> {
    const open = await em.find(Pull, { platform: platform.id, status: { $in: [...openStatuses] } });
    for (const pull of open) {
      pull.status = nextPullStatus(pull.status, 'cancel');
      pull.finishedAt = this.ground.now();
      letGo(pull);
      note(pullUpdated(pull));
    }
  }
}

/** Registrations and pulls of a platform must not begin while it ends. */
const lockForEnd = async (em: EntityManager, platformId: string): Promise<Platform> => {
  await oneRegistrationAtATime(em);
  await onePullOrderAtATime(em);
  return lockPlatform(em, platformId);
};

const letGoOf = (platform: Platform): void => {
  Object.assign(platform, { heldAt: null, heldBy: null, heldReason: null, heldFrom: null });
};

/** Whoever ends it: both tokens void, all parties SUSPENDED, nothing ordered of it any more (CRED-046, CRED-051). */
export const endRegistration = async (
  em: EntityManager,
  note: Note,
  platform: Platform,
  now: Date,
): Promise<void> => {
  await moveTo(em, platform, 'SUSPENDED', now);
  await em.nativeUpdate(PartyRole, { platform: platform.id, onHold: true }, { onHold: false });
  letGoOf(platform);
  platform.handshakeAt = null;
  await dropTokens(em, platform);
  await storeEndpoints(em, platform, []);
  const renewal = await em.findOne(Renewal, { platform: platform.id });
  if (!renewal?.orderedAt) return;
  const failure = 'The registration ended before the credentials were renewed.';
  Object.assign(renewal, { orderedAt: null, begunAt: null, tokenHash: null, failedAt: now, failure });
  note(renewalChanged(platform.id));
};
