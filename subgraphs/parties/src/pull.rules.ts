/**
 * What can happen to a pull, where an incremental one begins, and when the next one is due. Pure.
 *
 * A pull is an order until a node of the hub claims it. The claim is a lease: a node that dies stops renewing it, and
 * another one goes on at the page that was next. FAILED and CANCELLED keep that page too, so that they can be resumed.
 */
import { Problem } from '@chargesphere/schema';
import { after } from './credentials.rules.js';
import { between } from './record-bounds.js';

export const pullModes = ['FULL', 'INCREMENTAL'] as const;
export type PullMode = (typeof pullModes)[number];

export const pullStatuses = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type PullStatus = (typeof pullStatuses)[number];

export const pullSteps = ['claim', 'report', 'finish', 'fail', 'release', 'cancel', 'resume'] as const;
export type PullStep = (typeof pullSteps)[number];

const table: Record<PullStep, Partial<Record<PullStatus, PullStatus>>> = {
  // By a node of the hub. A RUNNING one is claimed again when its lease has run out.
  claim: { QUEUED: 'RUNNING', RUNNING: 'RUNNING' },
  report: { RUNNING: 'RUNNING' },
  finish: { RUNNING: 'DONE' },
  fail: { RUNNING: 'FAILED' },
  release: { RUNNING: 'QUEUED' },
  // By an operator.
  cancel: { QUEUED: 'CANCELLED', RUNNING: 'CANCELLED' },
  resume: { FAILED: 'QUEUED', CANCELLED: 'QUEUED' },
};

/** The status after the step; throws the Problem that says why the step is out of place. */
export const nextPullStatus = (status: PullStatus, step: PullStep): PullStatus => {
  const next = table[step][status];
  if (next) return next;
  throw new Problem('CONFLICT', refusal(status, step));
};

const refusal = (status: PullStatus, step: PullStep): string => {
  switch (step) {
    case 'cancel':
      return `The pull is ${status} already; only one that waits or runs can be cancelled.`;
    case 'resume':
      return `The pull is ${status}; only one that failed or was cancelled can be resumed.`;
    case 'claim':
    case 'report':
    case 'finish':
    case 'fail':
    case 'release':
      return `The pull is ${status}; stop working on it.`;
    default:
      return step satisfies never;
  }
};

/** Pulls that are under way or about to be: of these a platform has one for each module. */
export const openStatuses: readonly PullStatus[] = ['QUEUED', 'RUNNING'];

/** How long a node may work on a page, retries included, before another node takes the pull for orphaned. */
export const LEASE_MS = 120_000;

/** A pull that is claimed so often without getting a page further takes its nodes down with it. */
export const CLAIMS_MAX = 5;

/** TRN-036: clocks differ, and a change is stamped before it can be listed; so windows overlap. */
export const MARGIN_MS = 10 * 60_000;

/** Where an incremental pull begins when the last good one was started at that instant. */
export const dateFromAfter = (startedAt: Date): Date => after(startedAt, -MARGIN_MS);

/** How many of its pulls a platform shows at the most. */
export const PULLS_SHOWN_MAX = 20;

/** Objects kept in quarantine of one pull; a partner that is wrong in all of them is known by the first. */
export const QUARANTINE_MAX = 1000;
/** A document larger than this is left out of the quarantine. */
export const QUARANTINED_DOCUMENT_MAX = 64 * 1024;
/** How long finished pulls and their quarantine are kept. */
export const KEEP_MS = 30 * 24 * 3_600_000;

/** TRN-029: partners are pulled calmly. */
export const EVERY_MINUTES_MIN = 15;
export const EVERY_MINUTES_MAX = 30 * 24 * 60;

export interface Rhythm {
  everyMinutes: number;
  spreadMinutes: number;
}

/** A tenth when left out; never so much that two pulls could fall together. */
export const rhythmIn = (everyMinutes: number, spreadMinutes: number | null | undefined): Rhythm => {
  between(everyMinutes, EVERY_MINUTES_MIN, EVERY_MINUTES_MAX, 'input.everyMinutes');
  const spread = spreadMinutes ?? Math.ceil(everyMinutes / 10);
  between(spread, 0, Math.floor(everyMinutes / 2), 'input.spreadMinutes');
  return { everyMinutes, spreadMinutes: spread };
};

/** HUB-051: the first pull of a schedule falls anywhere in its interval, so that schedules made together part. */
export const firstDue = (now: Date, { everyMinutes }: Rhythm, random: number): Date =>
  after(now, random * everyMinutes * 60_000);

/** HUB-051, TRN-029: an interval later, more or less. `random` is from 0 to 1. */
export const nextDue = (now: Date, { everyMinutes, spreadMinutes }: Rhythm, random: number): Date =>
  after(now, (everyMinutes + (2 * random - 1) * spreadMinutes) * 60_000);

/** The window an operator chose; a pull without one follows on from the last. */
export const windowOfPull = (
  mode: PullMode,
  dateFrom: Date | undefined,
  dateTo: Date | undefined,
): { dateFrom: Date | null; dateTo: Date | null; isChosenWindow: boolean } => {
  const isChosenWindow = dateFrom !== undefined || dateTo !== undefined;
  if (isChosenWindow && mode === 'FULL')
    throw new Problem('INVALID_INPUT', 'A full pull has no window; leave dateFrom and dateTo out of it.');
  if (dateFrom && dateTo && dateFrom >= dateTo)
    throw new Problem('INVALID_INPUT', 'The window ends before it begins; put dateTo after dateFrom.');
  return { dateFrom: dateFrom ?? null, dateTo: dateTo ?? null, isChosenWindow };
};

/** Modules compare without case (VER-018). */
export const moduleIn = (module: string): string => {
  const name = module.trim().toLowerCase();
  if (/^[\x21-\x7e]{1,64}$/.test(name)) return name;
  throw new Problem('INVALID_INPUT', 'A module is named as in version details, such as locations; name one.');
};

/** Text a partner caused, fit to be stored and shown. */
export const shownText = (text: string, length_max = 1000): string =>
  text.replace(/\p{C}/gu, '\u{FFFD}').toWellFormed().slice(0, length_max);

/** JSON text, escapes and all; null when there is none or it is too much to keep. */
export const keptDocument = (document: unknown): string | null => {
  if (document === undefined || document === null) return null;
  try {
    const text = JSON.stringify(document);
    return text.length <= QUARANTINED_DOCUMENT_MAX ? text : null;
  } catch {
    return null; // nested so deep that it cannot be written down
  }
};
