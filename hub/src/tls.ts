/**
 * TLS of the hub itself (TRN-001): what it shows whoever calls it, when no proxy in front does that, and what it
 * demands of, and shows to, partners that it calls. The configuration names files; they are read once, at the start.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { OutboundTls } from '@chargesphere/ocpi-adapter';
import type { TlsConfig } from './config.js';

/** What node:https listens with. */
export interface InboundTls {
  cert: string;
  key: string;
  minVersion: TlsConfig['minVersion'];
  /** Those who sign for clients. With it clients are asked for a certificate, and OCPI is closed to the others. */
  ca: string | undefined;
}

export interface HubTls {
  inbound: InboundTls | undefined;
  outbound: OutboundTls;
}

export const readTls = async (config: TlsConfig): Promise<HubTls> => {
  const [cert, key, ca, roots, clientCert, clientKey] = await Promise.all([
    certificateAt('HUB_TLS_CERT_FILE', config.certFile),
    keyAt('HUB_TLS_KEY_FILE', config.keyFile),
    certificateAt('HUB_TLS_CLIENT_CA_FILE', config.clientCaFile),
    certificateAt('HUB_TLS_CA_FILE', config.caFile),
    certificateAt('HUB_TLS_CLIENT_CERT_FILE', config.clientCertFile),
    keyAt('HUB_TLS_CLIENT_KEY_FILE', config.clientKeyFile),
  ]);
  const { minVersion } = config;
  requirePair('HUB_TLS_CERT_FILE', cert, 'HUB_TLS_KEY_FILE', key);
  requirePair('HUB_TLS_CLIENT_CERT_FILE', clientCert, 'HUB_TLS_CLIENT_KEY_FILE', clientKey);
  return {
    inbound: cert && key ? { cert, key, minVersion, ca } : undefined,
    outbound: {
      minVersion,
      ...(roots && { ca: roots }),
      ...(clientCert && clientKey && { certificate: { chain: clientCert, key: clientKey } }),
    },
  };
};

const textAt = async (name: string, path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`${name} names ${path}, which cannot be read`, { cause });
  }
};

/** The text of what could be read from it. */
const readable = (_parsed: X509Certificate | KeyObject, text: string): string => text;

const certificateAt = async (name: string, path: string | undefined): Promise<string | undefined> => {
  if (path === undefined) return undefined;
  const text = await textAt(name, path);
  try {
    return readable(new X509Certificate(text), text);
  } catch (cause) {
    throw new Error(`${name} names ${path}, which holds no certificate as PEM`, { cause });
  }
};

const keyAt = async (name: string, path: string | undefined): Promise<string | undefined> => {
  if (path === undefined) return undefined;
  const text = await textAt(name, path);
  try {
    return readable(createPrivateKey(text), text);
  } catch {
    // What a parser says of a key may quote it.
    throw new Error(`${name} names ${path}, which holds no key as PEM without a passphrase`);
  }
};

const requirePair = (
  certName: string,
  cert: string | undefined,
  keyName: string,
  key: string | undefined,
): void => {
  if (cert && key && !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)))
    throw new Error(`${keyName} is not the key of the certificate in ${certName}`);
};
