/**
 * `pull.updated`: a pull was ordered, got a page further or ended. The adapter takes up what is QUEUED by it;
 * operators watch it.
 */
import type { DomainEvent, Outbox, RecordEvent } from '@chargesphere/chassis';
import type { Pull } from './pull.entity.js';
import type { PullStatus } from './pull.rules.js';

export const PULL_UPDATED = 'pull.updated';

/** What a subscriber's filter looks at, so that it need not read the record. */
export interface PullUpdated {
  platformId: string;
  module: string;
  status: PullStatus;
}

/** The key under which changes of one pull are published. */
export const pullRoute = (pullId: string): string => `pull ${pullId}`;

export const pullUpdated = ({ id, platform, module, status }: Pull): RecordEvent => ({
  topic: PULL_UPDATED,
  ref: id,
  detail: { platformId: platform.id, module, status } satisfies PullUpdated,
  routes: [pullRoute(id)],
});

export const detailOf = (event: DomainEvent): PullUpdated => event.detail as PullUpdated;

/** Events other nodes wrote get the same routes as ours. */
export const routePullEvents = (outbox: Outbox): void =>
  outbox.knows(PULL_UPDATED, (events) =>
    Promise.resolve(events.map(({ ref }) => ({ document: undefined, routes: [pullRoute(ref)] }))),
  );
