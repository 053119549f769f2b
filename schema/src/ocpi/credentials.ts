/**
 * Chapter "Credentials": who is on a platform and how to call it (CRED-001 to CRED-011).
 * Specification: credentials.asciidoc.
 */
import type { Infer, ObjectRule } from '../derive/notation.js';
import { ciString, key, object, one, opt, ref, some, string, url } from '../derive/notation.js';
import { BusinessDetails } from './business-details.js';
import { partyCountry, Role } from './types.js';

export const CredentialsRole = object(
  'CredentialsRole',
  'credentials_credentials_role_class',
  {
    role: one(Role, 'What the party does.'),
    business_details: one(ref(BusinessDetails), 'How the party presents itself.'),
    party_id: one(key(ciString(3)), 'Id of the party, unique within its country.'),
    country_code: one(partyCountry, 'Country of the party, ISO 3166-1 alpha-2.'),
  },
  { description: 'A party on a platform in one role.' },
);
export type CredentialsRole = Infer<typeof CredentialsRole>;

const distinctRoles: ObjectRule = {
  id: 'CRED-001',
  field: 'roles',
  severity: 'refuse',
  sentence: 'Each combination of role, country_code and party_id may be listed once.',
  holds: ({ roles }) => {
    const list = roles as CredentialsRole[];
    const names = list.map((r) => `${r.role}/${r.country_code}/${r.party_id}`.toUpperCase());
    return new Set(names).size === names.length;
  },
};

/** Printable ASCII without white space: the token travels in a header. */
const TOKEN_FORMAT = { name: 'printable ASCII without white space', pattern: /^[\x21-\x7e]+$/ };

export const Credentials = object(
  'Credentials',
  'credentials_credentials_object',
  {
    token: one(string(64, TOKEN_FORMAT), 'The token the other side has to use towards this platform.'),
    url: one(url, "This platform's versions URL."),
    hub_party_id: opt(
      ciString(5),
      'Country code and party id of the hub, written together; only hubs set it.',
    ),
    roles: some(ref(CredentialsRole), 'The parties on this platform.'),
  },
  { description: 'What two platforms exchange to connect.', rules: [distinctRoles] },
);
export type Credentials = Infer<typeof Credentials>;
