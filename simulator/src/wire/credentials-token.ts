/**
 * Credentials tokens: between systems, not to be confused with a driver's Token (TRN-012).
 * In 2.3.0 they travel Base64-encoded (TRN-003); this platform is strict and accepts nothing else,
 * because a double that forgives would hide a hub that forgets the encoding.
 */
import { randomBytes } from 'node:crypto';

/** A fresh token: 43 characters of printable ASCII, below the limit of 64. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

export const authorizationOf = (token: string): string =>
  `Token ${Buffer.from(token, 'utf8').toString('base64')}`;

/** The token in an Authorization header, or undefined when the header does not have the one allowed form. */
export const tokenIn = (header: string | undefined): string | undefined => {
  const encoded = /^Token ([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const token = Buffer.from(encoded, 'base64').toString('utf8');
  return Buffer.from(token, 'utf8').toString('base64') === encoded ? token : undefined;
};
