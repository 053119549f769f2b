/** Bars of a conversation. */
import { barOf, LEAST_WIDTH, wholeOf } from './waterfall.rules.js';

describe('the bar of a leg', () => {
  it('lies where it was and is as long as it took', () => {
    expect(barOf({ offsetMs: 25, durationMs: 50 }, 100)).toEqual({ left: 25, width: 50 });
  });

  it('can be seen however short, within the picture', () => {
    expect(barOf({ offsetMs: 100, durationMs: 0.01 }, 100)).toEqual({
      left: 100 - LEAST_WIDTH,
      width: LEAST_WIDTH,
    });
  });

  it('fills a conversation that took no time', () => {
    expect(barOf({ offsetMs: 0, durationMs: 0 }, 0)).toEqual({ left: 0, width: 100 });
  });

  it('stays within the picture when clocks jump', () => {
    expect(barOf({ offsetMs: -5, durationMs: 500 }, 100)).toEqual({ left: 0, width: 100 });
  });
});

describe('the whole of a conversation', () => {
  it('ends with its last leg', () => {
    const legs = [
      { offsetMs: 0, durationMs: 10 },
      { offsetMs: 5, durationMs: 30 },
    ];
    expect(wholeOf(legs, 20)).toBe(35);
    expect(wholeOf(legs, 40)).toBe(40);
    expect(wholeOf([], 0)).toBe(0);
  });
});
