/**
 * One subscription in a subgraph of another process.
 *
 * A WebSocket each: the signed caller is a parameter of the connection, so subscriptions of different callers cannot
 * share one. It is not opened again when it breaks: events would be missed in silence. The subscriber gets an error
 * and its client subscribes anew.
 */
import type { ExecutionResult } from 'graphql';
import { createClient, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import { problemError } from '../execution/faults.js';
import { LiveStream } from '../live/live.stream.js';
import type { GatewayLimits } from '../options.js';
import type { Occurrence, Upstream } from './source.js';

export interface UpstreamRequest {
  subgraph: string;
  url: string;
  /** Of the connection: who asks. */
  parameters: Record<string, string>;
  operation: SubscribePayload;
  limits: GatewayLimits;
}

/** As many events as one who comes back can be given from another process. */
const MISSED_EVENTS = 50_000;

export const openUpstream = async (request: UpstreamRequest): Promise<Upstream | ExecutionResult> => {
  const { subgraph, limits } = request;
  const opened = Promise.withResolvers<ExecutionResult | undefined>();
  const client = createClient({
    url: request.url,
    connectionParams: request.parameters,
    webSocketImpl: socketWithin(limits),
    connectionAckWaitTimeout: limits.subgraph_timeout_ms,
    keepAlive: limits.ping_ms,
    retryAttempts: 0,
    on: {
      connected: () => opened.resolve(undefined),
      // The client takes a normal closure for an invitation to connect again.
      closed: (event) => {
        if ((event as { code?: unknown }).code === 1000) end(refusal(event, subgraph));
      },
      ping: (received) => {
        if (!received) pong.wait();
      },
      pong: (received) => {
        if (received) pong.came();
      },
    },
  });
  const pong = deadline(limits.ping_ms, () => client.terminate());
  // What was missed comes as fast as it is found, and nothing of it may be lost again.
  const bound = request.operation.extensions?.lastEventId ? MISSED_EVENTS : limits.queued_results;
  const stream = new LiveStream<Occurrence>(bound, {
    onEnd: () => {
      pong.came();
      unsubscribe();
    },
  });
  const end = (last?: ExecutionResult) => {
    opened.resolve(last);
    if (last) stream.push({ result: () => last });
    stream.end();
  };
  const unsubscribe = client.subscribe(request.operation, {
    next: (result) => stream.push({ result: () => result as ExecutionResult }),
    error: (error) => end(refusal(error, subgraph)),
    complete: () => end(),
  });
  return (await opened.promise) ?? stream;
};

/** GraphQL errors pass; a socket that fails or closes is the subgraph's absence. */
const refusal = (error: unknown, subgraph: string): ExecutionResult => {
  if (Array.isArray(error)) return { errors: error };
  const { code: closeCode, error: cause } = error as { code?: unknown; error?: NodeJS.ErrnoException };
  const code = closeCode ?? cause?.code;
  const message =
    code === 4401 || code === 4403
      ? `The subgraph ${subgraph} refused our signature; give gateway and subgraph the same HUB_SECRET_KEY.`
      : `The live connection to the subgraph ${subgraph} broke off (${String(code ?? 'no code')}); subscribe again.`;
  return { errors: [problemError('UNAVAILABLE', message)] };
};

const socketWithin = (limits: GatewayLimits) =>
  class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, {
        handshakeTimeout: limits.subgraph_timeout_ms,
        maxPayload: limits.subgraph_response_bytes,
        perMessageDeflate: false,
      });
    }
  };

const deadline = (after_ms: number, missed: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  return {
    wait: () => {
      clearTimeout(timer);
      timer = setTimeout(missed, after_ms);
    },
    came: () => clearTimeout(timer),
  };
};
