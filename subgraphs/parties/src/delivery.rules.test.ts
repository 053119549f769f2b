import { receives, shownObject, type Audience, type Candidate } from './delivery.rules.js';

const party = (receiver: string, ...roles: string[]): Candidate => ({
  platformId: 'p',
  receiver,
  roles: new Set(roles),
});
const location: Audience = { module: 'locations', owner: 'NL/CPO', isPublished: true };
const all = () => true;

it.each([
  ['RTE-025 locations reach an EMSP', 'EMSP', 'locations', true],
  ['RTE-025 locations reach an NSP', 'NSP', 'locations', true],
  ['RTE-025 locations reach OTHER', 'OTHER', 'locations', true],
  ['RTE-031 locations reach a NAP', 'NAP', 'locations', true],
  ['RTE-031 tariffs reach a PTP', 'PTP', 'tariffs', true],
  ['RTE-031 nothing reaches an SCSP', 'SCSP', 'locations', false],
  ['RTE-025 locations do not reach a CPO', 'CPO', 'locations', false],
  ['RTE-025 tokens reach a CPO', 'CPO', 'tokens', true],
  ['RTE-025 tokens do not reach OTHER', 'OTHER', 'tokens', false],
  ['RTE-027 CDRs reach nobody', 'EMSP', 'cdrs', false],
  ['RTE-027 sessions reach nobody', 'EMSP', 'sessions', false],
])('%s', (_, role, module, reaches) => {
  expect(receives(party('DE/ABC', role), { ...location, module }, all)).toBe(reaches);
});

it('RTE-032 the owner gets nothing back, in no role and on no platform, but its neighbours do', () => {
  expect(receives(party('NL/CPO', 'EMSP'), location, all)).toBe(false);
  expect(receives(party('NL/ABC', 'CPO', 'EMSP'), location, all)).toBe(true);
});

it('RTE-033 nothing goes where it may not pass', () => {
  const asked: string[] = [];
  const mayPass = (from: string, to: string, module: string) => {
    asked.push(`${from} ${to} ${module}`);
    return false;
  };
  expect(receives(party('DE/ABC', 'EMSP'), location, mayPass)).toBe(false);
  expect(asked).toEqual(['NL/CPO DE/ABC locations']);
});

it.each([
  [['NSP'], false],
  [['NAP'], false],
  [['NSP', 'EMSP'], true],
  [['EMSP'], true],
  [['PTP'], true],
])('LOC-026 an unpublished location reaches %s: %s', (roles, reaches) => {
  expect(receives(party('DE/ABC', ...roles), { ...location, isPublished: false }, all)).toBe(reaches);
});

it('HUB-034 the uid of a token is not shown', () => {
  expect(shownObject('tokens', 'DE/BET/0123456789AB/RFID')).toBe('DE/BET/…89AB/RFID');
  expect(shownObject('tokens', 'DE/BET/1234/RFID')).toBe('DE/BET/…/RFID');
  expect(shownObject('locations', 'NL/ALF/LOC1')).toBe('NL/ALF/LOC1');
});
