/**
 * Stores the objects of a page by the operations a push of the same platform would use, many at a time, because the
 * store writes together what comes together. An object that is refused is set apart; only a store that does not
 * answer is a reason to come back with the whole page.
 */
import type { Caller } from '@chargesphere/schema';
import { Problem } from '@chargesphere/schema';
import type { GraphClient } from '../../graph.js';
import { requireFlawless } from '../../identity/strictness.js';
import { TryLater } from './fetch-page.js';
import type { Heartbeat } from './heartbeat.js';
import type { PageObject } from './page-objects.js';
import { brokenBy } from './page-objects.js';
import type { PulledPlatform } from './platform.js';
import type { BrokenObject } from './pull.operations.js';

export interface StoredPage {
  stored: number;
  unchanged: number;
  broken: BrokenObject[];
}

/** Put at a time. A partner that ignores our limit may send a hundred thousand in one page. */
const TOGETHER = 100;

export async function storePage(
  graph: GraphClient,
  { module: { put, table }, isStrict }: Pick<PulledPlatform, 'module' | 'isStrict'>,
  objects: readonly PageObject[],
  caller: Caller,
  beat: Heartbeat,
): Promise<StoredPage> {
  const page: StoredPage = { stored: 0, unchanged: 0, broken: [] };
  const store = async (object: PageObject): Promise<void> => {
    const { document } = object;
    if (isStrict) requireFlawless(table, document);
    const { outcome } = (await graph.ask(put, { document, addressee: undefined }, caller)).result;
    if (outcome === 'CREATED' || outcome === 'REPLACED') page.stored += 1;
    else page.unchanged += 1;
  };
  const attempt = async (object: PageObject, isLast: boolean): Promise<void> => {
    try {
      await store(object);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('INTERNAL', (error as Error).message);
      if (problem.code === 'UNAVAILABLE' || problem.code === 'TIMEOUT') throw new TryLater(problem);
      // A fault of ours may be of the moment; an object that meets it twice must not hold up the others.
      if (problem.code === 'INTERNAL' && !isLast) return attempt(object, true);
      page.broken.push(brokenBy(problem, object));
    }
  };
  for (let from = 0; from < objects.length; from += TOGETHER) {
    await Promise.all(objects.slice(from, from + TOGETHER).map((object) => attempt(object, false)));
    await beat();
  }
  return page;
}
