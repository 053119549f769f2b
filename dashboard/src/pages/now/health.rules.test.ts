import { healthOf, powerOf, powerOfAll, type Facts, wayOf } from './health.rules.js';

const NOW = Date.parse('2026-05-01T12:00:00Z');
const well: Facts = {
  parties: 3,
  silent: [],
  charging: 2,
  alarms: 0,
  waiting: 0,
  waitingSince: null,
  failedShare: 0.01,
  undecided: 0,
};

it.each<[string, Partial<Facts>]>([
  ['nobody', { parties: 0 }],
  ['silent', { silent: ['Alfa', 'Beta'], failedShare: 1, alarms: 3 }],
  ['late', { waiting: 4, waitingSince: NOW - 6 * 60_000, failedShare: 1 }],
  ['failing', { failedShare: 0.05, alarms: 3 }],
  ['alarms', { alarms: 3, undecided: 9 }],
  ['undecided', { undecided: 9 }],
  ['well', { alarms: null, failedShare: null, waiting: 1, waitingSince: NOW - 1000 }],
])('says %s, and no less grave things before graver ones', (kind, facts) => {
  expect(healthOf({ ...well, ...facts }, NOW).kind).toBe(kind);
});

it('names the first of those who do not answer, and how many more', () => {
  expect(healthOf({ ...well, silent: ['Alfa', 'Beta'] }, NOW).values).toMatchObject({
    name: 'Alfa',
    others: 1,
  });
});

const session = (kwh: number, minutes: number) => ({
  kwh,
  startDateTime: '2026-05-01T11:00:00Z',
  lastUpdated: new Date(Date.parse('2026-05-01T11:00:00Z') + minutes * 60_000).toISOString(),
});

it('takes the power of a Session from its energy and time, once it has run for a minute', () => {
  expect(powerOf(session(11, 30))).toBeCloseTo(22);
  expect(powerOf(session(1, 0.5))).toBeNull();
});

it('counts Sessions beyond those it was given as much as those', () => {
  expect(powerOfAll([session(10, 60), session(0, 0)], 4)).toBeCloseTo(20);
  expect(powerOfAll([], 0)).toBe(0);
});

it('calls whoever is no party yet by where it is', () => {
  const url = 'https://ocpi.example.com/versions';
  expect(wayOf({ direction: 'OUT', from: null, to: null, url }, 'The hub')).toEqual([
    'The hub',
    'ocpi.example.com',
  ]);
  expect(wayOf({ direction: 'OUT', from: 'NL/ALF', to: 'DE/BET', url }, 'The hub')).toEqual([
    'NL/ALF',
    'DE/BET',
  ]);
  expect(wayOf({ direction: 'IN', from: null, to: null, url: '/ocpi/versions' }, 'The hub')).toEqual([
    '?',
    'The hub',
  ]);
});
