/**
 * Links in mails: what one allows, for whom and until when is written in it and signed, so nothing has to be kept. It
 * names the version of the account that it was made for; setting a password makes that the next one, so a link works
 * once, and not after another was used.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export type LinkPurpose = 'invitation' | 'reset';

export interface Link {
  purpose: LinkPurpose;
  /** Id of the account. */
  account: string;
  /** `linkVersion` of the account when the link was made. */
  version: number;
  /** Milliseconds since 1970. */
  expires: number;
}

export const LINK_LIFETIME_MS: Readonly<Record<LinkPurpose, number>> = {
  invitation: 7 * 24 * 3_600_000,
  reset: 3_600_000,
};

export interface Links {
  sign(link: Link): string;
  /** Undefined for what is no link of this hub, is for something else, or is too old. */
  read(text: string, purpose: LinkPurpose, now_ms: number): Link | undefined;
}

export const signedLinks = (secret: Buffer): Links => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'chargesphere links', 32));
  const mac = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    sign(link) {
      const body = Buffer.from(JSON.stringify(link)).toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    read(text, purpose, now_ms) {
      const [body = '', signature = ''] = text.trim().split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const link = JSON.parse(Buffer.from(body, 'base64url').toString()) as Link;
      return link.purpose === purpose && link.expires > now_ms ? link : undefined;
    },
  };
};
