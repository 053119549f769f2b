/**
 * Platforms that leave everything unanswered are sent nothing until they answer a probe: senders get 4003 at once
 * instead of waiting for the time limit, and the hub holds no calls open for them. Each node counts for itself; a
 * circuit that one node opens is open on all of them (health.ts).
 */
import { CallFailure } from '../client/call-failure.js';
import type { LegAbout } from '../exchanges/exchange-leg.js';

/** Stops calls before they are made. */
export interface CallGuard {
  /** Throws a CallFailure when this call is not to be made now. */
  check(about: LegAbout | undefined): void;
}

/** What is called all the same: it may be what mends the connection. */
const ALWAYS: ReadonlySet<string | undefined> = new Set(['versions', 'credentials']);

export class Circuits implements CallGuard {
  private readonly open = new Set<string>();
  /** Of those with any: messages left unanswered in a row. */
  private readonly unanswered = new Map<string, number>();

  constructor(private readonly limit: number) {}

  get openCount(): number {
    return this.open.size;
  }

  check(about: LegAbout | undefined): void {
    if (about?.platformId === undefined || !this.open.has(about.platformId) || ALWAYS.has(about.module))
      return;
    throw new CallFailure(
      'unreachable',
      'The platform has left several messages unanswered and is sent none until it answers a probe.',
    );
  }

  /** True when this was one too many. */
  leftUnanswered(platformId: string): boolean {
    if (this.open.has(platformId)) return false; // sent before it was opened
    const count = (this.unanswered.get(platformId) ?? 0) + 1;
    this.unanswered.set(platformId, count);
    if (count < this.limit) return false;
    this.opened(platformId);
    return true;
  }

  answered(platformId: string): void {
    if (this.unanswered.size > 0) this.unanswered.delete(platformId);
  }

  opened(platformId: string): void {
    this.open.add(platformId);
    this.unanswered.delete(platformId);
  }

  /** On trial: it answered a probe, and a first message may fail no more. */
  closed(platformId: string): void {
    if (this.open.delete(platformId)) this.unanswered.set(platformId, this.limit - 1);
  }

  /** The platform registered anew, came back or went: nothing of what was counted counts. */
  forget(platformId: string): void {
    this.open.delete(platformId);
    this.unanswered.delete(platformId);
  }

  /** Exactly these are open. */
  reset(platformIds: readonly string[]): void {
    this.open.clear();
    for (const id of platformIds) this.opened(id);
  }
}
