/**
 * Equal queries of one principal that come while one of them is under way: those that wait are carried out together, once.
 * A page that a dozen screens ask for at the same moment costs two executions and not twelve.
 *
 * Nobody is given what was read before they asked: a query joins others only until they begin. Who has made a change
 * and then reads sees it, which would not be so if one joined what is under way already.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Principal } from '@chargesphere/schema';
import { OperationTypeNode } from 'graphql';
import { principalKey, subscriptionKey } from '../live/subscription.key.js';
import type { Operation } from './operation.js';

/**
 * What equal queries have in common; undefined for what is not shared: changes, what visitors ask who are nobody yet,
 * and variables so long that comparing them would cost.
 */
export const sharingKey = (
  operation: Operation,
  variables: Record<string, unknown>,
  principal: Principal,
): string | undefined => {
  if (operation.kind !== OperationTypeNode.QUERY || principal.kind === 'anonymous') return undefined;
  const key = subscriptionKey(operation, variables, keyOf(principal));
  return key.length > LONGEST_KEY ? undefined : key;
};

const LONGEST_KEY = 20_000;

const principals = new WeakMap<Principal, string>();

/** Principals are remembered, and those of partners say much. */
const keyOf = (principal: Principal): string => {
  const known = principals.get(principal);
  if (known !== undefined) return known;
  const key = principalKey(principal);
  principals.set(principal, key);
  return key;
};

/** A query that takes longer keeps equal ones waiting no longer than this: they then begin beside it. */
const WAIT_MS = 25;

interface Run<R> {
  ended: Promise<unknown>;
  /** Those that begin when this one has ended. */
  next: Promise<R> | undefined;
}

export class SharedQueries<R> {
  readonly #runs = new Map<string, Run<R>>();

  /** `execute` is called at once, or later for others as well, or not at all when somebody else's is. */
  run(key: string, execute: () => Promise<R>): Promise<R> {
    const current = this.#runs.get(key);
    if (!current) return this.#begin(key, execute);
    current.next ??= this.#after(current, () => this.#begin(key, execute));
    return current.next;
  }

  /** Different queries under way. */
  get size(): number {
    return this.#runs.size;
  }

  #begin(key: string, execute: () => Promise<R>): Promise<R> {
    const result = execute();
    const run: Run<R> = { ended: result.catch(() => undefined), next: undefined };
    this.#runs.set(key, run);
    void run.ended.then(() => {
      // Whoever waits takes its place when they begin.
      if (!run.next && this.#runs.get(key) === run) this.#runs.delete(key);
    });
    return result;
  }

  async #after(run: Run<R>, begin: () => Promise<R>): Promise<R> {
    const waiting = new AbortController();
    const longEnough = pause(WAIT_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([run.ended, longEnough]);
    waiting.abort();
    return begin();
  }
}
