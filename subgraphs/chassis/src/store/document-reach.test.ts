import type { Caller, Reach } from '@chargesphere/schema';
import type { Visibility } from '../caller/scope.js';
import { scopeOf } from '../caller/scope.js';
import { visible } from './document-conditions.js';
import { isOwnerInReach, ofOwnersInReach } from './document-reach.js';

const visibility: Visibility = { module: 'tariffs', ownerRoles: ['CPO'], readsHubAddressed: () => true };
const kind = { schema: 'lab', table: 'tariff', keepsCopyPerAddressee: true };

const scope = (reach?: Reach) => {
  const roles = [{ role: 'EMSP', country_code: 'DE', party_id: 'EMP' }];
  const principal: Caller['principal'] = {
    kind: 'platform',
    platformId: '7',
    roles,
    ...(reach && { reach }),
  };
  return scopeOf({ principal, requestId: 'r', correlationId: 'c' }, visibility);
};
const textOf = (reach?: Reach) => visible(kind, scope(reach)).toQuery();

describe('whose objects for everybody a viewer sees', () => {
  it('HUB-032 costs nothing without agreements: not one condition and not one value more', () => {
    expect(ofOwnersInReach(scope())).toBeUndefined();
    expect(textOf()).toEqual({
      text: `(t.addressee = any($1) or t.addressee = '')`,
      values: [['DE/EMP']],
    });
  });

  it('HUB-033 is one condition on the owner, with one value, and leaves alone what was addressed to the viewer', () => {
    expect(textOf({ others: true, listed: { tariffs: ['NL/TNM'] } })).toEqual({
      text: `(t.addressee = any($1) or (t.addressee = '' and t.owner <> all($2)))`,
      values: [['DE/EMP'], ['NL/TNM']],
    });
    expect(textOf({ others: false, listed: { tariffs: ['NL/TNM'] } })).toEqual({
      text: `(t.addressee = any($1) or (t.addressee = '' and t.owner = any($2)))`,
      values: [['DE/EMP'], ['NL/TNM']],
    });
  });

  it('HUB-032 says the same of an event as of a row', () => {
    const open = scope({ others: true, listed: { tariffs: ['NL/TNM'] } });
    const closed = scope({ others: false, listed: { tariffs: ['NL/TNM'] } });
    expect(['NL/TNM', 'BE/BEC'].map((owner) => isOwnerInReach(open, owner))).toEqual([false, true]);
    expect(['NL/TNM', 'BE/BEC'].map((owner) => isOwnerInReach(closed, owner))).toEqual([true, false]);
    expect(isOwnerInReach({ all: true }, 'NL/TNM')).toBe(true);
    expect(isOwnerInReach(scope(), 'NL/TNM')).toBe(true);
  });
});
