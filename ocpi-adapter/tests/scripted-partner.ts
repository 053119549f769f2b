/**
 * A partner on a real socket that answers what a test tells it to: for what no conformant platform does.
 * Every request is recorded.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { closed, listen } from './world.js';

export interface Heard {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Script = (heard: Heard, res: ServerResponse) => void;

export interface ScriptedPartner {
  origin: string;
  heard: Heard[];
  close(): Promise<void>;
}

export async function scriptedPartner(script: Script): Promise<ScriptedPartner> {
  const heard: Heard[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const request = { method: req.method ?? '', path: req.url ?? '', headers: req.headers, body };
      heard.push(request);
      script(request, res);
    });
  });
  const origin = await listen(server);
  return { origin, heard, close: () => closed(server) };
}

export const answer = (res: ServerResponse, data: unknown, status_code = 1000, http = 200): void => {
  res.writeHead(http, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify({ data, status_code, timestamp: new Date().toISOString() }));
};

interface Offer {
  /** Which Authorization headers it takes; all when left out. */
  accepts?: (authorization: string | undefined) => boolean;
  versions?: readonly string[];
  modules?: readonly string[];
  /** `data` of its answer to POST credentials. */
  onPost?: (heard: Heard) => unknown;
}

/** A partner with just enough for a handshake, which takes any token unless told otherwise. */
export function openPartner(offer: Offer = {}): Promise<ScriptedPartner> {
  const { accepts = () => true, versions = ['2.3.0'], modules = ['credentials'], onPost } = offer;
  return scriptedPartner((heard, res) => {
    const origin = `http://${heard.headers.host ?? ''}`;
    if (!accepts(heard.headers.authorization)) answer(res, undefined, 2000, 401);
    else if (heard.path === '/versions')
      answer(
        res,
        versions.map((version) => ({ version, url: `${origin}/${version}` })),
      );
    else if (heard.path === '/credentials') answer(res, onPost?.(heard));
    else {
      const endpoints = modules.map((identifier) => ({
        identifier,
        role: 'SENDER',
        url: `${origin}/${identifier}`,
      }));
      answer(res, { version: heard.path.slice(1), endpoints });
    }
  });
}

/** A partner that wants its tokens as they are, not in Base64, as many of 2.2 do (TRN-005). */
export const plainTokenPartner = (token: string, onPost?: Offer['onPost']): Promise<ScriptedPartner> =>
  openPartner({ accepts: (header) => header === `Token ${token}`, ...(onPost && { onPost }) });
