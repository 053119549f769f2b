/**
 * LOC-047, CMD-014: some EVSEs can start a charge only at a Connector that is named. What the hub knows of the EVSE is
 * asked before a command of the hub's own clients is sent, so that nobody waits at a charger for a refusal.
 */
import { refOf } from '@chargesphere/schema';
import { operation, type GraphClient } from '../graph.js';
import type { MessageIds } from '../transport/headers.js';
import type { CommandOrder } from './command-request.js';

const EvseCapabilities = operation<{ result: { capabilities: string[] } | null }, { ref: string }>(`
  query EvseCapabilities($ref: ID!) { result: evse(ref: $ref) { capabilities } }
`);

/** Does this order lack a Connector that its EVSE asks for? An EVSE that nobody told the hub of asks for nothing. */
export const lacksConnector = async (
  graph: GraphClient,
  { kind, receiver, request }: CommandOrder,
  ids: MessageIds,
): Promise<boolean> => {
  const { location_id, evse_uid, connector_id } = request;
  if (kind !== 'START_SESSION' || typeof evse_uid !== 'string' || typeof connector_id === 'string')
    return false;
  const ref = `${receiver.ref}/${refOf(String(location_id), evse_uid)}`;
  const { result } = await graph.askAsHub(EvseCapabilities, { ref }, ids);
  return result?.capabilities.includes('START_SESSION_CONNECTOR_REQUIRED') ?? false;
};
