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
  type JsonObject,
  type ObjectTable,
} from '@chargesphere/schema';
import type { Receiver } from '../client/partners.js';
import { operation } from '../graph.js';
import { carry, inReach, openPartner } from '../hub/onward.js';
import type { DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';

const TokenIssuers = operation<{ result: string[] }, { uid: string; type: string }>(`
  query TokenIssuers($uid: String!, $type: String!) { result: tokenIssuers(uid: $uid, type: $type) }
`);

/** POST {token_uid}/authorize[?type={type}] */
export const authorize: DataResource = { answers: { POST: ask } };

async function ask(request: DataRequest): Promise<Reply> {
  const payload = await request.payload(LocationReferences);
  checkPayload(LocationReferences, payload?.value);
  const receiver = request.receiver ?? (await issuerOf(request));
  // TOK-038: nothing stays nothing. RTE-065: an absent type stays absent.
  return (await carry(request, receiver, payload?.text, 'authorize_ms')).reply;
}

/** E12 for what goes on to a party that would refuse it too. */
export function checkPayload(table: ObjectTable, value: JsonObject | undefined): void {
  const violations = refusals(value ? violationsOf(table, value) : []);
  if (violations.length > 0)
    throw new Problem('INVALID_DOCUMENT', `The ${table.name} is not valid.`, violations);
}

/** RTE-049: the party that shared the token, or the one that an EMAID names. */
async function issuerOf(request: DataRequest): Promise<Receiver> {
  const { path, query, graph, caller } = request;
  const [uid = ''] = path;
  const type = query.get('type') || 'RFID'; // TOK-004
  const { result } = await graph.askAsHub(TokenIssuers, { uid, type }, caller);
  const issuers = await inReach(request, result);
  const [first, ...others] = issuers;
  if (others.length > 0)
    throw new Refusal(
      'RTE-035',
      `${issuers.join(' and ')} have a token ${uid} of type ${type}; name the one you mean in the OCPI-to headers.`,
    );
  if (first !== undefined) return openPartner(request, first);
  const [, country, provider] = EMAID.exec(uid) ?? [];
  if (type.toUpperCase() !== 'EMAID' || !country || !provider) throw unknownToken(request);
  return guessed(request, refOf(country.toUpperCase(), provider.toUpperCase()));
}

/** A provider that only an EMAID names may be nobody here, or no eMSP. */
async function guessed(request: DataRequest, ref: string): Promise<Receiver> {
  try {
    return await request.partner(ref);
  } catch (error) {
    const isStranger = error instanceof Refusal && (error.row === 'E25' || error.row === 'E29');
    throw isStranger ? unknownToken(request) : error;
  }
}

/** Country and provider of a contract id, with or without separators. */
const EMAID = /^([a-z]{2})-?([a-z0-9]{3})(?=-|[a-z0-9]{9})/i;

const unknownToken = ({ path, query }: DataRequest) =>
  new Refusal(
    'E18',
    `No eMSP here has shared a token ${path[0] ?? ''} of type ${query.get('type') || 'RFID'}; name the eMSP in the OCPI-to headers if you know it.`,
  );
