/** Handshakes as steps. */
import { failedLeg, stepsOf, type Leg, type PlatformSeen, type Seen } from './handshake.rules.js';

const URL_OF_THEIRS = 'https://cpo.example/ocpi/discover';
let count = 0;
const leg = (more: Partial<Leg>): Leg => ({
  id: `0${(count += 1)}`,
  startedAt: '2026-05-01T12:00:05Z',
  direction: 'OUT',
  method: 'GET',
  module: 'versions',
  url: URL_OF_THEIRS,
  http: 200,
  ocpi: 1000,
  status: 'OK',
  failure: null,
  correlationId: 'c',
  durationMs: 5,
  ...more,
});
const platform = (more: Partial<PlatformSeen> = {}): PlatformSeen => ({
  status: 'CONNECTING',
  versionsUrl: URL_OF_THEIRS,
  failure: null,
  lastChangedAt: '2026-05-01T12:00:00Z',
  invitedAt: null,
  endpoints: [],
  ...more,
});
const seen = (more: Partial<Seen> = {}): Seen => ({
  way: 'call',
  platform: platform(),
  legs: [],
  pull: undefined,
  locations: 0,
  ...more,
});
const states = (one: Seen) => stepsOf(one).map(({ state }) => state);

const versions = leg({});
const details = leg({ url: 'https://cpo.example/ocpi/v/2.3.0' });
const callback = leg({ direction: 'IN', url: '/ocpi/versions' });
const credentials = leg({
  method: 'POST',
  module: 'credentials',
  url: 'https://cpo.example/ocpi/credentials',
});
const endpoints = [{ identifier: 'locations', role: 'SENDER' }];

describe('when we call them', () => {
  it.each([
    ['nothing yet', [], ['running', 'waiting', 'waiting', 'waiting', 'waiting']],
    ['their versions', [versions], ['done', 'running', 'waiting', 'waiting', 'waiting']],
    ['their details', [details, versions], ['done', 'done', 'running', 'waiting', 'waiting']],
    ['and they call back', [versions, details, callback], ['done', 'done', 'running', 'waiting', 'waiting']],
  ])('%s', (_, legs, expected) => {
    expect(states(seen({ legs }))).toEqual(expected);
  });

  it('reads Locations once they are connected, and has the first one', () => {
    const legs = [versions, details, callback, credentials];
    const there = { legs, platform: platform({ status: 'CONNECTED', endpoints }) };
    expect(states(seen(there))).toEqual(['done', 'done', 'done', 'running', 'running']);
    const pull = { status: 'RUNNING', stored: 3, unchanged: 0 };
    expect(states(seen({ ...there, pull, locations: 3 }))).toEqual([
      'done',
      'done',
      'done',
      'running',
      'done',
    ]);
  });

  it('needs no Locations of an eMSP', () => {
    const there = { legs: [versions], platform: platform({ status: 'CONNECTED' }) };
    expect(states(seen(there)).slice(3)).toEqual(['unneeded', 'unneeded']);
  });

  it('waits for none when they have none', () => {
    const there = { platform: platform({ status: 'CONNECTED', endpoints }) };
    const pull = { status: 'DONE', stored: 0, unchanged: 0 };
    expect(states(seen({ ...there, pull })).slice(3)).toEqual(['done', 'unneeded']);
    // Not known yet is not none.
    expect(states(seen({ ...there, pull: { ...pull, unchanged: 2 } })).slice(3)).toEqual(['done', 'running']);
  });

  it('fails at the step that could not be done, and says by which leg', () => {
    const wrong = leg({ http: 401, ocpi: 2001, status: 'CLIENT_ERROR' });
    const failed = seen({ legs: [wrong], platform: platform({ status: 'FAILED', failure: 'HTTP 401' }) });
    expect(states(failed)).toEqual(['failed', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(failedLeg(failed)).toBe(wrong);
  });

  it('takes a second try with the token as it is for the same step', () => {
    const legs = [leg({ http: 401, status: 'CLIENT_ERROR' }), leg({})];
    expect(states(seen({ legs }))[0]).toBe('done');
  });

  it('fails at what follows when nothing on the wire went wrong', () => {
    const failed = platform({ status: 'FAILED', failure: 'no version there is one this hub can use here.' });
    expect(states(seen({ legs: [versions], platform: failed }))).toEqual([
      'done',
      'failed',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  it('forgets the attempt before', () => {
    const before = leg({ startedAt: '2026-05-01T11:00:00Z', correlationId: 'before' });
    expect(states(seen({ legs: [before] }))[0]).toBe('running');
    const again = leg({ http: 401, status: 'CLIENT_ERROR', correlationId: 'again' });
    const failed = platform({ status: 'FAILED', lastChangedAt: '2026-05-01T12:00:09Z' });
    expect(states(seen({ legs: [before, again], platform: failed }))[0]).toBe('failed');
  });
});

describe('when they call us', () => {
  const invited = platform({ status: 'PENDING', versionsUrl: null, invitedAt: '2026-05-01T12:00:00Z' });
  const theirs = (more: Partial<Leg>) => leg({ direction: 'IN', url: '/ocpi/versions', ...more });

  it('waits for them step by step', () => {
    const from = (...legs: Leg[]) => states(seen({ way: 'invite', platform: invited, legs })).slice(0, 3);
    expect(from()).toEqual(['running', 'waiting', 'waiting']);
    expect(from(theirs({}))).toEqual(['done', 'running', 'waiting']);
    expect(from(theirs({}), theirs({ url: '/ocpi/2.3.0' }))).toEqual(['done', 'done', 'running']);
  });

  it('names what we could not call back as the reason', () => {
    const mine = leg({ direction: 'OUT', status: 'NO_ANSWER', http: null, ocpi: null });
    const refused = theirs({ method: 'POST', module: 'credentials', ocpi: 3001, status: 'SERVER_ERROR' });
    const legs = [theirs({}), theirs({ url: '/ocpi/2.3.0' }), mine, refused];
    const one = seen({ way: 'invite', platform: invited, legs });
    expect(states(one).slice(0, 3)).toEqual(['done', 'done', 'failed']);
    expect(failedLeg(one)).toBe(mine);
  });
});
