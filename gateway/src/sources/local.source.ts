/**
 * A subgraph of this process: parsed and compiled once, no copy, no socket.
 *
 * The gateway library's own local source parses and validates on every fetch, which costs four to six times a small
 * operation. The query plan is made from the composed schema, so validating its fetches again finds nothing new.
 *
 * Values pass by reference here: an object-valued scalar in a result may be the very object a store holds. Nobody
 * on the way changes them, and readers must not either.
 */
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode } from '@apollo/query-planner';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { givenUp } from '../execution/deadline.js';
import { problemError } from '../execution/faults.js';
import { DocumentCache } from '../execution/document.cache.js';
import type { GraphContext, GraphRequest } from '../execution/graph.request.js';
import { compileOperation, type CompiledOperation } from '../local/compiled.operation.js';
import type { LocalSubgraph } from '../options.js';
import type { Occurrence, Source, SourceFetch, Upstream } from './source.js';

export class LocalSource implements Source {
  readonly name: string;
  readonly #documents: DocumentCache;
  readonly #mutations = new WeakMap<DocumentNode, boolean>();
  readonly #compiled = new WeakMap<DocumentNode, CompiledOperation | 'left to graphql-js'>();

  /** `compiles`: queries are turned into functions once, and executed by those instead of by graphql-js. */
  constructor(
    private readonly subgraph: LocalSubgraph,
    cached_documents: number,
    private readonly compiles = true,
  ) {
    this.name = subgraph.name;
    this.#documents = new DocumentCache(cached_documents);
  }

  process({
    request: { query = '', operationName, variables },
    context,
  }: GraphQLDataSourceProcessOptions<GraphContext>): Promise<ExecutionResult> {
    return this.fetch({ query, operationName, variables }, context.request as GraphRequest);
  }

  async fetch(
    { query, document = this.#documents.parse(query), operationName, variables }: SourceFetch,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    if (request.isGivenUp) return givenUp();
    const compiled = this.#compile(document, operationName);
    if (compiled) return compiled(variables ?? {}, request.contextIn(this.subgraph));
    const isMutation = this.#isMutation(document, operationName);
    if (isMutation) request.forget();
    try {
      return await execute({
        schema: this.subgraph.schema,
        document,
        variableValues: variables,
        operationName,
        contextValue: request.contextIn(this.subgraph),
      });
    } finally {
      if (isMutation) request.forget();
    }
  }

  async open(
    fetch: FetchNode,
    variables: Record<string, unknown>,
    request: GraphRequest,
    after?: string,
  ): Promise<Upstream | ExecutionResult> {
    const { schema, live } = this.subgraph;
    if (after !== undefined && !live) return { errors: [cannotResume(this.name)] };
    const document = this.#documents.parse(fetch.operation);
    const operation = { schema, document, variableValues: variables, operationName: fetch.operationName };
    const open = () =>
      createSourceEventStream({ ...operation, contextValue: request.contextIn(this.subgraph) });
    const events = await (after === undefined ? open() : (live?.after(after, open) ?? open()));
    if (!(Symbol.asyncIterator in events)) return events;
    return occurrences(events[Symbol.asyncIterator](), (event) => ({
      id: live?.idOf(event),
      result: (perEvent) =>
        execute({ ...operation, rootValue: event, contextValue: perEvent.contextIn(this.subgraph) }),
    }));
  }

  async ready(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    // Its process is ours: the composition root closes the subgraph itself.
  }

  #compile(document: DocumentNode, operationName: string | undefined): CompiledOperation | undefined {
    if (!this.compiles) return undefined;
    let compiled = this.#compiled.get(document);
    if (compiled === undefined) {
      compiled = compileOperation(this.subgraph.schema, document, operationName) ?? 'left to graphql-js';
      this.#compiled.set(document, compiled);
    }
    return compiled === 'left to graphql-js' ? undefined : compiled;
  }

  #isMutation(document: DocumentNode, operationName: string | undefined): boolean {
    let isMutation = this.#mutations.get(document);
    if (isMutation === undefined) {
      isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
      this.#mutations.set(document, isMutation);
    }
    return isMutation;
  }
}

/** A subgraph that does not keep its events. */
export const cannotResume = (subgraph: string) =>
  problemError(
    'INVALID_INPUT',
    `The events of the subgraph ${subgraph} are not kept; subscribe without the last event id, and read what there is.`,
  );

/**
 * Not an async generator: that would keep `return()` waiting behind a `next()` which may never come, and with it
 * the subscription alive. Event streams that count what they `dropped`, as the chassis' bus does, are asked for it.
 */
const occurrences = <E>(
  events: AsyncIterator<E> & { dropped?: number },
  occurrence: (event: E) => Occurrence,
): Upstream => {
  let told = 0;
  return {
    async next() {
      const { done, value } = await events.next();
      return done ? { done: true, value: undefined } : { done: false, value: occurrence(value) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    takeDropped() {
      const dropped = (events.dropped ?? 0) - told;
      told += dropped;
      return dropped;
    },
  };
};
