/**
 * The words that very many Locations hold, from PostgreSQL's own statistics. The index answers a rare word in a
 * moment; for one that nearly all rows hold it collects nearly all of them first. So a search goes by its rare words,
 * and common ones are looked for in what those find.
 */
import { sql, type DocumentStore } from '@chargesphere/chassis';
import type { Location } from '@chargesphere/schema';

/** Share of the rows, 0 to 1, that hold a word. */
export type WordShares = ReadonlyMap<string, number>;

const RENEW_AFTER_MS = 600_000;

export class FrequentWords {
  #shares: Promise<WordShares> | undefined;
  #renewAt = 0;

  constructor(
    private readonly store: DocumentStore<Location>,
    private readonly now: () => number = Date.now,
  ) {}

  shares(): Promise<WordShares> {
    if (!this.#shares || this.now() >= this.#renewAt) {
      this.#renewAt = this.now() + RENEW_AFTER_MS;
      this.#shares = this.#read().catch((error: unknown) => {
        this.#shares = undefined;
        throw error;
      });
    }
    return this.#shares;
  }

  async #read(): Promise<WordShares> {
    const { schema, table } = this.store.kind;
    const rows = await this.store.ask<{ word: string; share: number }>(sql`
      select word, share from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) u (word, share)
      where schemaname = ${schema} and tablename = ${table} and attname = 'search' and word is not null`);
    return new Map(rows.map(({ word, share }) => [word, share]));
  }
}

/** The share of the rows that hold a word with this beginning, as far as common words tell. */
export const shareOf = (shares: WordShares, beginning: string): number => {
  let share = 0;
  for (const [word, one] of shares) if (word.startsWith(beginning)) share += one;
  return Math.min(share, 1);
};
