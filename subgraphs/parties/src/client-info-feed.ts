/**
 * Changes of states, live, each viewer seeing its own: what one sees changes with agreements too, which no event of a
 * role would tell. Roles are read once for each change, however many are watching.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { DomainEvent, Outbox, Subscription } from '@chargesphere/chassis';
import type { Pool } from 'pg';
import type { PartyStatusChange, PartyStatusFilter } from './client-info-change.record.js';
import { changesIn, isWanted, seenBy, type Seen } from './client-info-feed.rules.js';
import { newsOf } from './client-info-news.js';
import type { StandingRole } from './client-info-push.rules.js';
import { rolesIn } from './client-info-roles.js';
import type { Ground } from './ground.js';
import type { KnownPrincipal } from './parties.context.js';
import type { Permissions } from './permission.store.js';
import { PLATFORM_CHANGED } from './platform.events.js';

export class ClientInfoFeed {
  /** One read for everybody who hears of the same event. */
  private readonly readings = new WeakMap<object, Promise<StandingRole[]>>();

  constructor(
    private readonly pool: Pool,
    private readonly ground: Ground,
    private readonly permissions: Permissions,
  ) {}

  watch(
    outbox: Outbox,
    principal: KnownPrincipal,
    filter: PartyStatusFilter | null | undefined,
  ): Subscription<PartyStatusChange> {
    const events = outbox.subscribe<unknown>([PLATFORM_CHANGED]) as Subscription<DomainEvent>;
    const waiting: PartyStatusChange[] = [];
    const seen = this.look(principal);
    seen.catch(() => undefined); // told to whoever asks for the first change
    return {
      get dropped() {
        return events.dropped;
      },
      next: async () => {
        for (;;) {
          const change = waiting.shift();
          if (change) return { value: change, done: false };
          const event = await events.next();
          if (event.done) return { value: undefined, done: true };
          if (newsOf(event.value) === undefined) continue;
          const changes = await this.changes(principal, await seen, event.value);
          waiting.push(...changes.filter((one) => isWanted(one, filter ?? {})));
        }
      },
      return: () => events.return() as Promise<IteratorResult<PartyStatusChange>>,
      throw: async (error: unknown) => {
        await events.return();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  private async look(principal: KnownPrincipal): Promise<Seen> {
    const [viewer, roles] = await Promise.all([this.permissions.viewer(principal), rolesIn(this.pool)]);
    return seenBy(viewer, roles);
  }

  private async changes(
    principal: KnownPrincipal,
    seen: Seen,
    event: DomainEvent,
  ): Promise<PartyStatusChange[]> {
    await turn(); // by then permissions have heard of it too
    const reading = this.readings.get(event) ?? rolesIn(this.pool);
    this.readings.set(event, reading);
    const [viewer, roles] = await Promise.all([this.permissions.viewer(principal), reading]);
    return changesIn(seen, viewer, roles, this.ground.now());
  }
}
