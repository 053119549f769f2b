import { mock } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { Rates } from './rates.js';
import type { Tier } from './tier.js';

const tier = (requestsPerSecond: number, burst: number): Tier => ({
  requestsPerSecond,
  burst,
  requestsAtOnce: 10,
  forwardsAtOnce: 10,
  bodyBytes: 1024,
});

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() }));
afterEach(() => mock.timers.reset());

/** That time, after what waited for nothing but its turn. */
const passed = async (span_ms: number) => {
  await soon();
  mock.timers.tick(span_ms);
};

const taken = async (rates: Rates, times: number, limits: Tier, platform = 'cpo') => {
  const waits: (number | undefined)[] = [];
  for (let i = 0; i < times; i += 1) waits.push(await rates.take(platform, limits));
  return waits;
};

describe('HUB-063 the rate of a platform', () => {
  it('is so many requests a second and a burst beyond, then a wait', async () => {
    const rates = new Rates();
    expect(await taken(rates, 6, tier(3, 2))).toEqual([...Array<undefined>(5), 1000]);
    mock.timers.tick(400);
    expect(await rates.take('cpo', tier(3, 2))).toBe(600);
  });

  it('is whole again in the next second, and its burst after ten', async () => {
    const rates = new Rates();
    await taken(rates, 6, tier(3, 2));
    mock.timers.tick(1000);
    expect(await taken(rates, 4, tier(3, 2))).toEqual([undefined, undefined, undefined, 1000]);
    mock.timers.tick(9000);
    expect(await taken(rates, 6, tier(3, 2))).toEqual([...Array<undefined>(5), 1000]);
  });

  it('is each platform’s own, and another in another tier', async () => {
    const rates = new Rates();
    await taken(rates, 2, tier(1, 0));
    expect(await rates.take('emsp', tier(1, 0))).toBeUndefined();
    expect(await rates.take('cpo', tier(1, 0))).toBe(1000);
    expect(await rates.take('cpo', tier(2, 0))).toBeUndefined();
  });

  it('is counted here when the shared counts are away', async () => {
    const rates = new Rates({ isReady: false });
    expect(await taken(rates, 3, tier(1, 1))).toEqual([undefined, undefined, 1000]);
  });

  it('is counted here when the shared counts do not answer, after a tenth of a second', async () => {
    const silent = { isReady: true, eval: () => new Promise(() => undefined) };
    const rates = new Rates(silent);
    const first = rates.take('cpo', tier(1, 0));
    await passed(100);
    expect(await first).toBeUndefined();
    const second = rates.take('cpo', tier(1, 0));
    await passed(100); // for the second's count, then for the burst
    await passed(100);
    expect(await second).toBe(900);
  });
});
