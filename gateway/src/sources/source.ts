/**
 * What the gateway needs of a subgraph, wherever it runs: a fetch for queries and mutations, a stream for
 * subscriptions, and whether it is there.
 */
import type { GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { FetchNode } from '@apollo/query-planner';
import type { GraphContext, GraphRequest } from '../execution/graph.request.js';

/** One event of a subscription. */
export interface Occurrence {
  /** By which the subgraph knows it again; undefined where it does not, or says it beside the result. */
  id?: string | undefined;
  /**
   * The subgraph's own part of the result. The request is made anew for every event, or loaders would answer with
   * what was true when the first one came.
   */
  result(request: GraphRequest): Promise<ExecutionResult> | ExecutionResult;
}

/** Events of one subscription. `return()` must settle even while a `next()` is pending. */
export interface Upstream extends AsyncIterator<Occurrence, unknown, undefined> {
  /** Events lost on this side of the subgraph since this was last asked: the subscriber is told. */
  takeDropped(): number;
}

/** A query or mutation a plan sends to one subgraph. */
export interface SourceFetch {
  query: string;
  /** The same, parsed, where somebody has kept it. */
  document?: DocumentNode;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
}

/** `process` is how Apollo's plan executor asks, `fetch` how ours does. */
export interface Source extends GraphQLDataSource<GraphContext> {
  readonly name: string;
  fetch(fetch: SourceFetch, request: GraphRequest): Promise<ExecutionResult>;
  /**
   * Opens the subgraph's part of a subscription, or says why not. With `after`: the events since that one, as far as
   * the subgraph remembers, and then its end.
   */
  open(
    fetch: FetchNode,
    variables: Record<string, unknown>,
    request: GraphRequest,
    after?: string,
  ): Promise<Upstream | ExecutionResult>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
