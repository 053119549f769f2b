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
