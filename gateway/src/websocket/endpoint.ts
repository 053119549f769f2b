/**
 * /graphql over WebSocket, protocol graphql-transport-ws: subscriptions, and queries and mutations too.
 *
 * The protocol is graphql-ws's server; the binding to `ws` is ours (and not its ready-made one) for our log, one
 * timer for all sockets and our limits. The key comes in the connection parameters; the cookie of a login counts only
 * for pages of the hub itself, as their Origin says.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller, Principal } from '@chargesphere/schema';
import type { ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Context, type SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { problemError } from '../execution/faults.js';
import type { Admission } from '../execution/admission.js';
import type { Operation } from '../execution/operation.js';
import type { Logins } from '../http/logins.js';
import { messageIdsOf } from '../http/message.ids.js';
import type { GraphParameters } from '../http/parameters.js';
import type { Permit } from '../live/live.listener.js';
import type { SubscribeOptions } from '../live/live.js';
import { principalKey } from '../live/subscription.key.js';
import type { Authenticate, Credentials, GatewayLimits, Observe } from '../options.js';

type Result = AsyncGenerator<ExecutionResult, undefined, undefined> | ExecutionResult;

export interface WebSocketParts {
  schema: GraphQLSchema;
  admission: Admission;
  /** Executes what was prepared and admitted. */
  run: (
    operation: Operation,
    variables: Record<string, unknown>,
    caller: Caller,
    options: SubscribeOptions,
  ) => Promise<Result>;
  authenticate: Authenticate;
  logins: Logins | undefined;
  limits: GatewayLimits;
  log: Logger;
  observe: Observe | undefined;
}

/** What we know of a socket. The principal comes with connection_init. */
interface Peer {
  socket: WebSocket;
  request: IncomingMessage;
  correlationId: string;
  principal?: Principal;
  /** By what it showed when it came, asked again. */
  permit?: Permit;
  isAlive: boolean;
}

/** Travels from the check of an operation to its execution. */
interface Admitted {
  operation: Operation;
  caller: Caller;
  options: SubscribeOptions;
}

type PeerContext = Context<Record<string, unknown>, Peer>;

export class WebSocketEndpoint {
  readonly #server: WebSocketServer;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, Peer>>;
  readonly #peers = new Set<Peer>();
  readonly #pings: NodeJS.Timeout;
  #isClosing = false;

  constructor(private readonly parts: WebSocketParts) {
    const { limits } = parts;
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: limits.body_bytes,
      perMessageDeflate: false,
      handleProtocols,
    });
    this.#protocol = makeServer<Record<string, unknown>, Peer>({
      connectionInitWaitTimeout: limits.connection_init_ms,
      onConnect: (context) => this.#identify(context),
      onSubscribe: (context, _id, payload) => this.#admit(context, payload),
      execute: (args) => this.#run(args),
      subscribe: (args) => this.#run(args),
    });
    this.#pings = setInterval(() => this.#ping(), limits.ping_ms).unref();
  }

  /** Takes the upgrades to this path and leaves others alone, unless nobody else would answer them. */
  attach(server: Server, path = '/graphql'): void {
    server.on('upgrade', (request, socket, head) => {
      if (request.url?.split('?', 1)[0] === path) this.upgrade(request, socket, head);
      else if (server.listenerCount('upgrade') === 1) refuseUpgrade(socket, '404 Not Found');
    });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isClosing || this.#peers.size >= this.parts.limits.sockets) {
      this.parts.observe?.({ what: 'refused', via: 'websocket', code: 'UNAVAILABLE' });
      return refuseUpgrade(socket, '503 Service Unavailable');
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#open(opened, request));
  }

  /** Ends the sockets of these principals, with 4403: their keys are gone or their rights have changed. */
  disconnect(concerns: (principal: Principal) => boolean): number {
    const concerned = [...this.#peers].filter(({ principal }) => principal && concerns(principal));
    for (const { socket } of concerned) socket.close(CloseCode.Forbidden, 'Forbidden');
    return concerned.length;
  }

  get size(): number {
    return this.#peers.size;
  }

  /** Asks every client to leave (1001) and ends those that have not left when the grace is over. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#pings);
    for (const { socket } of this.#peers) socket.close(1001, 'Going away');
    const grace = setTimeout(() => {
      for (const { socket } of this.#peers) socket.terminate();
    }, this.parts.limits.close_grace_ms);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    clearTimeout(grace);
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const { log } = this.parts;
    const { correlationId } = messageIdsOf(request.headers);
    const peer: Peer = { socket, request, correlationId, isAlive: true };
    this.#peers.add(peer);
    this.#countSockets();
    socket.on('pong', () => {
      peer.isAlive = true;
    });
    // `ws` closes the socket itself after an error; a client that breaks the protocol is not our fault.
    socket.on('error', (err) => log.debug({ err, correlationId }, 'A WebSocket failed.'));
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        close: (code, reason) => socket.close(code, reason),
        // Settles when the bytes have left: a client that does not read holds its own subscriptions back, no others.
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        onMessage: (receive) => {
          socket.on('message', (data) => {
            receive(String(data)).catch((err: unknown) => {
              if (socket.readyState !== socket.OPEN) return;
              log.error({ err, correlationId }, 'A message on a WebSocket could not be answered.');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      peer,
    );
    socket.once('close', (code, reason) => {
      this.#peers.delete(peer);
      this.#countSockets();
      closed(code, String(reason)).catch((err: unknown) =>
        log.error({ err }, 'A WebSocket did not close cleanly.'),
      );
    });
  }

  async #identify({ extra, connectionParams }: PeerContext): Promise<boolean> {
    const authorization = authorizationIn(connectionParams) ?? extra.request.headers.authorization;
    const shown =
      authorization === undefined ? this.parts.logins?.credentialsOfSocket(extra.request) : { authorization };
    const principal = await this.parts.authenticate(shown ?? {});
    if (principal === 'invalid' || principal.kind === 'anonymous') {
      this.parts.observe?.({ what: 'refused', via: 'websocket', code: 'UNAUTHENTICATED' });
      return false;
    }
    extra.principal = principal;
    extra.permit = permitBy(this.parts.authenticate, shown ?? {}, principal);
    return true;
  }

  async #admit(context: PeerContext, payload: SubscribePayload): Promise<ExecutionArgs | GraphQLError[]> {
    const { schema, admission, limits, observe } = this.parts;
    const { principal, correlationId } = context.extra;
    const refuse = (errors: readonly GraphQLError[]) => {
      observe?.({ what: 'refused', via: 'websocket', code: String(errors[0]?.extensions.code) });
      return [...errors];
    };
    if (Object.keys(context.subscriptions).length > limits.operations_per_socket)
      return refuse([
        problemError(
          'UNAVAILABLE',
          `${limits.operations_per_socket} operations are open on this socket; complete one, or open another socket.`,
        ),
      ]);
    if (!principal) throw new Error('A socket was acknowledged without a principal.');
    const operation = await admission.admit(payload as GraphParameters, principal);
    if ('errors' in operation) return refuse(operation.errors);
    const caller: Caller = { principal, requestId: randomUUID(), correlationId };
    return {
      schema,
      document: operation.document,
      variableValues: payload.variables,
      contextValue: {
        operation,
        caller,
        options: { permit: context.extra.permit, after: lastEventIdIn(payload) },
      } satisfies Admitted,
    };
  }

  #run({ contextValue, variableValues }: ExecutionArgs): Promise<Result> {
    const { operation, caller, options } = contextValue as Admitted;
    return this.parts.run(operation, { ...variableValues }, caller, options);
  }

  #ping(): void {
    for (const peer of this.#peers) {
      if (!peer.isAlive) peer.socket.terminate();
      peer.isAlive = false;
      if (peer.socket.readyState === peer.socket.OPEN) peer.socket.ping();
    }
  }

  #countSockets(): void {
    this.parts.observe?.({ what: 'sockets', open: this.#peers.size });
  }
}

/** Clients differ in how they write the key: Sandbox sends its headers as they are typed. */
const authorizationIn = (parameters: Record<string, unknown> | undefined): string | undefined => {
  const [, value] =
    Object.entries(parameters ?? {}).find(([key]) => key.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
};

/** `extensions.lastEventId` of a subscribe message: go on after that event. */
const lastEventIdIn = ({ extensions }: SubscribePayload): string | undefined => {
  const id: unknown = extensions?.lastEventId;
  return typeof id === 'string' && id.length > 0 && id.length <= LONGEST_EVENT_ID ? id : undefined;
};

/** Ids are ours, and short. */
const LONGEST_EVENT_ID = 100;

/** Holds as long as what was shown is shown to be the same principal: `authenticate` remembers, and forgets in time. */
const permitBy = (authenticate: Authenticate, shown: Credentials, principal: Principal): Permit => {
  const expected = principalKey(principal);
  return {
    key: JSON.stringify(shown),
    async holds() {
      try {
        const now = await authenticate(shown);
        return now !== 'invalid' && principalKey(now) === expected;
      } catch {
        // Who cannot be asked has not said yes; the client is told to come back.
        return false;
      }
    },
  };
};

const refuseUpgrade = (socket: Duplex, status: string): void => {
  // Without a listener, a client that has gone meanwhile would end this process.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};
