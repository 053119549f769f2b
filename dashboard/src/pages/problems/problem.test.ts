/** Problems as they come, and their sparklines in words. */
import { peakOf, problemOf } from './problem.rules.js';

const exchange = {
  __typename: 'Exchange',
  id: '1',
  startedAt: '2026-05-01T12:00:00Z',
  durationMs: 5,
  direction: 'OUT',
  mode: 'DIRECT',
  method: 'PUT',
  url: 'https://cpo.example/sessions',
  module: 'sessions',
  from: 'NL/HUB',
  to: 'NL/ALF',
  http: null,
  ocpi: null,
  status: 'NO_ANSWER',
  failure: { __typename: 'ExchangeFailure', kind: 'timeout', message: 'Late.' },
  correlationId: 'c',
  violationCount: 0,
} as const;

it('belongs to the party on the other side', () => {
  expect(problemOf(exchange)).toMatchObject({ party: 'NL/ALF', code: 'timeout', message: 'Late.' });
  expect(problemOf({ ...exchange, direction: 'IN', failure: null, ocpi: 2001 })).toMatchObject({
    party: 'NL/HUB',
    code: 'OCPI 2001',
  });
});

it('tells the peak of a sparkline, the last one of several', () => {
  expect(peakOf([0, 3, 1, 3, 0])).toEqual({ count: 3, partsAgo: 1 });
  expect(peakOf([0, 0])).toEqual({ count: 0, partsAgo: 0 });
  expect(peakOf([])).toEqual({ count: 0, partsAgo: 0 });
});
