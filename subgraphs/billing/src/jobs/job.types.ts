/** Work that takes longer than a request: what asked for it, how far it is, and how it ended. */
import type { LedgerConnection } from '../ledger/ledger.types.js';

export const jobKinds = ['STATEMENTS', 'CLEARING', 'RETENTION'] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStates = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type JobState = (typeof jobStates)[number];

export interface JobRow {
  seq: number;
  id: string;
  kind: JobKind;
  state: JobState;
  /** What it is doing, for people; '' before it began. */
  step: string;
  /** CDRs, transfers and statements it is done with, all together. */
  done: number;
  attempts: number;
  input: Record<string, unknown>;
  /** By step, how much was done. */
  result: Record<string, number> | null;
  error: string | null;
  askedBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** A job that is being worked on. */
export interface JobInHand {
  id: string;
  /** Aborted when this process is to end; the job is taken up again by another. */
  signal: AbortSignal;
  /** Keeps others from working on it within the transaction; resolves to what was done of it, by step. */
  lock(on: LedgerConnection): Promise<Readonly<Record<string, number>>>;
  /** Says how far it is, within the transaction that made it so; call what it resolves to after the commit. */
  progress(on: LedgerConnection, step: string, done: number): Promise<() => void>;
}
