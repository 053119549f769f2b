/** Tariffs pushed, withdrawn and read through the graph, on real PostgreSQL. */
import type { Caller, JsonObject, Tariff } from '@chargesphere/schema';
import {
  anonymous,
  codeOf,
  cpo,
  emsp,
  GraphWorld,
  operator,
  otherCpo,
  otherEmsp,
  problemOf,
  type PutResult,
} from '../../../tests/setup/graph.js';
import { createTariffsSubgraph } from '../src/index.js';

const last_updated = '2026-03-01T12:00:00Z';
const later = '2026-03-01T12:05:00Z';
const REF = 'NL/TNM/12';

/** Energy at 0.40 a kWh, billed in steps. */
const energy = (step_size: unknown = 1): JsonObject => ({
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size }] }],
});

/** A flawless Tariff of NL/TNM; takes only what should differ. */
const tariff = (difference: JsonObject = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: '12',
    currency: 'EUR',
    tax_included: 'NO',
    elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
    last_updated,
  } satisfies Tariff),
  ...difference,
});

let world: GraphWorld;
beforeAll(async () => {
  world = await GraphWorld.open('tariffs', createTariffsSubgraph);
});
afterAll(() => world.close());
beforeEach(() => world.empty('tariffs.tariff'));

const put = (document: JsonObject, as: Caller = cpo, addressee?: string): Promise<PutResult> =>
  world.change(as, 'putTariff', { document: 'TariffDocument' }, { document, addressee });

const withdraw = (ref = REF, as: Caller = cpo, addressee?: string): Promise<string> =>
  world.change(as, 'deleteTariff', { ref: 'ID' }, { ref, addressee }, '');

const ask = async <T = Tariff | null>(as: Caller, field: string, variables: JsonObject = {}): Promise<T> =>
  (await world.ask<{ found: T }>(as, `query ($ref: ID = "${REF}") { found: ${field} }`, variables)).found;

const documentFor = (as: Caller): Promise<Tariff | null> => ask(as, 'tariffDocument(ref: $ref)');

/** Ids in every list there is: that of the graph and the one OCPI pages. */
const listed = async (as: Caller, arguments_ = ''): Promise<string[]> => {
  const page = await ask<{ total: number; items: { id: string }[] }>(
    as,
    `tariffs${arguments_} { total items { id } }`,
  );
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
};
const windowed = async (as: Caller, owner?: string): Promise<string[]> => {
  const text = `query ($owner: ID) { page: tariffDocuments(window: {}, owner: $owner) { total items } }`;
  const { page } = await world.ask<{ page: { total: number; items: Tariff[] } }>(as, text, { owner });
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
};

describe('a Tariff that is pushed', () => {
  it('TAR-001 is created by the first PUT and replaced whole by the next', async () => {
    const first = tariff({ tariff_alt_url: 'https://tnm.example/12', loyalty: { unknown: [1, null] } });
    expect(await put(first)).toEqual({ ref: REF, outcome: 'CREATED' });
    expect(await documentFor(emsp)).toEqual(first);
    const next = tariff({ currency: 'CHF', last_updated: later });
    expect(await put(next)).toEqual({ ref: REF, outcome: 'REPLACED' });
    expect(await documentFor(emsp)).toEqual(next);
  });

  it('TAR-001 does not take the place of a newer one', async () => {
    await put(tariff({ currency: 'CHF', last_updated: later }));
    expect(await put(tariff())).toEqual({ ref: REF, outcome: 'OLDER' });
    expect(await documentFor(cpo)).toMatchObject({ currency: 'CHF' });
  });

  it('TAR-007 shares its id with Tariffs of other CPOs, and its key in any case', async () => {
    await put(tariff());
    const other = tariff({ country_code: 'FR', party_id: 'OTH', currency: 'CHF' });
    expect(await put(other, otherCpo)).toEqual({ ref: 'FR/OTH/12', outcome: 'CREATED' });
    expect(await listed(emsp)).toEqual(['12', '12']);
    expect(await listed(emsp, '(filter: { cpo: "fr/oth" })')).toEqual(['12']);
    expect(await listed(emsp, '(filter: { currency: "eur" })')).toEqual(['12']);
    expect((await ask(emsp, 'tariff(ref: "fr/oth/12") { currency cpo { ref } }')) as unknown).toEqual({
      currency: 'CHF',
      cpo: { ref: 'FR/OTH' },
    });
    const spelled = tariff({ country_code: 'nl', party_id: 'tnm', last_updated: later });
    expect(await put(spelled)).toEqual({ ref: 'nl/tnm/12', outcome: 'REPLACED' });
  });

  it('TAR-005 is of a party of the sender in the role CPO, or refused', async () => {
    await put(tariff());
    for (const as of [otherCpo, emsp]) {
      expect(await codeOf(put(tariff({ last_updated: later }), as))).toBe('FORBIDDEN');
      expect(await codeOf(withdraw(REF, as))).toBe('FORBIDDEN');
    }
    expect(await codeOf(put(tariff({ last_updated: later }), anonymous))).toBe('UNAUTHENTICATED');
    expect(await codeOf(withdraw(REF, anonymous))).toBe('UNAUTHENTICATED');
    expect(await documentFor(cpo)).toEqual(tariff());
    expect((await put(tariff({ last_updated: later }), operator)).outcome).toBe('REPLACED');
  });

  it('TAR-034 may have step_size 0, which stands in a published example, but no negative one', async () => {
    const free = tariff(energy(0));
    expect((await put(free)).outcome).toBe('CREATED');
    expect(await documentFor(emsp)).toEqual(free);
    expect(await problemOf(put(tariff({ ...energy(-1), last_updated: later })))).toMatchObject({
      code: 'INVALID_DOCUMENT',
      violations: [{ pointer: '/elements/0/price_components/0/step_size' }],
    });
    expect(await documentFor(emsp)).toEqual(free);
  });

  it('is refused by E12 with every reason at once', async () => {
    const wrong = tariff({ ...energy('one'), tax_included: 'PERHAPS' });
    delete wrong['currency'];
    const { code, violations } = await problemOf(put(wrong));
    expect(code).toBe('INVALID_DOCUMENT');
    expect(violations.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/currency',
      '/elements/0/price_components/0/step_size',
      '/tax_included',
    ]);
    expect(await listed(cpo)).toEqual([]);
  });

  it('is read by everybody connected, and by nobody who does not say who asks', async () => {
    await put(tariff());
    for (const as of [cpo, otherCpo, emsp, otherEmsp, operator]) {
      expect(await documentFor(as)).toEqual(tariff());
      expect(await listed(as)).toEqual(['12']);
      expect(await windowed(as)).toEqual(['12']);
    }
    for (const field of ['tariff(ref: $ref) { id }', 'tariffs { total }', 'tariffDocument(ref: $ref)'])
      expect(await codeOf(ask(anonymous, field))).toBe('UNAUTHENTICATED');
    expect(await codeOf(windowed(anonymous))).toBe('UNAUTHENTICATED');
  });
});

describe('a Tariff that is withdrawn', () => {
  it('TAR-002 is in no list and has no document any more', async () => {
    await put(tariff());
    await put(tariff({ id: '13' }));
    expect(await withdraw()).toBe(REF);
    expect(await listed(emsp)).toEqual(['13']);
    expect(await windowed(emsp)).toEqual(['13']);
    expect(await windowed(cpo, 'NL/TNM')).toEqual(['13']);
    expect(await documentFor(cpo)).toBeNull();
  });

  it('TAR-006 is still found by what refers to it', async () => {
    await put(tariff());
    await withdraw('nl/tnm/12');
    expect((await ask(emsp, 'tariff(ref: $ref) { document }')) as unknown).toEqual({ document: tariff() });
    const [found, unknown] = await ask<unknown[]>(
      emsp,
      `_entities(representations: [
        { __typename: "Tariff", ref: "${REF}" }, { __typename: "Tariff", ref: "NL/TNM/99" }
      ]) { ... on Tariff { ref currency } }`,
    );
    expect([found, unknown]).toEqual([{ ref: REF, currency: 'EUR' }, null]);
  });

  it('TAR-002 says so when there is nothing to withdraw, or nothing any more', async () => {
    expect(await codeOf(withdraw())).toBe('NOT_FOUND');
    await put(tariff());
    await withdraw();
    expect(await codeOf(withdraw())).toBe('NOT_FOUND');
  });

  it('TAR-002 is not brought back by an older push that comes late, but by a later one', async () => {
    await put(tariff({ last_updated: later }));
    await withdraw();
    expect((await put(tariff())).outcome).toBe('OLDER');
    expect(await documentFor(cpo)).toBeNull();
    await put(tariff({ last_updated: '2026-03-01T12:06:00Z' }));
    expect(await listed(emsp)).toEqual(['12']);
  });
});

describe('a Tariff addressed to one party', () => {
  const copy = tariff({ currency: 'CHF', last_updated: later });
  beforeEach(async () => {
    await put(tariff());
    await put(copy, cpo, 'DE/EMP');
  });

  it('RTE-039 is what its addressee sees, and nobody else', async () => {
    expect(await documentFor(emsp)).toEqual(copy);
    expect(await documentFor(otherEmsp)).toEqual(tariff());
    expect(await ask(cpo, 'tariffDocument(ref: $ref, addressee: "de/emp")')).toEqual(copy);
    expect(await ask(otherEmsp, 'tariffDocument(ref: $ref, addressee: "DE/EMP")')).toBeNull();
    expect(await listed(otherEmsp, '(filter: { currency: "CHF" })')).toEqual([]);
    expect(await listed(emsp, '(filter: { currency: "CHF" })')).toEqual(['12']);
    expect(await listed(emsp, '(filter: { currency: "EUR" })')).toEqual([]);
  });

  it('TAR-002 is withdrawn apart from the one for everybody', async () => {
    await withdraw(REF, cpo, 'DE/EMP');
    expect(await documentFor(emsp)).toEqual(tariff());
    await put(copy, cpo, 'DE/EMP');
    await withdraw();
    expect(await documentFor(emsp)).toEqual(copy);
    expect(await documentFor(otherEmsp)).toBeNull();
  });
});

describe('references to many Tariffs', () => {
  it('are answered by one statement, each for its viewer', async () => {
    await Promise.all(Array.from({ length: 300 }, (_, n) => put(tariff({ id: `T${n}` }))));
    await put(tariff({ id: 'T7', currency: 'CHF' }), cpo, 'DE/EMP');
    const representations = Array.from({ length: 320 }, (_, n) => ({
      __typename: 'Tariff',
      ref: `nl/tnm/t${n}`,
    }));
    const text = `query ($representations: [_Any!]!) {
      found: _entities(representations: $representations) { ... on Tariff { ref currency } }
    }`;
    let found: ({ ref: string; currency: string } | null)[] = [];
    const resolve = async () => {
      ({ found } = await world.ask<{ found: typeof found }>(emsp, text, { representations }));
    };
    expect(await world.statements(/tariffs"?\."?tariff\b/, resolve)).toBe(1);
    expect(found.map((one) => one?.ref)).toEqual(
      representations.map((_, n) => (n < 300 ? `NL/TNM/T${n}` : undefined)),
    );
    expect(found.flatMap((one, n) => (one?.currency === 'CHF' ? [n] : []))).toEqual([7]);
  });
});
