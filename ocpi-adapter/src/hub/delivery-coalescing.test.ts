import type { JsonObject } from '@chargesphere/schema';
import {
  isJsonObject,
  mergePatch,
  patchConnector,
  patchEvse,
  putConnector,
  putEvse,
} from '@chargesphere/schema';
import fc from 'fast-check';
import { bodyOf, coalesce, type Waiting } from './delivery-coalescing.js';

let next = 0;
const message = (method: string, below: string[], body?: object): Waiting => ({
  id: String((next += 1)),
  method,
  path: ['NL', 'TNM', 'L1', ...below],
  body: body === undefined ? null : JSON.stringify(body),
});
const put = (below: string[], body: object = {}) => message('PUT', below, body);
const patch = (below: string[], body: object) => message('PATCH', below, body);
/** What is left, as `METHOD last-id body`. */
const left = (...messages: Waiting[]): string[] =>
  coalesce(messages).left.map((one) => `${one.method} ${String(one.path.at(-1))} ${String(bodyOf(one))}`);

describe('what waits for a slow receiver', () => {
  it('is the newest state of an EVSE, when its status changed many times', () => {
    const burst = Array.from({ length: 100 }, (_, i) =>
      patch(['E1'], { status: i % 2 ? 'CHARGING' : 'AVAILABLE', last_updated: String(i) }),
    );
    expect(left(...burst)).toEqual(['PATCH E1 {"status":"CHARGING","last_updated":"99"}']);
    const { superseded } = coalesce(burst);
    expect(superseded).toHaveLength(99);
    expect(superseded.every(({ by }, i) => by === burst[i + 1])).toBe(true);
  });

  it('is one state for each EVSE, in the order of their last changes', () => {
    expect(left(patch(['E1'], { a: 1 }), patch(['E2'], { a: 1 }), patch(['E1'], { a: 2 }))).toEqual([
      'PATCH E2 {"a":1}',
      'PATCH E1 {"a":2}',
    ]);
  });

  it('is the last PUT only, which says all that was said of its parts before', () => {
    expect(left(put([], { a: 1 }), patch(['E1'], { a: 1 }), put(['E1', 'C1']), put([], { a: 2 }))).toEqual([
      'PUT L1 {"a":2}',
    ]);
  });

  it('is one PATCH with the newest value of every field that any of them named', () => {
    const changes = [patch([], { a: 1, b: 1 }), patch([], { b: null, c: 3 })];
    expect(left(...changes)).toEqual(['PATCH L1 {"a":1,"b":null,"c":3}']);
    // The first is still needed for its `a`, so nothing is settled before the one that carries it.
    expect(coalesce(changes).superseded).toEqual([]);
  });

  it('is the PUT with later changes in it, cleared fields left out', () => {
    expect(left(put([], { a: 1, b: 1 }), patch([], { b: null, c: 3 }))).toEqual(['PUT L1 {"a":1,"c":3}']);
  });

  it('keeps a change apart from a PUT when something between them needs the PUT', () => {
    expect(left(put(['E1'], { a: 1 }), patch(['E1', 'C1'], { b: 1 }), patch(['E1'], { a: 2 }))).toEqual([
      'PUT E1 {"a":1}',
      'PATCH C1 {"b":1}',
      'PATCH E1 {"a":2}',
    ]);
    expect(left(patch(['E1'], { a: 1 }), patch([], { evses: [] }), patch(['E1'], { a: 2 }))).toHaveLength(3);
  });

  it('is the DELETE, and after it whatever came then', () => {
    expect(left(put([], { a: 1 }), message('DELETE', []))).toEqual(['DELETE L1 null']);
    expect(left(message('DELETE', []), patch([], { a: 1 }))).toHaveLength(2);
    expect(left(message('DELETE', []), put([], { a: 1 }))).toEqual(['PUT L1 {"a":1}']);
  });

  it('TRN-087 takes ids for the same in any case', () => {
    expect(left(patch(['e1'], { a: 1 }), patch(['E1'], { a: 2 }))).toEqual(['PATCH E1 {"a":2}']);
  });

  it('RTE-061 is the text that came when nothing was joined, and keeps the digits when something was', () => {
    const text = '{ "price": 1.10 }';
    expect(left({ ...put([]), body: text })).toEqual([`PUT L1 ${text}`]);
    expect(
      left({ ...put([]), body: text }, { ...patch([], {}), body: '{"vat":12345678901234567890}' }),
    ).toEqual(['PUT L1 {"price":1.10,"vat":12345678901234567890}']);
  });

  it('never joins what is sent once, such as a POST', () => {
    expect(left(message('POST', [], { a: 1 }), message('POST', [], { a: 1 }))).toHaveLength(2);
  });
});

/** A receiver: the Location after a message, by the rules of the schema. */
const applied = (
  location: JsonObject | undefined,
  { method, path, body }: Omit<Waiting, 'id'>,
): JsonObject | undefined => {
  const [, , , uid = '', id = ''] = path;
  const document = JSON.parse(body ?? '{}') as JsonObject;
  if (method === 'DELETE') return undefined;
  if (path.length === 3 && method === 'PUT') return document;
  if (!location) return undefined; // a part of what is not there
  if (path.length === 3) return mergePatch(location, document);
  const change =
    path.length === 4
      ? method === 'PUT'
        ? putEvse(location, document)
        : patchEvse(location, uid, document)
      : method === 'PUT'
        ? putConnector(location, uid, document)
        : patchConnector(location, uid, id, document);
  return change.outcome === 'NOT_FOUND' ? location : change.location;
};

/** The order of EVSEs and Connectors means nothing. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([field, inner]): [string, unknown] => [field, inOrder(inner)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

const uids = fc.constantFrom('E1', 'E2');
const ids = fc.constantFrom('C1', 'C2');
const fields = fc.dictionary(fc.constantFrom('status', 'name', 'note'), fc.constantFrom('x', 'y', null), {
  maxKeys: 3,
});
const values = fc.dictionary(fc.constantFrom('status', 'name', 'note'), fc.constantFrom('x', 'y'), {
  maxKeys: 3,
});
const connector = fc.tuple(ids, values).map(([id, more]) => ({ ...more, id }));
const evse = fc
  .tuple(uids, values, fc.uniqueArray(connector, { selector: ({ id }) => id }))
  .map(([uid, more, connectors]) => ({ ...more, uid, connectors }));
const evses = fc.uniqueArray(evse, { selector: ({ uid }) => uid });

type Change = [method: string, below: string[], body: object];
const changeOf = (method: string, below: string[], body: object): Change => [method, below, body];

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(values, evses).map(([more, all]) => changeOf('PUT', [], { ...more, id: 'L1', evses: all })),
  fields.map((more) => changeOf('PATCH', [], more)),
  fc.tuple(fields, evses).map(([more, all]) => changeOf('PATCH', [], { ...more, evses: all })),
  evse.map((one) => changeOf('PUT', [one.uid], one)),
  fc.tuple(uids, fields).map(([uid, more]) => changeOf('PATCH', [uid], more)),
  fc
    .tuple(uids, fields, fc.array(connector))
    .map(([uid, more, all]) => changeOf('PATCH', [uid], { ...more, connectors: all })),
  fc.tuple(uids, connector).map(([uid, one]) => changeOf('PUT', [uid, one.id], one)),
  fc.tuple(uids, ids, fields).map(([uid, id, more]) => changeOf('PATCH', [uid, id], more)),
);

/** Each message later than the one before, as a sender's are. */
const messagesOf = (changes: readonly Change[]): Waiting[] =>
  changes.map(([method, below, body], i) =>
    message(method, below, {
      ...body,
      last_updated: new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString(),
    }),
  );

const START: JsonObject = { id: 'L1', last_updated: '2020-01-01T00:00:00Z', evses: [] };
const at = (location: JsonObject): JsonObject => ({
  ...location,
  evses: ['E1', 'E2'].map((uid) => ({
    uid,
    last_updated: '2020-01-01T00:00:00Z',
    connectors: ['C1', 'C2'].map((id) => ({ id, last_updated: '2020-01-01T00:00:00Z' })),
  })),
});

it('HUB-062 leaves the receiver with the same object, whatever was joined or left out', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const messages = messagesOf(changes);
      const all = messages.reduce<JsonObject | undefined>(applied, at(START));
      const some = coalesce(messages).left.reduce<JsonObject | undefined>(
        (location, one) => applied(location, { ...one, body: bodyOf(one) }),
        at(START),
      );
      expect(inOrder(some)).toEqual(inOrder(all));
    }),
    { numRuns: 500 },
  );
});

it('carries or supersedes every message once', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const messages = messagesOf(changes);
      const { left: kept, superseded } = coalesce(messages);
      const seen = [...kept.flatMap(({ parts }) => parts), ...superseded.map(({ message: one }) => one)];
      expect(seen.map(({ id }) => id).sort()).toEqual(messages.map(({ id }) => id).sort());
      // The newest of what is carried together names it.
      for (const { parts } of kept)
        expect(parts).toEqual(parts.toSorted((a, b) => Number(a.id) - Number(b.id)));
    }),
    { numRuns: 300 },
  );
});
