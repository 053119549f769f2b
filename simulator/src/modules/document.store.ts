/**
 * A platform's memory for one kind of document: keyed by ref without regard to case (TRN-087), listed in the order
 * of creation so that pages are stable (TRN-040). Documents are copied in and out; nobody shares an object.
 */
import { foldRef } from '@chargesphere/schema';

export class DocumentStore<T extends object> {
  private readonly documents = new Map<string, T>();

  /** True when the document is new here. */
  put(ref: string, document: T): boolean {
    const isNew = !this.documents.has(foldRef(ref));
    this.documents.set(foldRef(ref), structuredClone(document));
    return isNew;
  }

  get(ref: string): T | undefined {
    return structuredClone(this.documents.get(foldRef(ref)));
  }

  delete(ref: string): boolean {
    return this.documents.delete(foldRef(ref));
  }

  has(ref: string): boolean {
    return this.documents.has(foldRef(ref));
  }

  /** All documents, oldest first. */
  all(): T[] {
    return [...this.documents.values()].map((document) => structuredClone(document));
  }

  get size(): number {
    return this.documents.size;
  }

  clear(): void {
    this.documents.clear();
  }
}
