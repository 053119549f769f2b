/** The operations on the parties graph that registration needs, in both directions (chapter 5). */
import type { Credentials, JsonObject } from '@chargesphere/schema';
import type { PartnerEndpoint } from '../client/discovery.js';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import type { HubFacts } from '../identity/hub.js';
import type { MessageIds } from '../transport/headers.js';

/** What the hub keeps of a partner after a handshake. */
export interface Registration {
  platformId: string;
  credentials: JsonObject;
  version: string;
  versionsUrl: string;
  endpoints: PartnerEndpoint[];
  base64Token: boolean;
}

export const CompleteRegistration = operation<
  { result: { token: string } },
  { input: Registration & { tokenHash: string } }
>(`
  mutation CompleteRegistration($input: RegistrationInput!) { result: completeRegistration(input: $input) { token } }
`);

export const UpdateRegistration = operation<
  { result: { token: string } },
  { input: Registration & { tokenHash: string } }
>(`
  mutation UpdateRegistration($input: RegistrationInput!) { result: updateRegistration(input: $input) { token } }
`);

export const EndRegistration = operation<{ result: unknown }, { platformId: string }>(`
  mutation EndRegistration($platformId: ID!) { result: endRegistration(platformId: $platformId) { id } }
`);

/** The token we use towards a partner, for CRED-048. */
export const Connection = operation<
  { result: { token: string; base64Token: boolean } | null },
  { platformId: string }
>(`
  query Connection($platformId: ID!) { result: platformConnection(id: $platformId) { token base64Token } }
`);

export interface ConnectionOrder {
  platformId: string;
  versionsUrl: string;
  token: string;
}

export const PendingConnections = operation<{ result: ConnectionOrder[] }>(`
  query PendingConnections { result: pendingConnections { platformId versionsUrl token } }
`);

export const BeginHandshake = operation<{ result: { token: string } }, { platformId: string }>(`
  mutation BeginHandshake($platformId: ID!) { result: beginHandshake(platformId: $platformId) { token } }
`);

export const FinishConnection = operation<{ result: unknown }, { input: Registration }>(`
  mutation FinishConnection($input: ConnectionInput!) { result: finishConnection(input: $input) { id } }
`);

export const FailConnection = operation<{ result: unknown }, { platformId: string; reason: string }>(`
  mutation FailConnection($platformId: ID!, $reason: String!) {
    result: failConnection(platformId: $platformId, reason: $reason) { id }
  }
`);

const RolesFor = operation<{ result: JsonObject[] }, { platformId: string }>(`
  query RolesFor($platformId: ID!) { result: rolesFor(platformId: $platformId) }
`);

/**
 * The hub's own Credentials object for one platform: its ids, and the parties that platform may reach (CRED-004,
 * CRED-005, CRED-010). A list of roles may not be empty, so before anybody else is connected the hub names itself,
 * as OTHER, because 2.3.0 has no role for hubs (CRED-007).
 */
export async function ownCredentials(
  graph: GraphClient,
  hub: HubFacts,
  about: { platformId: string; token: string; versionsUrl: string },
  ids: MessageIds,
): Promise<Credentials & JsonObject> {
  const { country_code, party_id, name } = hub;
  const { result } = await graph.askAsHub(RolesFor, { platformId: about.platformId }, ids);
  const itself = { role: 'OTHER', country_code, party_id, business_details: { name } };
  return {
    token: about.token,
    url: about.versionsUrl,
    hub_party_id: country_code + party_id,
    roles: (result.length > 0 ? result : [itself]) as Credentials['roles'],
  };
}
