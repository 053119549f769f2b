/**
 * The Receiver interface of CDRs: posted once to the bare endpoint, read back only from the Location in the answer
 * (CDR-004, CDR-005), whose path is this platform's own affair.
 */
import { refOf, type CDR } from '@chargesphere/schema';
import { notOffered, refusal, stored, success, type Answer } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import { checks } from './document.check.js';
import type { DocumentStore } from './document.store.js';

export const cdrReceiver = (store: DocumentStore<CDR>): ModuleOffer => {
  /** The last segment of each Location, and the CDR it stands for. */
  const places = new Map<string, string>();
  const placeOf = (ref: string): string => {
    const known = [...places].find(([, one]) => one === ref)?.[0];
    const place = known ?? `filed-${places.size + 1}`;
    places.set(place, ref);
    return place;
  };
  return {
    identifier: 'cdrs',
    role: 'RECEIVER',
    answer: (request) => {
      const { method, segments } = request;
      if (segments.length === 0)
        return method === 'POST' ? post(store, placeOf, request) : notOffered(method);
      if (method !== 'GET') return notOffered(method);
      const found = store.get(places.get(segments.join('/')) ?? '');
      return found ? success(found) : refusal(404, 2001, 'There is no such CDR here.');
    },
  };
};

function post(
  store: DocumentStore<CDR>,
  placeOf: (ref: string) => string,
  { body, url }: OcpiRequest,
): Answer {
  const cdr = checks.CDR.whole(body);
  if (typeof cdr === 'string') return refusal(200, 2001, cdr);
  const ref = refOf(cdr.country_code, cdr.party_id, cdr.id);
  const before = store.get(ref);
  if (before && JSON.stringify(before) !== JSON.stringify(cdr))
    return refusal(200, 2001, `Another CDR ${ref} is filed here.`);
  const isNew = store.put(ref, cdr);
  const inbox = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  return { ...stored(isNew), headers: { Location: `${inbox}/${placeOf(ref)}` } };
}
