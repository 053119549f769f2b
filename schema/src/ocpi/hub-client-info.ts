/**
 * Module "HubClientInfo": which parties can be reached through a hub (HCI-001 to HCI-012).
 * Specification: mod_hub_client_info.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { ciString, closedEnum, dateTime, key, object, one } from '../derive/notation.js';
import { partyCountry, Role } from './types.js';

export const ConnectionStatus = closedEnum(
  'ConnectionStatus',
  'mod_hub_client_info_hub_connection_type_enum',
  ['CONNECTED', 'OFFLINE', 'PLANNED', 'SUSPENDED'],
  { description: 'Whether requests to a party can succeed: only CONNECTED ones can.' },
);
export type ConnectionStatus = Infer<typeof ConnectionStatus>;

export const ClientInfo = object(
  'ClientInfo',
  'mod_hub_client_info_hub_client_info_object',
  {
    party_id: one(key(ciString(3)), 'Id of the party.'),
    country_code: one(partyCountry, 'Country of the party, ISO 3166-1 alpha-2.'),
    role: one(Role, 'The role this status is about.'),
    status: one(ConnectionStatus, 'How the party is connected to the hub.'),
    last_updated: one(dateTime, 'When this status last changed.'),
  },
  { description: 'The connection state of one party in one role.' },
);
export type ClientInfo = Infer<typeof ClientInfo>;
