/**
 * An adapter on a real socket with the memory graph behind it, and platforms that call it as partners do.
 * `const { cpo } = await world(); const answer = await cpo.put('/receiver/sessions/NL/ALF/101', session());`
 */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Dispatcher } from 'undici';
import { Agent, request } from 'undici';
import type { Adapter, AdapterOptions, Observation } from '../src/index.js';
import { createAdapter } from '../src/index.js';
import type { Change } from './changes.js';
import { keepingPartner, reachableAt } from './keeping-partner.js';
import type { MemoryPlatform } from './memory-graph.js';
import { MemoryGraph } from './memory-graph.js';
import type { ScriptedPartner } from './scripted-partner.js';

export interface Answer {
  http: number;
  headers: Record<string, string>;
  body: { status_code: number; status_message?: string; data?: unknown; timestamp: string };
}

type Headers = Record<string, string>;

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Somebody who calls the hub with a token. */
export class Partner {
  constructor(
    private readonly origin: string,
    private readonly agent: Agent,
    readonly platform: MemoryPlatform,
    public token: string,
  ) {}

  async call(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    const text =
      body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const response = await request(path.startsWith('http') ? path : `${this.origin}/ocpi/2.3.0${path}`, {
      method: method as Dispatcher.HttpMethod,
      dispatcher: this.agent,
      headers: { authorization: `Token ${base64(this.token)}`, ...headers },
      ...(text === undefined ? {} : { body: text as string }),
    });
    const answer = (await response.body.json()) as Answer['body'];
    return { http: response.statusCode, headers: response.headers as Headers, body: answer };
  }

  get = (path: string, headers?: Headers) => this.call('GET', path, undefined, headers);
  put = (path: string, body: unknown, headers?: Headers) => this.call('PUT', path, body, headers);
  patch = (path: string, body: unknown, headers?: Headers) => this.call('PATCH', path, body, headers);
  post = (path: string, body: unknown, headers?: Headers) => this.call('POST', path, body, headers);
  delete = (path: string, headers?: Headers) => this.call('DELETE', path, undefined, headers);
}

export interface World {
  graph: MemoryGraph;
  adapter: Adapter;
  origin: string;
  observed: Observation[];
  logged: string[];
  /** NL/ALF, a CPO; DE/BET, an eMSP: each alone on its platform, and both at one place when the hub calls them. */
  cpo: Partner;
  emsp: Partner;
  /** That place: it keeps what it is sent. */
  far: ScriptedPartner;
  partner(platform: MemoryPlatform, kind?: string): Partner;
  /** Publishes a change of a platform and resolves when the adapter has taken it in. */
  changed(change: Change): Promise<void>;
  close(): Promise<void>;
}

export async function world({
  graph = new MemoryGraph(),
  ...options
}: Partial<Omit<AdapterOptions, 'graph'>> & { graph?: MemoryGraph } = {}): Promise<World> {
  const observed: Observation[] = [];
  const logged: string[] = [];
  const agent = new Agent();
  const server = createServer((req, res) => adapter.handler(req, res));
  const origin = await listen(server);
  const adapter = createAdapter({
    graph,
    publicUrl: origin,
    secret: Buffer.alloc(32, 7),
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    allowPrivateAddresses: true,
    allowPlainHttp: true,
    observe: (event) => observed.push(event),
    ...options,
  });
  await adapter.start();
  const far = await keepingPartner();
  const added = (name: string, party: string) => {
    const platform = graph.addPlatform(name, party);
    reachableAt(platform, far);
    return platform;
  };
  const partner = (platform: MemoryPlatform, kind = 'TOKEN_C') =>
    new Partner(origin, agent, platform, graph.give(platform, kind));
  return {
    graph,
    adapter,
    origin,
    observed,
    logged,
    partner,
    changed: (change) => graph.changes.publish(change),
    far,
    cpo: partner(added('Laden', 'CPO NL/ALF')),
    emsp: partner(added('Fahren', 'EMSP DE/BET')),
    close: async () => {
      await adapter.close();
      await far.close();
      await agent.destroy();
      await closed(server);
    },
  };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export const from = (ref: string): Headers => routing('from', ref);
export const to = (ref: string): Headers => routing('to', ref);

function routing(side: string, ref: string): Headers {
  const [country = '', party = ''] = ref.split('/');
  return { [`ocpi-${side}-country-code`]: country, [`ocpi-${side}-party-id`]: party };
}
