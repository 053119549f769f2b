/** Requests as a stranger's software writes them, header by header, with nothing of ours on the sending side. */
import { request } from 'node:http';
import type { World } from './world.js';

export interface Asked {
  method?: string;
  /** Below /ocpi/2.3.0, or a whole URL. */
  path: string;
  token: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, text as it is. */
  body?: unknown;
}

export interface Told {
  http: number;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** The body as it came. */
  text: string;
  envelope: { status_code: number; status_message?: string; timestamp: string; data?: unknown };
}

export const encoded = (token: string): string => `Token ${Buffer.from(token).toString('base64')}`;

/** `OCPI-from-…` or `OCPI-to-…` for a party such as `NL/ALF`. */
export const routed = (side: 'from' | 'to', party: string): Record<string, string> => {
  const [country = '', id = ''] = party.split('/');
  return { [`OCPI-${side}-country-code`]: country, [`OCPI-${side}-party-id`]: id };
};

/** Sends names of headers exactly as they are given, which `fetch` does not. */
export const byHand = (
  { hub }: Pick<World, 'hub'>,
  { method = 'GET', path, token, headers = {}, body }: Asked,
): Promise<Told> =>
  new Promise((resolve, reject) => {
    const url = path.startsWith('http') ? path : `${hub.publicUrl}/ocpi/2.3.0${path}`;
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const hasOwn = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    const all = {
      ...(hasOwn ? {} : { Authorization: encoded(token) }),
      ...(text === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
      ...headers,
    };
    const sent = request(url, { method, headers: all, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const came = Buffer.concat(chunks).toString('utf8');
        const envelope = JSON.parse(came) as Told['envelope'];
        resolve({ http: response.statusCode ?? 0, headers: response.headers, text: came, envelope });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });

export const codesOf = ({ http, envelope }: Told): [number, number] => [http, envelope.status_code];
