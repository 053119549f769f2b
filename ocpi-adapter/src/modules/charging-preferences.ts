/**
 * Charging preferences (requirements 8.5): an eMSP tells the CPO of one of its charges what the driver wants. The hub
 * finds the CPO by the Session (RTE-049) and carries wish and answer between the two.
 */
import { ChargingPreferences, foldRef, refOf, type JsonObject } from '@chargesphere/schema';
import type { PartnerSide } from '../client/partners.js';
import { operation } from '../graph.js';
import type { DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { checkPayload } from './authorize.js';
import { ask, roles } from './document.js';

const SessionsById = operation<{ result: JsonObject[] }, { id: string }>(`
  query SessionsById($id: String!) { result: sessionDocumentsById(id: $id) }
`);

const owners: PartnerSide = { module: 'sessions', role: 'SENDER', parties: roles('CPO') };

/** PUT {session_id}/charging_preferences */
export const chargingPreferences: DataResource = { answers: { PUT: put } };

async function put(request: DataRequest): Promise<Reply> {
  const { path, query, requester, caller, relay } = request;
  const payload = await request.payload(ChargingPreferences);
  if (!payload) throw new Refusal('E01', 'The body is empty; send the preferences as JSON.');
  checkPayload(ChargingPreferences, payload);
  const message = {
    method: 'PUT',
    path,
    query: Object.fromEntries(query),
    body: payload.text,
    wait: 'forward_ms',
  } as const;
  return relay.forward(await ownerOf(request), owners, message, { from: requester.party, ids: caller });
}

/** The CPO of the Session, if it is one of the requester's drivers (SES-054). */
async function ownerOf(request: DataRequest): Promise<string> {
  const { path, requester, addressee } = request;
  const [id = ''] = path;
  const sessions = await ask(request, SessionsById, { id });
  const own = sessions
    .filter(({ cdr_token }) => partyOf(cdr_token) === requester.ref)
    .map(partyOf)
    .filter((cpo) => addressee === undefined || cpo === foldRef(addressee));
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

/** Who owns a Session, or the token in it, by folded ref. */
const partyOf = (owned: unknown): string => {
  const { country_code, party_id } = (owned ?? {}) as Record<string, unknown>;
  return foldRef(refOf(String(country_code), String(party_id)));
};
