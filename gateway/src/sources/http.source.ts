/**
 * A subgraph in another process: GraphQL over HTTP on kept-alive connections, subscriptions over
 * graphql-transport-ws. The caller travels signed; what the client sent as headers does not travel at all.
 *
 * undici's pool and not the gateway library's own remote source, whose fetcher costs two and a half times the CPU.
 */
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode } from '@apollo/query-planner';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { errors, Pool } from 'undici';
import { problemError } from '../execution/faults.js';
import { GraphRequest, type GraphContext } from '../execution/graph.request.js';
import type { GatewayLimits, RemoteSubgraph } from '../options.js';
import { openUpstream } from './http.upstream.js';
import type { Source, SourceFetch, Upstream } from './source.js';

/** The header, and the key in the connection parameters of a WebSocket, that carry the signed caller. */
export const CALLER_HEADER = 'x-hub-caller';

export class HttpSource implements Source {
  readonly #pool: Pool;
  readonly #path: string;

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
    return this.#post(JSON.stringify({ query, operationName, variables }), request);
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

  async #post(body: string, { caller }: GraphRequest): Promise<ExecutionResult> {
    const signed = this.remote.sign(caller);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.limits.subgraph_timeout_ms);
    try {
      const response = await this.#pool.request({
        method: 'POST',
        path: this.#path,
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          'x-request-id': caller.requestId,
          'x-correlation-id': caller.correlationId,
          ...(signed ? { [CALLER_HEADER]: signed } : {}),
        },
        body,
        signal: deadline.signal,
      });
      return this.#read(response.statusCode, await response.body.text());
    } catch (error) {
      return { errors: [this.#failure(error, deadline.signal.aborted)] };
    } finally {
      clearTimeout(timer);
    }
  }

  #read(status: number, text: string): ExecutionResult {
    if (status === 401 || status === 403)
      return this.#unavailable('refused our signature; give gateway and subgraph the same HUB_SECRET_KEY');
    const result = json(text);
    if (isResult(result)) return result;
    return this.#unavailable(`answered HTTP ${status} without a GraphQL result; look at its log`);
  }

  #unavailable(what: string): ExecutionResult {
    return { errors: [problemError('UNAVAILABLE', `The subgraph ${this.name} ${what}.`)] };
  }

  #failure(error: unknown, isTooLate: boolean): GraphQLError {
    if (isTooLate || error instanceof errors.ConnectTimeoutError)
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

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isResult = (value: unknown): value is ExecutionResult =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
