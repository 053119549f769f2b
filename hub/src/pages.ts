/**
 * The dashboard, as files: built once, each also compressed beforehand, all held in memory (a few megabytes). So a hub
 * serves the pages it was started with, and the operations it lists are theirs, whoever builds new ones meanwhile.
 * Whatever address of it a person opens, they get the same document, and the pages find out themselves where they are.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';
import { readManifest } from '@chargesphere/gateway';
import { accountOperations } from './account-page.js';
import type { MapTiles } from './config.map.js';

const dashboard = dirname(fileURLToPath(import.meta.resolve('@chargesphere/dashboard/package.json')));
const folder = join(dashboard, 'dist');

/** What the hub's own pages ask, by id: always listed, whatever else is. */
export const pageOperations = (): Map<string, string> => {
  const manifest: unknown = JSON.parse(
    readFileSync(join(dashboard, 'generated/persisted-documents.json'), 'utf8'),
  );
  return new Map([...readManifest(manifest), ...Object.entries(accountOperations)]);
};

/** Scripts and data of this hub only. Styles within elements are how charts, maps and virtual rows place things. */
const policyWith = (tiles: MapTiles | undefined): string =>
  [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    // Tiles are fetched by the map's worker.
    ...(tiles ? [`connect-src 'self' ${new URL(tiles.url).origin}`] : []),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

const YEAR_S = 31_536_000;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

type Encoding = 'br' | 'gzip' | 'identity';

interface PageFile {
  type: string;
  etag: string;
  /** Names of built files change with their content, so that browsers may keep them for good. */
  isForGood: boolean;
  contents: Partial<Record<Encoding, Buffer>>;
}

const suffixes: readonly [Encoding, string][] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];

/** By path, `/` being the document. */
const filesIn = (root: string): ReadonlyMap<string, PageFile> => {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const there = new Set(paths);
  const files = new Map<string, PageFile>();
  for (const path of paths) {
    const type = types[extname(path)];
    if (type === undefined) continue; // what was compressed stands with its original
    const found = suffixes.filter(([, suffix]) => there.has(path + suffix));
    const contents = Object.fromEntries(
      found.map(([encoding, suffix]) => [encoding, readFileSync(path + suffix)]),
    ) as PageFile['contents'];
    const name = `/${relative(root, path)}`;
    const etag = `"${createHash('sha256').update(readFileSync(path)).digest('base64url')}"`;
    const file = { type, etag, isForGood: name.startsWith('/assets/'), contents };
    files.set(name === '/index.html' ? '/' : name, file);
  }
  return files;
};

/** What the pages are told beforehand stands in the head of the document. */
const withTiles = ({ contents, ...file }: PageFile, { url, attribution }: MapTiles): PageFile => {
  const meta = (name: string, content: string) => `<meta name="${name}" content="${escaped(content)}">`;
  const told = meta('map-tiles', url) + meta('map-attribution', attribution);
  const document = Buffer.from(String(contents.identity).replace('</head>', `${told}</head>`));
  const etag = `"${createHash('sha256').update(document).digest('base64url')}"`;
  const all = { br: brotliCompressSync(document), gzip: gzipSync(document), identity: document };
  return { ...file, etag, contents: all };
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/** Undefined where the dashboard was not built. */
export const pages = (
  tiles?: MapTiles,
): ((request: Request, response: Response, next: NextFunction) => void) | undefined => {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const policy = policyWith(tiles);
  const files = new Map(filesIn(folder));
  const document = files.get('/');
  if (tiles && document) files.set('/', withTiles(document, tiles));
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const isForPeople = request.accepts(['json', 'html']) === 'html' && extname(request.path) === '';
    const file = files.get(request.path) ?? (isForPeople ? files.get('/') : undefined);
    if (!file) return next();
    const accepted = request.acceptsEncodings(Object.keys(file.contents));
    const encoding = (accepted === false ? 'identity' : accepted) as Encoding;
    response.set({
      'content-type': file.type,
      'cache-control': file.isForGood ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'accept, accept-encoding',
      etag: file.etag,
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    });
    response.send(file.contents[encoding]);
  };
};
