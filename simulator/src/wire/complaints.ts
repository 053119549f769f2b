/**
 * What is not conformant in a request we received. Nothing is refused for it: a test asks for the complaints of a
 * platform and expects none.
 */
import type { Received } from './journal.js';
import { isFunctional, isSameParty, type PartyId } from './routing.js';

export interface Complaint {
  /** The requirement that is broken. */
  rule: string;
  message: string;
}

/** Complaints about the headers of a request. */
export const complaintsAbout = (
  received: Pick<Received, 'method' | 'headers' | 'module' | 'to' | 'from'>,
  ourParties: readonly PartyId[],
  isRepeated: (requestId: string) => boolean,
): Complaint[] => {
  const { method, headers, module, to, from } = received;
  const complaints: Complaint[] = [];
  const complain = (rule: string, message: string) => complaints.push({ rule, message });

  const requestId = headers['x-request-id'];
  if (!requestId) complain('TRN-090', 'X-Request-ID is missing.');
  else if (isRepeated(requestId)) complain('TRN-090', `X-Request-ID ${requestId} was used before.`);
  if (!headers['x-correlation-id']) complain('TRN-091', 'X-Correlation-ID is missing.');

  if (['POST', 'PUT', 'PATCH'].includes(method) && Number(headers['content-length'] ?? 1) > 0)
    if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
      complain('TRN-020', `Content-Type is '${headers['content-type'] ?? ''}' instead of application/json.`);

  if (module !== undefined && isFunctional(module)) {
    if (!to || !from) complain('RTE-001', 'Routing headers are incomplete.');
    if (to && !ourParties.some((party) => isSameParty(party, to)))
      complain('RTE-010', `TO names ${to.country_code}/${to.party_id}, which is not here.`);
  } else if (module !== undefined && Object.keys(headers).some((name) => /^ocpi-(to|from)-/.test(name)))
    complain('RTE-002', 'Routing headers on a configuration module.');
  return complaints;
};
