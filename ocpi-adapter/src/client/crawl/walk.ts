/**
 * Which page comes next (TRN-047, TRN-050, AMB-009). No I/O: pages in, places out.
 *
 * A partner's link is followed as long as it makes sense: on the partner's own origin, onward, with our filters. What
 * does not is replaced by the page that offset, limit and filters name. A walk ends where no link is, at an empty page,
 * and wherever it would come by again.
 */
import { instantOf } from '@chargesphere/schema';
import type { Link } from './link.js';
import type { List, Place } from './list.js';
import { placeAt } from './list.js';

/** What a page says about the list. */
export interface PageFacts {
  count: number;
  /** X-Total-Count and X-Limit, when they were sent (AMB-009). */
  total: number | undefined;
  limit: number | undefined;
  link: Link;
  /** The same for two pages with the same objects; undefined when they cannot be told apart. */
  mark: string | undefined;
}

export type Next =
  | { kind: 'page'; place: Place }
  /** `isComplete`: by all we know the whole list was seen. */
  | { kind: 'end'; isComplete: boolean };

export class Walk {
  private readonly visited = new Set<string>();
  private lowestTotal: number | undefined;
  private before: { offset: number; count: number; mark: string | undefined } | undefined;

  /** `total`: what the list had when an earlier run stopped. */
  constructor(
    private readonly list: List,
    total?: number,
  ) {
    this.lowestTotal = total;
  }

  next(place: Place, page: PageFacts): Next {
    this.visited.add(place.url);
    const back = this.stepBack(place, page);
    const isRepeated = page.mark !== undefined && page.mark === this.before?.mark;
    this.before = { offset: place.offset, count: page.count, mark: page.mark };
    if (back) {
      this.visited.clear(); // what lies between is rightly met again
      return { kind: 'page', place: back };
    }
    const onward = place.offset + page.count;
    const isComplete = page.total === undefined || onward >= page.total;
    if (page.count === 0) return { kind: 'end', isComplete };
    if (isRepeated) return { kind: 'end', isComplete: false };
    const next = this.onward(place, page);
    if (next === undefined) return { kind: 'end', isComplete };
    if (this.visited.has(next.url)) return { kind: 'end', isComplete: false };
    return { kind: 'page', place: next };
  }

  /**
   * TRN-047: objects have vanished, and those behind them moved up, perhaps over the edge of the page before. That one
   * is asked for again, one earlier: so far up as a page is long every object is met then, and further up the step
   * is longer. Only a total lower than ever is a reason, so that one that goes up and down cannot hold us for ever.
   */
  private stepBack({ url, offset }: Place, { total }: PageFacts): Place | undefined {
    const vanished = total === undefined || this.lowestTotal === undefined ? 0 : this.lowestTotal - total;
    if (total !== undefined) this.lowestTotal = Math.min(total, this.lowestTotal ?? total);
    const isCounted = new URL(url).searchParams.has('offset');
    if (vanished <= 0 || offset === 0 || !isCounted) return undefined;
    const { list, before } = this;
    const edge = before ?? { offset: Math.max(0, offset - list.limit), count: list.limit };
    return placeAt(list, Math.max(0, edge.offset - Math.max(1, vanished - edge.count)));
  }

  private onward(place: Place, page: PageFacts): Place | undefined {
    const computed = placeAt(this.list, place.offset + page.count);
    const { link, total } = page;
    switch (link.kind) {
      case 'none':
        // AMB-009: the last page, unless the partner itself counts more objects than that.
        return total !== undefined && computed.offset < total ? computed : undefined;
      case 'unreadable':
        return computed;
      case 'url':
        return this.linked(place, page, link.url) ?? computed;
      default:
        return link satisfies never;
    }
  }

  /** The page behind a link; undefined when it makes no sense to follow it. */
  private linked(place: Place, page: PageFacts, link: URL): Place | undefined {
    const endpoint = new URL(this.list.url);
    // CRED-036: never anywhere else than to the partner's own origin.
    if (link.origin !== endpoint.origin || link.username !== '' || link.password !== '') return undefined;
    link.hash = '';
    const { searchParams: query } = link;
    if (!/^([1-9]\d{0,9})?$/.test(query.get('limit') ?? '')) return undefined;
    const offset = query.get('offset');
    if (offset !== null) {
      if (!this.isOnward(offset, place, page)) return undefined;
      // TRN-043: a page of another list would be worse than a page we compute.
      const keepsFilters = this.isSame('date_from', query, true) && this.isSame('date_to', query, true);
      return keepsFilters ? { url: link.href, offset: Number(offset) } : undefined;
    }
    // A cursor of the partner's own is as good as an offset, but there has to be one.
    const known = new Set(['limit', 'date_from', 'date_to', ...endpoint.searchParams.keys()]);
    const hasCursor =
      link.pathname !== endpoint.pathname || [...query.keys()].some((name) => !known.has(name));
    if (!hasCursor || !this.isSame('date_from', query, false) || !this.isSame('date_to', query, false))
      return undefined;
    return { url: link.href, offset: place.offset + page.count };
  }

  /** Beyond this page, and not beyond the next: some servers count on by what was asked for, not by what they gave. */
  private isOnward(text: string, place: Place, { count, limit }: PageFacts): boolean {
    if (!/^\d{1,10}$/.test(text)) return false;
    const effective = limit === undefined ? 0 : Math.min(limit, this.list.limit);
    const step = Number(text) - place.offset;
    return step > 0 && step <= Math.max(count, effective);
  }

  private isSame(name: 'date_from' | 'date_to', query: URLSearchParams, isNeeded: boolean): boolean {
    const wanted = name === 'date_from' ? this.list.dateFrom : this.list.dateTo;
    const given = query.get(name);
    if (given === null || given === '') return wanted === undefined || !isNeeded;
    return wanted !== undefined && instantOf(given) === instantOf(wanted);
  }
}
