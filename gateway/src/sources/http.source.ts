/**
 * A subgraph in another process: GraphQL over HTTP on kept-alive connections, subscriptions over
 * graphql-transport-ws. The caller travels signed; what the client sent as headers does not travel at all.
 *
 * undici's pool and not the gateway library's own remote source, whose fetcher costs two and a half times the CPU.
 */
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode } from '@apollo/query-planner';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { errors, Pool, type Dispatcher } from 'undici';
import { givenUp } from '../execution/deadline.js';
import { problemError } from '../execution/faults.js';
import { GraphRequest, type GraphContext } from '../execution/graph.request.js';
import type { GatewayLimits, RemoteSubgraph } from '../options.js';
import { FetchBatches } from './http.batch.js';
import { openUpstream } from './http.upstream.js';
import type { Source, SourceFetch, Upstream } from './source.js';

/** The header, and the key in the connection parameters of a WebSocket, that carry the signed caller. */
export const CALLER_HEADER = 'x-hub-caller';

export class HttpSource implements Source {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #batches = new FetchBatches<GraphRequest>((bodies, request) => this.#postAll(bodies, request));

  constructor(
    readonly name: string,
    private readonly remote: RemoteSubgraph,
    private readonly limits: GatewayLimits,
  ) {
    const url = new URL(remote.url);
    // Found out now, or the first subscription would find it where nobody waits for the error.
    if (!/^wss?:$/.test(new URL(remote.subscriptionUrl).protocol))
      throw new Error(`The subscription URL of the subgraph ${name} must begin with ws: or wss:.`);
    this.#path = url.pathname + url.search;
    this.#pool = new Pool(url.origin, {
      connections: limits.subgraph_connections,
      connectTimeout: limits.subgraph_timeout_ms,
      // One deadline over the whole request instead: these begin anew with every byte that trickles in.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: limits.subgraph_response_bytes,
    });
  }

  process({
    request: { query = '', operationName, variables },
    context,
  }: GraphQLDataSourceProcessOptions<GraphContext>): Promise<ExecutionResult> {
    return this.fetch({ query, operationName, variables }, context.request as GraphRequest);
  }

  async fetch(
    { query, operationName, variables }: SourceFetch,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    const body = JSON.stringify({ query, operationName, variables });
    // Fetches of plans write their operation out; what changes something is sent alone.
    const isQuery = query.startsWith('query') || query.startsWith('{');
    return this.remote.batches && isQuery ? this.#batches.add(body, request) : this.#post(body, request);
  }

  async open(
    fetch: FetchNode,
    variables: Record<string, unknown>,
    request: GraphRequest,
    after?: string,
  ): Promise<Upstream | ExecutionResult> {
    return openUpstream({
      subgraph: this.name,
      url: this.remote.subscriptionUrl,
      parameters: { [CALLER_HEADER]: this.remote.sign(request.caller) },
      operation: {
        query: fetch.operation,
        operationName: fetch.operationName,
        variables,
        ...(after === undefined ? {} : { extensions: { lastEventId: after } }),
      },
      limits: this.limits,
    });
  }

  /** Asks the subgraph the smallest question, as the hub itself. */
  async ready(): Promise<boolean> {
    const caller = {
      principal: { kind: 'system', name: 'gateway' },
      requestId: 'ready',
      correlationId: 'ready',
    } as const;
    const { data } = await this.#post('{"query":"{__typename}"}', new GraphRequest(caller, 'direct'));
    return data?.__typename !== undefined;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #postAll(bodies: readonly string[], request: GraphRequest): Promise<readonly ExecutionResult[]> {
    const [only] = bodies;
    if (bodies.length === 1 && only !== undefined) return [await this.#post(only, request)];
    const answer = await this.#exchange(`[${bodies.join(',')}]`, request);
    if (Array.isArray(answer) && answer.length === bodies.length && answer.every(isResult)) return answer;
    const refusal = isResult(answer) && answer.errors ? answer : this.#unavailable(NO_LIST);
    return bodies.map(() => refusal);
  }

  async #post(body: string, request: GraphRequest): Promise<ExecutionResult> {
    const answer = await this.#exchange(body, request);
    return isResult(answer)
      ? answer
      : this.#unavailable('answered without a GraphQL result; look at its log');
  }

  /** What was answered, or a result with the reason why nothing was. */
  async #exchange(body: string, request: GraphRequest): Promise<unknown> {
    if (request.isGivenUp) return givenUp();
    const { caller } = request;
    const signed = request.signedBy(this.remote.sign);
    const headers = [
      'content-type',
      'application/json',
      'accept',
      'application/graphql-response+json, application/json',
      'x-request-id',
      caller.requestId,
      'x-correlation-id',
      caller.correlationId,
    ];
    if (signed) headers.push(CALLER_HEADER, signed);
    const timeout_ms = this.limits.subgraph_timeout_ms;
    const answer = await dispatched(
      this.#pool,
      { method: 'POST', path: this.#path, headers, body },
      timeout_ms,
      request,
    );
    return 'error' in answer ? { errors: [this.#failure(answer.error)] } : this.#read(answer);
  }

  #read({ status, text }: Answered): unknown {
    if (status === 401 || status === 403)
      return this.#unavailable('refused our signature; give gateway and subgraph the same HUB_SECRET_KEY');
    return (
      json(text) ?? this.#unavailable(`answered HTTP ${status} without a GraphQL result; look at its log`)
    );
  }

  #unavailable(what: string): ExecutionResult {
    return { errors: [problemError('UNAVAILABLE', `The subgraph ${this.name} ${what}.`)] };
  }

  #failure(error: unknown): GraphQLError {
    if (error === TOO_LATE || error instanceof errors.ConnectTimeoutError)
      return problemError(
        'TIMEOUT',
        `The subgraph ${this.name} did not answer within ${this.limits.subgraph_timeout_ms} ms; try again.`,
      );
    if (error instanceof errors.ResponseExceededMaxSizeError)
      return problemError(
        'UNAVAILABLE',
        `The subgraph ${this.name} answered more than ${this.limits.subgraph_response_bytes} bytes; ask for fewer items.`,
      );
    const code = (error as NodeJS.ErrnoException).code ?? 'no code';
    return problemError(
      'UNAVAILABLE',
      `The subgraph ${this.name} could not be reached (${code}); try again shortly.`,
    );
  }
}

const NO_LIST = 'did not answer each of several queries; run the same version of gateway and subgraph';

interface Answered {
  status: number;
  text: string;
}

/** Stands for the error of a deadline. */
const TOO_LATE = Symbol('too late');

/**
 * A request and its whole answer. undici's own promise gives the body as a stream, which costs as much again as all
 * the rest; one deadline, because undici's begin anew with every byte that trickles in.
 */
const dispatched = (
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  timeout_ms: number,
  asked: GraphRequest,
): Promise<Answered | { error: unknown }> =>
  new Promise((resolve) => {
    let status = 0;
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | undefined;
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      over();
      // First, because giving up is an error as well.
      resolve({ error: TOO_LATE });
      controller?.abort(new Error('The deadline has passed.'));
    };
    const timer = setTimeout(giveUp, timeout_ms);
    const forget = asked.whenGivenUp(giveUp);
    const over = () => {
      clearTimeout(timer);
      forget();
    };
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // It may have waited for a connection until nobody waits for it.
        if (isLate) started.abort(new Error('The deadline has passed.'));
      },
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        over();
        const [only] = chunks;
        resolve({ status, text: (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString() });
      },
      onResponseError(_, error) {
        over();
        resolve({ error });
      },
    });
  });

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isResult = (value: unknown): value is ExecutionResult =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
