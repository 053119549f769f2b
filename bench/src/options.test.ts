import { measureNames, readOptions } from './options.js';

describe('the options', () => {
  it('measure everything when nothing is said', () => {
    expect(readOptions([])).toEqual({
      seconds: 2,
      rounds: 5,
      crawls: 1,
      locations: 100_000,
      cdrs: 100_000,
      only: new Set(measureNames),
      json: undefined,
      profile: undefined,
      beside: undefined,
      isHelp: false,
    });
  });

  it('take several measures, a length, a number of rounds and a file', () => {
    const args = [
      '--only',
      'live',
      '--only=location-put',
      '--seconds',
      '0.5',
      '--rounds',
      '3',
      '--json',
      'a.json',
      '--locations=5000',
    ];
    expect(readOptions(args)).toMatchObject({
      only: new Set(['live', 'location-put']),
      seconds: 0.5,
      rounds: 3,
      crawls: 3,
      locations: 5000,
      json: 'a.json',
    });
  });

  it.each([
    [['--only', 'everything'], /no measure "everything"; there are location-put/],
    [['--seconds', 'two'], /--seconds is "two": give a number from 0.2 to 60/],
    [['--seconds', '0'], /--seconds is "0"/],
    [['--rounds', '2.5'], /--rounds is "2.5": give a whole number/],
    [['--rounds', ''], /--rounds is ""/],
    [['--locations', '999'], /--locations is "999": give a number from 1000 to/],
    [['--fast'], /--fast/],
  ])('refuse %j with the cure', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});
