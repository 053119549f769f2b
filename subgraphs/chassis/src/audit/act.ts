/**
 * What an operator is doing at this moment: one mutation, from its first step to its end. It goes along with the work
 * (AsyncLocalStorage), so that whatever is written on the way can say what it changed without being told who asked.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Values by field, as JSON has them. */
export type Fields = Record<string, unknown>;

/** What one record was and is; only what differs. */
export interface Change {
  /** Name of the record's type, such as Platform, and its id. */
  type: string;
  ref: string;
  before: Fields;
  after: Fields;
}

export class Act {
  readonly id: string;
  /** Of transactions that were committed. */
  readonly changes: Change[] = [];
  /** Of the transaction under way, which may be tried again, and of what is written without one. */
  open: Change[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** The transaction was committed. */
  keep(): void {
    this.changes.push(...this.open);
    this.open = [];
  }
}

const acts = new AsyncLocalStorage<Act>();

export const actInProgress = (): Act | undefined => acts.getStore();

export const during = <T>(act: Act, work: () => T): T => acts.run(act, work);

/**
 * For what is written by SQL: says what it changed, if an operator is the cause. Records that MikroORM writes need not.
 * Never give it a secret.
 */
export const noteChange = (change: Change): void => {
  actInProgress()?.open.push(change);
};

/** The first value something had, and the last it has. */
export const summaryOf = (changes: readonly Change[]): { before: Fields; after: Fields } => {
  const before: Fields = {};
  const after: Fields = {};
  for (const change of changes) {
    for (const [field, value] of Object.entries(change.before)) if (!(field in before)) before[field] = value;
    Object.assign(after, change.after);
  }
  return { before, after };
};
