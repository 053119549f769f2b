/** Is this a certificate the hub can show, and is the key its key? Pure but for the clock that is passed in. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { Problem } from '@chargesphere/schema';

/** A chain of certificates is a few kilobytes. */
const LONGEST = 64 * 1024;

export interface ReadCertificate {
  /** PEM, the end certificate first. */
  chain: string;
  /** PEM, unencrypted. */
  key: string;
  subject: string;
  issuer: string;
  fingerprint: string;
  expiresAt: Date;
}

const wrong = (sentence: string) => new Problem('INVALID_INPUT', sentence);

/** Nothing of the key is ever in a sentence. */
export const certificateIn = (given: { certificate: string; key: string }, now: Date): ReadCertificate => {
  const { certificate, key } = given;
  if (certificate.length > LONGEST || key.length > LONGEST)
    throw wrong(`Certificate and key have ${LONGEST} characters at the most.`);
  const chain = certificate.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const [end, ...others] = chain.map(x509In);
  if (!end)
    throw wrong(
      'The certificate has to be PEM: -----BEGIN CERTIFICATE----- and what follows, your own first.',
    );
  if (others.some((other, i) => !(i === 0 ? end : others[i - 1])?.checkIssued(other)))
    throw wrong('Each certificate of the chain has to be signed by the next one; put them in that order.');
  const expiresAt = new Date(end.validTo);
  if (!(expiresAt > now))
    throw wrong(`The certificate expired at ${expiresAt.toISOString()}; get a new one.`);
  if (!end.checkPrivateKey(keyIn(key))) throw wrong('The key is not the one of the certificate.');
  return {
    chain: `${chain.join('\n')}\n`,
    key,
    subject: onOneLine(end.subject),
    issuer: onOneLine(end.issuer),
    fingerprint: end.fingerprint256.replaceAll(':', '').toLowerCase(),
    expiresAt,
  };
};

const x509In = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch {
    throw wrong('The certificate cannot be read; is it whole?');
  }
};

const keyIn = (pem: string): KeyObject => {
  try {
    return createPrivateKey(pem);
  } catch {
    throw wrong('The key cannot be read: give it as PEM, without a passphrase.');
  }
};

const onOneLine = (name: string): string => name.trim().split('\n').join(', ');
