/** Whose a token is, and how we call a platform. */
import { Problem } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundToken, OutboundToken, type TokenKind } from './credentials.entity.js';
import { endpointsIn, type DeclaredEndpoint } from './credentials.rules.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import type { Ground } from './ground.js';
import type { Platform } from './platform.entity.js';
import { isPlatformId } from './platform.store.js';

/** Candidates one header can be read as are two; more is no header. */
const HASHES_MAX = 100;

export interface OwnedToken {
  hash: string;
  kind: TokenKind;
  expiresAt: Date | null;
  platform: Platform;
}

export interface Connection {
  id: string;
  name: string;
  version: string | null;
  versionsUrl: string;
  token: string;
  base64Token: boolean;
}

export class CredentialsStore {
  constructor(private readonly ground: Ground) {}

  /** The owners of those of the tokens that are in force (TRN-006, CRED-026, CRED-046). */
  async byHashes(hashes: readonly string[]): Promise<OwnedToken[]> {
    if (hashes.length > HASHES_MAX)
      throw new Problem(
        'INVALID_INPUT',
        `${hashes.length} hashes are too many; ask for ${HASHES_MAX} at the most.`,
      );
    const em = this.ground.orm.em.fork();
    const tokens = await em.find(
      InboundToken,
      { hash: { $in: hashes.map((hash) => hash.toLowerCase()) }, $or: inForce(this.ground.now()) },
      { populate: ['platform'] },
    );
    return tokens.map(({ hash, kind, expiresAt, platform }) => ({ hash, kind, expiresAt, platform }));
  }

  /** How to call the platform: null while we have no token for it, and while an operator holds it. */
  async connectionOf(platformId: string): Promise<Connection | null> {
    if (!isPlatformId(platformId)) return null;
    const em = this.ground.orm.em.fork();
    const where = { platform: { id: platformId, status: { $ne: 'HELD' } } } as const;
    const token = await em.findOne(OutboundToken, where, { populate: ['platform'] });
    return token && this.opened(token);
  }

  opened({ platform, sealed, base64 }: OutboundToken): Connection {
    const { id, name, version, versionsUrl } = platform;
    return {
      id,
      name,
      version,
      versionsUrl: versionsUrl ?? '',
      token: this.ground.vault.decrypt(sealed),
      base64Token: base64,
    };
  }
}

export const inForce = (now: Date) => [{ expiresAt: null }, { expiresAt: { $gt: now } }];

/** Throws unless the token is one of the platform's, in force, and of that kind. */
export const requireToken = async (
  em: EntityManager,
  platform: Platform,
  hash: string,
  { kinds, now }: { kinds: readonly TokenKind[]; now: Date },
): Promise<void> => {
  const where = { hash, platform: platform.id, kind: { $in: [...kinds] }, $or: inForce(now) };
  if ((await em.count(InboundToken, where)) > 0) return;
  throw new Problem(
    'UNAUTHENTICATED',
    `The token of ${platform.name} is no longer valid; use the token of the last credentials exchange, or ask the operator of the hub for a new invitation.`,
  );
};

/** The token we use towards the platform, sealed (TRN-006). */
export const storeOutboundToken = async (
  em: EntityManager,
  platform: Platform,
  token: { sealed: string; base64: boolean },
): Promise<void> => {
  const stored = await em.findOne(OutboundToken, { platform: platform.id });
  if (stored) em.assign(stored, token);
  else em.create(OutboundToken, { platform, ...token });
};

/** Replaces the platform's endpoints (VER-024). */
export const storeEndpoints = async (
  em: EntityManager,
  platform: Platform,
  endpoints: readonly DeclaredEndpoint[],
): Promise<void> => {
  await em.nativeDelete(PlatformEndpoint, { platform: platform.id });
  for (const { identifier, role, url } of endpointsIn(endpoints))
    em.create(PlatformEndpoint, { platform, identifier, role, url });
};
