/** Health of connections put together: what the graph is given, and what ends with the subgraph. */
import type { Frame, Logger } from '@chargesphere/chassis';
import { AlarmResolver } from './alarm.resolver.js';
import { AlarmStore } from './alarm.store.js';
import type { BroadcastStore } from './broadcast.store.js';
import { ClientInfoFeed } from './client-info-feed.js';
import { ClientInfoPush } from './client-info-push.store.js';
import type { CredentialsStore } from './credentials.store.js';
import type { Ground } from './ground.js';
import { Recovery } from './health-recovery.store.js';
import { HealthWatch } from './health-watch.js';
import { HealthWorkResolver } from './health-work.resolver.js';
import { PlatformHealthResolver } from './health.resolver.js';
import { HealthStore } from './health.store.js';
import type { Permissions } from './permission.store.js';
import { ProbeStore } from './probe.store.js';
import type { ProbeTimes } from './probe.rules.js';

export interface HealthNeeds {
  credentials: CredentialsStore;
  permissions: Permissions;
  broadcasts: BroadcastStore;
  times: ProbeTimes;
  log: Logger;
}

export const healthParts = (
  { pool, outbox }: Pick<Frame, 'pool' | 'outbox'>,
  ground: Ground,
  { credentials, permissions, broadcasts, times, log }: HealthNeeds,
) => {
  const alarms = new AlarmStore(pool, ground);
  const health = new HealthStore(pool, ground, alarms, times);
  const probes = new ProbeStore(pool, ground, credentials, times);
  const push = new ClientInfoPush(pool, ground, permissions, broadcasts);
  const watch = new HealthWatch({ outbox, push, recovery: new Recovery(ground), alarms, log });
  watch.start();
  return {
    alarms,
    health,
    watch,
    feed: new ClientInfoFeed(pool, ground, permissions),
    resolvers: [
      new HealthWorkResolver(health, probes, alarms),
      new PlatformHealthResolver(),
      new AlarmResolver(alarms),
    ],
  };
};
