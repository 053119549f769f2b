import type { PartyRole } from '@chargesphere/schema';
import { requesterOf, requestersOf } from './requester.js';

const role = (text: string): PartyRole => {
  const [name = '', country_code = '', party_id = ''] = text.split(/[ /]/);
  return { role: name, country_code, party_id };
};
const platform = (...roles: string[]) => requestersOf('p1', roles.map(role));
const rule = { module: 'sessions', role: 'RECEIVER', callers: new Set(['CPO']) };
const nobody = { from: undefined, to: undefined, half: undefined };
const fromParty = (country_code: string, party_id: string) => ({
  ...nobody,
  from: { country_code, party_id },
});

it('RTE-016 FROM has to be a party of the platform', () => {
  const parties = platform('CPO NL/TNM');
  expect(requesterOf(parties, fromParty('NL', 'TNM'), rule).ref).toBe('NL/TNM');
  expect(() => requesterOf(parties, fromParty('NL', 'XXX'), rule)).toThrow(/not a party of your platform/);
});

it('RTE-016, HUB-030 FROM has to be in a role that may use the interface', () => {
  const parties = platform('EMSP DE/EMP');
  expect(() => requesterOf(parties, fromParty('DE', 'EMP'), rule)).toThrow(/for a party in the role CPO/);
});

it('RTE-005 without FROM the only party that fits is assumed', () => {
  expect(requesterOf(platform('CPO NL/TNM', 'EMSP NL/XYZ'), nobody, rule).ref).toBe('NL/TNM');
});

it('E24 without FROM several parties that fit are a question', () => {
  expect(() => requesterOf(platform('CPO NL/TNM', 'CPO BE/TNM'), nobody, rule)).toThrow(/say which/);
  expect(() => requesterOf(platform('EMSP NL/TNM'), nobody, rule)).toThrow(/None of your parties/);
});

it('RTE-003, E24 half a pair is refused', () => {
  expect(() => requesterOf(platform('CPO NL/TNM'), { ...nobody, half: 'OCPI-to-party-id' }, rule)).toThrow(
    /OCPI-to-party-id is missing/,
  );
});

it('RTE-041 a party acts and reads with its own roles only, not with those of its neighbours', () => {
  const parties = platform('CPO NL/TNM', 'EMSP NL/TNM', 'CPO BE/ABC');
  expect(requesterOf(parties, fromParty('NL', 'TNM'), rule).principal).toEqual({
    kind: 'platform',
    platformId: 'p1',
    roles: [role('CPO NL/TNM'), role('EMSP NL/TNM')],
  });
});

it('HUB-033 a party reads as far as its own agreements reach, not as far as those of its neighbours', () => {
  const reach = { others: false, listed: { locations: ['BE/XYZ'] } };
  const parties = requestersOf('p1', [role('CPO NL/TNM'), role('CPO BE/ABC')], { 'NL/TNM': reach });
  expect(parties.get('NL/TNM')?.principal).toHaveProperty('reach', reach);
  expect(parties.get('BE/ABC')?.principal).not.toHaveProperty('reach');
});
