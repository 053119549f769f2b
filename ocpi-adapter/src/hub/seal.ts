/**
 * URLs that only the hub can make and only one partner can use (HUB-041, HUB-043, CDR-010): what a URL stands for is
 * in the URL itself, encrypted, so that it survives a restart, is understood by every node, and costs no table.
 *
 * AES-256-GCM. Purpose and holder are authenticated with it, so a URL of one kind, or of another platform, does not
 * open and nobody can tell it from rubbish. The nonce is a MAC of the content, which makes equal URLs for equal content
 * (CDR-011) and never repeats with another.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** For whom a sealed text is: it opens for the same purpose and the same platform only. */
export interface SealedFor {
  purpose: string;
  platformId: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A URL longer than this is none of ours. */
const LONGEST = 8192;

export class Seal {
  private readonly key: Buffer;
  private readonly nonceKey: Buffer;

  /** The secret may be anything of 16 bytes or more; it has to be the same on every node and after a restart. */
  constructor(
    secret: Buffer,
    private readonly now: () => number = Date.now,
  ) {
    if (secret.length < 16) throw new Error('The secret that seals URLs must have 16 bytes at least.');
    this.key = derived(secret, 'content');
    this.nonceKey = derived(secret, 'nonce');
  }

  /** Text for a URL, base64url. Without `lifetime_ms` it is good for ever. */
  close(content: unknown, sealedFor: SealedFor, lifetime_ms?: number): string {
    const until = lifetime_ms === undefined ? undefined : this.now() + lifetime_ms;
    const text = JSON.stringify({ content, until });
    const bound = boundTo(sealedFor);
    const nonce = createHmac('sha256', this.nonceKey)
      .update(`${bound}\n${text}`)
      .digest()
      .subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(bound));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** What was sealed; undefined for anything else, whatever the reason. */
  open(text: string, sealedFor: SealedFor): unknown {
    const bytes = Buffer.from(text.slice(0, LONGEST), 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(boundTo(sealedFor)))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    let opened: string;
    try {
      opened =
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined; // forged, damaged, or somebody else's: nobody is told which
    }
    const { content, until } = JSON.parse(opened) as { content: unknown; until?: number };
    return until === undefined || until > this.now() ? content : undefined;
  }
}

const derived = (secret: Buffer, use: string): Buffer =>
  createHmac('sha256', secret).update(`chargesphere sealed urls ${use}`).digest();

const boundTo = ({ purpose, platformId }: SealedFor): string => `${purpose} ${platformId}`;
