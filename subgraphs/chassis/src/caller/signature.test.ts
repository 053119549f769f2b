import { randomBytes } from 'node:crypto';
import type { Caller } from '@chargesphere/schema';
import { callerSignature } from './signature.js';

const secret = randomBytes(32);
const caller: Caller = {
  principal: {
    kind: 'platform',
    platformId: '7',
    roles: [{ role: 'CPO', country_code: 'NL', party_id: 'TNM' }],
  },
  requestId: 'r',
  correlationId: 'ä',
};

describe('a signed caller', () => {
  it('comes out as it went in', () => {
    const signature = callerSignature(secret);
    expect(signature.verify(signature.sign(caller))).toEqual(caller);
  });

  it('is good for a minute', () => {
    let now = 1_000_000;
    const signature = callerSignature(secret, () => now);
    const header = signature.sign(caller);
    now += 60_000;
    expect(signature.verify(header)).toEqual(caller);
    now += 1;
    expect(() => signature.verify(header)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });

  it('is nobody when changed, cut, signed under another secret, or absent', () => {
    const signature = callerSignature(secret);
    const [body = '', mac = ''] = signature.sign(caller).split('.');
    const operator = { ...caller, principal: { kind: 'operator', name: 'me' }, expires: Date.now() + 10_000 };
    const forged = Buffer.from(JSON.stringify(operator)).toString('base64url');
    const headers = [
      undefined,
      '',
      '.',
      body,
      `${body}.`,
      `.${mac}`,
      `${forged}.${mac}`,
      `${body}.${mac.slice(0, -2)}`,
      `${body}.${mac}AA`,
      callerSignature(randomBytes(32)).sign(caller),
    ];
    for (const header of headers)
      expect(() => signature.verify(header)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  });
});
