import type { CredentialsRole } from '@chargesphere/schema';
import { requireFreeRoles, roleKey, statusOfParty, statusOfRoles, type HeldRole } from './party.rules.js';
import { platformStatuses } from './platform.rules.js';

const hub = { country_code: 'NL', party_id: 'HUB' };
const cpo: CredentialsRole = {
  role: 'CPO',
  country_code: 'nl',
  party_id: 'tnm',
  business_details: { name: 'The New Motion' },
};
const held = (more: Partial<HeldRole> = {}): HeldRole => ({
  key: 'NL/TNM CPO',
  platformId: 'one',
  status: 'CONNECTED',
  onHold: false,
  ...more,
});

describe('who may have a role', () => {
  it('CRED-011 TRN-087 compares triples without regard to case', () => {
    expect(roleKey(cpo)).toBe('NL/TNM CPO');
    expect(() => requireFreeRoles('two', [cpo], [held()], hub)).toThrow(
      'nl/tnm is registered as CPO by another platform; leave it out, or ask the operator of the hub to end the other registration first.',
    );
  });

  it('CRED-011 lets a platform keep its own roles, and take over what another one left behind', () => {
    expect(() => requireFreeRoles('one', [cpo], [held()], hub)).not.toThrow();
    expect(() => requireFreeRoles('two', [cpo], [held({ status: 'SUSPENDED' })], hub)).not.toThrow();
    // An operator holds its platform for a while: that frees nothing.
    expect(() => requireFreeRoles('two', [cpo], [held({ status: 'SUSPENDED', onHold: true })], hub)).toThrow(
      'is registered as CPO by another platform',
    );
    expect(() => requireFreeRoles('two', [cpo], [held({ status: 'OFFLINE' })], hub)).toThrow(
      'another platform',
    );
  });

  it('CRED-011 refuses the ids of the hub in any role and spelling', () => {
    const own = { ...cpo, country_code: 'nl', party_id: 'Hub' };
    expect(() => requireFreeRoles('one', [own], [], hub)).toThrow(
      'nl/Hub is this hub itself; register the parties of your own platform.',
    );
  });

  it('HUB-035 lets the same party be CPO on one platform and EMSP on another', () => {
    expect(() => requireFreeRoles('two', [{ ...cpo, role: 'EMSP' }], [held()], hub)).not.toThrow();
  });
});

describe('the state of roles and parties', () => {
  it('HCI-009 15.1 follows the platform, and stays while a platform is only on its way', () => {
    expect(Object.fromEntries(platformStatuses.map((status) => [status, statusOfRoles(status)]))).toEqual({
      PENDING: undefined,
      CONNECTING: undefined,
      CONNECTED: 'CONNECTED',
      OFFLINE: 'OFFLINE',
      HELD: 'SUSPENDED',
      SUSPENDED: 'SUSPENDED',
      FAILED: undefined,
    });
  });

  it('HCI-009 calls a party connected when it can be reached in one of its roles', () => {
    expect(statusOfParty([{ status: 'SUSPENDED' }, { status: 'CONNECTED' }])).toBe('CONNECTED');
    expect(statusOfParty([{ status: 'SUSPENDED' }, { status: 'OFFLINE' }])).toBe('OFFLINE');
    expect(statusOfParty([])).toBe('SUSPENDED');
  });
});
