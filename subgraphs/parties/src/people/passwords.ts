/**
 * Passwords as argon2id hashes. Hashing is made to be expensive, so only a few are worked on at the same time and few
 * wait: whoever guesses by the thousand must not take the hub's cores from everybody else.
 */
import { Problem } from '@chargesphere/schema';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice of parameters: 19 MiB and two passes. They travel in the hash, so they may change. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const AT_ONCE = 2;
const WAITING_MAX = 64;

export class Passwords {
  #busy = 0;
  #waiting: (() => void)[] = [];
  #nobodys: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, COST));
  }

  /** Takes as long for somebody unknown, who has no hash, so that time tells nobody who has an account. */
  async isRight(password: string, hashed: string | null | undefined): Promise<boolean> {
    if (hashed) return this.#inTurn(() => verify(hashed, password));
    this.#nobodys ??= hash('nobody has this password', COST);
    const nobodys = await this.#nobodys;
    await this.#inTurn(() => verify(nobodys, password));
    return false;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= AT_ONCE) {
      if (this.#waiting.length >= WAITING_MAX)
        throw new Problem('UNAVAILABLE', 'Too many log in at the same time; try again in a moment.');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#busy += 1;
    try {
      return await work();
    } finally {
      // The turn passes on to the next who waits, or ends.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
