/**
 * Floor of `direct-relay`: a bare reverse proxy, node:http on one side and undici on the other. It streams what comes to
 * the receiver and the answer back, with the headers as they are; it reads, checks and keeps nothing.
 */
import { Agent, request } from 'undici';
import type { Opened } from '../worker/roles.js';
import { idle, serve } from './serve.js';

export interface ProxyOptions {
  /** Paths below this one … */
  path: string;
  /** … go below this URL. */
  url: string;
}

/** Of one connection alone, so they are not passed on. */
const OWN = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding']);

export const openProxy = async ({ path, url }: ProxyOptions): Promise<Opened<string, null, null>> => {
  const dispatcher = new Agent();
  const { host } = await serve((req, res) => {
    const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !OWN.has(name)));
    request(url + (req.url ?? '').slice(path.length), {
      method: req.method === 'GET' ? 'GET' : 'PUT',
      headers,
      body: req,
      dispatcher,
    }).then(
      (answer) => {
        const told = Object.entries(answer.headers).filter(([name]) => !OWN.has(name));
        res.writeHead(answer.statusCode, Object.fromEntries(told));
        answer.body.pipe(res);
      },
      () => res.writeHead(502).end(),
    );
  });
  return { told: `http://${host}`, run: idle };
};
