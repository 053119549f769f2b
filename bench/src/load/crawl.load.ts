/**
 * A partner that crawls a list: page after page by the `Link` header alone (TRN-042), each asked for when the one
 * before is complete. It keeps which objects came and how long each page took.
 */
import { Client } from 'undici';
import type { Opened } from '../worker/roles.js';

export interface CrawlLoadOptions {
  origin: string;
  /** Of the first page. */
  path: string;
  headers: Readonly<Record<string, string>>;
}

export interface CrawlRun {
  /** So many pages before the end, ask for the first page again after each: a yardstick of the same minutes. */
  again?: number;
  /** Stop after so many pages; a crawl ends where there is no link. */
  pagesMax?: number;
}

export interface Crawled {
  /** Each object once, as `country/party/id`. */
  refs: string[];
  /** Those that came more than once. */
  twice: string[];
  /** From the first byte of the request to the last of the answer, in the order of the pages. */
  latencies_ms: number[];
  /** Of the first page, asked for again in turns with the last ones. */
  again_ms: number[];
  /** Without what was asked again. */
  elapsed_ms: number;
  bytes: number;
  /** When the last page was asked for, milliseconds since 1970. */
  lastAskedAt: number;
}

interface Owned {
  country_code: string;
  party_id: string;
  id: string;
}

const TIMEOUT_MS = 60_000;

export const openCrawlLoad = (options: CrawlLoadOptions): Opened<null, CrawlRun, Crawled> => {
  const client = new Client(options.origin, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  return { told: null, run: (run) => crawl(client, options, run) };
};

const crawl = async (
  client: Client,
  { path: first, headers }: CrawlLoadOptions,
  { pagesMax = Infinity, again = 0 }: CrawlRun,
): Promise<Crawled> => {
  const refs = new Set<string>();
  const twice = new Set<string>();
  const latencies_ms: number[] = [];
  const again_ms: number[] = [];
  const began = performance.now();
  let [bytes, lastAskedAt, asideFor_ms] = [0, 0, 0];
  for (let path: string | undefined = first; path && latencies_ms.length < pagesMax;) {
    lastAskedAt = Date.now();
    const page: Page = await pageAt(client, path, headers);
    latencies_ms.push(page.took_ms);
    bytes += Buffer.byteLength(page.text);
    for (const { country_code, party_id, id } of (JSON.parse(page.text) as { data: Owned[] }).data) {
      const ref = `${country_code}/${party_id}/${id}`;
      (refs.has(ref) ? twice : refs).add(ref);
    }
    path = page.next;
    if (!path || page.count - latencies_ms.length > again) continue;
    const aside = performance.now();
    again_ms.push((await pageAt(client, first, headers)).took_ms);
    asideFor_ms += performance.now() - aside;
  }
  const elapsed_ms = performance.now() - began - asideFor_ms;
  return { refs: [...refs], twice: [...twice], latencies_ms, again_ms, elapsed_ms, bytes, lastAskedAt };
};

interface Page {
  text: string;
  took_ms: number;
  next: string | undefined;
  /** Pages of the whole list. */
  count: number;
}

const pageAt = async (client: Client, path: string, headers: CrawlLoadOptions['headers']): Promise<Page> => {
  const asked = performance.now();
  const answer = await client.request({ method: 'GET', path, headers });
  const text = await answer.body.text();
  const took_ms = performance.now() - asked;
  if (answer.statusCode !== 200)
    throw new Error(`${path} was answered ${answer.statusCode}: ${text.slice(0, 500)}`);
  const count = Number(answer.headers['x-total-count']) / Number(answer.headers['x-limit']);
  return { text, took_ms, next: nextOf(answer.headers['link']), count };
};

const nextOf = (link: string | string[] | undefined): string | undefined => {
  const url = /<([^>]*)>; rel="next"/.exec([link].flat().join())?.[1];
  if (!url) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
};
