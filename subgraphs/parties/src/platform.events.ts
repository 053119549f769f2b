/**
 * `platform.changed`: something about a platform is different now. The adapter empties its caches by it and takes up
 * orders to connect; `connectPlatform` waits on it.
 */
import type { Outbox, RecordEvent } from '@chargesphere/chassis';

export const PLATFORM_CHANGED = 'platform.changed';

export const PlatformChangeKinds = {
  INVITED: 'INVITED',
  WITHDRAWN: 'WITHDRAWN',
  REGISTERED: 'REGISTERED',
  UPDATED: 'UPDATED',
  UNREGISTERED: 'UNREGISTERED',
  SUSPENDED: 'SUSPENDED',
  RESUMED: 'RESUMED',
  DELETED: 'DELETED',
  CONNECT_REQUESTED: 'CONNECT_REQUESTED',
  HANDSHAKE_BEGUN: 'HANDSHAKE_BEGUN',
  CONNECTED: 'CONNECTED',
  FAILED: 'FAILED',
  CONFIGURED: 'CONFIGURED',
  AGREEMENTS_CHANGED: 'AGREEMENTS_CHANGED',
  WENT_OFFLINE: 'WENT_OFFLINE',
  CAME_BACK: 'CAME_BACK',
  CIRCUIT_OPENED: 'CIRCUIT_OPENED',
  CIRCUIT_CLOSED: 'CIRCUIT_CLOSED',
  LIMITS_CHANGED: 'LIMITS_CHANGED',
} as const;
export type PlatformChangeKind = keyof typeof PlatformChangeKinds;

export interface PlatformChanged {
  kind: PlatformChangeKind;
}

/** The key under which changes of one platform are published. */
export const platformRoute = (platformId: string): string => `platform ${platformId}`;

export const platformChanged = (platformId: string, kind: PlatformChangeKind): RecordEvent => ({
  topic: PLATFORM_CHANGED,
  ref: platformId,
  detail: { kind } satisfies PlatformChanged,
  routes: [platformRoute(platformId)],
});

/** Stands for all platforms in the place of one's id. */
export const EVERY_PLATFORM = '*';

/** Events other nodes wrote get the same routes as ours. */
export const routePlatformEvents = (outbox: Outbox): void =>
  outbox.knows(PLATFORM_CHANGED, (events) =>
    Promise.resolve(events.map(({ ref }) => ({ document: undefined, routes: [platformRoute(ref)] }))),
  );
