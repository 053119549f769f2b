/** The Credentials object: writing ours, reading theirs (CRED-001 to CRED-008). */
import { isObject } from '../wire/envelope.js';
import type { Credentials, CredentialsRole } from './peer.js';
import type { Party } from './platform.options.js';

const readRole = (value: unknown): CredentialsRole[] => {
  if (!isObject(value) || !isObject(value.business_details)) return [];
  const { role, country_code, party_id, business_details } = value;
  if (typeof role !== 'string' || typeof country_code !== 'string' || typeof party_id !== 'string') return [];
  if (typeof business_details.name !== 'string') return [];
  return [
    { role, country_code, party_id, business_details: { ...business_details, name: business_details.name } },
  ];
};

/** Their credentials, or one sentence that says what is missing. */
export const readCredentials = (value: unknown): Credentials | string => {
  if (!isObject(value)) return 'The body is not a Credentials object.';
  const { token, url, hub_party_id, roles } = value;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(token))
    return 'token has to be 1 to 64 printable ASCII characters without white space.';
  if (typeof url !== 'string' || !URL.canParse(url)) return 'url has to be an absolute URL.';
  if (!Array.isArray(roles) || roles.length === 0) return 'roles needs at least one entry.';
  const known = roles.flatMap(readRole);
  if (known.length < roles.length)
    return 'Every role needs role, country_code, party_id and business_details with a name.';
  return {
    token,
    url,
    ...(typeof hub_party_id === 'string' && hub_party_id !== '' && { hub_party_id }),
    roles: known,
  };
};

/** Ours, with the token that the other side is to use. */
export const credentialsOf = (
  parties: readonly Party[],
  url: string,
  token: string,
  hub_party_id: string | undefined,
): Credentials => ({
  token,
  url,
  ...(hub_party_id && { hub_party_id }),
  roles: parties.map(({ role, country_code, party_id, name, website }) => ({
    role,
    country_code,
    party_id,
    business_details: { name, ...(website && { website }) },
  })),
});
