/** What a mutation is about: its result knows best, then what was changed, then what was asked. Pure. */
import { isJsonObject, refOf, type JsonObject } from '@chargesphere/schema';
import type { Change } from './act.js';

export interface Mutated {
  action: string;
  /** Name of the type it returns. */
  returns: string;
  args: Readonly<Record<string, unknown>>;
  result?: unknown;
}

export interface Subject {
  type: string;
  ref: string;
  platformId: string | null;
}

/** Returned by mutations about something else: what these are about is in their name, as in putLocation. */
const RECEIPTS: ReadonlySet<string> = new Set(['PutResult', 'ID', 'CdrReceipt', 'InvoiceReceipt']);

export const subjectOf = (mutated: Mutated, changes: readonly Change[]): Subject => {
  const { action, returns, args, result } = mutated;
  const asked = { ...(isObject(args['input']) ? args['input'] : {}), ...args };
  const given = isObject(result) ? result : {};
  const platform = isObject(given['platform']) ? given['platform'] : {};
  const ownRef = textIn(given, 'ref', 'id', 'name');
  // An invitation and the like have no name of their own: they are about their platform.
  const isWrapper = ownRef === undefined && textIn(platform, 'id') !== undefined;
  const changed = changes.find(({ type }) => type === returns) ?? changes[0];
  const type = isWrapper
    ? 'Platform'
    : RECEIPTS.has(returns)
      ? action.replace(/^[a-z]+/, '')
      : result === undefined && changed
        ? changed.type
        : returns;
  const isPlatform = type === 'Platform';
  const ref =
    (isWrapper ? textIn(platform, 'id') : ownRef) ??
    (typeof result === 'string' ? result : undefined) ??
    changed?.ref ??
    textIn(asked, 'ref', 'id', ...(isPlatform ? ['platformId'] : []), 'name', 'location', 'evse') ??
    documentRef(args['document']) ??
    '';
  const platformId = isPlatform
    ? ref
    : (textIn(platform, 'id') ?? textIn(given, 'platformId') ?? textIn(asked, 'platformId'));
  return { type, ref, platformId: platformId?.toLowerCase() || null };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (fields: Record<string, unknown>, ...names: string[]): string | undefined => {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return undefined;
};

const documentRef = (document: unknown): string | undefined => {
  if (!isJsonObject(document)) return undefined;
  const { country_code, party_id, id, uid } = document as JsonObject & Record<string, unknown>;
  const own = id ?? uid;
  if (typeof country_code !== 'string' || typeof party_id !== 'string') return undefined;
  return typeof own === 'string' ? refOf(country_code, party_id, own) : refOf(country_code, party_id);
};
