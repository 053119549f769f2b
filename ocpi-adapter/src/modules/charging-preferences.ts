/**
 * Charging preferences (requirements 8.5): an eMSP tells the CPO of one of its charges what the driver wants. The hub
 * finds the CPO by the Session (RTE-049) and carries wish and answer between the two.
 */
import { ChargingPreferences, foldRef, type JsonObject } from '@chargesphere/schema';
import { operation } from '../graph.js';
import { carry, openPartner } from '../hub/onward.js';
import { partyIn } from '../hub/party-in.js';
import type { DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { checkPayload } from './authorize.js';
import { ask } from './document.js';

const SessionsById = operation<{ result: JsonObject[] }, { id: string }>(`
  query SessionsById($id: String!) { result: sessionDocumentsById(id: $id) }
`);

/** PUT {session_id}/charging_preferences */
export const chargingPreferences: DataResource = { answers: { PUT: put } };

async function put(request: DataRequest): Promise<Reply> {
  const { value, text } = await request.body(ChargingPreferences);
  checkPayload(ChargingPreferences, value);
  const cpo = await ownerOf(request);
  const receiver = request.receiver ?? (await openPartner(request, cpo));
  return (await carry(request, receiver, text)).reply;
}

/** The CPO of the Session, if it is one of the requester's drivers (SES-054). */
async function ownerOf(request: DataRequest): Promise<string> {
  const { path, addressee } = request;
  const [id = ''] = path;
  const cpos = await cposOfSession(request, id);
  const own = cpos.filter((cpo) => addressee === undefined || cpo === foldRef(addressee));
  const [first, second] = own;
  if (first === undefined)
    throw new Refusal(
      'SES-054',
      `The hub knows no session ${id} of one of your tokens; only the eMSP of its token may set preferences.`,
    );
  if (second !== undefined)
    throw new Refusal(
      'RTE-035',
      `Sessions ${id} run at ${own.join(' and ')}; name the CPO in the OCPI-to headers.`,
    );
  return first;
}

/** Folded refs of the CPOs at which a driver of the requester has a Session of this id (RTE-049). */
export async function cposOfSession(request: DataRequest, id: string): Promise<string[]> {
  const sessions = await ask(request, SessionsById, { id });
  return sessions
    .filter(({ cdr_token }) => partyIn(cdr_token) === request.requester.ref)
    .flatMap((session) => partyIn(session) ?? []);
}
