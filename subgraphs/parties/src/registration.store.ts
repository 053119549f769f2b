/**
 * Registrations a partner starts: POST, PUT and DELETE credentials (5.2, 5.3). Each is one transaction, so that a
 * failure leaves no trace (CRED-033, CRED-049) and of two at the same time one wins (CRED-037).
 */
import { hashToken, newToken } from '@chargesphere/chassis';
import type { Credentials } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { alarmKinds } from './alarm.rules.js';
import { clearAlarms } from './alarm.store.js';
import { InboundToken } from './credentials.entity.js';
import { after, credentialsIn, GRACE_MS, type DeclaredEndpoint } from './credentials.rules.js';
import { requireToken, storeEndpoints, storeOutboundToken } from './credentials.store.js';
import type { Ground } from './ground.js';
import { endRegistration } from './lifecycle.store.js';
import { declareRoles } from './party.store.js';
import type { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { nextStatus } from './platform.rules.js';
import { dropTokens, lockPlatform, moveTo, oneRegistrationAtATime } from './platform.store.js';

/** What a handshake in either direction brings to light about a partner. */
export interface Partner {
  platformId: string;
  /** Their Credentials object, with the token we are to use. */
  credentials: unknown;
  version: string;
  versionsUrl: string;
  endpoints: readonly DeclaredEndpoint[];
  base64Token: boolean;
}

export interface Registration extends Partner {
  /** Of the token the partner's request came with. */
  tokenHash: string;
}

export interface Issued {
  /** Token C, in the clear this once. */
  token: string;
  platform: Platform;
}

export class RegistrationStore {
  constructor(private readonly ground: Ground) {}

  /** POST: token A is used up, token C takes its place (CRED-025, CRED-026). */
  async complete(input: Registration): Promise<Issued> {
    const credentials = credentialsIn(input.credentials);
    const token = newToken();
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      await oneRegistrationAtATime(em);
      const platform = await lockPlatform(em, input.platformId);
      const status = nextStatus(platform, 'register');
      await requireToken(em, platform, input.tokenHash, { kinds: ['TOKEN_A'], now });
      await dropTokens(em, platform);
      await storePartner(em, this.ground, platform, input, credentials);
      await moveTo(em, platform, status, now);
      platform.registeredAt = now;
      issue(em, platform, token, now);
      note(platformChanged(platform.id, 'REGISTERED'));
      return { token, platform };
    });
  }

  /** PUT: everything as declared now, a new token C, the former one valid for a grace time (CRED-043, CRED-048). */
  async update(input: Registration): Promise<Issued> {
    const credentials = credentialsIn(input.credentials);
    const token = newToken();
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      await oneRegistrationAtATime(em);
      const platform = await lockPlatform(em, input.platformId);
      const status = nextStatus(platform, 'update');
      await requireToken(em, platform, input.tokenHash, { kinds: ['TOKEN_B', 'TOKEN_C'], now });
      await retireTokens(em, platform, now);
      await storePartner(em, this.ground, platform, input, credentials);
      await moveTo(em, platform, status, now);
      platform.registeredAt = now;
      issue(em, platform, token, now);
      note(platformChanged(platform.id, 'UPDATED'));
      return { token, platform };
    });
  }

  /** DELETE: both tokens void, all parties SUSPENDED (CRED-046, CRED-051). */
  async end(platformId: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      await oneRegistrationAtATime(em);
      const platform = await lockPlatform(em, platformId);
      nextStatus(platform, 'unregister');
      await endRegistration(em, note, platform, this.ground.now());
      note(platformChanged(platform.id, 'UNREGISTERED'));
      return platform;
    });
  }
}

/** What we know of a partner after a handshake; also of one we started (connection.store.ts). */
export const storePartner = async (
  em: EntityManager,
  { hub, vault, now }: Ground,
  platform: Platform,
  partner: Partner,
  credentials: Credentials,
): Promise<void> => {
  await declareRoles(em, platform, credentials.roles, { hub, now: now() });
  await storeEndpoints(em, platform, partner.endpoints);
  await storeOutboundToken(em, platform, {
    sealed: vault.encrypt(credentials.token),
    base64: partner.base64Token,
  });
  platform.version = partner.version;
  platform.versionsUrl = partner.versionsUrl;
  platform.hubPartyId = credentials.hub_party_id ?? null;
  platform.failure = null;
  await clearAlarms(em, platform.id, alarmKinds, now()); // whatever was wrong with the former credentials
};

const issue = (em: EntityManager, platform: Platform, token: string, now: Date): void => {
  em.create(InboundToken, { hash: hashToken(token), platform, kind: 'TOKEN_C', issuedAt: now });
};

/** The tokens in force end after the grace time; those that ended are cleared away. */
export const retireTokens = async (em: EntityManager, platform: Platform, now: Date): Promise<void> => {
  const end = after(now, GRACE_MS);
  const platformId = platform.id;
  await em.nativeDelete(InboundToken, { platform: platformId, expiresAt: { $lte: now } });
  await em.nativeUpdate(
    InboundToken,
    { platform: platformId, $or: [{ expiresAt: null }, { expiresAt: { $gt: end } }] },
    { expiresAt: end },
  );
};
