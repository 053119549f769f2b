/**
 * Module commands (requirements chapter 13). As RECEIVER the hub passes commands of eMSPs on to CPOs (CMD-030); as SENDER
 * it takes their results at URLs of its own, for itself and for those whose commands it passed on (CMD-002). The
 * SENDER is listed although nobody calls its root, because the list tells what the hub does (AMB-067).
 */
import type { JsonObject, ObjectTable } from '@chargesphere/schema';
import { CancelReservation, commandObjects, derived } from '@chargesphere/schema';
import type { Receiver } from '../client/partners.js';
import { withField } from '../commands/response-field.js';
import { partyIn } from '../hub/party-in.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import { success } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { checkPayload } from './authorize.js';
import { byLocation, byReservation, bySession } from './command-routes.js';
import { roles, root } from './document.js';

/** CMD-017: the list of commands is open; of those that OCPI does not name only this much is known. */
const OtherCommand = derived(CancelReservation, { name: 'Command', without: ['reservation_id'] });

const isNamed = (name: string): name is keyof typeof commandObjects => Object.hasOwn(commandObjects, name);

/** {command}: a command of a party, passed on while it waits for the direct answer. */
const command: DataResource = {
  passedOn: true,
  answers: {
    POST: async (request) => {
      const [name = ''] = request.path;
      const table: ObjectTable = isNamed(name) ? commandObjects[name] : OtherCommand;
      const { value, text } = await request.body(table);
      checkPayload(table, value);
      checkToken(value, request);
      const found = request.receiver ?? (await receiverOf(request, name, value));
      if (typeof found === 'string') return success({ result: found, timeout: 0 });
      const { response_url, ...asked } = value;
      const kind = isNamed(name) ? name : 'OTHER';
      return request.commands.pass(
        request,
        found,
        { kind, name, request: asked, responseUrl: String(response_url) },
        (url) => ({ query: request.query, body: withField(text, 'response_url', url) }),
      );
    },
  },
};

/** CMD-035, CMD-007, LOC-024: an eMSP starts charges and reservations with its own tokens only. */
function checkToken({ token }: JsonObject, { requester }: DataRequest): void {
  if (token === undefined || partyIn(token) === requester.ref) return;
  throw new Refusal(
    'CMD-035',
    `The token is of ${partyIn(token) ?? 'nobody that it names'}, but the command comes from ${requester.ref}; use a token of your own.`,
  );
}

/** Without TO (RTE-049): the party, or the answer that follows from what the hub knows. */
async function receiverOf(
  request: DataRequest,
  name: string,
  { location_id, session_id, reservation_id }: JsonObject,
): Promise<Receiver | 'NOT_SUPPORTED' | 'UNKNOWN_SESSION'> {
  switch (name) {
    case 'START_SESSION':
    case 'RESERVE_NOW':
    case 'UNLOCK_CONNECTOR':
      return byLocation(request, String(location_id));
    case 'STOP_SESSION':
      return (await bySession(request, String(session_id))) ?? 'UNKNOWN_SESSION'; // E22
    case 'CANCEL_RESERVATION':
      return byReservation(request, String(reservation_id));
    default:
      return 'NOT_SUPPORTED'; // CMD-017
  }
}

/** Those who may steer a charge for a driver, table 4.3. */
const senders = roles('EMSP', 'PTP');
const receivers = roles('CPO');

export const commandsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'commands',
  role: 'RECEIVER',
  callers: senders,
  addressees: receivers,
  broadcast: false,
  at: (path) => [root, command][path.length],
};

/** {kind}/{secret}: TO names the hub or the party that sent the command, and the secret says which. */
export const results: DataResource = {
  forHub: true,
  answers: {
    POST: (request) => {
      const [kind = '', callback = ''] = request.path.slice(-2);
      return request.commands.result(request, kind, callback);
    },
  },
};

export const commandsSender: DataEndpoint = {
  kind: 'data',
  module: 'commands',
  role: 'SENDER',
  callers: receivers,
  addressees: senders,
  broadcast: false,
  at: (path) => (path.length === 2 ? results : path.length === 0 ? root : undefined),
};
