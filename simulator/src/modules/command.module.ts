/** The Receiver interface of Commands on a CPO: POST {commands}/{command} (requirements 13.1). */
import {
  commandObjects,
  refusals,
  violationsOf,
  type CommandResponse,
  type CommandResult,
  type Location,
  type Session,
} from '@chargesphere/schema';
import { isObject, notOffered, refusal, type Answer, type Json } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import type { DocumentStore } from './document.store.js';
import { textIn, type Reaction, type Results } from './reaction.js';

export type CommandReaction = Reaction<CommandResponse, CommandResult>;

/**
 * What the CPO makes of a command it understands. It asks nobody about the token: the eMSP has authorized it (CMD-005).
 */
export type Commander = (command: string, body: Json) => CommandReaction | Promise<CommandReaction>;

/** A reservation that was made, with the way to take it back (CMD-013). */
export interface Reservation {
  id: string;
  responseUrl: string;
  request: OcpiRequest;
}

/** Everything works: the charge point does what it is told a moment after the CPO has answered. */
export const usualCommander: Commander = () => ({
  response: { result: 'ACCEPTED', timeout: 30 },
  results: [{ result: { result: 'ACCEPTED' } }],
});

export interface CommandStores {
  locations: DocumentStore<Location>;
  sessions: DocumentStore<Session>;
  reservations: Map<string, Reservation>;
}

export const commandReceiver = (
  stores: CommandStores,
  decide: () => Commander,
  results: Results,
): ModuleOffer => ({
  identifier: 'commands',
  role: 'RECEIVER',
  answer: async (request): Promise<Answer> => {
    const { method, segments, body } = request;
    const [command = '', ...rest] = segments;
    if (command === '' || rest.length > 0) return refusal(404, 2000, 'Name the command after the endpoint.');
    if (method !== 'POST') return notOffered(method);
    if (!isObject(body)) return refusal(200, 2001, 'The body has to be a command.');
    const problem = problemWith(command, body);
    if (problem) return refusal(200, 2001, problem);
    const url = textIn(body, 'response_url');
    if (isUnknownPlace(stores, body)) return refusal(200, 2003, 'There is no such location.'); // E21, CMD-016
    const foreseen = foreseeable(command, body, stores);
    const reaction = foreseen ?? (await decide()(command, body));
    if (command === 'RESERVE_NOW' && reaction.response.result === 'ACCEPTED') {
      const id = textIn(body, 'reservation_id'); // CMD-009: the same one again replaces it
      stores.reservations.set(id, { id, responseUrl: url, request });
    }
    return results.answer(reaction, url, request);
  },
});

/** CMD-018: the object belongs to the command in the path. */
const problemWith = (command: string, body: Json): string | undefined => {
  const table = commandObjects[command as keyof typeof commandObjects] as
    (typeof commandObjects)[keyof typeof commandObjects] | undefined;
  const [first] = table ? refusals(violationsOf(table, body)) : [];
  return first && `${first.pointer}: ${first.message}`;
};

const isUnknownPlace = ({ locations }: CommandStores, body: Json): boolean => {
  const id = textIn(body, 'location_id').toUpperCase();
  return id !== '' && !locations.all().some((location) => location.id.toUpperCase() === id);
};

/** Answers that follow from what the CPO knows, whatever the charge point would say. */
const foreseeable = (command: string, body: Json, stores: CommandStores): CommandReaction | undefined => {
  if (!(command in commandObjects)) return { response: { result: 'NOT_SUPPORTED', timeout: 0 } }; // CMD-017
  if (command === 'STOP_SESSION') {
    const id = textIn(body, 'session_id').toUpperCase();
    const isKnown = stores.sessions.all().some((session) => session.id.toUpperCase() === id);
    return isKnown ? undefined : { response: { result: 'UNKNOWN_SESSION', timeout: 0 } }; // E22
  }
  if (command === 'CANCEL_RESERVATION' && !stores.reservations.delete(textIn(body, 'reservation_id')))
    return {
      response: { result: 'ACCEPTED', timeout: 30 },
      results: [{ result: { result: 'UNKNOWN_RESERVATION' } }],
    };
  return undefined;
};
