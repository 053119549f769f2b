/**
 * Operations asked for by a name instead of by their text.
 *
 * Listed ones come with the hub's configuration, made when an app is built; where only they are executed, a stolen
 * key can do what our apps do and nothing else. Automatic ones are remembered when a client sends text and hash
 * together (Apollo's protocol of automatic persisted queries); each node remembers for itself, because a client that
 * is told PERSISTED_QUERY_NOT_FOUND sends the text once more.
 */
import { createHash } from 'node:crypto';
import type { GraphParameters } from '../http/parameters.js';
import { Refusal } from '../http/refusal.js';
import { LONGEST_CACHED_TEXT } from './document.cache.js';

export interface PersistedRules {
  /** Texts of listed operations by their id; the SHA-256 of a text names it as well. */
  listed: ReadonlyMap<string, string>;
  /** Execute listed operations only. */
  listedOnly: boolean;
  /** Remember what clients name by its hash. */
  automatic: boolean;
  /** How many are remembered. */
  remembered: number;
}

/** What to execute, and under which hash to remember it when it turns out to be good. */
export interface Named {
  query: string;
  hash?: string;
}

const SHA256 = /^[0-9a-f]{64}$/;

export class PersistedOperations {
  readonly #listed: ReadonlyMap<string, string>;
  readonly #remembered = new Map<string, string>();

  constructor(private readonly rules: PersistedRules) {
    const listed = new Map(rules.listed);
    for (const text of rules.listed.values()) listed.set(hashOf(text), text);
    this.#listed = listed;
  }

  resolve(parameters: GraphParameters): Named | Refusal {
    const id = idIn(parameters);
    if (id instanceof Refusal) return id;
    const { query } = parameters;
    if (!query) return id === undefined ? nothingAsked() : this.#known(id);
    const { listedOnly, automatic } = this.rules;
    if (listedOnly) return this.#listed.has(hashOf(query)) ? { query } : notListed();
    if (id === undefined || !SHA256.test(id) || !automatic) return { query };
    if (this.#remembered.has(id) || this.#listed.has(id)) return { query: this.#textOf(id) ?? query };
    if (hashOf(query) !== id)
      return new Refusal(
        400,
        'INVALID_INPUT',
        'The hash is not that of the query; send its SHA-256 in hexadecimal.',
      );
    return { query, hash: id };
  }

  /** Only what was found good is remembered, or nonsense would push out what is in use. */
  remember({ query, hash }: Named): void {
    if (hash === undefined || query.length > LONGEST_CACHED_TEXT) return;
    this.#remembered.set(hash, query);
    if (this.#remembered.size <= this.rules.remembered) return;
    const oldest = this.#remembered.keys().next();
    if (!oldest.done) this.#remembered.delete(oldest.value);
  }

  #known(id: string): Named | Refusal {
    const query = this.#textOf(id);
    if (query !== undefined) return { query };
    if (this.rules.listedOnly) return notListed();
    return SHA256.test(id) && this.rules.automatic ? notFound() : unknownId(id);
  }

  #textOf(id: string): string | undefined {
    const listed = this.#listed.get(id);
    if (listed !== undefined || this.rules.listedOnly) return listed;
    const text = this.#remembered.get(id);
    // A Map iterates in order of insertion: putting it in again makes it the youngest.
    if (text !== undefined && this.#remembered.delete(id)) this.#remembered.set(id, text);
    return text;
  }
}

/**
 * The texts in a manifest by their ids: a map of ids to texts, as GraphQL Code Generator and Relay write it, or
 * Apollo's persisted query manifest. Throws what is wrong with it.
 */
export const readManifest = (json: unknown): Map<string, string> => {
  const { operations } = Object(json) as { operations?: unknown };
  const entries: (readonly [unknown, unknown])[] = Array.isArray(operations)
    ? operations.map((one: unknown) => {
        const { id, body } = Object(one) as { id?: unknown; body?: unknown };
        return [id, body] as const;
      })
    : Object.entries(Object(json) as Record<string, unknown>);
  const texts = new Map<string, string>();
  for (const [id, text] of entries) {
    if (typeof id !== 'string' || typeof text !== 'string')
      throw new Error(
        'A manifest is {"<id>": "<operation>", …} or Apollo’s {"operations": [{"id", "body"}, …]}.',
      );
    texts.set(id, text);
  }
  return texts;
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `documentId`, as the GraphQL over HTTP drafts have it, or Apollo's extension. Undefined when there is neither. */
const idIn = ({ documentId, extensions }: GraphParameters): string | undefined | Refusal => {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const persisted = extensions?.persistedQuery;
  if (persisted === undefined || persisted === null) return undefined;
  const { version, sha256Hash } = Object(persisted) as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1 || typeof sha256Hash !== 'string')
    return new Refusal(
      400,
      'INVALID_INPUT',
      'A persisted query is written {"persistedQuery": {"version": 1, "sha256Hash": "…"}}.',
    );
  return sha256Hash;
};

const nothingAsked = (): Refusal =>
  new Refusal(400, 'INVALID_INPUT', 'The request has no query; send {"query": "…", "variables": {…}}.');

/** Status and sentence as Apollo's clients know them. */
const notFound = (): Refusal => new Refusal(200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');

const unknownId = (id: string): Refusal =>
  new Refusal(404, 'NOT_FOUND', `There is no operation ${id.slice(0, 100)} here; send its text as query.`);

const notListed = (): Refusal =>
  new Refusal(
    403,
    'OPERATION_NOT_LISTED',
    'Only listed operations are executed here; ask the operator of the hub to list this one.',
  );
