import type { ProblemCode } from '@chargesphere/schema';
import { Problem } from '@chargesphere/schema';
import type { Row } from './status.js';
import { rowOf, statusOf, statusTable } from './status.js';

describe('STA-020 the table decides every pair of HTTP and OCPI status', () => {
  it.each<[Row, string | undefined, number, number]>([
    ['E01', 'sessions', 400, 2001],
    ['E02', undefined, 401, 2000],
    ['E03', 'sessions', 401, 2000],
    ['E04', undefined, 404, 2000],
    ['E05', 'sessions', 405, 2000],
    ['E06', 'locations', 404, 2003],
    ['E06', 'tokens', 404, 2004],
    ['E06', 'sessions', 404, 2001],
    ['E06', 'tariffs', 404, 2001],
    ['E07', 'credentials', 405, 2000],
    ['E08', 'credentials', 405, 2000],
    ['E09', 'credentials', 200, 3001],
    ['E10', 'credentials', 200, 3002],
    ['E11', 'credentials', 200, 3003],
    ['E12', 'sessions', 200, 2001],
    ['E13', 'sessions', 200, 2001],
    ['E14', 'sessions', 200, 2001],
    ['E15', 'sessions', 404, 2001],
    ['E16', 'sessions', 200, 2001],
    ['E17', 'locations', 404, 2003],
    ['E17', 'tokens', 404, 2004],
    ['E17', 'tariffs', 404, 2001],
    ['E18', 'tokens', 404, 2004],
    ['E19', 'tokens', 200, 2002],
    ['E20', 'tokens', 200, 1000],
    ['E21', 'commands', 200, 2003],
    ['E22', 'commands', 200, 1000],
    ['E23', 'sessions', 404, 2001],
    ['E24', 'sessions', 200, 2001],
    ['E25', 'sessions', 200, 4001],
    ['E26', 'sessions', 200, 4003],
    ['E27', 'sessions', 200, 4003],
    ['E28', 'sessions', 200, 4002],
    ['E29', 'sessions', 200, 4000],
    ['E30', 'sessions', 200, 4000],
    ['E31', 'sessions', 200, 4001],
    ['E32', 'sessions', 200, 2001],
    ['E33', 'sessions', 200, 4000],
    ['E34', 'sessions', 200, 3000],
  ])('%s in %s is HTTP %i with OCPI %i', (row, module, http, ocpi) => {
    expect(statusOf(row, module)).toMatchObject({ http, ocpi });
  });

  it('STA-006, STA-002 uses no custom codes and never an HTTP 5xx', () => {
    for (const row of Object.keys(statusTable) as Row[]) {
      const { http, ocpi } = statusOf(row, 'sessions');
      expect(http).toBeLessThan(500);
      expect(Math.floor(ocpi / 100) % 10).not.toBe(9);
    }
  });
});

describe('STA-020 problems of the graph become rows', () => {
  it.each<[ProblemCode, { module?: string; method?: string; list?: boolean }, Row]>([
    ['UNAUTHENTICATED', {}, 'E02'],
    ['FORBIDDEN', { method: 'PUT' }, 'E15'],
    ['FORBIDDEN', { list: true }, 'E24'],
    ['FORBIDDEN', { module: 'credentials', method: 'POST' }, 'CRED-011'],
    ['NOT_FOUND', { method: 'GET' }, 'E06'],
    ['NOT_FOUND', { method: 'PATCH' }, 'E17'],
    ['NOT_FOUND', { method: 'DELETE' }, 'E17'],
    ['INVALID_DOCUMENT', { method: 'PUT' }, 'E12'],
    ['INVALID_INPUT', {}, 'E12'],
    ['CONFLICT', { method: 'PUT' }, 'E12'],
    ['CONFLICT', { module: 'credentials', method: 'POST' }, 'CRED-011'],
    ['ALREADY_REGISTERED', { module: 'credentials' }, 'E07'],
    ['NOT_REGISTERED', { module: 'credentials' }, 'E08'],
    ['UNAVAILABLE', {}, 'E34'],
    ['TIMEOUT', {}, 'E34'],
    ['INTERNAL', {}, 'E34'],
  ])('%s at %j is %s', (code, at, row) => {
    expect(rowOf(new Problem(code, 'a sentence'), { module: 'sessions', method: 'GET', ...at })).toBe(row);
  });
});
