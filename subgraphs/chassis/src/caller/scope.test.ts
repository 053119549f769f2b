import type { Caller, Principal, Reach } from '@chargesphere/schema';
import { requireOperator, requireOwner, requireSystem, scopeOf, type Visibility } from './scope.js';

const as = (principal: Principal): Caller => ({ principal, requestId: 'r', correlationId: 'c' });
const anonymous = as({ kind: 'anonymous' });
const system = as({ kind: 'system', name: 'adapter' });
const operator = as({ kind: 'operator', name: 'Olga' });
const platform = as({
  kind: 'platform',
  platformId: '7',
  roles: [
    { role: 'CPO', country_code: 'NL', party_id: 'TNM' },
    { role: 'EMSP', country_code: 'NL', party_id: 'TNM' },
    { role: 'EMSP', country_code: 'DE', party_id: 'EMP' },
  ],
});
const visibility: Visibility = {
  ownerRoles: ['CPO'],
  readsHubAddressed: (roles) => roles.some(({ role }) => role === 'NSP'),
  concerned: { emsp: ['EMSP'] },
};
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (problem) {
    return (problem as { code: string }).code;
  }
  return undefined;
};

describe('who may read', () => {
  it('HUB-034 a platform reads for each party in the roles that count', () => {
    expect(scopeOf(platform, visibility)).toEqual({
      all: false,
      owns: ['NL/TNM'],
      concerned: { emsp: ['NL/TNM', 'DE/EMP'] },
      parties: ['NL/TNM', 'DE/EMP'],
      hubAddressed: false,
    });
  });

  it('LOC-026 a platform may read a part of what is addressed to everybody', () => {
    const part = { ...visibility, readsHubAddressed: () => ({ onlyIf: 'publish' }) };
    expect(scopeOf(platform, part)).toMatchObject({ hubAddressed: false, hubAddressedIf: 'publish' });
  });

  it('HUB-032 of what is for everybody a platform reads what is in its reach, and all of it without one', () => {
    const shared: Visibility = { ...visibility, module: 'tariffs', readsHubAddressed: () => true };
    const ofOwners = (reach?: Reach) => {
      const { principal } = platform;
      const scope = scopeOf(as({ ...principal, ...(reach && { reach }) } as Principal), shared);
      return scope.all ? 'all' : scope.hubAddressedOf;
    };
    expect(ofOwners()).toBeUndefined();
    expect(ofOwners({ others: true, listed: { tokens: ['BE/OTH'] } })).toBeUndefined();
    expect(ofOwners({ others: true, listed: { tariffs: ['BE/OTH'] } })).toEqual({ but: ['BE/OTH'] });
    expect(ofOwners({ others: false, listed: { tariffs: ['BE/OTH'] } })).toEqual({ only: ['BE/OTH'] });
    expect(ofOwners({ others: false, listed: { tokens: ['BE/OTH'] } })).toEqual({ only: [] });
  });

  it('operators and the hub read all, anonymous callers nothing', () => {
    expect([scopeOf(operator, visibility), scopeOf(system, visibility)]).toEqual([
      { all: true },
      { all: true },
    ]);
    expect(codeOf(() => scopeOf(anonymous, visibility))).toBe('UNAUTHENTICATED');
  });
});

describe('who may write', () => {
  const write = (caller: Caller, owner: string) => codeOf(() => requireOwner(caller, owner, visibility));

  it('HUB-030 a platform writes for its own parties in the role of an owner', () => {
    expect(write(platform, 'NL/TNM')).toBeUndefined();
    expect(write(platform, 'nl/tnm')).toBeUndefined();
    expect(write(platform, 'DE/EMP')).toBe('FORBIDDEN');
    expect(write(platform, 'NL/OTH')).toBe('FORBIDDEN');
    expect(write(platform, 'NL')).toBe('FORBIDDEN');
  });

  it('operators and the hub write for anybody, anonymous callers for nobody', () => {
    expect([write(operator, 'DE/EMP'), write(system, 'DE/EMP')]).toEqual([undefined, undefined]);
    expect(write(anonymous, 'NL/TNM')).toBe('UNAUTHENTICATED');
  });
});

it('what is for operators and for the hub itself is refused to others', () => {
  const who = [anonymous, platform, operator, system];
  const ask = (require: (caller: Caller) => void) => who.map((caller) => codeOf(() => require(caller)));
  expect(ask(requireOperator)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', undefined, undefined]);
  expect(ask(requireSystem)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', undefined]);
});
