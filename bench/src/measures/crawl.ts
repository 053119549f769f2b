/**
 * A full crawl of a long list, as a new eMSP makes it, while the CPO goes on changing it: does the last page cost what
 * the first one does, and does every Location come exactly once (TRN-039)?
 */
import { CPO } from '../documents.js';
import { crawlRows, endsOf, requireComplete, SAMPLE, type Ends } from '../crawl.rules.js';
import type { Crawled } from '../load/crawl.load.js';
import type { Changes } from '../load/change.load.js';
import { watchMemory } from '../stage/memory.js';
import { locationRefs, seedLocations } from '../stage/seed.js';
import type { Stage } from '../stage/stage.js';
import type { Worker } from '../worker/worker.client.js';
import type { Result } from './measure.js';

export interface CrawlOptions {
  /** In the list when the first crawl begins. */
  locations: number;
  crawls: number;
}

const PUSHES_PER_SECOND = 50;
/** The hub cuts it to the most it gives. */
const LIMIT = 1_000_000;
const WARM_UP_PAGES = 100;
/** A crawl, at the most: twenty pages a second are slow, and one page in it is always allowed to be. */
const patience_ms = (locations: number): number => 120_000 + locations * 3;
const PUSHING_MS = 120_000;

interface Crawl extends Omit<Crawled, 'refs' | 'twice'> {
  ends: Ends;
  locations: number;
  changes: { patched: number; replaced: number; created: number };
  memory: { before: number | undefined; most: number | undefined };
}

export const crawl = async (
  { hub, partners, start }: Stage,
  { locations, crawls: times }: CrawlOptions,
  scope: AsyncDisposableStack,
): Promise<Result> => {
  await seedLocations(hub.database.url, locations);
  const crawler = await start(scope, 'crawl-load', {
    origin: hub.origin,
    path: `/ocpi/2.3.0/sender/locations?limit=${LIMIT}`,
    headers: partners.pull,
  });
  const known = (await locationRefs(hub.database.url)).map((ref) => ref.split('/')[2] ?? '');
  const pusher = await start(scope, 'change-load', {
    url: `${hub.origin}/ocpi/2.3.0/receiver/locations/${CPO.country_code}/${CPO.party_id}`,
    headers: partners.publish,
    known,
    perSecond: PUSHES_PER_SECOND,
  });
  await crawler.run({ pagesMax: WARM_UP_PAGES }, patience_ms(locations));
  const crawls: Crawl[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = await locationRefs(hub.database.url);
    const memory = watchMemory(hub.pid);
    const { crawled, changes } = await whileChanging(pusher, () =>
      crawler.run({ again: SAMPLE }, patience_ms(locations)),
    );
    requireComplete(crawled, before, changes.created);
    crawls.push(told(crawled, changes, { before: memory.before, most: memory.stop() }));
  }
  return { rows: crawlRows(crawls.map(({ ends }) => ends)), notes: crawls.map(noteOf), details: crawls };
};

const whileChanging = async (
  pusher: Worker<'change-load'>,
  crawling: () => Promise<Crawled>,
): Promise<{ crawled: Crawled; changes: Changes }> => {
  await pusher.run('begin', PUSHING_MS);
  const crawled = await crawling();
  return { crawled, changes: await pusher.run('end', PUSHING_MS) };
};

const told = (
  { refs, twice: _, ...crawled }: Crawled,
  { patched, replaced, created }: Changes,
  memory: Crawl['memory'],
): Crawl => ({
  ...crawled,
  ends: endsOf(crawled.latencies_ms, crawled.again_ms),
  locations: refs.length,
  changes: { patched, replaced, created: created.length },
  memory,
});

const noteOf = ({ latencies_ms, elapsed_ms, locations, changes, bytes, ends, memory }: Crawl): string => {
  const { patched, replaced, created } = changes;
  const pages = latencies_ms.length;
  const inMegabytes = (size: number | undefined) =>
    size === undefined ? 'not told' : `${Math.round(size / 1e6)} MB`;
  return [
    `crawl: ${locations} Locations (${inMegabytes(bytes)}) in ${pages} pages,`,
    `${((pages * 1000) / elapsed_ms).toFixed(1)} pages/s, the ${ends.pages} at either end compared;`,
    `meanwhile ${patched} PATCHes, ${replaced} PUTs of known and ${created} of new Locations;`,
    `none lost, none twice; memory of the hub ${inMegabytes(memory.before)} before, ${inMegabytes(memory.most)} at the most`,
  ].join(' ');
};
