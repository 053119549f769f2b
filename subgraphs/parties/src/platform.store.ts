/** Platforms as operators and the hub's own parts see them, and the invitation that begins one. */
import { hashToken, newToken, recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundToken, OutboundToken } from './credentials.entity.js';
import { after, INVITATION_DAYS_MAX, nameIn } from './credentials.rules.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import type { Ground } from './ground.js';
import { noteStatus } from './health.status.js';
import type { PlatformFilter } from './party.inputs.js';
import { statusOfRoles } from './party.rules.js';
import { setRoleStatus } from './party.store.js';
import { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { nextStatus, type PlatformStatus } from './platform.rules.js';
import { between, containing } from './record-bounds.js';
import { PartyRole } from './role.entity.js';

const DAY_MS = 24 * 3_600_000;

export interface Invited {
  platform: Platform;
  /** Shown this once. */
  token: string;
  expiresAt: Date;
}

export class PlatformStore {
  constructor(private readonly ground: Ground) {}

  async find(id: string): Promise<Platform | null> {
    return isPlatformId(id) ? this.ground.orm.em.fork().findOne(Platform, { id }) : null;
  }

  /** In the order asked for. */
  async byIds(ids: readonly string[]): Promise<(Platform | undefined)[]> {
    const platforms = await this.ground.orm.em.fork().find(Platform, { id: { $in: [...ids] } });
    const found = new Map(platforms.map((platform) => [platform.id, platform]));
    return ids.map((id) => found.get(id));
  }

  page(
    filter: PlatformFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Platform>> {
    const em = this.ground.orm.em.fork();
    const where: FilterQuery<Platform> = {
      ...(filter?.status && { status: filter.status }),
      ...(filter?.name && { name: containing(filter.name) }),
    };
    return recordPage<Platform>(page, {
      list: (position, limit) =>
        em.find(Platform, { $and: [where, { seq: { $gt: position } }] }, { orderBy: { seq: 'asc' }, limit }),
      count: () => em.count(Platform, where),
      positionOf: (platform) => platform.seq,
    });
  }

  /** Endpoints of platforms, in the order asked for. */
  async endpointsOf(platformIds: readonly string[]): Promise<PlatformEndpoint[][]> {
    const endpoints = await this.ground.orm.em
      .fork()
      .find(PlatformEndpoint, { platform: { $in: [...platformIds] } }, { orderBy: { id: 'asc' } });
    const byPlatform = Map.groupBy(endpoints, (endpoint) => endpoint.platform.id);
    return platformIds.map((id) => byPlatform.get(id) ?? []);
  }

  /** A token A for a new platform, or a new one for a platform that is not registered (CRED-020, CRED-035). */
  async invite(input: { name: string; platformId?: string | null; days: number }): Promise<Invited> {
    const name = nameIn(input.name);
    const days = between(input.days, 1, INVITATION_DAYS_MAX, 'input.days');
    const token = newToken();
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const fields = { name, invitedAt: now, lastChangedAt: now, failure: null };
      const { platformId } = input;
      const platform = platformId
        ? await lockPlatform(em, platformId)
        : em.create(Platform, { ...fields, status: 'PENDING' });
      if (platformId) {
        em.assign(platform, { ...fields, status: nextStatus(platform, 'invite') });
        await dropTokens(em, platform);
      }
      const expiresAt = after(now, days * DAY_MS);
      em.create(InboundToken, {
        hash: hashToken(token),
        platform,
        kind: 'TOKEN_A',
        issuedAt: now,
        expiresAt,
      });
      note(platformChanged(platform.id, 'INVITED'));
      return { platform, token, expiresAt };
    });
  }

  /** Makes the token A of an invitation void before anybody used it (CRED-035). */
  async withdraw(platformId: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      await moveTo(em, platform, nextStatus(platform, 'withdraw'), this.ground.now());
      await dropTokens(em, platform);
      note(platformChanged(platform.id, 'WITHDRAWN'));
      return platform;
    });
  }
}

export const isPlatformId = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id);

/** Registrations happen one at a time: whose a role is must not change while another decides (CRED-011, CRED-037). */
export const oneRegistrationAtATime = async (em: EntityManager): Promise<void> => {
  await em.execute(`select pg_advisory_xact_lock(hashtext('chargesphere registration'))`);
};

/** The platform, locked until the transaction ends. */
export const lockPlatform = async (em: EntityManager, id: string): Promise<Platform> => {
  const platform = isPlatformId(id)
    ? await em.findOne(Platform, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (platform) return platform;
  throw new Problem(
    'NOT_FOUND',
    `There is no platform ${JSON.stringify(id)}; take an id from the list of platforms.`,
  );
};

/** A status is a platform's and its roles' at the same time. */
export const moveTo = async (
  em: EntityManager,
  platform: Platform,
  status: PlatformStatus,
  now: Date,
): Promise<void> => {
  await noteStatus(em, platform.id, [platform.status, status], now);
  platform.status = status;
  platform.lastChangedAt = now;
  const ofRoles = statusOfRoles(status);
  if (ofRoles !== 'OFFLINE' && ofRoles !== 'SUSPENDED') return; // roles become CONNECTED by being declared
  for (const role of await em.find(PartyRole, { platform: platform.id, status: { $ne: 'SUSPENDED' } }))
    setRoleStatus(role, ofRoles, now);
};

/** Both directions: what the platform may send us, and what we may send it. */
export const dropTokens = async (em: EntityManager, platform: Platform): Promise<void> => {
  await em.nativeDelete(InboundToken, { platform: platform.id });
  await em.nativeDelete(OutboundToken, { platform: platform.id });
};
