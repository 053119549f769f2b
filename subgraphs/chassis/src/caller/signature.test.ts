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

  it('HUB-033 carries what thousands of agreements come to in a few kilobytes, and says so when it cannot', () => {
    const signature = callerSignature(secret);
    const agreed = (count: number): Caller => {
      const refs = Array.from(
        { length: count },
        (_, i) => `NL/${i.toString(36).padStart(3, '0').toUpperCase()}`,
      );
      const reach = { others: false, listed: { locations: refs, tariffs: refs, tokens: refs } };
      return { ...caller, principal: { ...caller.principal, reach } as Caller['principal'] };
    };
    const header = signature.sign(agreed(2000));
    expect(header.length).toBeLessThan(16_000);
    expect(signature.verify(header)).toEqual(agreed(2000));
    expect(() => signature.sign(agreed(46_000))).toThrow('There is more agreed for platform 7 than travels');
    const [body = '', mac = ''] = header.split('.');
    expect(() => signature.verify(`${body.slice(1)}.${mac}`)).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
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
