import { limitsIn, tierNameIn } from './tier.rules.js';

const limits = { requestsPerSecond: 10, burst: 0, requestsAtOnce: 2, forwardsAtOnce: 1, bodyBytes: 2048 };

describe('a tier', () => {
  it('HUB-063 has limits within what a process can keep', () => {
    expect(limitsIn({ ...limits, name: 'X' } as typeof limits)).toEqual(limits);
    expect(() => limitsIn({ ...limits, requestsPerSecond: 0 })).toThrow(
      'input.requestsPerSecond is 0; it must be from 1 to 1000000.',
    );
    expect(() => limitsIn({ ...limits, bodyBytes: 2 ** 30 })).toThrow('input.bodyBytes is 1073741824');
  });

  it('HUB-063 has a name that is the same in any case', () => {
    expect(tierNameIn(' large ')).toBe('LARGE');
    for (const name of ['', '1st', 'two words', 'x'.repeat(31)])
      expect(() => tierNameIn(name)).toThrow('A tier');
  });
});
