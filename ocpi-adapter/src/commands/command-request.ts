/**
 * From an order in the graph to the OCPI request that carries it out: which side of which module, method, path, query
 * and body (requirements 13.1, 14.1, 8.1, 12.1). Pure.
 */
import { CommandResult, profileResults, type JsonObject, type ObjectTable } from '@chargesphere/schema';
import type { PartnerSide } from '../client/partners.js';
import type { Message } from '../hub/relay.js';

export interface CommandOrder {
  id: string;
  kind: string;
  receiver: { ref: string };
  /** In OCPI spelling, with the ids of the URL beside the fields of the body. */
  request: JsonObject;
  correlationId: string;
}

const cpos: ReadonlySet<string> = new Set(['CPO']);
const emsps: ReadonlySet<string> = new Set(['EMSP', 'OTHER']);

const commands: PartnerSide = { module: 'commands', role: 'RECEIVER', parties: cpos };
const profiles: PartnerSide = { module: 'chargingprofiles', role: 'RECEIVER', parties: cpos };
const sessions: PartnerSide = { module: 'sessions', role: 'SENDER', parties: cpos };
const tokens: PartnerSide = { module: 'tokens', role: 'SENDER', parties: emsps };

interface Carrier {
  side: PartnerSide;
  message: (request: JsonObject, responseUrl: string) => Omit<Message, 'wait'>;
  wait?: Message['wait'];
  /** What is posted to the response_url, where it is not a CommandResult. */
  result?: ObjectTable;
}

/** CMD-018: the object of the command, and where its result goes. */
const command = (name: string): Carrier => ({
  side: commands,
  message: (request, response_url) => ({
    method: 'POST',
    path: [name],
    body: { ...request, response_url },
  }),
});

const carriers: Readonly<Record<string, Carrier>> = {
  START_SESSION: command('START_SESSION'),
  STOP_SESSION: command('STOP_SESSION'),
  RESERVE_NOW: command('RESERVE_NOW'),
  CANCEL_RESERVATION: command('CANCEL_RESERVATION'),
  UNLOCK_CONNECTOR: command('UNLOCK_CONNECTOR'),

  SET_CHARGING_PROFILE: {
    side: profiles,
    result: profileResults.PUT,
    message: ({ session_id, ...body }, response_url) => ({
      method: 'PUT',
      path: [String(session_id)],
      body: { ...body, response_url },
    }),
  },
  // CHP-006: no bodies; a response_url in the query is escaped (AMB-049).
  CLEAR_CHARGING_PROFILE: {
    side: profiles,
    result: profileResults.DELETE,
    message: ({ session_id }, response_url) => ({
      method: 'DELETE',
      path: [String(session_id)],
      query: { response_url },
    }),
  },
  GET_ACTIVE_CHARGING_PROFILE: {
    side: profiles,
    result: profileResults.GET,
    message: ({ session_id, duration }, response_url) => ({
      method: 'GET',
      path: [String(session_id)],
      query: { duration: String(duration), response_url },
    }),
  },

  SET_CHARGING_PREFERENCES: {
    side: sessions,
    message: ({ session_id, charging_preferences }) => ({
      method: 'PUT',
      path: [String(session_id), 'charging_preferences'],
      body: charging_preferences as JsonObject,
    }),
  },
  AUTHORIZE_TOKEN: {
    side: tokens,
    wait: 'authorize_ms',
    message: ({ token_uid, type, location }) => ({
      method: 'POST',
      path: [String(token_uid), 'authorize'],
      query: { type: String(type) },
      ...(location ? { body: location as JsonObject } : {}),
    }),
  },
};

/** The side of the party an order goes to; undefined for a kind that only a newer release knows. */
export const sideOf = ({ kind }: CommandOrder): PartnerSide | undefined => carriers[kind]?.side;

/** What is posted as the result of a command of this kind. */
export const resultTableOf = (kind: string): ObjectTable => carriers[kind]?.result ?? CommandResult;

/** What is sent; `responseUrl` is where the result is to be posted. */
export const messageOf = ({ kind, request }: CommandOrder, responseUrl: string): Message => {
  const carrier = carriers[kind];
  if (!carrier) throw new Error(`A command ${kind} cannot be carried out by this release.`);
  return { ...carrier.message(request, responseUrl), wait: carrier.wait ?? 'forward_ms' };
};
