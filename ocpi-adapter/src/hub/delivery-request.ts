/**
 * The request of a delivery. What was broadcast comes from the hub (RTE-010), a CDR offered again from its owner, and
 * what the hub tells of others has no routing headers (HCI-006). Path and owner stay (RTE-024), the correlation id is
 * that of the push, and every request has an id of its own (TRN-096). Pure.
 */
import { segmentsOf } from '@chargesphere/schema';
import type { Call } from '../client/http.js';
import { partnerUrl } from '../client/partner-url.js';
import { requestRouting } from '../transport/headers.js';
import type { PartyId } from '../transport/headers.js';
import { bodyOf, type Carried } from './delivery-coalescing.js';
import type { Item } from './lane.js';
import type { LaneConnection } from './lane-connections.js';

/** Undefined when the platform does not offer the Receiver interface of the module any more. */
export function requestOf(
  carried: Carried<Item>,
  { key, urlOf }: LaneConnection,
  hub: PartyId,
): Call | undefined {
  const newest = carried.parts.at(-1);
  const oldest = carried.parts[0];
  if (!newest || !oldest) return undefined;
  const { message, task } = newest;
  const { module, kind, path, query, requestId, correlationId } = message;
  const url = urlOf(module);
  if (url === undefined) return undefined;
  const body = bodyOf(carried);
  const to = task.receiver === null ? undefined : partyOf(task.receiver);
  const from = kind === 'REDELIVERY' ? partyOf(message.owner) : { ...pick(hub) };
  return {
    method: oldest.message.method, // a PUT with later changes in it is a PUT still
    url: partnerUrl(url, path, query),
    path,
    key,
    ...(body === null ? {} : { body }),
    correlationId,
    ...(to && { headers: requestRouting(to, from) }),
    about: {
      platformId: task.platformId,
      module,
      mode: modes[kind],
      from,
      ...(to && { to }),
      cause: requestId,
    },
  };
}

const modes = { BROADCAST: 'BROADCAST', REDELIVERY: 'DIRECT', CLIENT_INFO: 'HUB' } as const;

const pick = ({ country_code, party_id }: PartyId): PartyId => ({ country_code, party_id });

function partyOf(ref: string): PartyId {
  const [country_code = '', party_id = ''] = segmentsOf(ref);
  return { country_code, party_id };
}
