/**
 * The Receiver interfaces for whole documents: sessions, tariffs and tokens, which differ only in their methods, in
 * how a PATCH merges and in what an unknown object is called (requirements 8.1, 10.1, 12.1, 2.3).
 */
import { refOf } from '@chargesphere/schema';
import { notOffered, refusal, stored, success, type Answer } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';
import type { DocumentCheck } from './document.check.js';
import type { DocumentStore } from './document.store.js';
import { idProblem } from './patch.rules.js';

export interface ReceiverOptions<T extends object> {
  identifier: string;
  store: DocumentStore<T>;
  methods: readonly ('GET' | 'PUT' | 'PATCH' | 'DELETE')[];
  /** The field that the last URL segment names: `id` or `uid`. */
  idField: string;
  /** OCPI status for an unknown object (E06, E17). */
  unknown: number;
  check: DocumentCheck<T>;
  merge: (document: T, patch: Partial<T>) => T;
  /** Tokens are keyed by type too (TOK-003). */
  typed?: boolean;
}

export const receiverOf = <T extends object>(options: ReceiverOptions<T>): ModuleOffer => ({
  identifier: options.identifier,
  role: 'RECEIVER',
  answer: (request) => answer(options, request),
});

function answer<T extends object>(options: ReceiverOptions<T>, request: OcpiRequest): Answer {
  const { store, idField, unknown, check, merge, typed, methods } = options;
  const { method, segments, body, query } = request;
  const [country_code, party_id, id, ...rest] = segments;
  if (!country_code || !party_id || !id || rest.length > 0)
    return refusal(404, 2000, 'Name the object by country code, party id and id.');
  if (!methods.some((one) => one === method)) return notOffered(method);

  const type = typed ? (query.get('type') ?? 'RFID') : undefined; // TOK-004
  const ref =
    type === undefined ? refOf(country_code, party_id, id) : refOf(country_code, party_id, id, type);
  const known = store.get(ref);
  const expected = { country_code, party_id, [idField]: id, ...(type !== undefined && { type }) };

  if (method === 'PUT') {
    const document = check.whole(body);
    if (typeof document === 'string') return refusal(200, 2001, document);
    const problem = idProblem(document, expected);
    return problem ? refusal(200, 2001, problem) : stored(store.put(ref, document));
  }
  if (!known) return refusal(404, unknown, `There is no ${options.identifier} object ${ref} here.`);
  if (method === 'GET') return success(known);
  if (method === 'DELETE') {
    store.delete(ref);
    return success();
  }
  const patch = check.patch(body);
  if (typeof patch === 'string') return refusal(200, 2001, patch);
  const problem = idProblem(patch, expected);
  if (problem) return refusal(200, 2001, problem);
  store.put(ref, merge(known, patch));
  return success();
}
