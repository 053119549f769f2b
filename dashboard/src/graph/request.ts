/**
 * Asks the graph one of the operations that are written beside this file, and answers in its types. Thin on purpose:
 * what a page asks for is text made beforehand, so no GraphQL library comes along, and nothing is cached that a
 * subscription would have to correct.
 */
import type { TypedDocumentString } from '../../generated/graphql.js';

export interface GraphOptions {
  /** Where the graph is; a page of the hub itself leaves it out. */
  url?: string;
  /** An API key, sent as `Authorization: Bearer …`; a page leaves it out and comes with the cookie of its login. */
  key?: string;
  /** How long an answer may take, all of it. */
  timeout_ms?: number;
  /** Sends the id of an operation instead of its text; a hub lists those of the dashboard it is shipped with. */
  byId?: boolean;
}

export interface RequestOptions {
  /** Gives the request up; the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** Whoever needs no variables may leave them out. */
export type Given<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

export interface Graph {
  /** Rejects with a GraphError. */
  request<Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    ...given: Given<Variables>
  ): Promise<Data>;
}

/** What is wrong with an answer that came, `path` saying where in it. */
export interface GraphFault {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; requestId?: string; violations?: readonly unknown[] };
}

/** Codes of what went wrong on the way; those of the hub are in docs/graph.md. */
export type WayCode = 'UNREACHABLE' | 'NO_ANSWER' | 'UNREADABLE';

/** Why there is no whole answer. The message is a sentence that can be shown to people. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  constructor(
    message: string,
    /** Of the first fault, as the hub gives it, or a WayCode. */
    readonly code: string,
    readonly more: {
      /** 0 when nothing was answered. */
      http: number;
      /** What to quote to the hub's operator. */
      requestId: string | null;
      /** All that the hub said. */
      faults: readonly GraphFault[];
      /** What was answered all the same: null where a fault's path says. */
      data: unknown;
    },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const TIMEOUT_MS = 30_000;

export const createGraph = (options: GraphOptions = {}): Graph => ({
  async request<Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    ...[variables, { signal } = {}]: Given<Variables>
  ): Promise<Data> {
    const { url = '/graphql', timeout_ms = TIMEOUT_MS } = options;
    const timeout = AbortSignal.timeout(timeout_ms);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json',
          'content-type': 'application/json',
          ...(options.key !== undefined && { authorization: `Bearer ${options.key}` }),
        },
        credentials: 'same-origin',
        body: JSON.stringify({ ...named(operation, options), variables }),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return await dataOf<Data>(response);
    } catch (cause) {
      if (signal?.aborted || cause instanceof GraphError) throw cause;
      throw timeout.aborted
        ? onTheWay('NO_ANSWER', `The hub did not answer within ${timeout_ms} ms; try again.`, cause)
        : onTheWay('UNREACHABLE', `The hub at ${url} cannot be reached; check the network.`, cause);
    }
  },
});

/** Under which the hub lists it. */
export const idOf = <Data, Variables>(operation: TypedDocumentString<Data, Variables>): string =>
  String(operation.__meta__?.['hash']);

const named = <Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  { byId = false }: GraphOptions,
) => (byId ? { documentId: idOf(operation) } : { query: operation.toString() });

const dataOf = async <Data>(response: Response): Promise<Data> => {
  const { status } = response;
  const requestId = response.headers.get('x-request-id');
  const answer = answerIn(await response.text());
  if (!answer)
    throw new GraphError(
      `The hub answered HTTP ${status} with something that is no GraphQL answer; a proxy may stand in between.`,
      'UNREADABLE' satisfies WayCode,
      { http: status, requestId, faults: [], data: undefined },
    );
  const { data, errors: faults = [] } = answer;
  const [first] = faults;
  if (first)
    throw new GraphError(first.message, first.extensions?.code ?? 'INTERNAL', {
      http: status,
      requestId,
      faults,
      data,
    });
  return data as Data;
};

interface Answer {
  data?: unknown;
  errors?: readonly GraphFault[];
}

const answerIn = (text: string): Answer | undefined => {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer =
      typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
    return isAnswer ? (answer as Answer) : undefined;
  } catch {
    return undefined; // told as UNREADABLE, with the status, by who asked
  }
};

const onTheWay = (code: WayCode, message: string, cause: unknown): GraphError =>
  new GraphError(message, code, { http: 0, requestId: null, faults: [], data: undefined }, { cause });
