/** Broadcasts and deliveries put together: what the graph is given, and what ends with the subgraph. */
import type { Frame, Logger } from '@chargesphere/chassis';
import { BroadcastResolver, DeliveryResolver, RedeliveryResolver } from './broadcast.resolver.js';
import { BroadcastStore, type DeliveryGround } from './broadcast.store.js';
import { AudienceStore, type Passing } from './delivery-audience.store.js';
import { usualTimes, type DeliveryTimes } from './delivery.rules.js';
import { DeliveryStore } from './delivery.store.js';
import { DeliverySweep } from './delivery-sweep.js';
import { DeliveryWorkResolver } from './delivery-work.resolver.js';
import { DeliveryWorkStore } from './delivery-work.store.js';
import type { Ground } from './ground.js';

export const broadcastParts = (
  { pool, outbox }: Pick<Frame, 'pool' | 'outbox'>,
  ground: Ground,
  passing: Passing,
  { times, log }: { times: Partial<DeliveryTimes> | undefined; log: Logger },
) => {
  const own: DeliveryGround = { pool, outbox, times: { ...usualTimes, ...times }, now: ground.now };
  const deliveries = new DeliveryStore(pool);
  const broadcasts = new BroadcastStore(own, new AudienceStore(pool, outbox, passing));
  const work = new DeliveryWorkStore(own);
  const sweep = new DeliverySweep(own, work, log);
  sweep.start();
  return {
    deliveries,
    broadcasts,
    sweep,
    resolvers: [
      new BroadcastResolver(deliveries),
      new DeliveryResolver(deliveries),
      new RedeliveryResolver(ground),
      new DeliveryWorkResolver(broadcasts, work),
    ],
  };
};
