/**
 * Whom a command without TO is for (RTE-049): by the Location it names, by the Session or the reservation of the party
 * that asks. What nobody here knows is answered as a CPO would (E21, E22).
 */
import { foldRef } from '@chargesphere/schema';
import type { Receiver } from '../client/partners.js';
import { CommandReceivers } from '../commands/passed-command.operations.js';
import { noDestination, openPartner } from '../hub/onward.js';
import type { DataRequest } from '../transport/endpoint.js';
import { Refusal } from '../transport/status.js';
import { cposOfSession } from './charging-preferences.js';
import { ownersOf } from './locations.js';

/** Commands about a Session, by which a party may have found its CPO before. */
const aboutSessions = [
  'STOP_SESSION',
  'SET_CHARGING_PROFILE',
  'CLEAR_CHARGING_PROFILE',
  'GET_ACTIVE_CHARGING_PROFILE',
];

/** E21 where no party has it, RTE-035 where several do. */
export async function byLocation(request: DataRequest, id: string): Promise<Receiver> {
  const [first, second] = await ownersOf(request, id);
  if (second) throw ambiguous(`A Location ${id}`);
  if (first) return first;
  throw new Refusal(
    'E21',
    `No party here is known to have a Location ${id}; name the CPO in the OCPI-to headers if you know it.`,
  );
}

/**
 * Undefined where the party that asks has no such Session (E22). Sessions are kept for the eMSP of their token only;
 * whoever steers others by contract (CHP-002) is led to where its earlier messages about them went.
 */
export async function bySession(request: DataRequest, id: string): Promise<Receiver | undefined> {
  const own = await cposOfSession(request, id);
  const [first, second] = own.length > 0 ? own : await earlier(request, id, aboutSessions);
  if (second !== undefined) throw ambiguous(`A session ${id}`);
  return first === undefined ? undefined : openPartner(request, first);
}

/** E31 where the party that asks has made no such reservation through this hub. */
export async function byReservation(request: DataRequest, id: string): Promise<Receiver> {
  const [first, second] = await earlier(request, id, ['RESERVE_NOW']);
  if (second !== undefined) throw ambiguous(`A reservation ${id}`);
  if (first === undefined) throw noDestination(`The hub has passed on no reservation ${id} of yours.`);
  return openPartner(request, first);
}

async function earlier(
  { graph, requester, caller }: DataRequest,
  subject: string,
  kind: readonly string[],
): Promise<string[]> {
  const { result } = await graph.askAsHub(
    CommandReceivers,
    { requester: foldRef(requester.ref), subject, kind },
    caller,
  );
  return result;
}

const ambiguous = (what: string) =>
  new Refusal('RTE-035', `${what} exists at several parties; name the one you mean in the OCPI-to headers.`);
