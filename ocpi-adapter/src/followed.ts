/** What the adapter follows: changes of platforms, which empty its caches and order handshakes, farewells, renewals and pulls that wait. */
import type { Connections } from './client/connections.js';
import type { Farewells } from './client/farewells.js';
import { PullsQueued } from './client/crawl/pull.operations.js';
import type { Pulls } from './client/crawl/pulls.js';
import { RenewalChanged } from './client/renewal.operations.js';
import type { Renewals } from './client/renewals.js';
import type { Followed } from './follower.js';
import type { Health } from './health/health.js';
import { operation } from './graph.js';

interface PlatformChange {
  platformId: string;
  kind: string;
}

const PlatformChanged = operation<{ result: PlatformChange }>(`
  subscription PlatformChanged { result: platformChanged { platformId kind } }
`);

/**
 * Changes that concern their platform alone. All others may change what further platforms see: who is SUSPENDED, who is
 * there at all (HUB-053), and what was agreed.
 */
const OF_ONE_PLATFORM: ReadonlySet<string> = new Set([
  'INVITED',
  'WITHDRAWN',
  'CONNECT_REQUESTED',
  'HANDSHAKE_BEGUN',
  'FAILED',
  'CONFIGURED',
  'WENT_OFFLINE',
  'CAME_BACK',
  'CIRCUIT_OPENED',
  'CIRCUIT_CLOSED',
]);

/** Without it an ended token would live until its cache entry dies. */
export const platformChanges = (
  changed: (platformId?: string) => void,
  connections: Connections,
  farewells: Farewells,
  health: Pick<Health, 'onOpen' | 'onChange'>,
): Followed<PlatformChange> => ({
  subscription: PlatformChanged,
  async onOpen() {
    changed(); // whatever happened while nobody followed is unknown
    await Promise.all([connections.carryOut(), farewells.look(), health.onOpen()]);
  },
  async onEvent({ platformId, kind }) {
    changed(OF_ONE_PLATFORM.has(kind) ? platformId : undefined);
    health.onChange(platformId, kind);
    if (kind === 'CONNECT_REQUESTED') await connections.carryOut();
    if (kind === 'DELETED') await farewells.look();
  },
  async onLater() {
    await Promise.all([connections.carryOut(), farewells.look()]);
  },
});

export const renewalOrders = (renewals: Renewals): Followed<string> => ({
  subscription: RenewalChanged,
  onOpen: () => renewals.look(),
  onEvent: () => renewals.look(),
});

export const pullOrders = (pulls: Pulls): Followed<{ id: string }> => ({
  subscription: PullsQueued,
  onOpen: () => pulls.look(),
  onEvent: () => pulls.look(),
});
