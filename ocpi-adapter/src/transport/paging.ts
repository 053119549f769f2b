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
}

/** GraphQL's Int. An offset beyond it points at nothing any list will ever hold. */
const LARGEST_INT = 2 ** 31 - 1;

/** TRN-037, TRN-049: what cannot be read is refused with the parameter's name and the cure. */
export function windowOf(query: URLSearchParams, limits: PageLimits): PageWindow {
  const dateFrom = date(query, 'date_from');
  const dateTo = date(query, 'date_to');
  return {
    ...(dateFrom === undefined ? {} : { dateFrom }),
    ...(dateTo === undefined ? {} : { dateTo }),
    offset: integer(query, 'offset', 0) ?? 0,
    limit: Math.min(integer(query, 'limit', 1) ?? limits.pageDefault, limits.pageMax),
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
}

/** TRN-042 to TRN-046: totals and limit on every page, a link to the next on every page but the last. */
export function pageHeaders({ url, query, window, returned, total }: Page): Record<string, string> {
  const headers: Record<string, string> = {
    'X-Total-Count': String(total),
    'X-Limit': String(window.limit),
  };
  const next = window.offset + window.limit;
  // An empty page gets no link whatever the total says, so that no crawl can go on for ever (TRN-050).
  if (returned > 0 && next < total)
    headers['Link'] = `<${url}?${nextQuery(query, next, window.limit)}>; rel="next"`;
  return headers;
}

/** TRN-043: every filter of the request, repeated as given, with the effective limit. */
function nextQuery(query: URLSearchParams, offset: number, limit: number): string {
  const next = new URLSearchParams({ offset: String(offset), limit: String(limit) });
  for (const [name, value] of query) if (name !== 'offset' && name !== 'limit') next.append(name, value);
  return next.toString().replaceAll('%3A', ':'); // a colon is allowed in a query, and dates stay readable
}
