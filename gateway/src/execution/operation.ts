/**
 * From what a client sends to an operation that can be executed: parsed, validated against the public schema,
 * chosen by name. Done once per document: callers that keep their parsed documents (the OCPI adapter) pay a map
 * lookup, callers that send text pay two.
 */
import { createHash } from 'node:crypto';
import {
  BREAK,
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  separateOperations,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { DocumentCache } from './document.cache.js';

export interface Operation {
  /** This operation and the fragments it uses, nothing else. */
  document: DocumentNode;
  definition: OperationDefinitionNode;
  kind: OperationTypeNode;
  name: string | undefined;
  /** The key of its query plan. */
  hash: string;
}

/** An operation, or why there is none. */
export type Prepared = Operation | { errors: readonly GraphQLError[] };

export interface OperationRules {
  document_tokens: number;
  cached_documents: number;
  /** Leave "Did you mean …" out of the errors: it discloses the schema to whoever guesses. */
  hideSuggestions: boolean;
}

interface Checked {
  errors: readonly GraphQLError[];
  /** By name; the single operation of a document also as ''. */
  operations: ReadonlyMap<string, Operation>;
}

export class Operations {
  readonly #texts: DocumentCache;
  readonly #checked = new WeakMap<DocumentNode, Checked>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: OperationRules,
  ) {
    // Locations stay in: people read them in the errors of what they typed.
    this.#texts = new DocumentCache(rules.cached_documents, { maxTokens: rules.document_tokens });
  }

  prepare(source: DocumentNode | string, operationName?: string | null): Prepared {
    let document: DocumentNode;
    try {
      document = typeof source === 'string' ? this.#texts.parse(source) : source;
    } catch (error) {
      return { errors: [asParseError(error)] };
    }
    const { errors, operations } = this.#check(document);
    if (errors.length > 0) return { errors };
    const operation = operations.get(operationName ?? '');
    return operation ?? { errors: [noSuchOperation(operations, operationName)] };
  }

  #check(document: DocumentNode): Checked {
    let checked = this.#checked.get(document);
    if (!checked) {
      const { hideSuggestions } = this.rules;
      const errors = validate(this.schema, document, undefined, { hideSuggestions }).map(
        (error) =>
          new GraphQLError(error.message, {
            nodes: error.nodes,
            extensions: { ...error.extensions, code: 'GRAPHQL_VALIDATION_FAILED' },
          }),
      );
      checked = { errors, operations: errors.length > 0 ? new Map() : operationsOf(document) };
      this.#checked.set(document, checked);
    }
    return checked;
  }
}

const operationsOf = (document: DocumentNode): ReadonlyMap<string, Operation> => {
  const operations = new Map<string, Operation>();
  for (const [key, single] of Object.entries(separateOperations(document))) {
    const definition = single.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (definition?.kind !== Kind.OPERATION_DEFINITION) continue;
    operations.set(key, {
      document: single,
      definition,
      kind: definition.operation,
      name: definition.name?.value,
      hash: createHash('sha256').update(print(single)).digest('hex'),
    });
  }
  const [only, ...others] = operations.values();
  if (only && others.length === 0) operations.set('', only);
  return operations;
};

const asParseError = (error: unknown): GraphQLError =>
  new GraphQLError(error instanceof Error ? error.message : String(error), {
    ...(error instanceof GraphQLError ? { source: error.source, positions: error.positions } : {}),
    extensions: { code: 'GRAPHQL_PARSE_FAILED' },
  });

const noSuchOperation = (
  operations: ReadonlyMap<string, Operation>,
  asked: string | null | undefined,
): GraphQLError => {
  const names = [...operations.keys()].filter((name) => name !== '').join(', ');
  const message = asked
    ? `The document has no operation "${asked}"; name one it has: ${names || 'it has none with a name'}.`
    : names
      ? `The document has several operations; say in operationName which one to execute: ${names}.`
      : 'The document has no operation; send a query, mutation or subscription.';
  return new GraphQLError(message, { extensions: { code: 'INVALID_INPUT' } });
};

const introspecting = new WeakMap<DocumentNode, boolean>();

/** Does it read the schema? (`__typename` does not count: every client library sends it.) */
export const readsSchema = (document: DocumentNode): boolean => {
  let reads = introspecting.get(document);
  if (reads === undefined) {
    reads = false;
    visit(document, {
      Field: ({ name }) => {
        if (!isSchemaField(name.value)) return undefined;
        reads = true;
        return BREAK;
      },
    });
    introspecting.set(document, reads);
  }
  return reads;
};

/**
 * Does it read the schema and nothing else? Only the plain form counts, every root field written out: fragments
 * at the root are taken as reading data, which at worst refuses an odd introspection query.
 */
export const readsOnlySchema = (operation: OperationDefinitionNode): boolean =>
  operation.operation === OperationTypeNode.QUERY &&
  operation.selectionSet.selections.every(
    (selection) =>
      selection.kind === Kind.FIELD &&
      (isSchemaField(selection.name.value) || selection.name.value === '__typename'),
  );

const isSchemaField = (name: string): boolean => name === '__schema' || name === '__type';
