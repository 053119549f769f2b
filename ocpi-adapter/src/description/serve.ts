/**
 * Serves the description to anybody: a partner reads it before there is a token. It is the one thing below /ocpi
 * that needs none and has no envelope. Made when first asked for, kept as strings, told apart by their hashes.
 */
import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DescribedVersion } from './document.js';
import { documentOf } from './document.js';
import { pageOf } from './page.js';
import { style } from './page.style.js';

interface Shown {
  text: string;
  etag: string;
  headers: Readonly<Record<string, string>>;
}

const STYLE_HASH = hash('sha256', style, 'base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const always = {
  // The offer changes with the hub's release, so a copy is asked about before it is used again.
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

const shown = (text: string, headers: Record<string, string>): Shown => ({
  text,
  etag: `"${hash('sha256', text, 'base64url').slice(0, 27)}"`,
  headers: { ...always, ...headers },
});

export class Description {
  private readonly made = new Map<string, Shown>();
  private readonly making: Readonly<Record<string, () => Shown>>;

  constructor(version: DescribedVersion) {
    this.making = {
      '/ocpi/openapi.json': () =>
        shown(JSON.stringify(documentOf(version)), {
          'Content-Type': 'application/json',
          'Access-Control-Allow-Origin': '*', // tools that run in browsers may read it
        }),
      '/ocpi/docs': () =>
        shown(pageOf(documentOf(version)), {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': POLICY,
          'Referrer-Policy': 'no-referrer',
        }),
    };
  }

  /** False when the request is about something else. */
  serves(req: IncomingMessage, res: ServerResponse): boolean {
    const [path = ''] = (req.url ?? '').split('?', 1);
    const page = this.pageAt(path);
    if (page === undefined) return false;
    if (req.method === 'GET' || req.method === 'HEAD') send(req, res, page);
    else res.writeHead(405, { Allow: 'GET, HEAD', 'Content-Length': 0 }).end();
    return true;
  }

  private pageAt(path: string): Shown | undefined {
    if (!Object.hasOwn(this.making, path)) return undefined;
    const page = this.made.get(path) ?? this.making[path]?.();
    if (page !== undefined) this.made.set(path, page);
    return page;
  }
}

function send(req: IncomingMessage, res: ServerResponse, { text, etag, headers }: Shown): void {
  if (isKnown(req.headers['if-none-match'], etag)) {
    res.writeHead(304, { ETag: etag, ...headers }).end();
    return;
  }
  res.writeHead(200, { ETag: etag, 'Content-Length': Buffer.byteLength(text), ...headers });
  res.end(req.method === 'HEAD' ? undefined : text);
}

/** Proxies that compress mark the tag as weak, which is the same text to us. */
const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  header.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
