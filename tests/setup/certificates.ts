/**
 * Certificates for tests, made on the spot, so that no private key is kept in the repository and no openssl is needed:
 * a root, and what it signs. As little of X.509 as TLS and node:crypto want (RFC 5280), written as DER.
 */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Made {
  /** PEM. */
  certificate: string;
  /** PEM, PKCS #8. */
  key: string;
}

export interface Root extends Made {
  /** A certificate for hosts (`localhost`, `127.0.0.1`) or clients; it ends after so many days, or has ended. */
  issue(name: string, more?: { days?: number }): Made;
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, 'hex');

const ECDSA_SHA256 = sequence(hex('06082a8648ce3d040302'));
const nameOf = (name: string) =>
  sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, Buffer.from(name)))));
const timeOf = (at: Date) =>
  der(0x18, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`, 'ascii'));
const TRUE = hex('0101ff');
const extension = (id: string, ...rest: Buffer[]) => sequence(hex(id), ...rest);

const ROOT = [extension('0603551d13', TRUE, der(0x04, sequence(TRUE)))];
/** For localhost by name and by address. */
const HOSTS = [
  extension(
    '0603551d11',
    der(0x04, sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))),
  ),
];

const DAY_MS = 86_400_000;

const make = (
  subject: string,
  issuer: { name: string; key: KeyObject } | undefined,
  extensions: Buffer[],
  days: number,
): Made & { privateKey: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const end = new Date(Date.now() + days * DAY_MS);
  const body = sequence(
    der(0xa0, hex('020102')),
    der(0x02, Buffer.concat([hex('01'), randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(issuer?.name ?? subject),
    sequence(timeOf(new Date(end.getTime() - 400 * DAY_MS)), timeOf(end)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  const whole = sequence(body, ECDSA_SHA256, der(0x03, hex('00'), signature));
  const lines = whole.toString('base64').replace(/(.{64})/g, '$1\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    privateKey,
  };
};

export const newRoot = (name = 'Test root'): Root => {
  const { privateKey, ...root } = make(name, undefined, ROOT, 30);
  return {
    ...root,
    issue: (subject, { days = 30 } = {}) => {
      const { certificate, key } = make(subject, { name, key: privateKey }, HOSTS, days);
      return { certificate, key };
    },
  };
};
