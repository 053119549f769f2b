/**
 * A partner platform that costs next to nothing: it registers by the real handshake, reads what it is sent and says
 * yes. A simulator, which checks and keeps what it gets, would compete with the hub for the cores.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request, type Dispatcher } from 'undici';

/** How the hub lets it in. */
export interface Invitation {
  token: string;
  versionsUrl: string;
}

export interface PlainPlatform {
  name: string;
  country_code: string;
  party_id: string;
  /** Where it receives, below its origin: `/sessions` and so on. */
  receives: readonly string[];
  /** How it takes what is sent to it; yes when left out. */
  nature?: Nature;
  /** Told after the answer was sent. */
  arrived?: (text: string) => void;
}

export type Nature = 'healthy' | 'hangs' | 'refuses';

export interface RunningPlatform {
  origin: string;
  /** The real handshake, by a partner that knows where the hub's credentials are; returns the token for calling it. */
  register(invitation: Invitation, dispatcher?: Dispatcher): Promise<string>;
}

const TIMEOUT_MS = 60_000;

const envelope = (data?: unknown): Buffer =>
  Buffer.from(JSON.stringify({ data, status_code: 1000, timestamp: '2026-11-02T08:00:00Z' }));

export const startPlainPlatform = async (platform: PlainPlatform): Promise<RunningPlatform> => {
  const { nature = 'healthy', arrived } = platform;
  let told: Readonly<Record<string, Buffer>> = {};
  const yes = envelope();
  const server = createServer((req, res) => {
    const end = (body: Buffer, status = 200) =>
      void res
        .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
    if (req.method === 'GET') {
      const page = told[req.url ?? ''];
      end(page ?? yes, page ? 200 : 404);
      return;
    }
    const chunks: Buffer[] = [];
    if (arrived) req.on('data', (chunk: Buffer) => chunks.push(chunk));
    else req.resume();
    req.on('end', () => {
      if (nature === 'hangs') return;
      end(yes, nature === 'refuses' ? 401 : 200);
      if (nature === 'healthy') arrived?.(Buffer.concat(chunks).toString());
    });
  });
  server.keepAliveTimeout = 65_000; // as the hub's
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  told = {
    '/versions': envelope([{ version: '2.3.0', url: `${origin}/2.3.0` }]),
    '/2.3.0': envelope({ version: '2.3.0', endpoints: endpointsOf(platform, origin) }),
  };
  return {
    origin,
    register: (invitation, dispatcher) => register(platform, origin, invitation, dispatcher),
  };
};

const endpointsOf = ({ receives }: PlainPlatform, origin: string): unknown[] => [
  { identifier: 'credentials', role: 'SENDER', url: `${origin}/credentials` },
  ...receives.map((module) => ({ identifier: module, role: 'RECEIVER', url: `${origin}/${module}` })),
];

const register = async (
  { name, country_code, party_id }: PlainPlatform,
  origin: string,
  { token, versionsUrl }: Invitation,
  dispatcher: Dispatcher | undefined,
): Promise<string> => {
  const { statusCode, body } = await request(versionsUrl.replace(/versions$/, '2.3.0/credentials'), {
    method: 'POST',
    headers: { authorization: tokenHeader(token), 'content-type': 'application/json' },
    body: JSON.stringify({
      token: `token-of-${country_code}-${party_id}`,
      url: `${origin}/versions`,
      roles: [{ role: 'EMSP', country_code, party_id, business_details: { name } }],
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(dispatcher && { dispatcher }),
  });
  const said = await body.text();
  const answer = JSON.parse(said) as { data?: { token?: string } };
  if (statusCode !== 200 || !answer.data?.token)
    throw new Error(`The registration of ${name} was answered ${statusCode}: ${said.slice(0, 500)}`);
  return answer.data.token;
};

/** As 2.3.0 wants tokens: in Base64. */
export const tokenHeader = (token: string): string => `Token ${Buffer.from(token).toString('base64')}`;
