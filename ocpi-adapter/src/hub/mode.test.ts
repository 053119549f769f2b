import { destinationOf, type Asked } from './mode.js';

const hub = { country_code: 'NL', party_id: 'HUB' };
const cpo = { country_code: 'NL', party_id: 'TNM' };
const emsp = { country_code: 'DE', party_id: 'EMP' };
const receiver = (module: string, broadcast: boolean) => ({ module, role: 'RECEIVER', broadcast }) as const;
const sender = (module: string) => ({ module, role: 'SENDER', broadcast: false }) as const;
const [sessions, locations] = [receiver('sessions', false), receiver('locations', true)];
const profiles = receiver('chargingprofiles', false);

const from = { from: cpo, to: undefined, half: undefined };
const silent = { from: undefined, to: undefined, half: undefined };
const toHub = { ...from, to: hub };
const toParty = { ...from, to: emsp };
const get: Asked = { method: 'GET', list: false };
const list: Asked = { method: 'GET', list: true };
const put: Asked = { method: 'PUT', list: false };

it.each([
  ['RTE-015, HUB-005 a push to a party', toParty, sessions, put, 'DIRECT'],
  ['RTE-015 a list of a party', toParty, sender('tariffs'), list, 'DIRECT'],
  ['RTE-015 a result for a party', toParty, sender('commands'), { ...put, forHub: true }, 'DIRECT'],
  ['RTE-020, RTE-030, HUB-005 a push of locations to the hub', toHub, locations, put, 'BROADCAST'],
  ['RTE-036, RTE-026 a list of the hub', toHub, sender('sessions'), list, 'GET_ALL'],
  ['RTE-035, RTE-026 an object of the hub', toHub, sender('locations'), get, 'GET_ALL'],
  ['RTE-035 an own object at the hub', toHub, sessions, get, 'GET_ALL'],
  ['CMD-002 a result for the hub', toHub, sender('commands'), { ...put, forHub: true }, 'HUB'],
  ['RTE-045, RTE-047, HUB-005 a session for nobody by name', from, sessions, put, 'OPEN'],
  ['RTE-047, RTE-050 an object of nobody by name', from, sender('locations'), get, 'OPEN'],
  ['RTE-046, AMB-062 a location for nobody by name', from, locations, put, 'BROADCAST'],
  ['RTE-005 a list without any routing header', silent, sender('locations'), list, 'GET_ALL'],
  ['RTE-005 an object without any routing header', silent, sessions, get, 'GET_ALL'],
  ['RTE-005 a session without any routing header', silent, sessions, put, 'OPEN'],
  ['CHP-041 a plan that is asked of nobody by name', from, profiles, { ...get, passedOn: true }, 'OPEN'],
  [
    'a plan that is asked for without any routing header',
    silent,
    profiles,
    { ...get, passedOn: true },
    'OPEN',
  ],
  ['a result for nobody by name', from, sender('commands'), { ...put, forHub: true }, 'HUB'],
] as const)('%s is routed by the table', (_, routing, rule, asked, mode) => {
  expect(destinationOf(routing, hub, rule, asked)).toEqual(mode === 'DIRECT' ? { mode, to: emsp } : { mode });
});

it('E32, RTE-027, SES-006 sessions cannot be pushed to the hub', () => {
  expect(() => destinationOf(toHub, hub, sessions, put)).toThrow(/not for everybody/);
});

it('E32, CHP-043 and charging profiles not even asked of the hub, which has none', () => {
  const asked = { ...get, passedOn: true };
  expect(() => destinationOf(toHub, hub, profiles, asked)).toThrow(/not for everybody/);
});

it('E24, RTE-036 open routing does not cover lists of the Sender interface', () => {
  expect(() => destinationOf(from, hub, sender('locations'), list)).toThrow(/A list needs a receiver/);
});
