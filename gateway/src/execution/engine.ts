/**
 * Another federation engine over the same subgraphs (Apollo Router, Hive Router) that carries out what came in by the
 * public doors. Who asks, what they may, what it may cost and how long it may take stay decided here; the engine gets
 * what was admitted, with the signed caller for its subgraphs, and stands where nobody else reaches it.
 */
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import type { GatewayLimits, RemoteSubgraph } from '../options.js';
import { HttpSource } from '../sources/http.source.js';
import type { Executor } from './executor.js';
import type { GraphContext } from './graph.request.js';

/** Where it answers, and how it is told who asks. */
export type EngineOptions = Pick<RemoteSubgraph, 'url' | 'sign'>;

export class Engine {
  readonly #source: HttpSource;
  readonly #texts = new WeakMap<DocumentNode, string>();

  constructor({ url, sign }: EngineOptions, limits: GatewayLimits) {
    const remote = { url, sign, subscriptionUrl: url.replace(/^http/, 'ws') };
    // What it asks of its subgraphs takes the time of the operation.
    this.#source = new HttpSource('engine', remote, { ...limits, subgraph_timeout_ms: limits.operation_ms });
  }

  readonly execute: Executor = ({ document, operationName, request, context }) => {
    let query = this.#texts.get(document);
    if (query === undefined) {
      query = print(document);
      this.#texts.set(document, query);
    }
    const asked = { query, operationName: operationName ?? undefined, variables: request.variables };
    const { request: of } = context as GraphContext;
    return this.#source.fetch(asked, of) as Promise<ExecutionResult<Record<string, unknown>>>;
  };

  ready(): Promise<boolean> {
    return this.#source.ready();
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}
