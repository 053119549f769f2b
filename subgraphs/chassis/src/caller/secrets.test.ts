import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashToken, loadSecret, newToken, vault } from './secrets.js';

describe('tokens', () => {
  it('CRED-020 are long enough not to be guessed, printable, and never the same', () => {
    const tokens = Array.from({ length: 100 }, newToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('TRN-006 are kept as SHA-256', () => {
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('the vault', () => {
  const secret = randomBytes(32);

  it('TRN-006 gives back what was sealed, and seals the same text differently each time', () => {
    const { encrypt, decrypt } = vault(secret);
    const sealed = [encrypt('tökén'), encrypt('tökén')];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed.map(decrypt)).toEqual(['tökén', 'tökén']);
    expect(Buffer.from(sealed[0] ?? '', 'base64').includes('tökén')).toBe(false);
    expect(vault(secret).decrypt(sealed[0] ?? '')).toBe('tökén');
    expect(decrypt(encrypt(''))).toBe('');
  });

  it('opens nothing that was changed, cut, or sealed under another secret or scheme', () => {
    const { encrypt, decrypt } = vault(secret);
    const bytes = Buffer.from(encrypt('token'), 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decrypt(changed.toString('base64'))).toThrow();
    }
    expect(() => decrypt(bytes.subarray(0, 20).toString('base64'))).toThrow();
    expect(() => decrypt('')).toThrow('scheme');
    expect(() => vault(randomBytes(32)).decrypt(bytes.toString('base64'))).toThrow();
  });
});

describe('the secret of the hub', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chargesphere-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the one that is given', async () => {
    expect(await loadSecret('given', folder)).toEqual(await loadSecret('given', 'nowhere'));
    expect(await loadSecret('given', folder)).not.toEqual(await loadSecret('other', folder));
  });

  it('is made once, in a file for its owner only', async () => {
    const dataDir = join(folder, 'new', 'folder');
    const made = await loadSecret(undefined, dataDir);
    expect(made).toHaveLength(32);
    expect(await loadSecret('', dataDir)).toEqual(made);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(`${made.toString('hex')}\n`);
  });

  it.each(['', 'abc', 'z'.repeat(64), 'a'.repeat(63)])(
    'is not taken from a file that says "%s"',
    async (text) => {
      await writeFile(join(folder, 'secret.key'), text);
      await expect(loadSecret(undefined, folder)).rejects.toThrow('holds no key of 64 hexadecimal digits');
    },
  );

  it('is the same for two that start at once, or one of them says so', async () => {
    const both = await Promise.allSettled([loadSecret(undefined, folder), loadSecret(undefined, folder)]);
    const kept = await loadSecret(undefined, folder);
    const loaded = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(loaded.length).toBeGreaterThan(0);
    for (const secret of loaded) expect(secret).toEqual(kept);
  });
});
