/**
 * Pagination of every list (TRN-035 to TRN-049): query parameters in, window and response headers out.
 */
import { canonicalDateTime, dateTimeForm } from '@chargesphere/schema';
import { Refusal } from './status.js';

export interface PageLimits {
  /** Page size when the client asks for none. */
  pageDefault: number;
  /** The most objects in one page (TRN-038). */
  pageMax: number;
}

export interface PageWindow {
  dateFrom?: string;
  dateTo?: string;
  offset: number;
  limit: number;
  /** Where the page before ended, as the graph named it in our own link. */
  after?: string;
}

/** Parameter of our own beside OCPI's four; a client that does not know it carries it along in the link. */
const CURSOR = 'cursor';

/** GraphQL's Int. An offset beyond it points at nothing any list will ever hold. */
const LARGEST_INT = 2 ** 31 - 1;

/** TRN-037, TRN-049: what cannot be read is refused with the parameter's name and the cure. */
export function windowOf(query: URLSearchParams, limits: PageLimits): PageWindow {
  const dateFrom = date(query, 'date_from');
  const dateTo = date(query, 'date_to');
  const after = query.get(CURSOR);
  return {
    ...(dateFrom === undefined ? {} : { dateFrom }),
    ...(dateTo === undefined ? {} : { dateTo }),
    offset: integer(query, 'offset', 0) ?? 0,
    limit: Math.min(integer(query, 'limit', 1) ?? limits.pageDefault, limits.pageMax),
    ...(after === null ? {} : { after }),
  };
}

function date(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const form = dateTimeForm(text);
  // AMB-023: 1970-1-1T00:00:00Z is readable. Offsets such as +02:00 do not exist in OCPI (TYPE-006).
  if (form !== 'exact' && form !== 'readable')
    throw new Refusal('TRN-049', `${name} is not a DateTime; write it in UTC as 2026-01-31T12:00:00Z.`);
  return canonicalDateTime(text);
}

function integer(query: URLSearchParams, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= LARGEST_INT))
    throw new Refusal('TRN-049', `${name} must be a whole number from ${least} to ${LARGEST_INT}.`);
  return value;
}

export interface Page {
  /** Absolute URL of the list, without query (TRN-042). */
  url: string;
  query: URLSearchParams;
  window: PageWindow;
  returned: number;
  total: number;
  /** Cursor of the next page, null on the last one; undefined for a list that is paged by offset only. */
  next?: string | null | undefined;
}

/** TRN-042 to TRN-046: totals and limit on every page, a link to the next on every page but the last. */
export function pageHeaders({ url, query, window, returned, total, next }: Page): Record<string, string> {
  const headers: Record<string, string> = {
    'X-Total-Count': String(total),
    'X-Limit': String(window.limit),
  };
  const offset = window.offset + window.limit;
  // The cursor knows better than a total that may be seconds old. An empty page gets no link whatever the total says,
  // so that no crawl can go on for ever (TRN-050).
  const isMore = next === undefined ? offset < total : next !== null;
  if (returned > 0 && isMore)
    headers['Link'] = `<${url}?${nextQuery(query, offset, window.limit, next)}>; rel="next"`;
  return headers;
}

const PLACE: ReadonlySet<string> = new Set(['offset', 'limit', CURSOR]);

/** TRN-043: every filter of the request, repeated as given, with the effective limit and the place to go on from. */
function nextQuery(query: URLSearchParams, offset: number, limit: number, cursor?: string | null): string {
  const next = new URLSearchParams({ offset: String(offset), limit: String(limit) });
  for (const [name, value] of query) if (!PLACE.has(name)) next.append(name, value);
  if (cursor) next.append(CURSOR, cursor);
  return next.toString().replaceAll('%3A', ':'); // a colon is allowed in a query, and dates stay readable
}
