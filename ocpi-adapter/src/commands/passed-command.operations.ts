/** The operations on the graph that commands between parties need (requirements 13.3 and 14.3). */
import type { JsonObject } from '@chargesphere/schema';
import { operation } from '../graph.js';

interface PassedCommandInput {
  kind: string;
  name: string;
  requester: string;
  requesterPlatformId: string;
  receiver: string;
  platformId: string;
  request: JsonObject;
  responseUrl: string;
}

export const PassCommand = operation<
  { result: { id: string; callback: string } },
  { input: PassedCommandInput }
>(`
  mutation PassCommand($input: PassedCommandInput!) { result: passCommand(input: $input) { id callback } }
`);

/** Refs of the parties that this party's commands about something went to. */
export const CommandReceivers = operation<
  { result: string[] },
  { requester: string; subject: string; kind: readonly string[] }
>(`
  query CommandReceivers($requester: ID!, $subject: String!, $kind: [CommandKind!]!) {
    result: commandReceivers(requester: $requester, subject: $subject, kind: $kind)
  }
`);

/** Where a result that has come has to go. */
export interface Forward {
  requester: string;
  requesterPlatformId: string;
  receiver: string;
  responseUrl: string;
  correlationId: string;
}

export const CommandForward = operation<{ result: Forward | null }, { id: string }>(`
  query CommandForward($id: ID!) {
    result: commandForward(id: $id) { requester requesterPlatformId receiver responseUrl correlationId }
  }
`);

export const NoteForwarded = operation<{ result: string }, { id: string; status: number }>(`
  mutation NoteForwarded($id: ID!, $status: Int!) { result: noteForwarded(id: $id, status: $status) }
`);
