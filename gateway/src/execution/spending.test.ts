import type { Bearer, Principal } from '@chargesphere/schema';
import type { Refusal } from '../http/refusal.js';
import { Spending, type SpendingParts } from './spending.js';

const budgets = { operator: Infinity, analyst: 100, partner: 100, host: 10, anonymous: 5 };
const platform = (platformId: string, bearer?: Bearer): Principal => ({
  kind: 'platform',
  platformId,
  roles: [],
  ...(bearer && { bearer }),
});
const one = platform('p1');

describe('what may be spent in a minute', () => {
  let now: number;
  const spending = (more: Partial<SpendingParts> = {}) => new Spending({ budgets, now: () => now, ...more });
  beforeEach(() => {
    now = 1_000_000;
  });

  it('is the sum of all operations, and says when there is more', () => {
    const counts = spending();
    expect(counts.charge(one, 60)).toBeUndefined();
    now += 20_500;
    expect(counts.charge(one, 40)).toBeUndefined();
    const refusal = counts.charge(one, 1) as Refusal;
    expect(refusal).toMatchObject({
      status: 429,
      headers: [['retry-after', '40']],
      extensions: { code: 'RATE_LIMITED', retryAfter: 40 },
      message:
        'The operation may cost 1, and you may spend 100 a minute; come back in 40 s, or ask for less.',
    });
    now += 39_500;
    expect(counts.charge(one, 100)).toBeUndefined();
  });

  it('does not count what is refused, and counts what costs nothing as one', () => {
    const counts = spending();
    expect(counts.charge(one, 99)).toBeUndefined();
    expect(counts.charge(one, 2)).toBeDefined();
    expect(counts.charge(one, 0)).toBeUndefined();
    expect(counts.charge(one, 0)).toBeDefined();
  });

  it('is everybody’s own: of a platform, a key, an account over its logins, an address', () => {
    const counts = spending();
    const spenders: Principal[] = [
      one,
      platform('p2'),
      platform('p1', { role: 'PARTNER', key: 'a' }),
      platform('p1', { role: 'PARTNER', key: 'b' }),
      platform('p1', { role: 'PARTNER', account: 'anna', login: '1' }),
      { kind: 'operator', name: 'x', readsOnly: true, bearer: { role: 'ANALYST', key: 'a' } },
    ];
    for (const spender of spenders) expect(counts.charge(spender, 100)).toBeUndefined();
    for (const spender of spenders) expect(counts.charge(spender, 1)).toBeDefined();
    const again = platform('p1', { role: 'PARTNER', account: 'anna', login: '2' });
    expect(counts.charge(again, 1)).toBeDefined();
    const nobody = (address: string): Principal => ({
      kind: 'anonymous',
      visitor: { address, loginHash: '' },
    });
    expect(counts.charge(nobody('192.0.2.1'), 5)).toBeUndefined();
    expect(counts.charge(nobody('192.0.2.1'), 1)).toBeDefined();
    expect(counts.charge(nobody('192.0.2.2'), 5)).toBeUndefined();
  });

  it('has no limit where a role has none, nor for the hub itself', () => {
    const counts = spending({ shared: { spend: () => Promise.reject(new Error('asked')) } });
    expect(counts.charge({ kind: 'operator', name: 'x' }, 1e9)).toBeUndefined();
    expect(counts.charge({ kind: 'system', name: 'adapter' }, 1e9)).toBeUndefined();
  });

  it('is counted where nodes share it, and here when they cannot', async () => {
    const asked: unknown[] = [];
    let isAway = false;
    const counts = spending({
      shared: {
        spend: (...what) => {
          asked.push(what);
          return isAway ? Promise.reject(new Error('away')) : Promise.resolve(2_500);
        },
      },
    });
    expect(await counts.charge(one, 1.2)).toMatchObject({ extensions: { retryAfter: 3 } });
    expect(asked).toEqual([['platform p1', 2, 100]]);
    isAway = true;
    expect(await counts.charge(one, 100)).toBeUndefined();
    expect(await counts.charge(one, 1)).toMatchObject({ extensions: { code: 'RATE_LIMITED' } });
  });

  it('remembers so many and no more', () => {
    const counts = spending();
    for (let i = 0; i < 10_001; i += 1) counts.charge(platform(`many ${i}`), 100);
    expect(counts.charge(platform('many 0'), 100)).toBeUndefined();
    expect(counts.charge(platform('many 10000'), 1)).toBeDefined();
  });
});
