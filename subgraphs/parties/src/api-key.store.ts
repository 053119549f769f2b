/** API keys, kept as hashes of secrets of high entropy: there is nothing to guess (see the chassis' secrets). */
import { hashToken, newToken, recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { Problem, type KeyScope, type PeopleRole } from '@chargesphere/schema';
import { LockMode } from '@mikro-orm/core';
import { ApiKey } from './api-key.entity.js';
import type { Ground } from './ground.js';
import { accessChanged } from './people/access.events.js';
import { requireFit } from './people/account.rules.js';
import { requirePlatform } from './people/account.store.js';

/** Shorter keys could be guessed by trying, and a plain hash would not protect them. */
const KEY_LENGTH_MIN = 16;
const NOTED_EVERY_MS = 60_000;
export const OVERLAP_HOURS_MAX = 168;
/** By these the configuration and the command line are known; nobody else may be called that. */
const OWN_NAMES: ReadonlySet<string> = new Set(['admin', 'demo', 'local']);

export interface NewKey {
  name: string;
  role: PeopleRole;
  platformId?: string | null;
  scopes?: KeyScope[] | null;
  /** RFC 3339. */
  expiresAt?: string | null;
}

/** The secret is shown this once. */
export interface MadeKey {
  key: ApiKey;
  secret: string;
}

export class ApiKeyStore {
  constructor(private readonly ground: Pick<Ground, 'orm' | 'write' | 'now'>) {}

  /**
   * Makes this the key of that name. Idempotent, so that a start can state the key of its configuration; a key that
   * was changed there puts the former one out of force.
   */
  async ensure(plain: string, role: PeopleRole, name: string): Promise<void> {
    if (plain.length < KEY_LENGTH_MIN)
      throw new Problem(
        'INVALID_INPUT',
        `The API key of ${name} is too short; use ${KEY_LENGTH_MIN} characters or more.`,
      );
    const hash = hashToken(plain);
    await this.ground.write(async (em) => {
      const other = await em.findOne(ApiKey, { hash, name: { $ne: name } });
      if (other)
        throw new Problem(
          'CONFLICT',
          `The API key of ${name} is that of ${other.name} already; use another one.`,
        );
      const known = await em.findOne(ApiKey, { name });
      if (known?.hash === hash && known.role === role) return;
      const fields = { hash, role, createdAt: this.ground.now() };
      if (known) em.assign(known, fields);
      else em.create(ApiKey, { name, ...fields });
    });
  }

  create(input: NewKey, by: string): Promise<MadeKey> {
    const name = keyNameIn(input.name);
    const now = this.ground.now();
    const platformId = input.platformId ?? null;
    requireFit(input.role, platformId);
    const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
    if (expiresAt && expiresAt <= now)
      throw new Problem('INVALID_INPUT', 'expiresAt has passed already; choose an instant that is to come.');
    const secret = newToken();
    return this.ground.write(async (em) => {
      await requirePlatform(em, platformId);
      if (await em.findOne(ApiKey, { name }))
        throw new Problem('CONFLICT', `There is a key ${name}; rotate it, or choose another name.`);
      const key = em.create(ApiKey, {
        ...{ name, hash: hashToken(secret), role: input.role, platformId },
        ...{ scopes: scopesIn(input.scopes), expiresAt },
        ...{ createdAt: now, createdBy: by },
      });
      return { key, secret };
    });
  }

  /** A new secret; the one before counts for a while, so that programs can be given the new one in peace. */
  rotate(name: string, overlapHours: number): Promise<MadeKey> {
    if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > OVERLAP_HOURS_MAX)
      throw new Problem('INVALID_INPUT', `overlapHours must be from 0 to ${OVERLAP_HOURS_MAX}.`);
    const now = this.ground.now();
    const secret = newToken();
    return this.ground.write(async (em, note) => {
      const key = await em.findOne(ApiKey, { name }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!key) throw noSuchKey(name);
      requireMutable(key);
      const former = overlapHours > 0 ? key.hash : null;
      em.assign(key, {
        ...{ hash: hashToken(secret), createdAt: now, formerHash: former },
        formerUntil: former === null ? null : new Date(now.getTime() + overlapHours * 3_600_000),
      });
      note(accessChanged({ key: name }));
      return { key, secret };
    });
  }

  /** Void at once, with the secret before it. */
  revoke(name: string): Promise<ApiKey> {
    return this.ground.write(async (em, note) => {
      const key = await em.findOne(ApiKey, { name }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!key) throw noSuchKey(name);
      requireMutable(key);
      em.remove(key);
      note(accessChanged({ key: name }));
      return key;
    });
  }

  /** In the order in which their names were first used. */
  page(page: PageInput | null | undefined): Promise<Page<ApiKey>> {
    const em = this.ground.orm.em.fork();
    return recordPage<ApiKey>(page, {
      list: (position, limit) =>
        em.find(ApiKey, { seq: { $gt: position } }, { orderBy: { seq: 'asc' }, limit }),
      count: () => em.count(ApiKey),
      positionOf: ({ seq }) => seq,
    });
  }

  /** The key in force with this hash; noted as used. */
  async byHash(given: string): Promise<ApiKey | null> {
    const hash = given.toLowerCase();
    const now = this.ground.now();
    const em = this.ground.orm.em.fork();
    const isInTime = { $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
    const key =
      (await em.findOne(ApiKey, { hash, ...isInTime })) ??
      (await em.findOne(ApiKey, { formerHash: hash, formerUntil: { $gt: now }, ...isInTime }));
    if (key && now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > NOTED_EVERY_MS)
      await em.nativeUpdate(ApiKey, { name: key.name }, { lastUsedAt: now });
    return key;
  }

  /** Is there anybody who can administer this hub? */
  async hasOperatorKey(): Promise<boolean> {
    return (await this.ground.orm.em.fork().count(ApiKey, { role: 'OPERATOR' })) > 0;
  }
}

const keyNameIn = (given: string): string => {
  const name = given.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name))
    throw new Problem('INVALID_INPUT', 'A key has a name of 1 to 100 letters, digits, spaces and ._- signs.');
  if (OWN_NAMES.has(name.toLowerCase()))
    throw new Problem('CONFLICT', `${name} is the name of a key of the hub itself; choose another.`);
  return name;
};

const scopesIn = (given: KeyScope[] | null | undefined): KeyScope[] | null => {
  if (!given) return null;
  if (given.length > 0) return [...new Set(given)];
  throw new Problem(
    'INVALID_INPUT',
    'A key with no scope is of no use; name some, or leave scopes out for all.',
  );
};

/** It would come back at the next start: the configuration says what it is. */
const requireMutable = ({ name }: ApiKey): void => {
  if (!OWN_NAMES.has(name.toLowerCase())) return;
  throw new Problem('CONFLICT', `The key ${name} is that of the configuration: change HUB_ADMIN_KEY and start the hub anew.`); // prettier-ignore
};

const noSuchKey = (name: string): Problem =>
  new Problem('NOT_FOUND', `There is no key ${JSON.stringify(name)}; take a name from apiKeys.`);
