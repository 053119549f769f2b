/**
 * The dashboard, as files: built once, each also compressed beforehand. Whatever address of it a person opens, they get
 * the same document, and the pages find out themselves where they are.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextFunction, Request, Response } from 'express';
import { readManifest } from '@chargesphere/gateway';
import sirv from 'sirv';
import { accountOperations } from './account-page.js';

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
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const YEAR_S = 31_536_000;

/** Undefined where the dashboard was not built. */
export const pages = (): ((request: Request, response: Response, next: NextFunction) => void) | undefined => {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      // The names of built files change with their content; all others are asked for again.
      const isForGood = path.startsWith('/assets/');
      response.setHeader('cache-control', isForGood ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      response.setHeader('content-security-policy', policy);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'same-origin');
    },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    files(request, response, () => {
      const isForPeople = request.accepts(['json', 'html']) === 'html' && !/\.\w+$/.test(request.path);
      if (!isForPeople) return next();
      request.url = '/';
      files(request, response, next);
    });
  };
};
