/**
 * Parsed documents by their text, bounded: the least recently used goes first. Parsing costs more than executing
 * a small operation, and clients and query plans send the same texts over and over.
 */
import { parse, type DocumentNode, type ParseOptions } from 'graphql';

/** Longer texts are one-off more often than not, and a thousand of them would be a gigabyte. */
export const LONGEST_CACHED_TEXT = 20_000;

export class DocumentCache {
  readonly #documents = new Map<string, DocumentNode>();

  constructor(
    private readonly bound: number,
    private readonly options: ParseOptions = { noLocation: true },
  ) {}

  /** Throws GraphQL's own error when the text is not GraphQL. */
  parse(text: string): DocumentNode {
    const known = this.#documents.get(text);
    if (known) {
      // A Map iterates in order of insertion: putting it in again makes it the youngest.
      this.#documents.delete(text);
      this.#documents.set(text, known);
      return known;
    }
    const document = parse(text, this.options);
    if (text.length <= LONGEST_CACHED_TEXT) {
      this.#documents.set(text, document);
      if (this.#documents.size > this.bound) {
        const oldest = this.#documents.keys().next();
        if (!oldest.done) this.#documents.delete(oldest.value);
      }
    }
    return document;
  }

  get size(): number {
    return this.#documents.size;
  }
}
