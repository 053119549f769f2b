/**
 * Every status there is, once: its tone and its shape. Shape alone tells them apart, so nobody has to see colours; red is
 * for what needs a person. The word and the sentence are in the languages, `status.<kind>.<value>`.
 */

/** Free, at work, promised, impaired, needing a person, not in play. */
export type Tone = 'free' | 'work' | 'promised' | 'impaired' | 'alarm' | 'idle';

export interface Look {
  tone: Tone;
  shape: string;
}

const free: Look = { tone: 'free', shape: '○' };
const done: Look = { tone: 'free', shape: '✓' };
const work: Look = { tone: 'work', shape: '●' };
const waiting: Look = { tone: 'promised', shape: '◐' };
const impaired: Look = { tone: 'impaired', shape: '▲' };
const alarm: Look = { tone: 'alarm', shape: '◆' };
const idle: Look = { tone: 'idle', shape: '·' };
const ended: Look = { tone: 'idle', shape: '✕' };

export const looks = {
  evse: {
    AVAILABLE: free,
    CHARGING: work,
    RESERVED: waiting,
    BLOCKED: impaired,
    INOPERATIVE: { tone: 'impaired', shape: '△' },
    OUTOFORDER: alarm,
    PLANNED: idle,
    REMOVED: ended,
    UNKNOWN: { tone: 'idle', shape: '?' },
  },
  session: {
    ACTIVE: work,
    PENDING: waiting,
    RESERVATION: { tone: 'promised', shape: '◑' },
    COMPLETED: done,
    INVALID: alarm,
  },
  connection: {
    CONNECTED: free,
    OFFLINE: alarm,
    PLANNED: idle,
    SUSPENDED: ended,
  },
  platform: {
    CONNECTED: free,
    PENDING: waiting,
    CONNECTING: work,
    FAILED: alarm,
    OFFLINE: { tone: 'alarm', shape: '∅' },
    HELD: impaired,
    SUSPENDED: ended,
  },
  check: { ACCEPTED: done, FLAGGED: impaired, DISPUTED: alarm, CREDITED: ended, WAITING: waiting },
  exchange: {
    OK: done,
    CLIENT_ERROR: impaired,
    SERVER_ERROR: { tone: 'alarm', shape: '✕' },
    HUB_ERROR: alarm,
    NO_ANSWER: { tone: 'alarm', shape: '∅' },
  },
  command: {
    REQUESTED: waiting,
    SENT: work,
    ACCEPTED: { tone: 'work', shape: '◉' },
    REJECTED: impaired,
    COMPLETED: done,
    EXPIRED: ended,
    FAILED: alarm,
  },
  delivery: {
    WAITING: waiting,
    SENDING: work,
    DELIVERED: done,
    REFUSED: impaired,
    FAILED: alarm,
    COALESCED: { tone: 'idle', shape: '≡' },
    DROPPED: ended,
    EXPIRED: { tone: 'idle', shape: '∅' },
  },
  job: { QUEUED: waiting, RUNNING: work, DONE: done, FAILED: alarm },
  pull: { QUEUED: waiting, RUNNING: work, DONE: done, FAILED: alarm, CANCELLED: ended },
  payment: {
    CREATED: waiting,
    SUBMITTED: work,
    SETTLED: done,
    FAILED: alarm,
    CANCELED: ended,
    RETURNED: impaired,
  },
  transfer: { PENDING: waiting, POSTED: done, VOIDED: ended },
  agreement: { ACTIVE: done, ENDED: ended },
  allowed: {
    ALLOWED: done,
    BLOCKED: alarm,
    EXPIRED: ended,
    NO_CREDIT: impaired,
    NOT_ALLOWED: { tone: 'impaired', shape: '△' },
  },
  audit: { BEGUN: waiting, DONE: done, REFUSED: impaired, FAILED: alarm },
  bank: { MATCHED: done, UNMATCHED: waiting, AMOUNT_DIFFERS: impaired, CONFLICT: alarm, RESOLVED: ended },
} as const satisfies Record<string, Record<string, Look>>;

export type StatusKind = keyof typeof looks;

const unknown: Look = { tone: 'idle', shape: '?' };

/** A value nobody has foreseen is shown as it is, not in play. */
export const lookOf = (kind: StatusKind, value: string): Look =>
  (looks[kind] as Record<string, Look>)[value] ?? unknown;

export const inkOf: Record<Tone, string> = {
  free: 'text-free',
  work: 'text-work',
  promised: 'text-promised',
  impaired: 'text-impaired',
  alarm: 'text-alarm',
  idle: 'text-idle',
};

/** For charts and the map, as CSS values. */
export const colourOf: Record<Tone, string> = {
  free: 'var(--green)',
  work: 'var(--blue)',
  promised: 'var(--violet)',
  impaired: 'var(--amber)',
  alarm: 'var(--red)',
  idle: 'var(--grey)',
};
