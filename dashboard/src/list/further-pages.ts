/**
 * The pages of a list after its first, each a query of its own: where an object changes only its own page is read again.
 * One query that grows would have the cache go through all rows for each page that is added, and for each change.
 */
import { client, documentOf } from '../data/client.js';
import type { TypedDocumentString } from '../graph/index.js';
import type { PageOf } from './definition.js';

export interface Pages<Row> {
  items: readonly PageOf<Row>[];
  isLoading: boolean;
  error: unknown;
}

export class FurtherPages<Row> {
  #state: Pages<Row> = { items: [], isLoading: false, error: undefined };
  #ends: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly document: TypedDocumentString<unknown, never>,
    private readonly field: string,
    /** What the list is narrowed by. */
    readonly filters: string,
  ) {}

  /** The page after the last; nothing while one is on its way. */
  load(variables: unknown): void {
    if (this.#state.isLoading) return;
    const at = this.#state.items.length;
    this.#set({ isLoading: true, error: undefined });
    const subscription = client
      .watchQuery({ query: documentOf(this.document), variables: variables as never })
      .subscribe({
        next: ({ data, error }) => {
          const page = pageIn<Row>(data, this.field);
          if (error) this.#set({ isLoading: false, error });
          else if (page) this.#set({ isLoading: false, items: this.#state.items.toSpliced(at, 1, page) });
        },
        error: (error: unknown) => this.#set({ isLoading: false, error }),
      });
    this.#ends.push(() => subscription.unsubscribe());
  }

  /** The page that failed may be asked for again. */
  forgive(): void {
    this.#set({ error: undefined });
  }

  clear(): void {
    for (const end of this.#ends.splice(0)) end();
    const { items, isLoading, error } = this.#state;
    if (items.length > 0 || isLoading || error !== undefined)
      this.#set({ items: [], isLoading: false, error: undefined });
  }

  readonly read = (): Pages<Row> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(change: Partial<Pages<Row>>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const pageIn = <Row>(data: unknown, field: string): PageOf<Row> | undefined =>
  (data as Record<string, PageOf<Row>> | undefined)?.[field];
