/** The list that is pulled and the URLs of its pages (TRN-035). Pure. */

export interface List {
  /** URL of the partner's SENDER endpoint. */
  url: string;
  /** How many objects are asked for in a page. */
  limit: number;
  dateFrom: string | undefined;
  dateTo: string | undefined;
}

/** A page to ask for, and how many objects of the list lie before it. */
export interface Place {
  url: string;
  offset: number;
}

/** The page at an offset, with the filters of the list; what the endpoint's URL asks for itself stays. */
export function placeAt({ url, limit, dateFrom, dateTo }: List, offset: number): Place {
  const page = new URL(url);
  const { searchParams } = page;
  if (dateFrom !== undefined) searchParams.set('date_from', dateFrom);
  if (dateTo !== undefined) searchParams.set('date_to', dateTo);
  searchParams.set('offset', String(offset));
  searchParams.set('limit', String(limit));
  return { url: page.href.replaceAll('%3A', ':'), offset };
}

/** Milliseconds are dropped, because some partners cannot read them; a little earlier is no loss. */
export const listDate = (instant: string): string =>
  new Date(Math.floor(Date.parse(instant) / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** AMB-022: Sessions want a date_from always, so everything begins with the epoch. */
export const BEGINNING = '1970-01-01T00:00:00Z';
