/** `renewal.changed`: a renewal of credentials was ordered or has ended. The adapter takes it up, who ordered it waits. */
import type { Outbox, RecordEvent } from '@chargesphere/chassis';

export const RENEWAL_CHANGED = 'renewal.changed';

/** The key under which the renewals of one platform are published. */
export const renewalRoute = (platformId: string): string => `renewal ${platformId}`;

export const renewalChanged = (platformId: string): RecordEvent => ({
  topic: RENEWAL_CHANGED,
  ref: platformId,
  detail: {},
  routes: [renewalRoute(platformId)],
});

/** Events other nodes wrote get the same routes as ours. */
export const routeRenewalEvents = (outbox: Outbox): void =>
  outbox.knows(RENEWAL_CHANGED, (events) =>
    Promise.resolve(events.map(({ ref }) => ({ document: undefined, routes: [renewalRoute(ref)] }))),
  );
