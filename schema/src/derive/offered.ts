/**
 * Endpoint facts → the endpoints of an OpenAPI document, once their places are known. A server gives each fact the
 * path it serves it at, or none where it does not offer it.
 */
import type { EndpointFact, Method, PathSegment } from '../ocpi/modules.js';
import { endpointFacts, pathSegments } from '../ocpi/modules.js';
import type { ObjectTable } from './notation.js';
import type { MessageContent, OfferedEndpoint } from './openapi.js';

/** A fact at one depth of its path: `/{location_id}`, `/{location_id}/{evse_uid}` and so on. */
interface Depth {
  path: string;
  document: ObjectTable | undefined;
}

const textOf = (segment: PathSegment): string =>
  'word' in segment ? `/${segment.word}` : `/{${segment.id}}`;

const depthsOf = ({ path = '', documents = [] }: EndpointFact): Depth[] => {
  const { segments, required } = pathSegments(path);
  return Array.from({ length: segments.length - required + 1 }, (_, more) => ({
    path: segments
      .slice(0, required + more)
      .map(textOf)
      .join(''),
    document: documents[more],
  }));
};

const bodyOf = ({ oneOf }: EndpointFact, method: Method, { document }: Depth): MessageContent | undefined => {
  if (method === 'GET' || method === 'DELETE') return undefined;
  if (method === 'PATCH') return document && { patch: document };
  return oneOf ? { oneOf } : document;
};

const dataOf = (
  { answer, list }: EndpointFact,
  method: Method,
  { document }: Depth,
): MessageContent | undefined => {
  if (answer || method !== 'GET') return answer;
  return list && document ? { list: document } : document;
};

/** TRN-080, TRN-081: the owner puts objects below its own ids; CDRs and invoice records are posted to the bare URL. */
const creates = ({ path, documents, answer }: EndpointFact, method: Method): boolean =>
  method === 'PUT'
    ? path?.startsWith('/{country_code}/{party_id}') === true
    : method === 'POST' && path === '' && documents !== undefined && answer === undefined;

const VERBS: Record<Method, string> = {
  GET: 'Read',
  POST: 'Post',
  PUT: 'Put',
  PATCH: 'Change',
  DELETE: 'Delete',
};
const summaryOf = (fact: EndpointFact, method: Method, { document }: Depth): string => {
  if (fact.summary !== undefined) return fact.summary;
  if (!document) return `${VERBS[method]} in ${fact.module ?? 'versions'}`;
  if (fact.list) return `List ${document.name} objects`;
  return `${VERBS[method]} ${/^[AEIOU]/.test(document.name) ? 'an' : 'a'} ${document.name} object`;
};

/** What holds for every endpoint of a kind, whatever the module. */
const requirementsOf = (fact: EndpointFact, method: Method): string[] => {
  if (fact.list === 'paginated') return ['TRN-035', 'TRN-036', 'TRN-042', 'TRN-044', 'TRN-045'];
  if (method === 'PATCH') return ['TRN-023', 'TRN-024', 'TRN-082'];
  if (method === 'PUT' && creates(fact, method)) return ['TRN-022', 'TRN-081', 'TRN-082', 'STA-004'];
  return creates(fact, method) ? ['STA-004'] : [];
};

const offered = (fact: EndpointFact, method: Method, depth: Depth, place: string): OfferedEndpoint => ({
  module: fact.module ?? 'versions',
  role: fact.interface,
  method,
  path: place + depth.path,
  summary: summaryOf(fact, method, depth),
  requirements: requirementsOf(fact, method),
  callers: fact.callers,
  requestBody: bodyOf(fact, method, depth),
  bodyIsOptional: fact.bodyIsOptional,
  responseData: dataOf(fact, method, depth),
  parameters: fact.parameters,
  answerHeaders: fact.answerHeaders,
  paginated: fact.list === 'paginated',
  creates: creates(fact, method),
});

/** Every method at every depth of the facts that have a place: the URL path of the module or of the given URL. */
export const offeredEndpoints = (
  placeOf: (fact: EndpointFact) => string | undefined,
  facts: readonly EndpointFact[] = endpointFacts,
): OfferedEndpoint[] =>
  facts.flatMap((fact) => {
    const place = placeOf(fact);
    if (place === undefined) return [];
    return depthsOf(fact).flatMap((depth) =>
      fact.methods.map((method) => offered(fact, method, depth, place)),
    );
  });
