/**
 * Who receives what is broadcast, and what can become of a delivery (requirements 3.4). Pure.
 *
 * A delivery is one message for one receiver. It waits until a node takes it up for sending and ends in one of six
 * ways. What failed is not tried again (TRN-104), except CDRs for platforms whose operator has asked for it.
 */
import { between } from './record-bounds.js';

export const broadcastKinds = ['BROADCAST', 'REDELIVERY', 'CLIENT_INFO'] as const;
export type BroadcastKind = (typeof broadcastKinds)[number];

export const deliveryStatuses = [
  'WAITING',
  'SENDING',
  'DELIVERED',
  'REFUSED',
  'FAILED',
  'COALESCED',
  'DROPPED',
  'EXPIRED',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Ends a node can report. EXPIRED is also the end of what nobody took up in time. */
export const settledStatuses = ['DELIVERED', 'REFUSED', 'FAILED', 'COALESCED', 'DROPPED', 'EXPIRED'] as const;
export type SettledStatus = (typeof settledStatuses)[number];

const CONSUMERS = ['EMSP', 'NSP', 'OTHER', 'NAP', 'PTP'] as const;

/** RTE-025, RTE-031. A module that is not here is not for everybody (RTE-027, RTE-030). */
const receiversOf: Readonly<Record<string, readonly string[]>> = {
  locations: CONSUMERS,
  tariffs: CONSUMERS,
  tokens: ['CPO'],
};

/** Modules that can be broadcast. */
export const broadcastModules: readonly string[] = Object.keys(receiversOf);

/** Roles that show Locations to everybody, and so do not get those that are not published (LOC-026). */
const SHOWING = new Set(['NAP', 'NSP']);

/** A party on a platform, and its roles there. */
export interface Candidate {
  platformId: string;
  /** Folded ref of the party. */
  receiver: string;
  roles: ReadonlySet<string>;
}

export interface Audience {
  module: string;
  /** Folded ref of the party whose object it is. */
  owner: string;
  /** False for a Location that is not for everybody's eyes. */
  isPublished: boolean;
}

/** RTE-022, RTE-032, RTE-033: everybody in an opposite role but the owner, in whatever role and on whatever platform. */
export const receives = (
  { receiver, roles }: Candidate,
  { module, owner, isPublished }: Audience,
  mayPass: (from: string, to: string, module: string) => boolean,
): boolean =>
  receiver !== owner &&
  (receiversOf[module] ?? []).some((role) => roles.has(role) && (isPublished || !SHOWING.has(role))) &&
  mayPass(owner, receiver, module);

/** How long things may wait and how long they are kept. Milliseconds. */
export interface DeliveryTimes {
  /** TRN-104: an older state is not news any more; the receiver will pull. */
  expireAfter_ms: number;
  /** How long a CDR is offered again and again. */
  redeliverFor_ms: number;
  /** Between the first two attempts; it doubles up to the longest. */
  backoff_ms: number;
  backoffMax_ms: number;
  /** How long broadcasts and their deliveries can be read. */
  keep_ms: number;
  /** How long a node that is silent keeps its lanes. */
  lease_ms: number;
}

export const usualTimes: DeliveryTimes = {
  expireAfter_ms: 10 * 60_000,
  redeliverFor_ms: 7 * 24 * 3_600_000,
  backoff_ms: 60_000,
  backoffMax_ms: 3_600_000,
  keep_ms: 14 * 24 * 3_600_000,
  lease_ms: 8_000,
};

/** Broadcasts accepted in one statement at the most, and what a node takes up at once. */
export const ACCEPTED_MAX = 100;
export const TAKEN_MAX = 5_000;
export const SETTLED_MAX = 1_000;

export const takenIn = (limit: number): number => between(limit, 1, TAKEN_MAX, 'limit');

/** HUB-034: the uid of a Token is shown by its last four characters only. */
export const shownObject = (module: string, object: string): string => {
  if (module !== 'tokens') return object;
  const [country = '', party = '', uid = '', ...rest] = object.split('/');
  return [country, party, `…${uid.length > 8 ? uid.slice(-4) : ''}`, ...rest].join('/');
};
