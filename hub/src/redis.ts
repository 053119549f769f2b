/**
 * The Redis that nodes of one hub share (HUB-063). The hub works without it: while it is away every node counts by
 * itself, which is said once, and shown in the metrics.
 */
import type { Logger } from '@chargesphere/chassis';
import type { SharedCounts } from '@chargesphere/ocpi-adapter';
import { createClient } from 'redis';

export interface SharedRedis {
  counts: SharedCounts;
  close(): Promise<void>;
}

const CONNECT_MS = 2_000;
/** How long the hub waits for it when it starts, so that the first requests are counted together already. */
const START_MS = 1_000;
/** The client's own pause between attempts cannot be cut short, so it must not hold up a hub that stops. */
const RETRY_MS = { first: 100, longest: 1_000 };
/** Commands that wait for an answer; what comes beyond fails at once, and is counted here. */
const WAITING_MAX = 10_000;

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
    log.warn({ host, reason: error.message }, 'Redis is away: limits are counted by each node for itself');
  });
  client.on('ready', () => {
    tell(true);
    if (isAway) log.info({ host }, 'Redis is back: limits are counted by all nodes together');
    isAway = false;
  });
  const ready = client.connect().catch((error: unknown) => {
    // It tries again and again, so this is the hub's own end of it.
    log.debug({ err: error, host }, 'Redis was not reached before the hub stopped');
  });
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, START_MS)));
  await Promise.race([ready, waited]);
  clearTimeout(timer);
  return {
    counts: client,
    close: () => {
      if (client.isOpen) client.destroy();
      return Promise.resolve();
    },
  };
};
