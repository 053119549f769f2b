import type { CommandOrder } from './command-request.js';
import { messageOf, sideOf } from './command-request.js';

const URL = 'https://hub.example.com/ocpi/2.3.0/sender/commands/X/secret';
const order = (kind: string, request: Record<string, unknown>): CommandOrder => ({
  id: '1',
  kind,
  receiver: { ref: 'NL/TNM' },
  request,
  correlationId: 'c',
});
const profile = { charging_rate_unit: 'A', charging_profile_period: [] };

it.each([
  ['CMD-018 START_SESSION', 'START_SESSION', { location_id: 'L' }],
  ['CMD-018 STOP_SESSION', 'STOP_SESSION', { session_id: '101' }],
  ['CMD-018 RESERVE_NOW', 'RESERVE_NOW', { reservation_id: 'R' }],
  ['CMD-018 CANCEL_RESERVATION', 'CANCEL_RESERVATION', { reservation_id: 'R' }],
  ['CMD-018 UNLOCK_CONNECTOR', 'UNLOCK_CONNECTOR', { connector_id: '1' }],
])('%s is a POST of its object with the response_url to the command’s path', (_, kind, request) => {
  const one = order(kind, request);
  expect(sideOf(one)).toMatchObject({ module: 'commands', role: 'RECEIVER' });
  expect(messageOf(one, URL)).toEqual({
    method: 'POST',
    path: [kind],
    body: { ...request, response_url: URL },
    wait: 'forward_ms',
  });
});

it('CHP-006 a profile is set with the response_url in the body, and cleared and asked for with it in the query', () => {
  const set = order('SET_CHARGING_PROFILE', { session_id: '101', charging_profile: profile });
  expect(sideOf(set)).toMatchObject({ module: 'chargingprofiles', role: 'RECEIVER' });
  expect(messageOf(set, URL)).toMatchObject({
    method: 'PUT',
    path: ['101'],
    body: { charging_profile: profile, response_url: URL },
  });
  expect(messageOf(order('CLEAR_CHARGING_PROFILE', { session_id: '101' }), URL)).toEqual({
    method: 'DELETE',
    path: ['101'],
    query: { response_url: URL },
    wait: 'forward_ms',
  });
  expect(messageOf(order('GET_ACTIVE_CHARGING_PROFILE', { session_id: '101', duration: 900 }), URL)).toEqual({
    method: 'GET',
    path: ['101'],
    query: { duration: '900', response_url: URL },
    wait: 'forward_ms',
  });
});

it('SES-050 preferences are a PUT below the session, with the suffix', () => {
  const one = order('SET_CHARGING_PREFERENCES', {
    session_id: 'a/b',
    charging_preferences: { profile_type: 'CHEAP' },
  });
  expect(sideOf(one)).toMatchObject({ module: 'sessions', role: 'SENDER' });
  expect(messageOf(one, URL)).toEqual({
    method: 'PUT',
    path: ['a/b', 'charging_preferences'],
    body: { profile_type: 'CHEAP' },
    wait: 'forward_ms',
  });
});

it('TOK-036, TOK-038 a token is authorized in a short time, with a body only where there is a location', () => {
  const location = { location_id: 'LOC1' };
  const one = order('AUTHORIZE_TOKEN', { token_uid: '0123', type: 'RFID', location });
  expect(sideOf(one)).toMatchObject({ module: 'tokens', role: 'SENDER' });
  expect(messageOf(one, URL)).toEqual({
    method: 'POST',
    path: ['0123', 'authorize'],
    query: { type: 'RFID' },
    body: location,
    wait: 'authorize_ms',
  });
  expect(messageOf(order('AUTHORIZE_TOKEN', { token_uid: '0123', type: 'RFID' }), URL)).not.toHaveProperty(
    'body',
  );
});

it('knows what it does not know', () => {
  expect(sideOf(order('DANCE', {}))).toBeUndefined();
});
