/**
 * Real-time authorization (requirements 12.4): a CPO asks, the hub finds the eMSP whose token it is, and carries
 * question and answer between the two while somebody waits at the charger. The hub decides nothing (TOK-022).
 */
import {
  LocationReferences,
  Problem,
  refOf,
  refusals,
  violationsOf,
  type ObjectTable,
} from '@chargesphere/schema';
import type { PartnerSide } from '../client/partners.js';
import { operation } from '../graph.js';
import type { DataRequest, DataResource } from '../transport/endpoint.js';
import type { Payload } from '../transport/body.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { roles } from './document.js';

const TokenIssuers = operation<{ result: string[] }, { uid: string; type: string }>(`
  query TokenIssuers($uid: String!, $type: String!) { result: tokenIssuers(uid: $uid, type: $type) }
`);

/** OTHER counts as an eMSP kind of role (RTE-025). */
const issuers: PartnerSide = { module: 'tokens', role: 'SENDER', parties: roles('EMSP', 'OTHER') };

/** POST {token_uid}/authorize[?type={type}] */
export const authorize: DataResource = { answers: { POST: ask } };

async function ask(request: DataRequest): Promise<Reply> {
  const { path, query, requester, caller, relay } = request;
  const payload = await request.payload(LocationReferences);
  checkPayload(LocationReferences, payload);
  const { addressee, ...found } = request.addressee
    ? { addressee: request.addressee }
    : await issuerOf(request);
  const message = {
    method: 'POST',
    path,
    query: Object.fromEntries(query), // RTE-065: an absent type stays absent
    ...(payload && { body: payload.text }), // TOK-038: nothing stays nothing
    wait: 'authorize_ms',
  } as const;
  try {
    return await relay.forward(addressee, issuers, message, { from: requester.party, ids: caller });
  } catch (error) {
    const isStranger = error instanceof Refusal && (error.row === 'E25' || error.row === 'E29');
    if ('isGuessed' in found && isStranger) throw unknownToken(request);
    throw error;
  }
}

/** E12 for what goes on to a party that would refuse it too. */
export function checkPayload(table: ObjectTable, payload: Payload | undefined): void {
  const violations = refusals(payload ? violationsOf(table, payload.value) : []);
  if (violations.length > 0)
    throw new Problem('INVALID_DOCUMENT', `The ${table.name} is not valid.`, violations);
}

/** RTE-049: the party that shared the token, or the one that an EMAID names. */
async function issuerOf(request: DataRequest): Promise<{ addressee: string; isGuessed?: true }> {
  const { path, query, graph, caller } = request;
  const [uid = ''] = path;
  const type = query.get('type') || 'RFID'; // TOK-004
  const { result } = await graph.askAsHub(TokenIssuers, { uid, type }, caller);
  const [first, ...others] = result;
  if (others.length > 0)
    throw new Refusal(
      'RTE-035',
      `${result.join(' and ')} have a token ${uid} of type ${type}; name the one you mean in the OCPI-to headers.`,
    );
  if (first !== undefined) return { addressee: first };
  const [, country, provider] = EMAID.exec(uid) ?? [];
  if (type.toUpperCase() === 'EMAID' && country && provider)
    return { addressee: refOf(country.toUpperCase(), provider.toUpperCase()), isGuessed: true };
  throw unknownToken(request);
}

/** Country and provider of a contract id, with or without separators. */
const EMAID = /^([a-z]{2})-?([a-z0-9]{3})(?=-|[a-z0-9]{9})/i;

const unknownToken = ({ path, query }: DataRequest) =>
  new Refusal(
    'E18',
    `No eMSP here has shared a token ${path[0] ?? ''} of type ${query.get('type') || 'RFID'}; name the eMSP in the OCPI-to headers if you know it.`,
  );
