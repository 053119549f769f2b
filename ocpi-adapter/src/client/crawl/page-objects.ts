/**
 * The objects of a page: whose they are (TRN-085, TRN-086), and which of them cannot even be offered to the store.
 * Documents are passed on as they came, unknown fields and values included (TRN-072). Pure.
 */
import type { JsonObject, Problem } from '@chargesphere/schema';
import { isJsonObject, ownerOf, refOf } from '@chargesphere/schema';
import type { PulledModule } from './modules.js';
import { refIn } from './modules.js';
import type { PulledPlatform } from './platform.js';
import type { BrokenObject } from './pull.operations.js';

export interface PageObject {
  index: number;
  ref: string | undefined;
  document: JsonObject;
}

export interface SortedPage {
  objects: PageObject[];
  broken: BrokenObject[];
  /** Refs of the parties that own something on the page. */
  owners: Set<string>;
}

export function sorted(
  items: readonly unknown[],
  module: PulledModule,
  platform: PulledPlatform,
): SortedPage {
  const page: SortedPage = { objects: [], broken: [], owners: new Set() };
  for (const [index, item] of items.entries()) {
    const ref = isJsonObject(item) ? refIn(item, module) : undefined;
    const fault = faultIn(item, platform);
    if (isJsonObject(item)) {
      const owner = ownerIn(item);
      if (owner !== undefined && !fault) page.owners.add(owner.toUpperCase());
      if (!fault) page.objects.push({ index, ref, document: item });
    }
    if (fault) page.broken.push({ index, ref, ...fault });
  }
  return page;
}

type Fault = Omit<BrokenObject, 'index' | 'ref'>;

/** Real objects nest fewer than a dozen levels. */
const DEEPEST = 64;

function faultIn(item: unknown, platform: PulledPlatform): Fault | undefined {
  const unstorable = unstorableIn(item, 0);
  if (unstorable === 'depth')
    return {
      pointer: '',
      code: 'WRONG_TYPE',
      reason: `The object nests deeper than ${DEEPEST} levels.`,
      document: undefined, // nothing that nests without end is passed on
    };
  if (!isJsonObject(item))
    return {
      pointer: '',
      code: 'WRONG_TYPE',
      reason: 'A list of objects holds something else.',
      document: item,
    };
  if (unstorable === 'characters')
    return {
      pointer: '',
      code: 'NOT_PRINTABLE',
      reason: 'The object holds U+0000 or half a surrogate pair; OCPI strings are printable text.',
      document: item,
    };
  const owner = ownerIn(item);
  const reason = owner === undefined ? undefined : platform.foreignness(owner);
  return reason === undefined
    ? undefined
    : { pointer: '/party_id', code: 'FOREIGN_OWNER', reason, document: item };
}

/** TRN-085: an owner that is missing or mistyped is the validator's to report. */
const ownerIn = ({ country_code, party_id }: JsonObject): string | undefined =>
  typeof country_code === 'string' && typeof party_id === 'string'
    ? ownerOf(refOf(country_code, party_id))
    : undefined;

function unstorableIn(value: unknown, depth: number): 'depth' | 'characters' | undefined {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? 'characters' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEEPEST) return 'depth';
  let found: 'characters' | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const within = unstorableIn(inner, depth + 1) ?? unstorableIn(key, depth);
    if (within === 'depth') return within;
    found ??= within;
  }
  return found;
}

/** What the store said against an object, with the pointer to the first thing that is wrong. */
export function brokenBy(problem: Problem, { index, ref, document }: PageObject): BrokenObject {
  const refusing = problem.violations.filter(({ severity }) => severity === 'refuse');
  const [first, ...more] = refusing;
  if (first === undefined)
    return { index, ref, document, pointer: '', code: problem.code, reason: problem.message };
  const rest = more.length > 0 ? ` And ${more.length} more.` : '';
  return { index, ref, document, pointer: first.pointer, code: first.code, reason: first.message + rest };
}
