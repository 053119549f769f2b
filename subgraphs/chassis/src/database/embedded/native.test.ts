// The copy of the programs that is used when the server's user cannot get to the installed ones.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copied } from './native.js';

const silent = { info() {} };
let parent: string;
let source: string;
let copy: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'chargesphere-native-'));
  source = join(parent, 'native');
  for (const folder of ['bin', 'lib']) mkdirSync(join(source, folder), { recursive: true, mode: 0o700 });
  writeFileSync(join(parent, 'package.json'), '{ "version": "18.0.0" }');
  writeFileSync(join(source, 'bin', 'postgres'), 'a program', { mode: 0o700 });
  writeFileSync(join(source, 'lib', 'libpq.so.5.18'), 'a library', { mode: 0o600 });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(source, 'pg-symlinks.json'), JSON.stringify(links));
  copy = copied(source, silent);
});
afterEach(() => {
  for (const folder of [parent, copy]) rmSync(folder, { recursive: true, force: true });
});

it('may be run by everybody, and has the links that the package only lists', () => {
  expect(copy).toMatch(/^\/var\/tmp\/chargesphere-postgres-/);
  expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
  expect(statSync(join(copy, 'lib', 'libpq.so.5.18')).mode & 0o777).toBe(0o644);
  expect(readlinkSync(join(copy, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
});

it('is kept for the next start, and made again when a file was tidied away', () => {
  const made = statSync(copy).ino;
  expect(copied(source, silent)).toBe(copy);
  expect(statSync(copy).ino).toBe(made);
  rmSync(join(copy, 'lib', 'libpq.so.5.18'));
  expect(copied(source, silent)).toBe(copy);
  expect(existsSync(join(copy, 'lib', 'libpq.so.5.18'))).toBe(true);
});

it('is not that of an older version', () => {
  writeFileSync(join(parent, 'package.json'), '{ "version": "18.1.0" }');
  const newer = copied(source, silent);
  expect(newer).not.toBe(copy);
  rmSync(newer, { recursive: true });
});

it('is not trusted when others could have written it', () => {
  chmodSync(copy, 0o777);
  expect(() => copied(source, silent)).toThrow('was made by somebody else, so its programs are not run');
});
