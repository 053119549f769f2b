/**
 * What of several messages about one object, waiting for one receiver, still has to be sent: applying what is left
 * gives the same object as applying all of them. A burst of status changes towards a slow receiver becomes one. Pure.
 *
 * PUT and DELETE make everything earlier at or below their path needless. A PATCH joins the message before it at the
 * same path. Joined messages stand where the newest stood, because every change also moves `last_updated` of its
 * parents (LOC-006); they are joined only when nothing between them reads or writes what the earlier one wrote. Lists
 * of EVSEs may end in another order, which means nothing in OCPI.
 */
import { isJsonObject, mergePatch } from '@chargesphere/schema';
import type { JsonObject } from '@chargesphere/schema';

/** A message as it waits. */
export interface Waiting {
  id: string;
  method: string;
  path: readonly string[];
  /** JSON text, as it came. */
  body: string | null;
}

/** One request that is still to be sent, made of the messages it carries, the newest last. */
export interface Carried<W extends Waiting> {
  method: string;
  path: readonly string[];
  parts: readonly W[];
}

/** A message that need not be sent, and the one that says all it said. */
export interface Superseded<W extends Waiting> {
  message: W;
  by: W;
}

export interface Coalesced<W extends Waiting> {
  left: Carried<W>[];
  superseded: Superseded<W>[];
}

/** One more message after those that are left, in the order in which they were accepted. */
export function join<W extends Waiting>(left: readonly Carried<W>[], message: W): Coalesced<W> {
  switch (message.method) {
    case 'PUT':
    case 'DELETE':
      return replaceBelow(left, message);
    case 'PATCH':
      return joinChange(left, message);
    default:
      return { left: [...left, alone(message)], superseded: [] };
  }
}

/** All of them at once. */
export function coalesce<W extends Waiting>(messages: readonly W[]): Coalesced<W> {
  const superseded: Superseded<W>[] = [];
  let left: Carried<W>[] = [];
  for (const message of messages) {
    const joined = join(left, message);
    left = joined.left;
    superseded.push(...joined.superseded);
  }
  return { left, superseded };
}

const alone = <W extends Waiting>(message: W): Carried<W> => ({
  method: message.method,
  path: message.path,
  parts: [message],
});

function replaceBelow<W extends Waiting>(left: readonly Carried<W>[], message: W): Coalesced<W> {
  const [needless, kept] = split(left, ({ path }) => isWithin(path, message.path));
  const superseded = needless.flatMap(({ parts }) => parts.map((part) => ({ message: part, by: message })));
  return { left: [...kept, alone(message)], superseded };
}

function joinChange<W extends Waiting>(left: readonly Carried<W>[], message: W): Coalesced<W> {
  const at = left.findLastIndex(({ path }) => isSame(path, message.path));
  const earlier = left[at];
  const canJoin =
    earlier && earlier.method !== 'DELETE' && left.slice(at + 1).every((later) => !touch(earlier, later));
  if (!canJoin) return { left: [...left, alone(message)], superseded: [] };
  const [needless, parts] = split(earlier.parts, (part) => saysAllOf(message, part));
  const joined: Carried<W> = {
    method: earlier.method,
    path: message.path,
    parts: [...parts, message],
  };
  const superseded = needless.map((part) => ({ message: part, by: message }));
  return { left: [...left.toSpliced(at, 1), joined], superseded };
}

/** The body to send: the text that came, or the messages' bodies put together, every number with its digits (RTE-061). */
export function bodyOf({ parts }: Carried<Waiting>): string | null {
  const [first, ...later] = parts;
  if (!first) return null;
  if (later.length === 0) return first.body;
  const body = later.reduce(
    (stored, { body: patch }) =>
      first.method === 'PUT' ? mergePatch(stored, objectIn(patch)) : { ...stored, ...objectIn(patch) }, // null still has to clear the field at the receiver
    objectIn(first.body),
  );
  return JSON.stringify(body);
}

/** Ids are CiStrings (TRN-087). */
const sameId = (a: string, b: string | undefined): boolean => a.toUpperCase() === b?.toUpperCase();

const isWithin = (path: readonly string[], above: readonly string[]): boolean =>
  path.length >= above.length && above.every((id, i) => sameId(id, path[i]));

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && isWithin(a, b);

/** Does one of them write what the other writes or needs? Siblings never do. */
function touch(a: Carried<Waiting>, b: Carried<Waiting>): boolean {
  if (isSame(a.path, b.path)) return true;
  if (isWithin(a.path, b.path)) return holdsParts(b);
  if (isWithin(b.path, a.path)) return holdsParts(a);
  return false;
}

/** A PUT brings its parts along; a PATCH does when it names the list of them. */
const holdsParts = ({ method, parts }: Carried<Waiting>): boolean =>
  method !== 'PATCH' ||
  parts.some(({ body }) => {
    const fields = objectIn(body);
    return 'evses' in fields || 'connectors' in fields;
  });

/** Does the later PATCH set every field of the earlier one? */
function saysAllOf(later: Waiting, earlier: Waiting): boolean {
  if (earlier.method !== 'PATCH') return false;
  const fields = objectIn(later.body);
  return Object.keys(objectIn(earlier.body)).every((field) => Object.hasOwn(fields, field));
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const one of all) (isFirst(one) ? first : second).push(one);
  return [first, second];
}

interface SourceText {
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}

/** JSON whose numbers print as they were written. Bodies were objects when they were accepted. */
function objectIn(body: string | null): JsonObject {
  const json = JSON as unknown as SourceText; // in Node, not yet in the library of this TypeScript target
  const value = json.parse(body ?? '{}', (_, inner, { source }) =>
    typeof inner === 'number' && source !== undefined ? json.rawJSON(source) : inner,
  );
  return isJsonObject(value) ? value : {};
}
