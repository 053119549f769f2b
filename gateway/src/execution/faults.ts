/**
 * What of an error reaches the outside. A Problem passes with its code, its sentence and its violations, whichever
 * subgraph it comes from and whether it travelled over HTTP or not; anything else may hold names, SQL or secrets:
 * it is written to the log and the client gets INTERNAL with the request id to quote.
 */
import { problemCodes, type Caller, type ProblemCode } from '@chargesphere/schema';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Logger } from 'pino';
import type { Outcome } from '../options.js';

/** Codes given by the gateway itself to what is wrong with the document. */
const DOCUMENT_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/** INTERNAL is left out on purpose: whoever throws it, the sentence may say too much. */
const PASSING_CODES: ReadonlySet<unknown> = new Set(problemCodes.filter((code) => code !== 'INTERNAL'));

/**
 * How graphql-js begins its sentences about values that do not fit their type. The gateway's own check finds most of
 * them; what only a subgraph's scalar can judge (a date, a document) comes from there without a code.
 */
const ABOUT_INPUT = /^(Variable "\$|Argument "|Expected value of type )/;

/** A GraphQL error with one of our codes. */
export const problemError = (
  code: ProblemCode,
  message: string,
  extensions: GraphQLErrorExtensions = {},
): GraphQLError => new GraphQLError(message, { extensions: { ...extensions, code } });

export class Faults {
  constructor(private readonly log: Logger) {}

  /** The errors as a client may see them. */
  present(errors: readonly unknown[], caller: Caller, operation: string | undefined): GraphQLError[] {
    const hidden = new Map<string, { error: Shape; times: number }>();
    const presented = errors.map((error) => {
      const shape: Shape = Object(error);
      const visible = visibleForm(shape);
      if (visible) return visible;
      // A page of a hundred items can fail a hundred times for one reason: one line in the log.
      const known = hidden.get(String(shape.message));
      if (known) known.times += 1;
      else hidden.set(String(shape.message), { error: shape, times: 1 });
      return internal(caller.requestId, shape.path);
    });
    for (const { error, times } of hidden.values()) this.#log(error, times, caller, operation);
    return presented;
  }

  #log(
    error: Shape,
    times: number,
    { requestId, correlationId }: Caller,
    operation: string | undefined,
  ): void {
    const subgraph = error.extensions?.serviceName;
    const { path } = error;
    this.log.error(
      { err: cause(error), requestId, correlationId, operation, path, subgraph, times },
      'An operation failed unexpectedly.',
    );
  }
}

/** Errors come as GraphQLErrors, as their JSON, or as whatever was thrown. */
type Shape = Partial<Pick<GraphQLError, 'message' | 'path' | 'nodes' | 'extensions' | 'originalError'>>;

/** What a client sees of this error, if it may see anything. */
const visibleForm = (error: Shape): GraphQLError | undefined => {
  const { message = '', path, extensions = {} } = error;
  const { code, violations, serviceName } = extensions;
  if (PASSING_CODES.has(code))
    return new GraphQLError(message, { path, extensions: violations ? { code, violations } : { code } });
  const isOurs = error instanceof GraphQLError && serviceName === undefined;
  if (isOurs && DOCUMENT_CODES.has(String(code))) return error;
  if (ABOUT_INPUT.test(message))
    return new GraphQLError(message, { path, nodes: error.nodes, extensions: { code: 'INVALID_INPUT' } });
  return undefined;
};

const internal = (requestId: string, path: Shape['path']): GraphQLError =>
  new GraphQLError(`Something went wrong inside the hub; tell its operator the request id ${requestId}.`, {
    path,
    extensions: { code: 'INTERNAL', requestId },
  });

/** A problem is the caller's to solve, a fault is ours. */
export const outcomeOf = (errors: readonly GraphQLError[] | undefined): Outcome => {
  if (!errors || errors.length === 0) return 'ok';
  const isOurs = errors.some(({ extensions }) =>
    ['INTERNAL', 'UNAVAILABLE', 'TIMEOUT'].includes(String(extensions.code)),
  );
  return isOurs ? 'fault' : 'problem';
};

/** What was thrown at the bottom, under the wrappings of graphql-js and the gateway. */
const cause = (error: unknown): unknown => {
  let deepest = error;
  for (let depth = 0; depth < 10; depth++) {
    const inner = (deepest as { originalError?: unknown } | undefined)?.originalError;
    if (!inner) break;
    deepest = inner;
  }
  return deepest;
};
