// Laws of the document store, tried on documents nobody would think of.
import fc from 'fast-check';
import {
  compareDateTime,
  isOlder,
  mergePatch,
  mergeSessionPatch,
  Problem,
  type JsonObject,
} from '@chargesphere/schema';
import { sql } from '../src/index.js';
import { operator, thing, World, type Thing } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

let made = 0;
/** A key nothing has been stored under. */
const freshId = (): string => `law${(made += 1)}`;

const store = () => world.node.things;
const read = (id: string) => store().get(operator, `NL/TNM/${id}`);
const row = (id: string) =>
  store().list(operator, { where: [sql`t.ref = ${`NL/TNM/${id}`.toUpperCase()}`], limit: 2 });
const put = async (document: Thing) => (await store().put(operator, document)).outcome;
const patchWith = (merge: typeof mergePatch) => async (id: string, change: JsonObject) => {
  const { outcome } = await store().change(operator, `NL/TNM/${id}`, null, (stored) => {
    if (!stored) throw new Problem('NOT_FOUND', 'It is not there.');
    return isOlder(change, stored) ? 'OLDER' : { document: merge(stored, change) as Thing };
  });
  return outcome;
};
const patch = patchWith(mergePatch);
const patchSession = patchWith(mergeSessionPatch);

/** Whatever JSON a partner may send that PostgreSQL can hold. */
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })
  .map((value) => JSON.parse(printable(value)) as unknown);
const printable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (Object.is(inner, -0) ? 0 : inner))
    .replaceAll('\\u0000', '')
    .replaceAll('"__proto__"', '"proto"');
const fieldName = fc
  .stringMatching(/^[a-z_]{1,8}$/)
  .filter(
    (name) =>
      !['id', 'country_code', 'party_id', 'size', 'label', 'partner', 'seen_at', 'last_updated'].includes(
        name,
      ),
  );
const fields = fc.dictionary(fieldName, json, { maxKeys: 5 });
/** As precise as PostgreSQL keeps a time. */
const instant = fc
  .tuple(
    fc.integer({ min: 0, max: 86_399 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.constantFrom('', '+02:00', 'Z'),
  )
  .map(([second, micros, zone]) => {
    const time = new Date(Date.UTC(2026, 4, 1) + second * 1000).toISOString().slice(0, 19);
    return `${time}${micros ? `.${String(micros).padStart(6, '0')}` : ''}${zone}`;
  });
const document = fc.tuple(fields, instant).map(([rest, last_updated]) => ({ ...rest, last_updated }));
const period = fc
  .tuple(fc.integer({ min: 10, max: 19 }), fields)
  .map(([minute, rest]) => ({ ...rest, start_date_time: `2026-05-01T08:${minute}:00Z` }));
const periods = fc.uniqueArray(period, { selector: ({ start_date_time }) => start_date_time, maxLength: 5 });
const runs = { numRuns: 60 };

it('TRN-072 what was put is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (sent) => {
      const id = freshId();
      await put(thing(id, sent));
      expect(await read(id)).toEqual(thing(id, sent));
    }),
    runs,
  );
});

it('a PUT that comes again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(document, fc.integer({ min: 1, max: 4 }), async (sent, times) => {
      const id = freshId();
      await put(thing(id, sent));
      const before = await row(id);
      const outcomes = await Promise.all(Array.from({ length: times }, () => put(thing(id, sent))));
      expect(outcomes).toEqual(outcomes.map(() => 'REPLACED'));
      expect(await row(id)).toEqual(before);
    }),
    runs,
  );
});

it('TRN-023 TRN-026 a PATCH is the PUT of the merged document', async () => {
  await fc.assert(
    fc.asyncProperty(document, document, async (first, change) => {
      const [patched, whole] = [freshId(), freshId()];
      await Promise.all([put(thing(patched, first)), put(thing(whole, first))]);
      const isLate = compareDateTime(change.last_updated, first.last_updated) < 0;
      const outcomes = [
        await patch(patched, change),
        await put(mergePatch(thing(whole, first), change) as Thing),
      ];
      expect(outcomes).toEqual(isLate ? ['OLDER', 'OLDER'] : ['REPLACED', 'REPLACED']);
      expect(await read(patched)).toEqual({ ...(await read(whole)), id: patched });
    }),
    runs,
  );
});

it('LOC-016 an older document never takes the place of a newer one, in whatever order and company they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 2, maxLength: 6 }),
      fc.boolean(),
      async (versions, atOnce) => {
        const id = freshId();
        const numbered = versions.map((version, n) => thing(id, { ...version, n }));
        if (atOnce) await Promise.all(numbered.map(put));
        else for (const version of numbered) await put(version);
        const newest = numbered.reduce((a, b) =>
          compareDateTime(b.last_updated, a.last_updated) >= 0 ? b : a,
        );
        expect(await read(id)).toEqual(newest);
      },
    ),
    runs,
  );
});

it('SES-045 SES-046 charging periods are added by PATCH, each start once, and not again by the same PATCH', async () => {
  await fc.assert(
    fc.asyncProperty(periods, periods, async (before, added) => {
      const id = freshId();
      await put(thing(id, { charging_periods: before }));
      const change = { last_updated: '2026-05-02T00:00:00Z', charging_periods: added };
      const byStart = new Map([...before, ...added].map((period) => [period.start_date_time, period]));
      for (let times = 0; times < 2; times++) {
        await patchSession(id, change);
        expect((await read(id))?.['charging_periods']).toEqual([...byStart.values()]);
      }
    }),
    runs,
  );
});

it('SES-040 charging periods are replaced by PUT', async () => {
  await fc.assert(
    fc.asyncProperty(periods, fc.option(periods), async (before, after) => {
      const id = freshId();
      await put(thing(id, { charging_periods: before }));
      await put(thing(id, after ? { charging_periods: after } : {}));
      expect(await read(id)).toEqual(thing(id, after ? { charging_periods: after } : {}));
    }),
    runs,
  );
});

it('TRN-039 pages put together are the list, whatever their size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom('walk', 'gather', 'search'),
      async (limit, by) => {
        const all = await store().list(operator, { limit: 1000 });
        const pages = [];
        for (let offset = 0; offset < all.length; offset += limit)
          pages.push(...(await store().list(operator, { limit, offset, by: by as 'walk' })));
        expect(pages).toEqual(all);
      },
    ),
    { numRuns: 5 },
  );
});
