/** Reading a paginated list to its end (TRN-050): along the links, stopping at a repeated link or an empty page. */
import { isObject, type Json } from '../wire/envelope.js';
import { isSuccess, type CallResult } from '../wire/ocpi.client.js';
import { nextLink } from '../wire/paging.js';

export interface CrawlOptions {
  /** Stop after so many pages; absent means all. */
  maxPages?: number;
}

export async function crawl(
  first: () => Promise<CallResult>,
  follow: (url: string) => Promise<CallResult>,
  base: string,
  maxPages = Infinity,
): Promise<Json[]> {
  const documents: Json[] = [];
  const visited = new Set<string>();
  let result = await first();
  for (let pages = 1; ; pages += 1) {
    if (!isSuccess(result) || !Array.isArray(result.envelope?.data))
      throw new Error(`A page was answered ${result.http}: ${result.text.slice(0, 300)}`);
    const items: unknown[] = result.envelope.data;
    documents.push(...items.filter(isObject));
    const link = nextLink(result.headers.link, base);
    if (link === undefined || visited.has(link) || items.length === 0 || pages >= maxPages) return documents;
    visited.add(link);
    result = await follow(link);
  }
}
