/**
 * Operations a gateway sends to a subgraph over HTTP: parsed and validated once per text, executed by graphql-js, told
 * as JSON. Written by hand, because the usual server's pipeline before and after an execution costs three times what
 * the execution itself does, and a fetch of a query plan uses nothing of it.
 *
 * A body may hold a list of queries: the fetches of one request that a gateway sends together. They share a context,
 * as in one process, so that what they load is loaded once. Each has an answer of its own, in a list in their order.
 */
import { Problem } from '@chargesphere/schema';
import {
  execute,
  getOperationAST,
  type GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';

/** Texts kept parsed. A gateway sends those of its plans, over and over. */
const KEPT_DOCUMENTS = 1000;
/** Longer ones are asked once: reading the schema, or somebody who tries. */
const LONGEST_KEPT = 20_000;
/** A plan has a handful of fetches for one subgraph. */
const MOST_IN_A_LIST = 50;

export interface GraphAnswer {
  status: 200 | 400;
  body: Told | Told[];
}

/** As it is told: errors with their codes. */
export interface Told {
  data?: unknown;
  errors?: GraphQLFormattedError[];
}

type Checked = { document: DocumentNode } | { errors: GraphQLFormattedError[] };

interface Asked {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
}

export class GraphOperations {
  readonly #checked = new Map<string, Checked>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** `body` is what was sent, parsed. Does not reject. */
  async answer(body: unknown, context: unknown): Promise<GraphAnswer> {
    if (!Array.isArray(body)) {
      const told = await this.#one(body, context);
      return { status: 'data' in told ? 200 : 400, body: told };
    }
    const refusal = this.#refusalOf(body);
    if (refusal) return { status: 400, body: { errors: [refusal] } };
    return { status: 200, body: await Promise.all(body.map((each) => this.#one(each, context))) };
  }

  async #one(given: unknown, context: unknown): Promise<Told> {
    const asked = askedIn(given);
    if (!asked) return { errors: [badRequest('Send a JSON object with `query`, a text.')] };
    const { query, operationName, variables } = asked;
    const checked = this.#check(query);
    if ('errors' in checked) return { errors: checked.errors };
    return told(
      await execute({
        schema: this.schema,
        document: checked.document,
        operationName,
        variableValues: variables,
        contextValue: context,
      }),
    );
  }

  /** Changes one after the other in an order, so each comes alone. */
  #refusalOf(list: readonly unknown[]): GraphQLFormattedError | undefined {
    if (list.length === 0 || list.length > MOST_IN_A_LIST)
      return badRequest(`A list holds from 1 to ${MOST_IN_A_LIST} queries; this one holds ${list.length}.`);
    const isQuery = (given: unknown): boolean => {
      const asked = askedIn(given);
      const checked = asked && this.#check(asked.query);
      // What is wrong in itself is told in its own place.
      if (!asked || !checked || 'errors' in checked) return true;
      const operation = getOperationAST(checked.document, asked.operationName);
      return !operation || operation.operation === OperationTypeNode.QUERY;
    };
    return list.every(isQuery) ? undefined : badRequest('A list holds queries only; send mutations alone.');
  }

  #check(query: string): Checked {
    const known = this.#checked.get(query);
    if (known) return known;
    const checked = checkedBy(this.schema, query);
    if (query.length > LONGEST_KEPT) return checked;
    if (this.#checked.size >= KEPT_DOCUMENTS)
      for (const oldest of this.#checked.keys()) {
        this.#checked.delete(oldest);
        break;
      }
    this.#checked.set(query, checked);
    return checked;
  }
}

const checkedBy = (schema: GraphQLSchema, query: string): Checked => {
  let document: DocumentNode;
  try {
    document = parse(query, { noLocation: true });
  } catch (error) {
    return { errors: [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')] };
  }
  const errors = validate(schema, document);
  if (errors.length === 0) return { document };
  return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
};

const askedIn = (given: unknown): Asked | undefined => {
  const { query, operationName, variables } = Object(given) as Record<string, unknown>;
  if (typeof query !== 'string') return undefined;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: typeof variables === 'object' ? ((variables ?? {}) as Record<string, unknown>) : undefined,
  };
};

const told = (result: ExecutionResult): Told => {
  if (!result.errors) return result as Told;
  const { errors, ...rest } = result;
  // Without data nothing was executed: variables that do not fit, or no operation of that name.
  const code = 'data' in result ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
  return { errors: errors.map((error) => coded(error, code)), ...rest };
};

/** A Problem passes with its own code and violations, an error that has a code with that one. */
const coded = (error: GraphQLError, otherwise: string): GraphQLFormattedError => {
  const formatted = error.toJSON();
  const cause = error.originalError;
  if (cause instanceof Problem) return { ...formatted, extensions: { ...cause.extensions } };
  return { ...formatted, extensions: { code: otherwise, ...formatted.extensions } };
};

const badRequest = (message: string): GraphQLFormattedError => ({
  message,
  extensions: { code: 'BAD_REQUEST' },
});
