/** Puts on record what became of a command that was sent: its answer, or why there is none that can be used. */
import { Problem } from '@chargesphere/schema';
import { CallFailure } from '../client/call-failure.js';
import type { GraphClient } from '../graph.js';
import type { Reply } from '../transport/envelope.js';
import type { MessageIds } from '../transport/headers.js';
import { Refusal, statusOf } from '../transport/status.js';
import { AnswerCommand, FailCommand } from './command.operations.js';

export interface Sent {
  id: string;
  /** Its name, for sentences. */
  kind: string;
}

export interface Failure {
  /** OCPI's. */
  status: number;
  reason: string;
}

/** HTTP and OCPI success with data that is an answer; everything else is a failure in the party's own words. */
export async function noteAnswer(
  graph: GraphClient,
  { id, kind }: Sent,
  ref: string,
  { http, ocpi, message, data }: Reply,
  ids: MessageIds,
): Promise<void> {
  if (http > 299 || ocpi > 1999) {
    const words = message === undefined ? '' : `: ${message}`;
    return noteFailure(graph, id, { status: ocpi, reason: `${ref} answered ${ocpi}${words}` }, ids);
  }
  try {
    await graph.askAsHub(AnswerCommand, { id, data: data ?? null }, ids);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'INVALID_DOCUMENT') throw error;
    const reason = `${ref} answered something that is no answer to ${kind}: ${error.message}`;
    await noteFailure(graph, id, { status: 4000, reason }, ids);
  }
}

/** `wasSent` is false for an order that nobody was asked. */
export async function noteFailure(
  graph: GraphClient,
  id: string,
  { status, reason }: Failure,
  ids: MessageIds,
  wasSent = true,
): Promise<void> {
  await graph.askAsHub(FailCommand, { id, wasSent, status, reason }, ids);
}

/** E25 to E30 as a number and a sentence; for operators with what was behind it, such as a host that is down. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Refusal)) {
    const words = error instanceof Error ? error.message : String(error);
    return { status: statusOf('E34', undefined).ocpi, reason: `The hub failed to send it: ${words}` };
  }
  const cause = error.cause instanceof CallFailure ? ` (${error.cause.message})` : '';
  return { status: statusOf(error.row, undefined).ocpi, reason: `${error.message}${cause}` };
}
