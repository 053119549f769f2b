// From a table of the specification to a type of the graph: names, nullability, defaults, enums, and the federated SDL.
import { graphql, isNonNullType, isObjectType, parse, type GraphQLObjectType } from 'graphql';
import type { Tariff } from '@chargesphere/schema';
import type { Subgraph } from '../src/index.js';
import { system } from './world.js';
import { Sample, sampleSubgraph, type SampleContext } from './sample-subgraph.js';

const sample = new Sample();
let subgraph: Subgraph<SampleContext>;
beforeAll(async () => {
  subgraph = await sampleSubgraph(sample);
});

const typeNamed = (name: string): GraphQLObjectType => {
  const type = subgraph.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`There is no object type ${name}.`);
  return type;
};
const fieldsOf = (name: string) =>
  Object.fromEntries(
    Object.entries(typeNamed(name).getFields()).map(([field, { type }]) => [field, String(type)]),
  );

const tariff = (difference: object = {}): Tariff => ({
  country_code: 'NL',
  party_id: 'TNM',
  id: '12',
  currency: 'EUR',
  tax_included: 'N/A',
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.25, step_size: 1 }] }],
  last_updated: '2026-05-01T12:00:00Z',
  ...difference,
});
const ask = async (fields: string, document: Tariff) => {
  sample.tariffs.set('NL/TNM/12', document);
  const { data, errors } = await graphql({
    schema: subgraph.schema,
    source: `{ tariff(ref: "NL/TNM/12") { ${fields} } }`,
    contextValue: subgraph.context(system),
  });
  if (errors?.[0]) throw errors[0];
  return (data as { tariff: object }).tariff;
};

describe('a table as a type', () => {
  it('is camelCase, required where the table says 1, a list that is never null where it says * or +', () => {
    expect(fieldsOf('Tariff')).toEqual({
      ref: 'ID!',
      document: 'TariffDocument!',
      countryCode: 'String!',
      partyId: 'String!',
      id: 'String!',
      currency: 'String!',
      type: 'TariffType',
      tariffAltText: '[DisplayText!]!',
      minPrice: 'PriceLimit',
      maxPrice: 'PriceLimit',
      elements: '[TariffElement!]!',
      taxIncluded: 'TaxIncluded!',
      startDateTime: 'DateTime',
      endDateTime: 'DateTime',
      energyMix: 'EnergyMix',
      lastUpdated: 'DateTime!',
      cpo: 'Party!',
    });
    expect(fieldsOf('PriceComponent')).toMatchObject({
      type: 'TariffDimensionType!',
      price: 'Float!',
      stepSize: 'Int!',
    });
  });

  it('leaves out what it shows in a way of its own', () => {
    expect(typeNamed('Tariff').getFields()).not.toHaveProperty('tariffAltUrl');
  });

  it('describes every type and field', () => {
    for (const name of ['Tariff', 'TariffElement', 'EnergyMix']) {
      const type = typeNamed(name);
      expect(type.description).toMatch(/\.$/);
      for (const field of Object.values(type.getFields()).filter(({ name: field }) => field !== 'cpo'))
        expect([name, field.name, field.description]).toEqual([
          name,
          field.name,
          expect.stringMatching(/\.$/),
        ]);
    }
  });

  it('shows a document without copying it: lists and optional fields that are absent, unknown fields whole', async () => {
    const document = tariff({ extra: { any: ['thing'] } });
    expect(await ask('ref type tariffAltText { text } minPrice { beforeTaxes } document', document)).toEqual({
      ref: 'NL/TNM/12',
      type: null,
      tariffAltText: [],
      minPrice: null,
      document,
    });
  });

  it('AMB-038 shows enum values that are no names of GraphQL', async () => {
    expect(await ask('taxIncluded', tariff())).toEqual({ taxIncluded: 'N_A' });
    expect(await ask('taxIncluded type', tariff({ tax_included: 'YES', type: 'PROFILE_GREEN' }))).toEqual({
      taxIncluded: 'YES',
      type: 'PROFILE_GREEN',
    });
  });

  it('reads nested tables, and times as they were sent', async () => {
    const document = tariff({
      start_date_time: '2026-05-01T12:00:00.120',
      tariff_alt_text: [{ language: 'nl', text: 'x' }],
    });
    expect(
      await ask(
        'startDateTime tariffAltText { language text } elements { priceComponents { type price vat stepSize } restrictions { dayOfWeek } }',
        document,
      ),
    ).toEqual({
      startDateTime: '2026-05-01T12:00:00.120',
      tariffAltText: [{ language: 'nl', text: 'x' }],
      elements: [
        { priceComponents: [{ type: 'ENERGY', price: 0.25, vat: null, stepSize: 1 }], restrictions: null },
      ],
    });
  });
});

describe('the federated schema', () => {
  it('names keys, shared values and stubs in its SDL', () => {
    expect(subgraph.sdl).toContain('type Tariff @key(fields: "ref") {');
    expect(subgraph.sdl).toContain('type TariffElement @shareable {');
    expect(subgraph.sdl).toContain('type Party @key(fields: "ref", resolvable: false) {');
    expect(subgraph.sdl).toMatch(/^extend schema @link\(url: "https:\/\/specs.apollo.dev\/federation\/v2/);
    expect(() => parse(subgraph.sdl)).not.toThrow();
  });

  it('keeps arguments in the order in which they are written', () => {
    expect(subgraph.sdl).toContain('refused(first: Int!, second: Int!): String');
  });

  it('resolves an entity by its ref, and null for one that is not there', async () => {
    sample.tariffs.set('NL/TNM/12', tariff());
    const { data } = await graphql({
      schema: subgraph.schema,
      source: `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Tariff { id currency } } }`,
      variableValues: { refs: ['NL/TNM/12', 'NL/TNM/13'].map((ref) => ({ __typename: 'Tariff', ref })) },
      contextValue: subgraph.context(system),
    });
    expect(data).toEqual({ _entities: [{ id: '12', currency: 'EUR' }, null] });
  });

  it('has the graph answer for the types of fields alone', () => {
    for (const field of Object.values(typeNamed('DisplayText').getFields()))
      expect(isNonNullType(field.type)).toBe(true);
  });

  it('closes a subgraph that does not fit together', async () => {
    const { createSubgraph } = await import('../src/index.js');
    let closed = 0;
    const made = createSubgraph({
      name: 'empty',
      resolvers: [],
      references: {},
      context: () => ({}),
      check: () => Promise.resolve(),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
    await expect(made).rejects.toThrow();
    expect(closed).toBe(1);
  });
});
