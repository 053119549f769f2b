/**
 * Routes that are answered, met with what OCPI says of them: the operations of the OpenAPI document. Routes come from
 * the adapter's tables, bodies and answers from the endpoint facts of the schema, callers from the adapter again.
 */
import type {
  EndpointFact,
  MarketRole,
  OfferedEndpoint as Described,
  PathSegment,
} from '@chargesphere/schema';
import { endpointFacts, marketRoles, offeredEndpoints, pathSegments } from '@chargesphere/schema';
import type { Endpoint } from '../transport/endpoint.js';
import type { Offer, OfferedEndpoint } from '../versions/offer.js';
import type { AnsweredRoute } from './routes.js';
import { answeredRoutes } from './routes.js';

/** An operation with what only the adapter knows of it. */
export interface Operation extends Described {
  /** TRN-010 */
  takesTokenA: boolean;
  /** A push that may be addressed to the hub, for everybody (RTE-030). */
  broadcast: boolean;
}

/** Everything a version offers, with the list of versions and its own details; paths are below `root`. */
export function operationsOf(root: string, versionsUrl: string, offer: Offer): Operation[] {
  const isVersions = ({ module }: EndpointFact) => module === undefined;
  const [list, details] = endpointFacts.filter(isVersions).map((fact) => [fact]);
  const versions = [
    ...offeredEndpoints(() => below(root, versionsUrl), list),
    ...offeredEndpoints(() => below(root, offer.url), details),
  ];
  return [
    ...versions.map((one) => ({ ...one, takesTokenA: true, broadcast: false })),
    ...offer.endpoints.flatMap((offered) => operationsAt(below(root, offered.url), offered)),
  ];
}

const below = (root: string, url: string): string => url.slice(root.length);

/** The operations of one endpoint. A route that OCPI leaves to the server gets the fact that names no path. */
function operationsAt(place: string, { endpoint }: OfferedEndpoint): Operation[] {
  const facts = endpointFacts.filter(
    ({ module, interface: side = endpoint.role }) => module === endpoint.module && side === endpoint.role,
  );
  const known = offeredEndpoints(
    () => place,
    facts.filter(({ path }) => path !== undefined),
  );
  const spelling = spellingsOf(facts, place);
  return answeredRoutes(endpoint).map(({ method, path }) => {
    const shape = shapeOf(place, path);
    const at = spelling.get(shape) ?? place + textOf(path);
    const fitting = known.find((one) => one.method === method && bare(one.path) === shape);
    const own = fitting ?? ownUrl(facts, { method, path }, at) ?? unknown(endpoint, { method, path }, at);
    return { ...own, path: at, ...rulesOf(endpoint) };
  });
}

const ownUrl = (facts: readonly EndpointFact[], { method }: AnsweredRoute, at: string) =>
  offeredEndpoints(
    () => at,
    facts.filter(({ path }) => path === undefined),
  ).find((one) => one.method === method);

/** Something that this hub answers and OCPI does not know: told all the same, so that nothing is hidden. */
const unknown = ({ module, role }: Endpoint, { method }: AnsweredRoute, path: string): Described => ({
  module,
  role,
  method,
  path,
  summary: `${method} in ${module}`,
  requirements: [],
});

/** Who is really let in, which is what table 4.3 says or more (RTE-016). */
const rulesOf = (
  endpoint: Endpoint,
): Pick<Operation, 'takesTokenA' | 'broadcast'> & { callers?: readonly MarketRole[] } =>
  endpoint.kind === 'configuration'
    ? { takesTokenA: endpoint.takesTokenA, broadcast: false }
    : {
        takesTokenA: false,
        broadcast: endpoint.broadcast,
        callers: marketRoles.filter((role) => endpoint.callers.has(role)),
      };

// ---- paths

/** Ids that OCPI names keep their names, also where a path of ours has the same shape. */
function spellingsOf(facts: readonly EndpointFact[], place: string): Map<string, string> {
  const spellings = new Map<string, string>();
  for (const { path = '' } of facts) {
    const { segments, required } = pathSegments(path);
    for (let length = required; length <= segments.length; length += 1) {
      const shown = segments.slice(0, length);
      spellings.set(shapeOf(place, shown), place + shown.map(segmentText).join(''));
    }
  }
  return spellings;
}

const segmentText = (segment: PathSegment): string =>
  'word' in segment ? `/${segment.word}` : `/{${segment.id}}`;

/** Ids that OCPI does not name. Three of them are an object below its owner's ids (TRN-080). */
function textOf(path: readonly PathSegment[]): string {
  const unnamed = path.filter((segment) => 'id' in segment && segment.id === 'id').length;
  const names = unnamed > 2 ? ['country_code', 'party_id', 'id', 'id_2', 'id_3'] : ['id', 'id_2'];
  const named = (segment: PathSegment): PathSegment =>
    'id' in segment && segment.id === 'id' ? { id: names.shift() ?? segment.id } : segment;
  return path.map((segment) => segmentText(named(segment))).join('');
}

/** A path without the names of its ids. */
const bare = (path: string): string => path.replace(/\{\w+\}/g, '{}');
const shapeOf = (place: string, path: readonly PathSegment[]): string =>
  bare(place + path.map(segmentText).join(''));
