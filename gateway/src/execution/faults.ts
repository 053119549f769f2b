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
    return errors.map((error) => this.#one(error, caller, operation));
  }

  #one(error: unknown, { requestId, correlationId }: Caller, operation: string | undefined): GraphQLError {
    const shape = error as Partial<GraphQLError> & { violations?: unknown };
    const message = shape.message ?? String(error);
    const path = shape.path ?? undefined;
    const code = shape.extensions?.code;
    if (PASSING_CODES.has(code)) {
      const violations = shape.extensions?.violations;
      return new GraphQLError(message, { path, extensions: violations ? { code, violations } : { code } });
    }
    const isOwn = error instanceof GraphQLError && shape.extensions?.serviceName === undefined;
    if (isOwn && DOCUMENT_CODES.has(String(code))) return error;
    if (ABOUT_INPUT.test(message))
      return new GraphQLError(message, { path, nodes: shape.nodes, extensions: { code: 'INVALID_INPUT' } });
    this.log.error(
      {
        err: cause(error),
        requestId,
        correlationId,
        operation,
        path,
        subgraph: shape.extensions?.serviceName,
      },
      'An operation failed unexpectedly.',
    );
    return new GraphQLError(
      `Something went wrong inside the hub; tell its operator the request id ${requestId}.`,
      {
        path,
        extensions: { code: 'INTERNAL', requestId },
      },
    );
  }
}

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
