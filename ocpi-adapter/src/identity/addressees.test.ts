import { destinationOf } from './addressees.js';

const hub = { country_code: 'NL', party_id: 'HUB' };
const cpo = { country_code: 'NL', party_id: 'TNM' };
const sessions = {
  module: 'sessions',
  role: 'RECEIVER',
  addressees: new Set<string>(),
  broadcast: false,
} as const;
const locations = { ...sessions, module: 'locations', broadcast: true } as const;
const sender = { ...locations, role: 'SENDER', broadcast: false } as const;
const list = { method: 'GET', list: true };
const push = { method: 'PUT', list: false };
const routing = (to?: { country_code: string; party_id: string }, from: typeof cpo | undefined = cpo) => ({
  from,
  to,
  half: undefined,
});

it('RTE-015 a party in TO is direct mode', () => {
  expect(destinationOf(routing({ country_code: 'DE', party_id: 'EMP' }), hub, sessions, push)).toMatchObject({
    mode: 'direct',
    ref: 'DE/EMP',
  });
});

it('RTE-020, RTE-030 a push of locations to the hub is for everybody', () => {
  expect(destinationOf(routing(hub), hub, locations, push)).toEqual({ mode: 'hub' });
});

it('E32, RTE-027, SES-006 sessions cannot be pushed to the hub', () => {
  expect(() => destinationOf(routing(hub), hub, sessions, push)).toThrow(/not for everybody/);
});

it('RTE-035 a GET may be addressed to the hub in every module', () => {
  expect(destinationOf(routing(hub), hub, sessions, { method: 'GET', list: false })).toEqual({ mode: 'hub' });
});

it('RTE-045, RTE-047 without TO a push is an open routing request', () => {
  expect(destinationOf(routing(), hub, sessions, push)).toEqual({ mode: 'open' });
});

it('E24, RTE-036 open routing does not cover lists of the Sender interface', () => {
  expect(() => destinationOf(routing(), hub, sender, list)).toThrow(/A list needs a receiver/);
  expect(destinationOf(routing(hub), hub, sender, list)).toEqual({ mode: 'hub' });
});

it('RTE-005 who sends no routing headers at all talks to the hub itself', () => {
  const silent = { from: undefined, to: undefined, half: undefined };
  expect(destinationOf(silent, hub, sender, list)).toEqual({ mode: 'hub' });
});
