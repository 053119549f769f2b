/**
 * The Redis that nodes of one hub share: they count requests (HUB-063) and costs in it and wake each other by it when there are
 * events to read. The hub works without it: while it is away every node counts and looks by itself, which is said once,
 * and shown in the metrics.
 */
import type { Logger, WakeUps } from '@chargesphere/chassis';
import type { SharedSpending } from '@chargesphere/gateway';
import type { SharedCounts } from '@chargesphere/ocpi-adapter';
import { createClient } from 'redis';
import { redisSpending } from './redis-spending.js';

export interface SharedRedis {
  counts: SharedCounts;
  spending: SharedSpending;
  wakeUps: WakeUps;
  close(): Promise<void>;
}

const CONNECT_MS = 2_000;
/** How long the hub waits for it when it starts, so that the first requests are counted together already. */
const START_MS = 1_000;
/** The client's own pause between attempts cannot be cut short, so it must not hold up a hub that stops. */
const RETRY_MS = { first: 100, longest: 1_000 };
/** Commands that wait for an answer; what comes beyond fails at once, and is counted here. */
const WAITING_MAX = 10_000;
/** While it is away nobody is woken, so nodes look more often than they have to when PostgreSQL wakes them. */
const LOOK_EVERY_MS = 1_000;
const CHANNEL_PREFIX = 'chargesphere/events/';

export const openRedis = async (
  url: string,
  log: Logger,
  tell: (isReady: boolean) => void,
): Promise<SharedRedis> => {
  const { host } = new URL(url); // and not its password
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: WAITING_MAX,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (tries) => Math.min(RETRY_MS.first * 2 ** Math.min(tries, 10), RETRY_MS.longest),
    },
  });
  let isAway = false;
  tell(false);
  client.on('error', (error: Error) => {
    tell(false);
    if (isAway) return;
    isAway = true;
    log.warn(
      { host, reason: error.message },
      'Redis is away: each node counts for itself, and looks every second for what happened at others',
    );
  });
  client.on('ready', () => {
    tell(true);
    if (isAway) log.info({ host }, 'Redis is back: nodes count together and wake each other');
    isAway = false;
  });
  // One that listens does nothing else, and what it is to listen to may wait until Redis is there.
  const ears = client.duplicate({ disableOfflineQueue: false });
  const listening = new Set<() => void>();
  ears.on('error', (error: Error) =>
    log.debug({ host, reason: error.message }, 'nobody can be heard in Redis'),
  );
  // Channels are subscribed to again by the client; what was said meanwhile was not heard.
  ears.on('ready', () => {
    for (const wake of listening) wake();
  });
  const connect = (one: typeof client) =>
    one.connect().catch((error: unknown) => {
      // It tries again and again, so this is the hub's own end of it.
      log.debug({ err: error, host }, 'Redis was not reached before the hub stopped');
    });
  const ready = Promise.all([client, ears].map(connect));
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, START_MS)));
  await Promise.race([ready, waited]);
  clearTimeout(timer);
  return {
    counts: client,
    spending: redisSpending(client),
    wakeUps: {
      lookEvery_ms: LOOK_EVERY_MS,
      async tell(channel, from) {
        // Not when it is away: that was said once, and the others look by themselves.
        if (client.isReady) await client.publish(CHANNEL_PREFIX + channel, from);
      },
      async listen(channel, wake) {
        const hear = (from: string) => wake(from);
        listening.add(wake);
        const subscribed = ears.subscribe(CHANNEL_PREFIX + channel, hear).then(
          () => wake(),
          (error: unknown) => log.debug({ err: error, channel }, 'the hub stopped before Redis was there'),
        );
        // A Redis that is away keeps nobody from starting; the client subscribes when it is there.
        if (ears.isReady) await subscribed;
        return async () => {
          listening.delete(wake);
          if (ears.isReady) await ears.unsubscribe(CHANNEL_PREFIX + channel, hear);
        };
      },
    },
    close: () => {
      for (const one of [client, ears]) if (one.isOpen) one.destroy();
      return Promise.resolve();
    },
  };
};
