/** The records of exchanges put together. */
import type { Frame, Logger } from '@chargesphere/chassis';

import type { CredentialsStore } from './credentials.store.js';
import { ExchangeReplayStore } from './exchange-replay.store.js';
import { ExchangeReplayResolver, ExchangeWorkResolver } from './exchange-work.resolver.js';
import { defaultRetention, ExchangePartitions, type ExchangeRetention } from './exchange.partitions.js';
import { ExchangeResolver } from './exchange.resolver.js';
import { ExchangeStore } from './exchange.store.js';
import { DeliveryHealthResolver } from './delivery-health.resolver.js';
import { FindResolver } from './find.resolver.js';
import type { Ground } from './ground.js';
import { PlatformUpdateResolver } from './platform-update.resolver.js';
import { ProblemResolver } from './problem.resolver.js';
import { ProblemStore } from './problem.store.js';
import { TrafficResolver } from './traffic.resolver.js';
import { TrafficStore } from './traffic.store.js';

export interface ExchangeParts {
  exchanges: ExchangeStore;
  partitions: ExchangePartitions;
  resolvers: object[];
}

export const exchangeParts = (
  { pool, outbox }: Frame,
  ground: Ground,
  credentials: CredentialsStore,
  { retention, log }: { retention: Partial<ExchangeRetention> | undefined; log: Logger },
): ExchangeParts => {
  const exchanges = new ExchangeStore(pool, outbox);
  const replays = new ExchangeReplayStore(ground, exchanges, credentials);
  const kept = { ...defaultRetention, ...retention };
  return {
    exchanges,
    partitions: new ExchangePartitions(pool, kept, ground.now, log),
    resolvers: [
      new ExchangeResolver(exchanges),
      new ExchangeWorkResolver(exchanges, replays),
      new ExchangeReplayResolver(exchanges),
      new FindResolver(pool, exchanges),
      new PlatformUpdateResolver(),
      new DeliveryHealthResolver(pool),
      new ProblemResolver(new ProblemStore(pool, ground.now)),
      new TrafficResolver(new TrafficStore(pool, ground.now), ground.now),
    ],
  };
};
