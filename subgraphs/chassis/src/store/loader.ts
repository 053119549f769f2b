/** Documents by ref for one caller, collected over one level of a query and fetched with one statement. */
import { foldRef, type Caller } from '@chargesphere/schema';
import DataLoader from 'dataloader';
import type { DocumentStore } from './document-store.js';

export type DocumentLoader<D> = DataLoader<string, D | undefined>;

/** `isRemovedToo`: also what is no longer listed but still referred to (TAR-006). */
export const documentLoader = <D extends object>(
  store: DocumentStore<D>,
  caller: Caller,
  isRemovedToo = false,
): DocumentLoader<D> =>
  new DataLoader<string, D | undefined, string>((refs) => store.getMany(caller, refs, isRemovedToo), {
    cacheKeyFn: foldRef,
    maxBatchSize: 1000,
  });

export type RecordLoader<V> = DataLoader<string, V>;

/**
 * Records of our own by key, one value for each key in order. Batched over one level of a query, where each key is
 * loaded once, but never remembered: an operation may change a record and read it in its next field.
 */
export const recordLoader = <V>(load: (keys: readonly string[]) => Promise<V[]>): RecordLoader<V> =>
  new DataLoader(
    async (keys) => {
      const once = [...new Set(keys)];
      const values = await load(once);
      if (once.length === keys.length) return values;
      const places = new Map(once.map((key, place) => [key, place]));
      return keys.map((key) => values[places.get(key) ?? 0] as V);
    },
    { cache: false, maxBatchSize: 1000 },
  );
