/**
 * One HTTP leg as it is recorded (HUB-064): what was asked, by whom, of whom, and what was answered. On the hot path a
 * leg only holds references to what is there anyway; the flusher reads, masks and measures it later.
 */
import type { Violation } from '@chargesphere/schema';
import type { FailureKind } from '../client/call-failure.js';
import type { Mode } from '../hub/mode.js';
import type { MessageIds, PartyId } from '../transport/headers.js';

export type LegMode = Mode;

/** What the caller of a partner knows of the leg besides the request itself. */
export interface LegAbout {
  /** Id of the leg itself, for whoever has to name it before it is recorded. */
  id?: string;
  platformId?: string;
  module?: string;
  /** HUB when left out. */
  mode?: LegMode;
  from?: PartyId;
  to?: PartyId;
  /** Request id of the inbound leg this one serves (TRN-093). */
  cause?: string;
  /** Id of the recorded leg that is sent once more. */
  replayOf?: string;
}

/** CLIENT_GONE: the partner hung up before it could be answered. */
export type LegFailure = FailureKind | 'client gone';

export type HeaderBag = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A body as it went over the wire. */
export interface LegBody {
  /** Undefined when there was none, or it was never read as text. */
  text?: string | undefined;
  /** Only where there is no text. */
  bytes?: number | undefined;
  /** Is the text known to be JSON? */
  isJson?: boolean;
}

export interface ExchangeLeg extends Omit<LegAbout, 'mode'> {
  direction: 'IN' | 'OUT';
  /** Milliseconds since the epoch. */
  started_ms: number;
  duration_ms: number;
  mode: LegMode;
  ids: MessageIds;
  method: string;
  /** IN: path and query as asked; OUT: the absolute URL. */
  url: string;
  /** Undefined when there was no answer. */
  http?: number | undefined;
  ocpi?: number | undefined;
  failure?: { kind: LegFailure; sentence: string } | undefined;
  /** What the hub changed because the partner wants it so, in one sentence. */
  note?: string;
  /** What was wrong with the document, where it was refused for that. */
  violations?: readonly Violation[];
  requestHeaders: HeaderBag;
  /** Later ones win. */
  responseHeaders: readonly (HeaderBag | undefined)[];
  request: LegBody;
  response: LegBody;
}

/** Takes legs and never makes anybody wait. */
export interface LegRecorder {
  record(leg: ExchangeLeg): void;
}
