/** What people type, as it is looked for. */
import { prefixOf, soughtIn } from './document-find.js';

it('is looked for in upper case, from two characters on', () => {
  expect(soughtIn(' nl/tnm ')).toBe('NL/TNM');
  expect(soughtIn('n ')).toBeUndefined();
  expect(() => soughtIn('x'.repeat(101))).toThrow('it may have 100');
});

it('means what it says where PostgreSQL reads patterns', () => {
  expect(prefixOf('A_B%\\')).toBe('A\\_B\\%\\\\%');
});
