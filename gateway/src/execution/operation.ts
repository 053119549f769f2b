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
import { DocumentCache, LONGEST_CACHED_TEXT } from './document.cache.js';
import { shapeRefusals, type ShapeLimits } from './operation.shape.js';

export interface Operation {
  /** This operation and the fragments it uses, nothing else. */
  document: DocumentNode;
  definition: OperationDefinitionNode;
  kind: OperationTypeNode;
  name: string | undefined;
  /** The document as text. */
  source: string;
  /** Of the source, SHA-256 in hexadecimal; the key of its query plan. */
  hash: string;
}

/** An operation, or why there is none. */
export type Prepared = Operation | { errors: readonly GraphQLError[] };

export interface OperationRules {
  document_tokens: number;
  cached_documents: number;
  /** Leave "Did you mean …" out of the errors: it discloses the schema to whoever guesses. */
  hideSuggestions: boolean;
  /** For documents of others; ours are as large as they have to be. */
  shape?: ShapeLimits;
}

interface Checked {
  errors: readonly GraphQLError[];
  /** By name; the single operation of a document also as ''. */
  operations: ReadonlyMap<string, Operation>;
}

export class Operations {
  readonly #texts: DocumentCache;
  readonly #checked = new WeakMap<DocumentNode, Checked>();
  /** The operations of texts asked for last, by their hash. */
  readonly #byHash = new Map<string, Operation>();

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
    if (!operation) return { errors: [noSuchOperation(operations, operationName)] };
    if (typeof source === 'string') this.#keep(operation);
    return operation;
  }

  /** An operation that was asked for as text a moment ago. */
  ofHash(hash: string): Operation | undefined {
    return this.#byHash.get(hash);
  }

  #keep(operation: Operation): void {
    if (operation.source.length > LONGEST_CACHED_TEXT) return;
    this.#byHash.delete(operation.hash);
    this.#byHash.set(operation.hash, operation);
    if (this.#byHash.size <= this.rules.cached_documents) return;
    const oldest = this.#byHash.keys().next();
    if (!oldest.done) this.#byHash.delete(oldest.value);
  }

  #check(document: DocumentNode): Checked {
    let checked = this.#checked.get(document);
    if (!checked) {
      const errors = this.#errorsIn(document);
      checked = { errors, operations: errors.length > 0 ? new Map() : operationsOf(document) };
      this.#checked.set(document, checked);
    }
    return checked;
  }

  #errorsIn(document: DocumentNode): readonly GraphQLError[] {
    const { hideSuggestions, shape } = this.rules;
    const tooLarge = shape ? shapeRefusals(document, shape) : [];
    if (tooLarge.length > 0) return tooLarge;
    return validate(this.schema, document, undefined, { hideSuggestions, maxErrors: MOST_ERRORS }).map(
      (error) =>
        new GraphQLError(error.message, {
          nodes: error.nodes,
          extensions: { ...error.extensions, code: 'GRAPHQL_VALIDATION_FAILED' },
        }),
    );
  }
}

/** Who has more wrong reads no further either. */
const MOST_ERRORS = 20;

const operationsOf = (document: DocumentNode): ReadonlyMap<string, Operation> => {
  const operations = new Map<string, Operation>();
  for (const [key, single] of Object.entries(separateOperations(document))) {
    const definition = single.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (definition?.kind !== Kind.OPERATION_DEFINITION) continue;
    const source = print(single);
    operations.set(key, {
      document: single,
      definition,
      kind: definition.operation,
      name: definition.name?.value,
      source,
      hash: createHash('sha256').update(source).digest('hex'),
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
