/** The operations on the graph that commands need, from the order to the result (requirements chapters 13 and 14). */
import type { JsonObject } from '@chargesphere/schema';
import { operation } from '../graph.js';
import type { CommandOrder } from './command-request.js';

/** An order wakes whoever can carry it out; what is to be done is read then. */
export const CommandOrdered = operation<{ result: { id: string } }>(`
  subscription CommandOrdered { result: commandUpdated(filter: { status: [REQUESTED] }) { id } }
`);

export interface OrderPage {
  result: { items: CommandOrder[]; next: string | null };
}

export const CommandOrders = operation<OrderPage, { after: string | null }>(`
  query CommandOrders($after: String) {
    result: commands(filter: { status: [REQUESTED] }, page: { limit: 100, after: $after }) {
      items { id kind receiver { ref } request correlationId }
      next
    }
  }
`);

export const BeginCommand = operation<
  { result: { callback: string | null } },
  { id: string; platformId: string }
>(`
  mutation BeginCommand($id: ID!, $platformId: ID!) {
    result: beginCommand(id: $id, platformId: $platformId) { callback }
  }
`);

export const AnswerCommand = operation<{ result: unknown }, { id: string; data: unknown }>(`
  mutation AnswerCommand($id: ID!, $data: JSON) { result: answerCommand(id: $id, data: $data) { id } }
`);

export const FailCommand = operation<
  { result: unknown },
  { id: string; wasSent: boolean; status: number; reason: string }
>(`
  mutation FailCommand($id: ID!, $wasSent: Boolean!, $status: Int!, $reason: String!) {
    result: failCommand(id: $id, wasSent: $wasSent, status: $status, reason: $reason) { id }
  }
`);

export const PutCommandResult = operation<{ result: string }, { callback: string; document: JsonObject }>(`
  mutation PutCommandResult($callback: ID!, $document: JSON!) {
    result: putCommandResult(callback: $callback, document: $document)
  }
`);

/** Gives back the party that set the profile and is to be told; null when that is the hub. */
export const PutActiveChargingProfile = operation<
  { result: string | null },
  { session: string; document: JsonObject; setBy: string | undefined; byHub: boolean }
>(`
  mutation PutActiveChargingProfile($session: ID!, $document: JSON!, $setBy: ID, $byHub: Boolean!) {
    result: putActiveChargingProfile(session: $session, document: $document, setBy: $setBy, byHub: $byHub)
  }
`);
