import { createHash } from 'node:crypto';
import { authorization, candidatesOf, encodedToken, sameHash } from './authorization.js';

const tokens = (encoded: string) => candidatesOf(encoded).map(({ token }) => token);

describe('TRN-002 the header is the word Token, one space, the encoded token', () => {
  it.each([
    ['Token abc', 'abc'],
    ['token abc', 'abc'],
    ['Token  abc', undefined],
    ['Token', undefined],
    ['Token a b', undefined],
    ['Bearer abc', undefined],
    ['', undefined],
    [undefined, undefined],
    [`Token ${'x'.repeat(600)}`, undefined],
  ])('%j gives %j', (header, token) => {
    expect(encodedToken(header)).toBe(token);
  });
});

it('TRN-006 tries the decoded form first and the raw one after it', () => {
  expect(tokens('ZXhhbXBsZS10b2tlbg==')).toEqual(['example-token', 'ZXhhbXBsZS10b2tlbg==']);
});

it('TRN-004, TRN-005 takes a token that is no Base64 as it is', () => {
  expect(tokens('ebf3b399-779f-4497-9b9d-ac6ad3cc44d2')).toEqual(['ebf3b399-779f-4497-9b9d-ac6ad3cc44d2']);
});

it('TRN-003 takes what does not decode to UTF-8 as it is', () => {
  const encoded = Buffer.from([0xff, 0xfe, 0xfd]).toString('base64');
  expect(tokens(encoded)).toEqual([encoded]);
});

it('TRN-007, AMB-001 does not strip the newline that the examples of the specification encode', () => {
  expect(tokens('ZXhhbXBsZS10b2tlbgo=')[0]).toBe('example-token\n');
});

it('TRN-007 marks what a token is without a newline at its end, and takes off no more than one', () => {
  const marked = (token: string) =>
    candidatesOf(Buffer.from(token).toString('base64')).flatMap((one) => (one.isTrimmed ? [one.token] : []));
  expect(marked('example-token\n')).toEqual(['example-token']);
  expect(marked('example-token\r\n')).toEqual(['example-token']);
  expect(marked('example-token\n\n')).toEqual(['example-token\n']);
  for (const token of ['example-token', ' example-token ', '\n']) expect(marked(token)).toEqual([]);
});

it('TRN-006 looks candidates up by SHA-256', () => {
  const [first] = candidatesOf('ZXhhbXBsZS10b2tlbg==');
  expect(first?.hash).toBe(createHash('sha256').update('example-token').digest('hex'));
});

it('TRN-006 compares hashes in constant time, and unequal lengths are unequal', () => {
  expect(sameHash('abc', 'abc')).toBe(true);
  expect(sameHash('abc', 'abd')).toBe(false);
  expect(sameHash('abc', 'ab')).toBe(false);
});

it('TRN-003, TRN-005 encodes outgoing tokens, or not, as the partner wants', () => {
  expect(authorization('example-token', true)).toBe('Token ZXhhbXBsZS10b2tlbg==');
  expect(authorization('example-token', false)).toBe('Token example-token');
});
