import {
  exchangeStatusOf,
  flattened,
  instantOfId,
  isExchangeId,
  requireReplayable,
  treesOf,
  type BodyState,
  type ReplayedLeg,
  type TreeLeg,
} from './exchange.rules.js';

it.each([
  [200, 1000, 'OK'],
  [201, 1000, 'OK'],
  [200, 2001, 'CLIENT_ERROR'],
  [404, null, 'CLIENT_ERROR'],
  [401, 2000, 'CLIENT_ERROR'],
  [200, 3001, 'SERVER_ERROR'],
  [500, 2000, 'SERVER_ERROR'],
  [503, null, 'SERVER_ERROR'],
  [200, null, 'SERVER_ERROR'],
  [302, null, 'SERVER_ERROR'],
  [200, 4001, 'HUB_ERROR'],
  [404, 4003, 'HUB_ERROR'],
  [null, null, 'NO_ANSWER'],
] as const)('STA-007 HTTP %s with OCPI %s counts as %s', (http, ocpi, status) => {
  expect(exchangeStatusOf(http, ocpi)).toBe(status);
});

it('reads the instant an id begins with', () => {
  const id = '019b76da-a800-7abc-8def-0123456789ab';
  expect([isExchangeId(id), isExchangeId(id.toUpperCase())]).toEqual([true, true]);
  expect(instantOfId(id).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  for (const other of ['', 'x', '019b76da-a800-4abc-8def-0123456789ab'])
    expect(isExchangeId(other)).toBe(false);
});

describe('TRN-093 the tree of a conversation', () => {
  const leg = (id: string, at: number, more: Partial<TreeLeg> = {}): TreeLeg => ({
    id,
    direction: 'IN',
    startedAt: new Date(at),
    requestId: id,
    cause: null,
    replayOf: null,
    ...more,
  });
  const out = (id: string, at: number, cause: string | null, more: Partial<TreeLeg> = {}) =>
    leg(id, at, { direction: 'OUT', cause, ...more });
  const shown = (...legs: TreeLeg[]) =>
    flattened(treesOf(legs)).map(({ leg: { id }, depth }) => `${' '.repeat(depth)}${id}`);

  it('hangs what was sent under what was asked, in the order of time', () => {
    expect(shown(out('b2', 3, 'a'), leg('a', 1), out('b1', 2, 'a'), leg('later', 9))).toEqual([
      'a',
      ' b1',
      ' b2',
      'later',
    ]);
  });

  it('goes on where a message comes back to this hub, and where one is sent once more', () => {
    expect(
      shown(
        leg('a', 1),
        out('b', 2, 'a'),
        leg('back', 3, { requestId: 'b' }),
        out('again', 9, null, { replayOf: 'b' }),
      ),
    ).toEqual(['a', ' b', '  back', '  again']);
  });

  it('takes the last of several with one request id, and what has no cause here for a beginning', () => {
    expect(
      shown(
        leg('a1', 1, { requestId: 'r' }),
        leg('a2', 5, { requestId: 'r' }),
        out('b', 6, 'r'),
        out('c', 7, 'gone'),
      ),
    ).toEqual(['a1', 'a2', ' b', 'c']);
  });

  it('makes no circle of request ids that name each other', () => {
    const around = [
      leg('a', 1, { requestId: 'x' }),
      out('b', 1, 'x', { requestId: 'x' }),
      out('c', 2, null, { replayOf: 'd' }),
      out('d', 3, null, { replayOf: 'c' }),
    ];
    expect(
      shown(...around)
        .map((line) => line.trim())
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('what may be sent once more', () => {
  const sent: ReplayedLeg = {
    direction: 'OUT',
    method: 'PUT',
    module: 'locations',
    platformId: 'p',
    isUrlMasked: false,
  };
  const reason = (more: Partial<ReplayedLeg>, body: BodyState = 'KEPT'): string => {
    try {
      requireReplayable({ ...sent, ...more }, body);
      return 'yes';
    } catch (problem) {
      return (problem as Error).message;
    }
  };

  it('is every GET, and PUT of what may be told again', () => {
    for (const module of ['locations', 'tariffs', 'tokens', 'hubclientinfo'])
      expect(reason({ module })).toBe('yes');
    expect(reason({ method: 'GET', module: 'sessions' }, 'NONE')).toBe('yes');
  });

  it.each<[Partial<ReplayedLeg>, BodyState, string]>([
    [{ direction: 'IN' }, 'KEPT', 'only the partner'],
    [{ method: 'POST' }, 'KEPT', 'POST does something'],
    [{ method: 'PATCH' }, 'KEPT', 'PATCH does something'],
    [{ method: 'DELETE' }, 'KEPT', 'DELETE does something'],
    [{ module: 'sessions' }, 'KEPT', 'PUT of sessions'],
    [{ module: 'cdrs' }, 'KEPT', 'PUT of cdrs'],
    [{ module: null }, 'KEPT', 'PUT of nothing known'],
    [{ method: 'GET', module: 'credentials' }, 'NONE', 'only by a handshake'],
    [{ platformId: null }, 'KEPT', 'whose platform'],
    [{ isUrlMasked: true }, 'KEPT', 'its address'],
    [{}, 'MASKED', 'its body holds personal data'],
    [{}, 'EXPIRED', 'not there any more (EXPIRED)'],
    [{}, 'TOO_LONG', 'not there any more (TOO_LONG)'],
  ])('is not %j with a body %s', (more, body, why) => {
    expect(reason(more, body)).toContain(why);
  });
});
