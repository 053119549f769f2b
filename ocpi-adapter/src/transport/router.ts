/**
 * From a path to the endpoint behind it (E04, E05). Knows the layout of URLs below /ocpi, no HTTP and no module.
 */
import { Refusal } from './status.js';
import type { ConfigurationEndpoint, DataEndpoint, DataResource, Method } from './endpoint.js';
import { methods } from './endpoint.js';
import type { Offer, OfferedEndpoint } from '../versions/offer.js';
import { PathIndex } from '../versions/offer.js';

/** What a path names: a configuration endpoint, or a resource below a functional one. */
export type Route =
  | { endpoint: ConfigurationEndpoint; url: string }
  | { endpoint: DataEndpoint; resource: DataResource; url: string; path: readonly string[] };

export interface VersionPlaces {
  offer: Offer;
  details: ConfigurationEndpoint;
}

export class Router {
  private readonly versions = new Map<
    string,
    { index: PathIndex; details: ConfigurationEndpoint; url: string }
  >();

  constructor(
    private readonly list: { endpoint: ConfigurationEndpoint; url: string },
    places: readonly VersionPlaces[],
  ) {
    for (const { offer, details } of places)
      this.versions.set(offer.version, { index: new PathIndex(offer), details, url: offer.url });
  }

  /** Path segments from `ocpi` on → route. Throws E04 with a sentence that says where to look instead. */
  route(segments: readonly string[]): Route {
    const [root, version = '', ...rest] = segments;
    if (root !== 'ocpi' || version === '') throw nothingHere(this.list.url);
    if (version === 'versions' && rest.length === 0) return this.list;
    const known = this.versions.get(version);
    if (known === undefined)
      throw new Refusal(
        'E04',
        `This hub has no OCPI version ${version}; ${this.list.url} lists what it has.`,
      );
    if (rest.length === 0) return { endpoint: known.details, url: known.url };
    const place = known.index.find(rest);
    if (place === undefined) throw nothingHere(known.url);
    return routeBelow(place.offered, place.rest, known.url);
  }
}

function routeBelow({ endpoint, url }: OfferedEndpoint, rest: readonly string[], detailsUrl: string): Route {
  // AMB-010: a suffix joined with two slashes leaves one empty segment right after the module.
  const path = rest[0] === '' ? rest.slice(1) : rest;
  if (endpoint.kind === 'configuration') {
    if (path.length > 0) throw nothingHere(detailsUrl);
    return { endpoint, url };
  }
  // An empty id would shift the others to the wrong level, so it names nothing.
  const resource = path.includes('') ? undefined : endpoint.at(path);
  if (resource === undefined) throw nothingHere(detailsUrl);
  return { endpoint, resource, url, path };
}

const nothingHere = (listUrl: string) =>
  new Refusal('E04', `There is nothing at this path; ${listUrl} lists what there is.`);

export const isMethod = (method: string): method is Method => (methods as readonly string[]).includes(method);

/** E05, with the methods that are offered (RFC 9110 asks for Allow). */
export function methodNotOffered(method: string, offered: readonly string[]): Refusal {
  const instead =
    offered.length > 0
      ? `use ${offered.join(', ')}`
      : 'objects live below it, at {country_code}/{party_id}/{id}';
  return new Refusal('E05', `${method} is not offered here; ${instead}.`, { Allow: offered.join(', ') });
}
