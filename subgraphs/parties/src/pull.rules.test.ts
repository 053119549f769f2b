import {
  firstDue,
  keptDocument,
  moduleIn,
  nextDue,
  nextPullStatus,
  pullStatuses,
  pullSteps,
  rhythmIn,
  shownText,
  windowOfPull,
} from './pull.rules.js';

const table = () =>
  pullSteps.flatMap((step) =>
    pullStatuses.flatMap((status) => {
      try {
        return [`${status} ${step} ${nextPullStatus(status, step)}`];
      } catch {
        return [];
      }
    }),
  );

it('a pull goes these ways and no others', () => {
  expect(table()).toEqual([
    'QUEUED claim RUNNING',
    'RUNNING claim RUNNING',
    'RUNNING report RUNNING',
    'RUNNING finish DONE',
    'RUNNING fail FAILED',
    'RUNNING release QUEUED',
    'QUEUED cancel CANCELLED',
    'RUNNING cancel CANCELLED',
    'FAILED resume QUEUED',
    'CANCELLED resume QUEUED',
  ]);
});

it('HUB-051, TRN-029 the next time lies an interval ahead, more or less', () => {
  const now = new Date('2026-11-23T00:00:00Z');
  const rhythm = rhythmIn(60, 10);
  const at = (random: number) => nextDue(now, rhythm, random).toISOString().slice(11, 16);
  expect([at(0), at(0.5), at(1)]).toEqual(['00:50', '01:00', '01:10']);
  expect(firstDue(now, rhythm, 0.25).toISOString().slice(11, 16)).toBe('00:15');
  expect(rhythmIn(15, undefined)).toEqual({ everyMinutes: 15, spreadMinutes: 2 });
});

it('TRN-048 a full pull has no window', () => {
  const day = new Date('2026-11-23T00:00:00Z');
  expect(windowOfPull('INCREMENTAL', undefined, undefined).isChosenWindow).toBe(false);
  expect(windowOfPull('INCREMENTAL', undefined, day)).toEqual({
    dateFrom: null,
    dateTo: day,
    isChosenWindow: true,
  });
  expect(() => windowOfPull('FULL', day, undefined)).toThrow(/no window/);
});

it('VER-018 modules are named without regard to case', () => {
  expect(moduleIn(' Locations ')).toBe('locations');
  expect(() => moduleIn('two words')).toThrow(/name one/);
});

it('what a partner caused is made fit to be kept', () => {
  expect(shownText('a\u0000b\uD800')).toBe('a\uFFFDb\uFFFD');
  expect(shownText('x'.repeat(2000))).toHaveLength(1000);
  expect(keptDocument({ a: '\u0000' })).toBe('{"a":"\\u0000"}');
  expect(keptDocument(undefined)).toBeNull();
  let deep: unknown = [];
  for (let i = 0; i < 20_000; i += 1) deep = [deep];
  expect(keptDocument(deep)).toBeNull();
  expect(keptDocument('x'.repeat(70_000))).toBeNull();
});
