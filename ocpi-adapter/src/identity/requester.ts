/**
 * Which party asks (RTE-016): OCPI authenticates platforms only, so the hub checks that FROM is a party of the
 * authenticated platform, in a role that may use the interface. Pure.
 */
import type { PartyRole, Principal, Reach } from '@chargesphere/schema';
import { refOf } from '@chargesphere/schema';
import type { PartyId, Routing } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';

/** A party of a platform, ready to act: everything here is computed once per cached platform. */
export interface Requester {
  ref: string;
  party: PartyId;
  roles: ReadonlySet<string>;
  /**
   * The party as the graph sees it. It holds this party's roles only, so that one party of a platform never
   * reads what was addressed to its neighbour (RTE-041).
   */
  principal: Principal;
}

/** The parties of a platform, by folded ref; `reaches` holds those of which something narrows it. */
export function requestersOf(
  platformId: string,
  roles: readonly PartyRole[],
  reaches: Readonly<Record<string, Reach>> = {},
): Map<string, Requester> {
  const requesters = new Map<string, Requester>();
  for (const [ref, own] of Map.groupBy(roles, (role) => refOf(role.country_code, role.party_id))) {
    const [{ country_code, party_id }] = own as [PartyRole, ...PartyRole[]];
    const reach = reaches[ref];
    requesters.set(ref, {
      ref,
      party: { country_code, party_id },
      roles: new Set(own.map((role) => role.role)),
      principal: { kind: 'platform', platformId, roles: own, ...(reach && { reach }) },
    });
  }
  return requesters;
}

/** What an interface says about who may call it: table 4.3 of the requirements. */
export interface CallerRule {
  module: string;
  role: string;
  callers: ReadonlySet<string>;
}

/** HUB-031: a chained hub, and the object it pushes. */
export interface ActingHub {
  party: PartyId;
  path: readonly string[];
}

/**
 * HUB-031, RTE-024: what a chained hub sends to everybody comes in the hub's own name, and belongs to the party in the
 * URL; that party is the requester, if it is one of those behind the hub.
 */
export const spokenFor = (routing: Routing, hub: ActingHub | undefined): Routing => {
  const { from } = routing;
  const [country_code = '', party_id = ''] = hub?.path ?? [];
  const isHub = from?.country_code === hub?.party.country_code && from?.party_id === hub?.party.party_id;
  if (!hub || !from || !isHub || party_id === '') return routing;
  return {
    ...routing,
    from: { country_code: country_code.toUpperCase(), party_id: party_id.toUpperCase() },
  };
};

/**
 * The requester, or E24. Without FROM the platform must leave no choice: a single party that may use the
 * interface is assumed (RTE-005), several are not.
 */
export function requesterOf(
  parties: ReadonlyMap<string, Requester>,
  routing: Routing,
  rule: CallerRule,
): Requester {
  if (routing.half !== undefined)
    throw new Refusal('E24', `${routing.half} is missing; routing headers come in pairs.`);
  const may = ({ roles }: Requester) => !roles.isDisjointFrom(rule.callers);
  if (routing.from === undefined) return theOnly([...parties.values()].filter(may), rule);
  const { country_code, party_id } = routing.from;
  const requester = parties.get(refOf(country_code, party_id));
  if (requester === undefined)
    throw new Refusal(
      'E24',
      `${country_code}/${party_id} in the OCPI-from headers is not a party of your platform; use one of the roles you registered.`,
    );
  if (!may(requester))
    throw new Refusal('E24', `${requester.ref} is registered as ${rolesOf(requester)}. ${needs(rule)}`);
  return requester;
}

function theOnly(fitting: Requester[], rule: CallerRule): Requester {
  const [first, second] = fitting;
  if (first === undefined) throw new Refusal('E24', `None of your parties may do this. ${needs(rule)}`);
  if (second !== undefined)
    throw new Refusal(
      'E24',
      'Your platform has several parties that may do this; say which in OCPI-from-country-code and OCPI-from-party-id.',
    );
  return first;
}

const rolesOf = ({ roles }: Requester): string => [...roles].join(' and ');

const needs = ({ module, role, callers }: CallerRule): string =>
  `The ${role} interface of ${module} is for a party in the role ${[...callers].join(', ')}.`;
