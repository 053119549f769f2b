/**
 * Asks a partner for one page and reads it tolerantly (TRN-064, AMB-009): no Link, no totals, `null` where a list is
 * meant, a redirect over a slash. What may pass by itself is a TryLater, anything else ends the pull with a sentence.
 */
import { isJsonObject } from '@chargesphere/schema';
import { CallFailure } from '../call-failure.js';
import { successful } from '../discovery.js';
import type { Call, PartnerAnswer, PartnerClient } from '../http.js';
import { getOverSlash } from '../redirect.js';
import { nextLinkIn } from './link.js';
import type { PageFacts } from './walk.js';

/** Worth another attempt, soon: nobody answered, or the partner said that it cannot now. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  constructor(
    readonly failure: Error,
    /** How long the partner wants to be left alone. */
    readonly wait_ms = 0,
  ) {
    super(failure.message);
  }
}

export interface Page {
  items: readonly unknown[];
  facts: PageFacts;
}

export async function fetchPage(client: PartnerClient, call: Omit<Call, 'method' | 'body'>): Promise<Page> {
  const answer = await answered(client, call);
  if (answer.http === 429 || answer.http >= 500)
    throw new TryLater(
      new CallFailure('refused', `${call.url} answered HTTP ${answer.http}.`),
      retryAfter_ms(answer),
    );
  const { data, headers } = successful(answer, call.url);
  const items = listIn(data, call.url);
  return {
    items,
    facts: {
      count: items.length,
      total: wholeNumber(headers['x-total-count']),
      limit: wholeNumber(headers['x-limit']),
      link: nextLinkIn(headers['link'], call.url),
      mark: markOf(items),
    },
  };
}

async function answered(client: PartnerClient, call: Omit<Call, 'method' | 'body'>): Promise<PartnerAnswer> {
  try {
    return await getOverSlash(client, call);
  } catch (error) {
    const isPassing = error instanceof CallFailure && ['unreachable', 'timeout'].includes(error.kind);
    throw isPassing ? new TryLater(error) : error;
  }
}

/** GEN-008: null and nothing at all are an empty list. */
function listIn(data: unknown, url: string): readonly unknown[] {
  if (data === undefined || data === null) return [];
  if (Array.isArray(data)) return data;
  throw new CallFailure('rubbish', `${url} answered a success whose data is no list.`);
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;

/** A partner may ask for patience, but not for ever. */
const LONGEST_WAIT_MS = 60_000;

function retryAfter_ms({ headers }: PartnerAnswer): number {
  const seconds = wholeNumber(headers['retry-after']) ?? 0;
  return Math.min(seconds * 1000, LONGEST_WAIT_MS);
}

const NAMES = ['country_code', 'party_id', 'id', 'uid', 'type', 'last_updated'] as const;

/** Which objects, in which versions; undefined when one of them does not say who it is. */
function markOf(items: readonly unknown[]): string | undefined {
  const marks = items.map((item) => {
    if (!isJsonObject(item)) return undefined;
    if (typeof item['id'] !== 'string' && typeof item['uid'] !== 'string') return undefined;
    return NAMES.map((name) => (typeof item[name] === 'string' ? item[name] : '')).join('\n');
  });
  return marks.length > 0 && !marks.includes(undefined) ? marks.join('\n\n') : undefined;
}
