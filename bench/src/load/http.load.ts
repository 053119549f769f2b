/**
 * HTTP requests, one under way per connection, all of them kept alive. undici's dispatcher and no stream, promise or
 * parsed body per answer: what the generator uses of the shared cores, the hub lacks.
 */
import { Client, type Dispatcher } from 'undici';
import type { Opened } from '../worker/roles.js';
import { pushStream, type Pushed } from '../pushes.stream.js';
import { runLanes, type Stretch } from './lanes.js';
import { runPaced, type Pace } from './paced.js';
import type { Round } from '../report.rules.js';

export interface HttpLoadOptions {
  origin: string;
  connections: number;
  headers: Readonly<Record<string, string>>;
  requests:
    | { kind: 'get'; paths: readonly string[] }
    | { kind: 'post'; path: string; body: string }
    /** Of the graph, with `$from` a moment that no other request of this generator has. */
    | { kind: 'asks'; path: string; query: string }
    /** Documents put below this path, under ids that begin so; each has to be answered with 1000. */
    | { kind: 'puts'; of: Pushed; path: string; name: string };
}

export interface HttpRound extends Round {
  /** Answers with HTTP 201. */
  created: number;
}

interface Request {
  method: Dispatcher.HttpMethod;
  path: string;
  body?: string;
}

const TIMEOUT_MS = 60_000;
/** Between rounds a connection rests while the other sides are measured. */
const KEEP_ALIVE_MS = 60_000;

/** As many as there are connections, or at a steady rate. */
export type HttpRun = Stretch | Pace;

export const openHttpLoad = async (options: HttpLoadOptions): Promise<Opened<null, HttpRun, HttpRound>> => {
  const clients = Array.from(
    { length: options.connections },
    () =>
      new Client(options.origin, {
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
      }),
  );
  const lanes = clients.map((_, lane) => requestsOf(options, lane));
  const fixed = Object.entries(options.headers).flat();
  const isPush = options.requests.kind === 'puts';
  let count = 0;
  let created = 0;
  const one = async (lane: number): Promise<void> => {
    const [client, next] = [clients[lane], lanes[lane]];
    if (!client || !next) throw new Error(`There is no lane ${lane}.`);
    count += 1;
    const id = `bench-${count}`;
    const headers = [...fixed, 'x-request-id', id, 'x-correlation-id', id];
    if ((await send(client, { ...next(), headers }, isPush)) === 201) created += 1;
  };
  const timed = async (): Promise<number> => {
    const began = performance.now();
    await one(count % clients.length);
    return performance.now() - began;
  };
  return {
    told: null,
    async run(run) {
      created = 0;
      const round = await ('perSecond' in run ? runPaced(run, timed) : runLanes(clients.length, run, one));
      return { ...round, created };
    },
  };
};

let moments = 0;
/** Long before anything that is stored. */
const nextMoment = (): string => new Date(MOMENTS_BEGIN + moments++ * 1000).toISOString();
const MOMENTS_BEGIN = Date.parse('2001-01-01T00:00:00Z');

const requestsOf = ({ requests }: HttpLoadOptions, lane: number): (() => Request) => {
  switch (requests.kind) {
    case 'get': {
      let turn = lane; // lanes begin at different pages
      return () => ({ method: 'GET', path: requests.paths[turn++ % requests.paths.length] ?? '/' });
    }
    case 'post':
      return () => ({ method: 'POST', path: requests.path, body: requests.body });
    case 'asks': {
      const head = `{"query":${JSON.stringify(requests.query)},"variables":{"from":"`;
      return () => ({ method: 'POST', path: requests.path, body: `${head}${nextMoment()}"}}` });
    }
    case 'puts': {
      const next = pushStream(requests.of, `${requests.name}${lane}`);
      return () => {
        const { id, text } = next();
        return { method: 'PUT', path: `${requests.path}/${id}`, body: text };
      };
    }
    default:
      return requests satisfies never;
  }
};

/** Resolves to the status once the answer is complete; an answer that is no success is an error with its text. */
const send = (client: Client, request: Dispatcher.DispatchOptions, isPush: boolean): Promise<number> =>
  new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(request, {
      onRequestStart() {
        status = 0;
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        if (isPush || status >= 300) chunks.push(chunk);
      },
      onResponseEnd() {
        // What goes wrong further on is told with HTTP 200 too.
        if (status < 300 && (!isPush || chunks.some((chunk) => chunk.includes(SUCCESS))))
          return resolve(status);
        const said = Buffer.concat(chunks).toString().slice(0, 500);
        reject(new Error(`${request.method} ${request.path} was answered ${status}: ${said}`));
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });

const SUCCESS = '"status_code":1000';
