import { answerRouting, idHeaders, messageIds, routingOf } from './headers.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('TRN-090, TRN-091 repeats both ids as they came', () => {
  const ids = messageIds({ 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' });
  expect(idHeaders(ids)).toEqual({ 'X-Request-ID': 'r-1', 'X-Correlation-ID': 'c-1' });
});

it('TRN-097, TRN-092 makes missing ids up as UUIDs', () => {
  const { requestId, correlationId } = messageIds({});
  expect(requestId).toMatch(UUID);
  expect(correlationId).toMatch(UUID);
  expect(requestId).not.toBe(correlationId);
});

it('TRN-097 replaces an id of absurd length', () => {
  expect(messageIds({ 'x-request-id': 'x'.repeat(257) }).requestId).toMatch(UUID);
});

it('RTE-007 reads routing values without regard to case and writes upper case', () => {
  expect(routingOf({ 'ocpi-from-country-code': 'nl', 'ocpi-from-party-id': 'tnm' })).toEqual({
    from: { country_code: 'NL', party_id: 'TNM' },
    to: undefined,
    half: undefined,
  });
});

it('RTE-003 names the missing half of a pair', () => {
  expect(routingOf({ 'ocpi-to-party-id': 'EMP' }).half).toBe('OCPI-to-country-code');
  expect(routingOf({ 'ocpi-from-country-code': 'NL' }).half).toBe('OCPI-from-party-id');
});

it('TYPE-002 takes nothing for an id that is not printable ASCII, because it would be echoed into a header', () => {
  // ÿ in upper case is outside Latin-1, and Node throws when such a header is written.
  const routing = routingOf({ 'ocpi-from-country-code': 'NL', 'ocpi-from-party-id': '\u00ff' });
  expect(routing.from).toBeUndefined();
});

it('RTE-004 swaps TO and FROM in the answer', () => {
  const requester = { country_code: 'NL', party_id: 'TNM' };
  const hub = { country_code: 'NL', party_id: 'HUB' };
  expect(answerRouting(requester, hub)).toEqual({
    'OCPI-to-country-code': 'NL',
    'OCPI-to-party-id': 'TNM',
    'OCPI-from-country-code': 'NL',
    'OCPI-from-party-id': 'HUB',
  });
});
