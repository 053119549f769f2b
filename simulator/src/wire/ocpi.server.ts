/**
 * The HTTP side of a platform: finds the endpoint, applies faults, authenticates, asks the module and writes the
 * envelope (TRN-060) with the ids (TRN-090) and routing headers (RTE-004) of the request. It knows no module.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Request, type Response } from 'express';
import type { Behaviour, Behaviours } from './behaviour.js';
import { complaintsAbout } from './complaints.js';
import { envelopeOf, refusal, type Answer } from './envelope.js';
import type { Journal, Received } from './journal.js';
import type { InterfaceRole } from './ocpi.request.js';
import { isFunctional, readRouting, routingHeaders, type PartyId } from './routing.js';

/** An endpoint at a path; what follows the path is given to it in segments. */
export interface Route {
  path: string;
  module: string;
  role: InterfaceRole | undefined;
}

export interface Incoming {
  received: Received;
  url: URL;
  query: URLSearchParams;
  hasBody: boolean;
  /** False when there is a body that is not JSON. */
  isReadable: boolean;
  /** The fault chosen for this request; versions and details look here for their false lists. */
  behaviour: Behaviour | undefined;
}

export interface ServerOptions {
  host: string;
  routes(): readonly Route[];
  ourParties(): readonly PartyId[];
  journal: Journal;
  behaviours: Behaviours;
  answer(incoming: Incoming): Answer | Promise<Answer>;
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a malformed escape is taken literally
  }
};

/** The endpoint with the longest path that leads to this one; with and without slash at the end (TRN-103). */
const routeTo = (routes: readonly Route[], pathname: string): { route?: Route; segments: string[] } => {
  const [route] = routes
    .filter(({ path }) => `${withoutSlash(pathname)}/`.startsWith(`${withoutSlash(path)}/`))
    .sort((one, other) => other.path.length - one.path.length);
  const rest = route ? withoutSlash(pathname).slice(withoutSlash(route.path).length + 1) : '';
  return { ...(route && { route }), segments: rest === '' ? [] : rest.split('/').map(decoded) };
};

const headersOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

/** A body that is not JSON is recorded as it came and refused later (E01). */
const parsed = (text: string): { body: unknown; isReadable: boolean } => {
  if (text === '') return { body: undefined, isReadable: true };
  try {
    return { body: JSON.parse(text) as unknown, isReadable: true };
  } catch {
    return { body: text, isReadable: false };
  }
};

export class OcpiServer {
  private readonly server: Server;
  /** Ends pending delays when the platform closes. */
  private readonly closing = new AbortController();

  constructor(private readonly options: ServerOptions) {
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');
    app.use(express.text({ type: () => true, limit: '8mb' }));
    app.use((request: Request, response: Response) => this.receive(request, response));
    app.use((error: unknown, _: Request, response: Response, next: (error: unknown) => void) => {
      if (response.headersSent) return next(error);
      const message = error instanceof Error ? error.message : 'The request cannot be read.';
      response.status(400).json(envelopeOf(refusal(400, 2001, message)));
    });
    this.server = createServer(app);
  }

  /** Listens; port 0 takes a free one. Returns the port. */
  async listen(port: number): Promise<number> {
    this.server.listen(port, this.options.host);
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.closing.abort();
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: Request, response: Response): Promise<void> {
    const { journal, behaviours } = this.options;
    const incoming = this.read(request);
    const { received } = incoming;
    journal.addReceived(received);
    const behaviour = behaviours.take(received);
    incoming.behaviour = behaviour;

    if (behaviour?.hang || behaviour?.closeSocket || behaviour?.delay_ms) journal.arrive(received);
    if (behaviour?.delay_ms && !(await this.waits(behaviour.delay_ms))) return;
    if (behaviour?.hang) return;
    if (behaviour?.closeSocket) return void request.socket.destroy();

    const isWaitedFor = behaviour?.delay_ms === undefined;
    const answer = await this.answerTo(incoming);
    this.write(response, received, answer, behaviour);
    if (isWaitedFor) journal.arrive(received);
  }

  /** False when the platform closed meanwhile. */
  private waits(delay_ms: number): Promise<boolean> {
    return pause(delay_ms, true, { signal: this.closing.signal }).catch(() => false);
  }

  private read(request: Request): Incoming {
    const url = new URL(request.originalUrl, `http://${request.headers.host ?? this.options.host}`);
    const { route, segments } = routeTo(this.options.routes(), url.pathname);
    const headers = headersOf(request);
    const text = typeof request.body === 'string' ? request.body : '';
    const { body, isReadable } = parsed(text);
    const received: Received = {
      at: new Date().toISOString(),
      method: request.method,
      path: request.originalUrl,
      module: route?.module,
      role: route?.role,
      segments,
      headers,
      ...readRouting(headers),
      body,
      text,
      complaints: [],
    };
    const { journal, ourParties } = this.options;
    received.complaints = complaintsAbout(received, ourParties(), (id) => journal.isRepeated(id));
    return { received, url, query: url.searchParams, hasBody: text !== '', isReadable, behaviour: undefined };
  }

  private async answerTo(incoming: Incoming): Promise<Answer> {
    const { behaviour, isReadable } = incoming;
    if (behaviour?.httpStatus !== undefined || behaviour?.statusCode !== undefined) {
      const { httpStatus = 200, statusCode, statusMessage = 'As the test asked for.', data } = behaviour;
      const status_code = statusCode ?? (httpStatus < 400 ? 1000 : httpStatus < 500 ? 2000 : 3000);
      return { ...refusal(httpStatus, status_code, statusMessage), ...(data !== undefined && { data }) };
    }
    if (!isReadable) return refusal(400, 2001, 'The body is not JSON.');
    try {
      return await this.options.answer(incoming);
    } catch (error) {
      return refusal(200, 3000, error instanceof Error ? error.message : String(error));
    }
  }

  private write(response: Response, received: Received, answer: Answer, behaviour?: Behaviour): void {
    const envelope = envelopeOf(answer);
    const headers = Object.fromEntries(
      Object.entries<string | null>({
        'Content-Type': 'application/json',
        'X-Request-ID': received.headers['x-request-id'] ?? randomUUID(),
        'X-Correlation-ID': received.headers['x-correlation-id'] ?? randomUUID(),
        ...this.routingOf(received),
        ...answer.headers,
        ...behaviour?.headers,
      }).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ) as Record<string, string>;

    const text = behaviour?.badJson
      ? '{"status_code": 1000, "data": '
      : JSON.stringify(behaviour?.noEnvelope ? (answer.data ?? {}) : envelope);
    received.answer = { http: answer.http, envelope, headers };
    // Not response.send(): it would append a charset to the content type and compute an ETag.
    response.writeHead(answer.http, headers).end(text);
  }

  /** RTE-004: TO and FROM change places; who was addressed without TO answers as itself when that is clear. */
  private routingOf({ module, to, from }: Received): Record<string, string> {
    if (module === undefined || !isFunctional(module)) return {};
    const [only, ...others] = this.options.ourParties();
    return routingHeaders(from, to ?? (others.length === 0 ? only : undefined));
  }
}
