/**
 * Floor of `broadcast`: a bare server that answers a push at once and sends it on to everybody from memory, with the
 * client the hub uses, as many requests under way as the hub has. Nothing is kept: what it has in hand when it ends is
 * lost.
 */
import { Agent, request } from 'undici';
import type { Opened } from '../worker/roles.js';
import { idle, serve } from './serve.js';

export interface FanoutOptions {
  urls: readonly string[];
}

const AT_ONCE = 256;
const ANSWER_MS = 10_000;

export const openFanout = async ({ urls }: FanoutOptions): Promise<Opened<string, null, null>> => {
  const agent = new Agent();
  const waiting: (() => Promise<void>)[] = [];
  let sending = 0;
  const send = (): void => {
    while (sending < AT_ONCE) {
      const next = waiting.shift();
      if (!next) return;
      sending += 1;
      void next().finally(() => {
        sending -= 1;
        send();
      });
    }
  };
  const put = (url: string, text: string) => async (): Promise<void> => {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const headers = { 'content-type': 'application/json', authorization: 'Token Zm9v' };
    try {
      const { body } = await request(url, { method: 'PUT', headers, body: text, signal, dispatcher: agent });
      await body.text();
    } catch {
      return; // the one that hangs: nobody is told
    }
  };
  const { host } = await serve((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"status_code":1000}');
      const text = Buffer.concat(chunks).toString();
      waiting.push(...urls.map((url) => put(`${url}${req.url ?? ''}`, text)));
      send();
    });
  });
  return { told: `http://${host}`, run: idle };
};
