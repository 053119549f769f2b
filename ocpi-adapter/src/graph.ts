/**
 * The adapter's only way to data: named GraphQL operations on the hub's own graph, as somebody.
 *
 * An operation is parsed once, when its module is loaded, so the gateway can plan it once and the hot path prints
 * and parses nothing. Errors come back as Problems again; what carries no known code is a fault of ours (E34).
 */
import type { Caller, ProblemCode, Violation } from '@chargesphere/schema';
import { Problem, problemCodes } from '@chargesphere/schema';
import type { DocumentNode, ExecutionResult, GraphQLFormattedError } from 'graphql';
import { Kind, parse } from 'graphql';
import type { MessageIds } from './transport/headers.js';

export interface GraphRequest {
  document: DocumentNode;
  operationName?: string;
  variables: Record<string, unknown>;
  caller: Caller;
}

/** The gateway, in this process or over HTTP. */
export interface Graph {
  execute(request: GraphRequest): Promise<ExecutionResult>;
  subscribe(request: GraphRequest): Promise<AsyncIterable<ExecutionResult> | ExecutionResult>;
}

/** A named operation and the shapes of its answer and variables, which the graph itself guarantees. */
export interface Operation<Data, Variables> {
  readonly document: DocumentNode;
  readonly name: string;
  /** Only types live here; there is never a value. */
  readonly shape?: (variables: Variables) => Data;
}

/** Every operation of the adapter: what it needs of the graph, for plans to be warmed and contracts to be tested. */
export const operations: Operation<unknown, never>[] = [];

export function operation<Data, Variables = Record<string, never>>(text: string): Operation<Data, Variables> {
  const document = parse(text, { noLocation: true });
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || definition.name === undefined)
    throw new Error('An operation of the adapter must have a name, so that plans and logs can name it.');
  const named: Operation<Data, Variables> = { document, name: definition.name.value };
  operations.push(named);
  return named;
}

/** Executes operations within a time limit and turns errors back into Problems. */
export class GraphClient {
  constructor(
    private readonly graph: Graph,
    private readonly limit_ms: number,
  ) {}

  async ask<Data, Variables>(
    { document, name }: Operation<Data, Variables>,
    variables: Variables,
    caller: Caller,
  ): Promise<Data> {
    const request = {
      document,
      operationName: name,
      variables: variables as Record<string, unknown>,
      caller,
    };
    const result = await within(this.graph.execute(request), this.limit_ms, name);
    if (result.errors && result.errors.length > 0) throw problemIn(result.errors, name);
    if (!result.data) throw new Problem('INTERNAL', `${name} brought neither data nor errors.`);
    return result.data as Data;
  }

  /** Asks as the hub itself. A refusal of our own authority is never the partner's fault. */
  async askAsHub<Data, Variables>(
    op: Operation<Data, Variables>,
    variables: Variables,
    ids: MessageIds,
  ): Promise<Data> {
    try {
      return await this.ask(op, variables, asHub(ids));
    } catch (error) {
      if (error instanceof Problem && error.code === 'FORBIDDEN')
        throw new Problem('INTERNAL', `The graph refused ${op.name} to the adapter: ${error.message}`);
      throw error;
    }
  }

  /** Resolves once the subscription is open. */
  async follow<Data>(
    { document, name }: Operation<Data, Record<string, never>>,
    ids: MessageIds,
  ): Promise<AsyncIterator<ExecutionResult<Data>>> {
    const request = { document, operationName: name, variables: {}, caller: asHub(ids) };
    const started = await within(this.graph.subscribe(request), this.limit_ms, name);
    if (!(Symbol.asyncIterator in started)) throw problemIn(started.errors ?? [], name);
    return started[Symbol.asyncIterator]() as AsyncIterator<ExecutionResult<Data>>;
  }
}

/** Ids only: a caller has them too, and must not bring its own principal along. */
const asHub = ({ requestId, correlationId }: MessageIds): Caller => ({
  principal: { kind: 'system', name: 'ocpi-adapter' },
  requestId,
  correlationId,
});

const known: ReadonlySet<unknown> = new Set(problemCodes);

/** The first error speaks for the operation: every one of ours has a single root field. */
export function problemIn(errors: readonly (GraphQLFormattedError | Error)[], name: string): Problem {
  const [first] = errors;
  const extensions = (first as GraphQLFormattedError | undefined)?.extensions ?? {};
  const code = extensions['code'];
  const message = first?.message ?? `${name} failed without saying why.`;
  if (!known.has(code)) return new Problem('INTERNAL', message);
  const violations = Array.isArray(extensions['violations']) ? (extensions['violations'] as Violation[]) : [];
  return new Problem(code as ProblemCode, message, violations);
}

/** Everything that waits has an end (TRN-106). The operation itself may still finish; its answer is dropped. */
function within<T>(promise: Promise<T>, limit_ms: number, name: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Problem('TIMEOUT', `${name} took longer than ${limit_ms} ms.`)),
      limit_ms,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
