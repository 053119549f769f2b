import { CallFailure, type FailureKind } from '../client/call-failure.js';
import type { PartnerAnswer } from '../client/http.js';
import type { Refusal } from '../transport/status.js';
import { statusOf } from '../transport/status.js';
import { needsOperator, relayed, unanswered } from './relayed.js';

const answer = (http: number, status_code?: number, more: Partial<PartnerAnswer> = {}): PartnerAnswer => ({
  http,
  status_code,
  status_message: undefined,
  data: undefined,
  headers: {},
  ...more,
});
const refusalOf = (act: () => unknown): Refusal | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
};

it.each([
  ['HUB-090 a success', answer(200, 1000), 200, 1000],
  ['HUB-090 a success that created something', answer(201, 1000), 201, 1000],
  ['HUB-090 an OCPI error of the receiver', answer(200, 2002), 200, 2002],
  ['HUB-090 a custom code', answer(200, 1987), 200, 1987],
  ['TOK-032, TOK-039 an unknown token', answer(404, 2004), 404, 2004],
  ['HUB-092 a 404 of somebody who knows no OCPI', answer(404), 404, 2000],
  ['HUB-092 a method the receiver does not offer', answer(405, 2000), 405, 2000],
  ['HUB-092 another client error', answer(422, 2001), 200, 2001],
  ['HUB-092 another client error without envelope', answer(429), 200, 2000],
  ['HUB-092 a client error that claims success', answer(409, 1000), 200, 2000],
  ['HUB-092 a failure of the receiver', answer(503, 3001), 200, 3001],
  ['HUB-092 a failure of the receiver without envelope', answer(500), 200, 3000],
  ['HUB-092 a failure of the receiver that blames the client', answer(500, 2000), 200, 3000],
])('%s goes on to the requester', (_, from, http, ocpi) => {
  expect(relayed(from, 'NL/TNM')).toMatchObject({ http, ocpi });
});

it('HUB-090 passes data and message on as they came, and none where there was none', () => {
  const data = { allowed: 'ALLOWED', extra: [1] };
  expect(relayed(answer(200, 1000, { data, status_message: 'Fine' }), 'DE/EMP')).toEqual({
    http: 200,
    ocpi: 1000,
    data,
    message: 'Fine',
  });
  expect(relayed(answer(404, 2004), 'DE/EMP')).toEqual({ http: 404, ocpi: 2004 });
  expect(relayed(answer(200, 1000, { data: null }), 'DE/EMP')).toEqual({ http: 200, ocpi: 1000, data: null });
});

it.each([
  ['HUB-091, E30 success without envelope', 200],
  ['HUB-092, E30 our token is refused', 401],
  ['HUB-092, E30 we are not allowed', 403],
  ['HUB-092, E30 our request is called malformed', 400],
  ['HUB-092, E30 a redirect', 307],
])('%s is 4000, in the name of the hub', (_, http) => {
  const refusal = refusalOf(() => relayed(answer(http), 'NL/TNM'));
  expect(refusal).toMatchObject({ row: 'E30', message: expect.stringContaining('NL/TNM') });
  expect(statusOf('E30', 'commands')).toMatchObject({ http: 200, ocpi: 4000 });
  expect(needsOperator({ http })).toBe(http === 401 || http === 403);
});

it.each([
  ['unreachable', 'E27', 4003],
  ['address', 'E27', 4003],
  ['timeout', 'E28', 4002],
  ['stopped', 'E28', 4002],
  ['rubbish', 'E30', 4000],
] as const)('HUB-093 no answer because of "%s" is %s', (kind: FailureKind, row, ocpi) => {
  const refusal = unanswered(new CallFailure(kind, 'It is so.'), 'NL/TNM');
  expect([refusal.row, statusOf(refusal.row, 'tokens').ocpi]).toEqual([row, ocpi]);
});
