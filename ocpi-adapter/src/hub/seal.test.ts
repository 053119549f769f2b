import { randomBytes } from 'node:crypto';
import { Seal } from './seal.js';

const secret = randomBytes(32);
const content = { to: 'NL/TNM', url: 'https://cpo.example/list?a=1' };
const mine = { purpose: 'link', platformId: 'one' };

it('HUB-043 opens for its purpose and its platform, also after a restart', () => {
  const text = new Seal(secret).close(content, mine);
  expect(text).toMatch(/^[\w-]+$/);
  expect(new Seal(secret).open(text, mine)).toEqual(content);
});

it('HUB-043 shows nothing of what it holds', () => {
  const bytes = Buffer.from(new Seal(secret).close(content, mine), 'base64url').toString('latin1');
  expect(bytes).not.toContain('cpo.example');
});

it.each([
  ['another platform', { ...mine, platformId: 'two' }],
  ['another purpose', { ...mine, purpose: 'location' }],
])('HUB-043 does not open for %s', (_, other) => {
  const seal = new Seal(secret);
  expect(seal.open(seal.close(content, mine), other)).toBeUndefined();
});

it('HUB-043 does not open when it was changed, made elsewhere, or never made', () => {
  const seal = new Seal(secret);
  const bytes = Buffer.from(seal.close(content, mine), 'base64url');
  for (let i = 0; i < bytes.length; i += 1) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(seal.open(changed.toString('base64url'), mine)).toBeUndefined();
  }
  expect(seal.open(new Seal(randomBytes(32)).close(content, mine), mine)).toBeUndefined();
  for (const text of ['', 'x', 'nothing at all', '%', 'A'.repeat(100_000)])
    expect(seal.open(text, mine)).toBeUndefined();
});

it('HUB-043 ends when its time is over', () => {
  let now = 1000;
  const seal = new Seal(secret, () => now);
  const text = seal.close(content, mine, 500);
  now = 1499;
  expect(seal.open(text, mine)).toEqual(content);
  now = 1500;
  expect(seal.open(text, mine)).toBeUndefined();
});

it('CDR-011 the same content is the same text, other content shares nothing with it', () => {
  const seal = new Seal(secret);
  expect(seal.close(content, mine)).toBe(seal.close(content, mine));
  const other = seal.close({ ...content, to: 'NL/TNX' }, mine);
  expect(other.slice(0, 16)).not.toBe(seal.close(content, mine).slice(0, 16));
});

it('wants a secret worth the name', () => {
  expect(() => new Seal(Buffer.from('short'))).toThrow('16 bytes');
});
