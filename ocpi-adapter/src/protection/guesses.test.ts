import { Refusal } from '../transport/status.js';
import { Guesses } from './guesses.js';

const why = new Refusal('E02', 'unknown');
let now = 0;
const guesses = (more: object = {}) => new Guesses({ guesses: 2, guesses_ms: 60_000, ...more }, () => now);
beforeEach(() => {
  now = 0;
});
const refusalOf = (of: Guesses, address: string, key: string): unknown => {
  try {
    of.check(address, key);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('HUB-063 guesses', () => {
  it('are counted by address, for a minute', () => {
    const counted = guesses();
    for (const key of ['a', 'b']) counted.note('192.0.2.1', key, why);
    expect(refusalOf(counted, '192.0.2.1', 'c')).toMatchObject({
      row: 'HUB-063 guessing',
      headers: { 'Retry-After': '60' },
    });
    expect(refusalOf(counted, '192.0.2.2', 'c')).toBeUndefined();
    now = 59_001;
    expect(refusalOf(counted, '192.0.2.1', 'c')).toMatchObject({ headers: { 'Retry-After': '1' } });
    now = 60_000;
    expect(refusalOf(counted, '192.0.2.1', 'c')).toBeUndefined();
    expect(counted.size).toBe(0);
  });

  it('are different tokens: the same again is refused from memory, until some platform changes', () => {
    const counted = guesses();
    for (let i = 0; i < 5; i += 1) counted.note('192.0.2.1', 'old', why);
    expect(refusalOf(counted, '192.0.2.1', 'old')).toBe(why);
    expect(refusalOf(counted, '192.0.2.1', 'new')).toBeUndefined();
    counted.forget();
    expect(refusalOf(counted, '192.0.2.1', 'old')).toBeUndefined();
  });

  it('are remembered of so many addresses only', () => {
    const counted = guesses();
    for (let i = 0; i < 25_000; i += 1) counted.note(`address ${i}`, `key ${i}`, why);
    expect(counted.size).toBe(20_000);
  });
});
