/**
 * Tokens: those we accept are kept as SHA-256 hashes, those we use are encrypted with AES-256-GCM (TRN-006).
 * Both are of high entropy, so a plain fast hash is the right one: there is nothing to guess.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A new credentials token: 256 bits as URL-safe printable ASCII, 43 characters (CRED-020: at most 64). */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

export interface Vault {
  encrypt(plain: string): string;
  decrypt(sealed: string): string;
}

/** Encrypts under a key derived from the hub's secret; the version byte lets the scheme change later. */
export const vault = (secret: Buffer): Vault => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'chargesphere vault', 32));
  return {
    encrypt(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    decrypt(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes[0] !== 1) throw new Error('This secret was sealed by a scheme this release does not know.');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
      decipher.setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8');
    },
  };
};

/** The hub's secret: given by the configuration, or made once and kept in a file only its owner can read. */
export const loadSecret = async (given: string | undefined, dataDir: string): Promise<Buffer> => {
  if (given) return createHash('sha256').update(given, 'utf8').digest();
  const file = join(dataDir, 'secret.key');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return secretIn(kept, file);
  const made = randomBytes(32);
  await mkdir(dataDir, { recursive: true });
  // 'wx': of two starts at the same time one makes the key and the other fails loudly instead of replacing it.
  await writeFile(file, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return made;
};

const secretIn = (text: string, file: string): Buffer => {
  const hex = text.trim();
  if (/^[0-9a-f]{64}$/i.test(hex)) return Buffer.from(hex, 'hex');
  throw new Error(
    `${file} holds no key of 64 hexadecimal digits; put the right one back, or everything sealed under it is lost.`,
  );
};
