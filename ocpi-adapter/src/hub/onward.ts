/**
 * Where a request goes once the hub has done its own part with it (HUB-061, RTE-021): a push is stored first, then
 * carried on, and what the receiver answers is the answer. A push for everybody is answered by the hub itself.
 */
import { Problem } from '@chargesphere/schema';
import { OutOfReach, type Receiver } from '../client/partners.js';
import type { DataRequest } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import type { Carried, Leg, Message } from './relay.js';

/** Finds the party that a request without TO is for (RTE-049); undefined when nothing tells. */
export type Route = (
  request: DataRequest,
  body?: Readonly<Record<string, unknown>>,
) => Promise<string | undefined>;

/** The party the request is for: the one in TO, else the one open routing finds. */
export async function receiverOf(
  request: DataRequest,
  route?: Route,
  body?: Readonly<Record<string, unknown>>,
): Promise<Receiver | undefined> {
  if (request.receiver || request.mode !== 'OPEN') return request.receiver;
  const ref = await route?.(request, body);
  return ref === undefined ? undefined : openPartner(request, ref);
}

/** E31: whom open routing has found is of no use when the hub does not know that party. */
export async function openPartner(request: DataRequest, ref: string): Promise<Receiver> {
  try {
    return await request.partner(ref);
  } catch (error) {
    if (error instanceof Refusal && error.row === 'E25')
      throw noDestination(`${ref} is not known to this hub.`);
    throw error;
  }
}

/** Of the parties that the hub has found, those that may be named to the requester; the others are nobody to it (HUB-033). */
export async function inReach(request: DataRequest, refs: readonly string[]): Promise<string[]> {
  const reached = await Promise.all(
    refs.map((ref) =>
      request.partner(ref).then(
        () => true,
        (error: unknown) => {
          if (error instanceof OutOfReach) return false;
          if (error instanceof Refusal) return true; // why it cannot be called is told when it is called
          throw error;
        },
      ),
    ),
  );
  return refs.filter((_, index) => reached[index]);
}

export const noDestination = (why: string) =>
  new Refusal('E31', `${why} Name the receiver in the OCPI-to headers.`);

/** What was pushed, as those need to know it who pass it on to everybody. */
export interface Pushed {
  /** The hub has a newer version: it is no news to anybody (LOC-016). */
  isOlder?: boolean;
  /** What the object says about being shown to everybody, if it says anything (LOC-026). */
  publish?: unknown;
}

/** `own` is the hub's answer where no party is to give one. */
export async function onward(
  request: DataRequest,
  receiver: Receiver | undefined,
  body: string | undefined,
  own: Reply,
  pushed: Pushed = {},
): Promise<Reply> {
  if (request.mode === 'BROADCAST' && !pushed.isOlder) await toEverybody(request, body, pushed);
  if (receiver) return (await carry(request, receiver, body)).reply;
  if (request.mode === 'OPEN') throw noDestination('Nothing in it tells whom it is for.');
  return own;
}

/** RTE-021: the sender waits until the message is kept, and for none of those who receive it. */
async function toEverybody(
  request: DataRequest,
  body: string | undefined,
  { publish }: Pushed,
): Promise<void> {
  const { module, method, path, query, platformId, caller, broadcaster } = request;
  if (method === 'GET' || method === 'POST') return; // RTE-026, and nothing that is broadcast is posted
  const [country_code = '', party_id = ''] = path;
  const owner = { country_code, party_id };
  await broadcaster.accept({ module, method, path, query, owner, platformId, ids: caller, body, publish });
}

/** The request as it came, to the receiver. */
export function carry(
  request: DataRequest,
  receiver: Receiver,
  body?: string,
  wait: Message['wait'] = 'forward_ms',
): Promise<Carried> {
  const { method, path, query, relay } = request;
  return relay.send(
    receiver,
    { method, path, query, ...(body === undefined ? {} : { body }), wait },
    legOf(request),
  );
}

export const legOf = ({ from, caller, mode, place }: DataRequest): Leg => ({
  from,
  ids: caller,
  mode,
  place,
});

/**
 * Does the hub's own part of a change. Where it does not know the object, the receiver may all the same: parties know
 * each other from before the hub (HUB-015), so it decides.
 */
export async function changed(receiver: Receiver | undefined, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!receiver || !(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
  }
}
