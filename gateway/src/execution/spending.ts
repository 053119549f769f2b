/**
 * What somebody may spend in a minute: the costs of all operations together, beside what one of them may cost. So a key
 * that asks the same again and again takes no more of the hub than its role is meant to, and whoever is over it is told
 * when to come back.
 *
 * A minute begins with the first operation. Counted in this process, or in what nodes share; that away, here. An
 * operation that is refused is not counted. Our own parts spend nothing.
 */
import type { Principal } from '@chargesphere/schema';
import { Refusal } from '../http/refusal.js';
import { roleOf } from '../http/role.js';
import type { Budgets } from './admission.js';

/** Counts that several nodes have together. */
export interface SharedSpending {
  /**
   * Adds the cost unless that would be more than the budget; then it says how long until the minute is over,
   * milliseconds. Rejects when it cannot tell.
   */
  spend(who: string, cost: number, budget: number): Promise<number | undefined>;
}

export interface SpendingParts {
  /** By role; Infinity is no limit. */
  budgets: Budgets;
  shared?: SharedSpending | undefined;
  now?: () => number;
}

const MINUTE_MS = 60_000;
/** Those counted at a time; more are as many addresses of nobody we know. Some 2 MB. */
const COUNTED_MAX = 10_000;

export class Spending {
  readonly #minutes = new Map<string, { spent: number; until_ms: number }>();

  constructor(private readonly parts: SpendingParts) {}

  /** Undefined when it may be spent. */
  charge(principal: Principal, cost: number): undefined | Refusal | Promise<Refusal | undefined> {
    if (principal.kind === 'system') return undefined;
    const budget = this.parts.budgets[roleOf(principal) ?? 'anonymous'];
    if (budget === Infinity) return undefined;
    const whole = Math.max(1, Math.ceil(cost));
    const who = spenderOf(principal);
    const { shared } = this.parts;
    if (!shared) return this.#judge(this.#spend(who, whole, budget), whole, budget);
    return shared.spend(who, whole, budget).then(
      (wait_ms) => this.#judge(wait_ms, whole, budget),
      () => this.#judge(this.#spend(who, whole, budget), whole, budget),
    );
  }

  #spend(who: string, cost: number, budget: number): number | undefined {
    const now = (this.parts.now ?? Date.now)();
    const known = this.#minutes.get(who);
    const minute = known && known.until_ms > now ? known : { spent: 0, until_ms: now + MINUTE_MS };
    if (minute.spent + cost > budget) return minute.until_ms - now;
    minute.spent += cost;
    if (minute !== known) {
      // Those that began first stand first.
      this.#minutes.delete(who);
      this.#minutes.set(who, minute);
      this.#forget(now);
    }
    return undefined;
  }

  #forget(now: number): void {
    for (const [who, { until_ms }] of this.#minutes) {
      if (until_ms > now && this.#minutes.size <= COUNTED_MAX) return;
      this.#minutes.delete(who);
    }
  }

  #judge(wait_ms: number | undefined, cost: number, budget: number): Refusal | undefined {
    if (wait_ms === undefined) return undefined;
    const wait_s = Math.max(1, Math.ceil(wait_ms / 1000));
    const refusal = new Refusal(
      429,
      'RATE_LIMITED',
      `The operation may cost ${cost}, and you may spend ${budget} a minute; come back in ${wait_s} s, or ask for less.`,
      [['retry-after', String(wait_s)]],
    );
    refusal.extensions.retryAfter = wait_s;
    return refusal;
  }
}

/** Who pays: the account over all its logins, the key, the platform; of nobody the network address. */
const spenderOf = (principal: Principal): string => {
  if (principal.kind === 'anonymous') return `address ${principal.visitor?.address ?? ''}`;
  if (principal.kind === 'system') return `system ${principal.name}`;
  const { bearer } = principal;
  if (bearer?.account !== undefined) return `account ${bearer.account}`;
  const of =
    principal.kind === 'platform' ? `platform ${principal.platformId}` : `operator ${principal.name}`;
  return bearer?.key === undefined ? of : `${of} key ${bearer.key}`;
};
