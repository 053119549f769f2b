import { CallFailure } from '../client/call-failure.js';
import { isSlow, verdictOf, verdictOfError } from './delivery-outcome.js';

const answer = (http: number, status_code?: number, status_message?: string) => ({
  http,
  status_code,
  status_message,
  data: undefined,
  headers: {},
});

it.each([
  ['is delivered', answer(200, 1000), 'DELIVERED', false],
  ['is delivered when it created something', answer(201, 1000), 'DELIVERED', false],
  ['is refused with an OCPI error', answer(200, 2001, 'No such thing'), 'REFUSED', false],
  ['is refused by a receiver in trouble, which may pass', answer(200, 3000), 'REFUSED', true],
  ['is refused when our token is (SCN-07)', answer(401), 'REFUSED', false],
  ['is refused by a server in trouble, which may pass', answer(503), 'REFUSED', true],
  ['is refused by one that has enough, which may pass', answer(429), 'REFUSED', true],
  ['has failed when the answer is none of OCPI', answer(200), 'FAILED', false],
])('RTE-029 a delivery %s', (_, given, status, isPassing) => {
  expect(verdictOf(given)).toMatchObject({ status, isPassing, http: given.http });
});

it("RTE-029 keeps the receiver's own words", () => {
  expect(verdictOf(answer(200, 2001, 'No such thing')).reason).toBe('OCPI 2001: No such thing');
});

it.each([
  ['timeout', true, true],
  ['unreachable', true, true],
  ['address', false, false],
  ['rubbish', true, false],
] as const)('has failed when there was no answer because of "%s"', (kind, isPassing, slow) => {
  const error = new CallFailure(kind, 'It is so.');
  expect(verdictOfError(error)).toEqual({ status: 'FAILED', reason: 'It is so.', isPassing });
  expect(isSlow(error)).toBe(slow);
});
