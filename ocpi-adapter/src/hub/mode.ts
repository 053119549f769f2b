/**
 * How a message is routed (requirements 3.3): the mode follows from TO, method and interface, there is no header for
 * it. Pure, without any look-up.
 */
import type { PartyId, Routing } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';

export type Mode =
  /** To the party in TO, which answers. */
  | 'DIRECT'
  /** To the party that the content tells (RTE-049). */
  | 'OPEN'
  /** To everybody it may concern; the hub answers (RTE-021). */
  | 'BROADCAST'
  /** Read from the hub's own store. */
  | 'GET_ALL'
  /** Between the hub and one partner, such as the result of a command that an operator ordered. */
  | 'HUB';

/** Where a message goes; `to` is set only for a message to one party. */
export type Destination = { mode: 'DIRECT'; to: PartyId } | { mode: Exclude<Mode, 'DIRECT'>; to?: undefined };

/** What table 4.3 says about the interface that is asked. */
export interface ModeRule {
  module: string;
  role: 'SENDER' | 'RECEIVER';
  /** RTE-030: is what is pushed here meant for everybody? */
  broadcast: boolean;
}

export interface Asked {
  method: string;
  list: boolean;
  /** The hub itself takes part in the exchange, so TO may name it without meaning everybody. */
  forHub?: boolean;
  /** Only another party can answer: the hub keeps nothing of the kind. */
  passedOn?: boolean;
}

export function destinationOf(routing: Routing, hub: PartyId, rule: ModeRule, asked: Asked): Destination {
  const { to } = routing;
  if (to === undefined) return { mode: modeWithoutReceiver(routing, hub, rule, asked) };
  if (!isSameParty(to, hub)) return { mode: 'DIRECT', to };
  if (asked.method === 'GET' && !asked.passedOn) return { mode: 'GET_ALL' };
  if (asked.forHub) return { mode: 'HUB' };
  if (rule.broadcast) return { mode: 'BROADCAST' };
  throw new Refusal(
    'E32',
    `The ${rule.module} module is not for everybody and cannot be sent to the hub; name the receiver in the OCPI-to headers, or leave them out.`,
  );
}

function modeWithoutReceiver(
  { from }: Routing,
  hub: PartyId,
  { role, broadcast }: ModeRule,
  { method, list, forHub, passedOn }: Asked,
): Exclude<Mode, 'DIRECT'> {
  if (forHub) return 'HUB';
  if (method !== 'GET' || passedOn) return broadcast ? 'BROADCAST' : 'OPEN'; // AMB-062
  // Who sends no routing headers at all talks to the hub itself, as on a direct link (RTE-005).
  if (from === undefined) return 'GET_ALL';
  // Open routing does not cover GET All.
  if (list && role === 'SENDER')
    throw new Refusal(
      'E24',
      `A list needs a receiver; put ${hub.country_code} and ${hub.party_id} in the OCPI-to headers to get everything.`,
    );
  return 'OPEN';
}

/** Both as the headers are read: in upper case (RTE-007). */
export const isSameParty = (one: PartyId, other: PartyId): boolean =>
  one.country_code === other.country_code && one.party_id === other.party_id;
