/**
 * What each may spend at the graph in a minute, counted in the Redis that nodes share. One that is away or slow holds
 * nobody up: then the gateway counts by itself.
 */
import type { SharedSpending } from '@chargesphere/gateway';
import type { RedisClientType } from 'redis';

const MINUTE_MS = 60_000;
/** How long an operation waits for it before it is counted here alone. */
const REDIS_MS = 100;

/** One step for Redis, so that two nodes never spend the same rest: -1 when it was added, else ms until there is more. */
const SPEND = `
local spent = tonumber(redis.call('GET', KEYS[1]) or '0')
local cost, budget, minute = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if spent + cost > budget then
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then left = minute end
  return left
end
redis.call('INCRBY', KEYS[1], cost)
if spent == 0 then redis.call('PEXPIRE', KEYS[1], minute) end
return -1`;

export const redisSpending = (client: Pick<RedisClientType, 'eval' | 'isReady'>): SharedSpending => ({
  async spend(who, cost, budget) {
    if (!client.isReady) throw new Error('Redis is away.');
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Redis took longer than ${REDIS_MS} ms.`)), REDIS_MS);
    });
    try {
      const wait_ms = await Promise.race([
        client.eval(SPEND, {
          keys: [`chargesphere/spent/${who}`],
          arguments: [cost, budget, MINUTE_MS].map(String),
        }),
        tooLate,
      ]);
      return Number(wait_ms) < 0 ? undefined : Number(wait_ms);
    } finally {
      clearTimeout(timer);
    }
  },
});
