/**
 * HTTP requests, one under way per connection, all of them kept alive. undici's dispatcher and no stream, promise or
 * parsed body per answer: what the generator uses of the shared cores, the hub lacks.
 */
import { Client, type Dispatcher } from 'undici';
import type { Opened } from '../worker/roles.js';
import { sessionStream } from '../sessions.stream.js';
import { runLanes, type Stretch } from './lanes.js';
import type { Round } from '../report.rules.js';

export interface HttpLoadOptions {
  origin: string;
  connections: number;
  headers: Readonly<Record<string, string>>;
  requests:
    | { kind: 'get'; paths: readonly string[] }
    | { kind: 'post'; path: string; body: string }
    /** Sessions put below this path, under ids that begin so. */
    | { kind: 'sessions'; path: string; name: string };
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

const TIMEOUT_MS = 20_000;
/** Between rounds a connection rests while the other sides are measured. */
const KEEP_ALIVE_MS = 60_000;

export const openHttpLoad = async (options: HttpLoadOptions): Promise<Opened<null, Stretch, HttpRound>> => {
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
  let count = 0;
  return {
    told: null,
    async run(stretch) {
      let created = 0;
      const round = await runLanes(clients.length, stretch, async (lane) => {
        const [client, next] = [clients[lane], lanes[lane]];
        if (!client || !next) throw new Error(`There is no lane ${lane}.`);
        count += 1;
        const id = `bench-${count}`;
        const headers = [...fixed, 'x-request-id', id, 'x-correlation-id', id];
        if ((await send(client, { ...next(), headers })) === 201) created += 1;
      });
      return { ...round, created };
    },
  };
};

const requestsOf = ({ requests }: HttpLoadOptions, lane: number): (() => Request) => {
  switch (requests.kind) {
    case 'get': {
      let turn = lane; // lanes begin at different pages
      return () => ({ method: 'GET', path: requests.paths[turn++ % requests.paths.length] ?? '/' });
    }
    case 'post':
      return () => ({ method: 'POST', path: requests.path, body: requests.body });
    case 'sessions': {
      const next = sessionStream(`${requests.name}${lane}`);
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
const send = (client: Client, request: Dispatcher.DispatchOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    let status = 0;
    let complaint = '';
    client.dispatch(request, {
      onRequestStart() {
        status = 0;
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        if (status >= 300) complaint += chunk.toString('utf8');
      },
      onResponseEnd() {
        if (status < 300) resolve(status);
        else
          reject(
            new Error(`${request.method} ${request.path} was answered ${status}: ${complaint.slice(0, 500)}`),
          );
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
