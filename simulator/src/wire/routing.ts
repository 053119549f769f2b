/**
 * Message routing headers (RTE-001 to RTE-012): parties, not platforms, in TO and FROM.
 * Configuration modules never carry them (RTE-002).
 */

export interface PartyId {
  country_code: string;
  party_id: string;
}

/** A party, or its ref `NL/ALF`. */
export type Address = PartyId | string;

export const partyIn = (address: Address): PartyId => {
  if (typeof address !== 'string') return address;
  const [country_code, party_id, ...rest] = address.split('/');
  if (!country_code || !party_id || rest.length > 0)
    throw new Error(`'${address}' does not name a party; write it like NL/ALF.`);
  return { country_code, party_id };
};

export const isSameParty = (one: PartyId, other: PartyId): boolean =>
  one.country_code.toUpperCase() === other.country_code.toUpperCase() &&
  one.party_id.toUpperCase() === other.party_id.toUpperCase();

/** `hub_party_id` is the country code followed by the party id, without separator. */
export const partyInHubId = (hub_party_id: string): PartyId => ({
  country_code: hub_party_id.slice(0, 2),
  party_id: hub_party_id.slice(2),
});

const CONFIGURATION = new Set(['versions', 'details', 'credentials', 'hubclientinfo']);
export const isFunctional = (module: string): boolean => !CONFIGURATION.has(module.toLowerCase());

export const routingHeaders = (to?: PartyId, from?: PartyId): Record<string, string> => ({
  ...(to && { 'OCPI-to-country-code': to.country_code, 'OCPI-to-party-id': to.party_id }),
  ...(from && { 'OCPI-from-country-code': from.country_code, 'OCPI-from-party-id': from.party_id }),
});

const readParty = (headers: Record<string, string>, side: 'to' | 'from'): PartyId | undefined => {
  const country_code = headers[`ocpi-${side}-country-code`];
  const party_id = headers[`ocpi-${side}-party-id`];
  return country_code && party_id ? { country_code, party_id } : undefined;
};

export const readRouting = (
  headers: Record<string, string>,
): { to: PartyId | undefined; from: PartyId | undefined } => ({
  to: readParty(headers, 'to'),
  from: readParty(headers, 'from'),
});

/** A party may have several roles; it is one party all the same. */
export const distinctParties = (parties: readonly PartyId[]): PartyId[] => [
  ...new Map(
    parties.map(({ country_code, party_id }) => [`${country_code}/${party_id}`, { country_code, party_id }]),
  ).values(),
];
