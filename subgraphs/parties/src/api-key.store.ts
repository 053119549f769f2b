/** API keys, kept as hashes of secrets of high entropy: there is nothing to guess (see the chassis' secrets). */
import { hashToken } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { ApiKey, type KeyRole } from './api-key.entity.js';
import type { Ground } from './ground.js';

/** Shorter keys could be guessed by trying, and a plain hash would not protect them. */
const KEY_LENGTH_MIN = 16;

export class ApiKeyStore {
  constructor(private readonly ground: Ground) {}

  /**
   * Makes this the key of that name. Idempotent, so that a start can state the key of its configuration; a key that
   * was changed there puts the former one out of force.
   */
  async ensure(plain: string, role: KeyRole, name: string): Promise<void> {
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

  async byHash(hash: string): Promise<ApiKey | null> {
    return this.ground.orm.em.fork().findOne(ApiKey, { hash: hash.toLowerCase() });
  }

  /** Is there anybody who can administer this hub? */
  async hasOperatorKey(): Promise<boolean> {
    return (await this.ground.orm.em.fork().count(ApiKey, { role: 'OPERATOR' })) > 0;
  }
}
