/**
 * Paginated lists (TRN-035 to TRN-049): the documents come in creation order, which is total, so pages are stable.
 */
import { refusal, success, type Answer, type Json } from './envelope.js';

/** Milliseconds of an OCPI DateTime; without designator it means UTC (TYPE-005). NaN when malformed. */
export const instantOf = (text: string): number =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?$/.test(text)
    ? Date.parse(text.endsWith('Z') ? text : `${text}Z`)
    : Number.NaN;

const lastUpdated = (document: Json): number =>
  typeof document.last_updated === 'string' ? instantOf(document.last_updated) : Number.NaN;

const wholeNumber = (text: string | null, standard: number): number =>
  text === null ? standard : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;

/** One page of the documents that match the filters of the request's URL. */
export const page = (url: URL, documents: readonly Json[], limit_max: number): Answer => {
  const query = url.searchParams;
  const [date_from, date_to] = [query.get('date_from'), query.get('date_to')];
  const from = date_from === null ? -Infinity : instantOf(date_from);
  const until = date_to === null ? Infinity : instantOf(date_to);
  const offset = wholeNumber(query.get('offset'), 0);
  const asked = wholeNumber(query.get('limit'), limit_max);
  // TRN-049: rubbish in paging parameters is a client error told in the envelope.
  if ([from, until, offset, asked].some(Number.isNaN) || asked === 0)
    return refusal(200, 2001, 'date_from, date_to, offset or limit cannot be read; limit starts at 1.');

  const limit = Math.min(asked, limit_max);
  const matching = documents.filter(
    (document) => lastUpdated(document) >= from && lastUpdated(document) < until,
  );
  const items = matching.slice(offset, offset + limit);
  const headers: Record<string, string> = {
    'X-Total-Count': String(matching.length),
    // TRN-045: the most this server can return in a page, whatever was asked for.
    'X-Limit': String(limit_max),
  };
  if (offset + items.length < matching.length && items.length > 0) {
    const next = new URL(url);
    next.searchParams.set('offset', String(offset + items.length));
    next.searchParams.set('limit', String(limit));
    headers.Link = `<${next.href}>; rel="next"`;
  }
  return { ...success(items), headers };
};

/** The target of `rel="next"`, resolved against the page it came with (AMB-009). */
export const nextLink = (header: string | undefined, base: string): string | undefined => {
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>([^,<]*)/g))
    if (target !== undefined && /rel\s*=\s*"?next"?/i.test(parameters ?? ''))
      return new URL(target, base).href;
  return undefined;
};
