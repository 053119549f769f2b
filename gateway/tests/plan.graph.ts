/**
 * Subgraphs with everything a query plan can hold: interfaces, unions, entities with several keys, `@requires`,
 * `@provides`, `@interfaceObject`, lists of lists, and answers that fail or do not fit. Which ones do is told by the
 * object's id alone, so that two executions see the same.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { Problem } from '@chargesphere/schema';
import { GraphQLScalarType, parse } from 'graphql';
import type { LocalSubgraph } from '../src/options.js';

export interface PlanSubgraph extends LocalSubgraph {
  sdl: string;
}

type Row = { id: string; [field: string]: unknown };

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@inaccessible"])\n`;

const subgraph = (name: string, typeDefs: string, resolvers: Record<string, unknown>): PlanSubgraph => {
  const sdl = LINK + typeDefs;
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  return { name, sdl, schema, context: (caller) => ({ caller }) };
};

/** A number from an id and a field, always the same. */
const dice = (id: unknown, field: string): number => {
  let hash = 7;
  for (const letter of `${String(id)}.${field}`) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
  return hash;
};

/** One in `n` fails, one is null whatever the type says; the others are as they are. */
const sometimes =
  (field: string, value: (row: Row, args: never) => unknown, n = 9) =>
  (row: Row, args: never): unknown => {
    const fate = dice(row.id, field) % n;
    if (fate === 0) throw new Error(`${field} of ${row.id} cannot be read`);
    if (fate === 1) throw new Problem('FORBIDDEN', `${field} of ${row.id} is not for you.`);
    if (fate === 2) return null;
    return value(row, args);
  };

const owner = (n: number) => ({ __typename: 'Owner', id: `o${n % 5}`, email: `o${n % 5}@example.com` });
const product = (n: number): Row => ({
  __typename: n % 2 ? 'Book' : 'Film',
  id: `p${n % 7}`,
  name: `Product ${n % 7}`,
  weight: n % 3 ? n * 1.5 : null,
  size: n % 4 ? { height: n, width: n * 2 } : null,
  owner: owner(n),
  facts: { n, nested: { list: [1, n] } },
});
const media = (n: number): Row => ({
  __typename: n % 2 ? 'Song' : 'Clip',
  id: `m${n % 4}`,
  title: `Media ${n}`,
});
const few = <T>(count: number, item: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => item(n));
const numberIn = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 0);

const JsonScalar = new GraphQLScalarType({ name: 'Json' });

const catalogue = subgraph(
  'catalogue',
  `scalar Json
  enum Shelf { TOP BOTTOM HIDDEN @inaccessible }
  type Size @shareable { height: Int! width: Int! }
  interface Product { id: ID! name: String! size: Size owner: Owner shelf: Shelf facts: Json }
  type Book implements Product @key(fields: "id") {
    id: ID! name: String! size: Size owner: Owner! shelf: Shelf facts: Json weight: Float pages: Int!
  }
  type Film implements Product @key(fields: "id") {
    id: ID! name: String! size: Size owner: Owner @provides(fields: "email") shelf: Shelf facts: Json weight: Float minutes: Int
  }
  type Owner @key(fields: "id") { id: ID! email: String @external }
  union Anything = Book | Film | Owner
  interface Media @key(fields: "id") { id: ID! title: String }
  type Song implements Media @key(fields: "id") { id: ID! title: String seconds: Int! }
  type Clip implements Media @key(fields: "id") { id: ID! title: String }
  type Query {
    product(id: ID!): Product
    products(first: Int = 3): [Product!]!
    books(first: Int! = 2): [Book]
    everything: [Anything!]
    shelves: [[Product]!]
    media: [Media!]!
  }
  type Mutation { rename(id: ID!, name: String!): Product }`,
  {
    Json: JsonScalar,
    Query: {
      product: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : product(numberIn(id))),
      products: (_: unknown, { first }: { first: number | null }) => few(first ?? 2, product),
      books: (_: unknown, { first }: { first: number }) =>
        few(first, (n) => (n === 2 ? null : product(2 * n + 1))),
      everything: () => [product(1), owner(2), product(2), owner(3), product(3)],
      shelves: () => [few(3, product), [product(5), null], []],
      media: () => few(5, media),
    },
    Mutation: {
      rename: (_: unknown, { id, name }: { id: string; name: string }) => ({
        ...product(numberIn(id)),
        id,
        name,
      }),
    },
    Product: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Anything: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Media: {
      __resolveType: ({ __typename }: { __typename: string }) => __typename,
      __resolveReference: ({ id }: { id: string }) => media(numberIn(id)),
    },
    Book: {
      __resolveReference: ({ id }: { id: string }) => ({ ...product(numberIn(id)), __typename: 'Book', id }),
      name: sometimes('name', ({ name }) => name, 23),
      pages: sometimes('pages', () => 100),
      shelf: ({ id }: Row) => ['TOP', 'BOTTOM', 'HIDDEN'][dice(id, 'shelf') % 3],
    },
    Film: {
      __resolveReference: ({ id }: { id: string }) => ({ ...product(numberIn(id)), __typename: 'Film', id }),
      minutes: sometimes('minutes', () => 90),
      shelf: () => 'TOP',
    },
    Song: {
      __resolveReference: ({ id }: { id: string }) => media(numberIn(id)),
      seconds: sometimes('seconds', () => 180),
    },
    Clip: { __resolveReference: ({ id }: { id: string }) => media(numberIn(id)) },
  },
);

const reviews = subgraph(
  'reviews',
  `type Query { latest(count: Int = 4): [Review!]! }
  type Review { id: ID! text: String! by: Owner about: Subject stars(outOf: Int = 5): Float }
  union Subject = Book | Film
  type Book @key(fields: "id") { id: ID! reviews(limit: Int = 2): [Review!] }
  type Film @key(fields: "id") { id: ID! reviews(limit: Int = 1): [Review]! }
  type Owner @key(fields: "email", resolvable: false) { email: String }`,
  {
    Query: {
      latest: (_: unknown, { count }: { count: number | null }) => few(count ?? 1, (n) => ({ id: `r${n}` })),
    },
    Review: {
      text: sometimes('text', ({ id }) => `Review ${id}`),
      by: sometimes('by', ({ id }) => owner(numberIn(id))),
      about: ({ id }: Row) => product(numberIn(id)),
      stars: sometimes('stars', (_, { outOf }: { outOf: number | null }) => (outOf ?? 10) / 2),
    },
    Subject: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Book: {
      reviews: ({ id }: Row, { limit }: { limit: number | null }) =>
        few(limit ?? 1, (n) => ({ id: `r${numberIn(id) + n}` })),
    },
    Film: {
      reviews: sometimes('reviews', ({ id }, { limit }: { limit: number | null }) =>
        few(limit ?? 1, (n) => (n === 1 ? null : { id: `r${numberIn(id) + n}` })),
      ),
    },
  },
);

const shipping = subgraph(
  'shipping',
  `type Size @shareable { height: Int! width: Int! }
  type Book @key(fields: "id") {
    id: ID! weight: Float @external size: Size @external
    postage(express: Boolean = false): Float @requires(fields: "weight size { height }")
    box: Size
  }
  type Film @key(fields: "id") { id: ID! weight: Float @external postage: Float! @requires(fields: "weight") }`,
  {
    Book: {
      __resolveReference: (row: Row) => (dice(row.id, 'known') % 5 === 0 ? null : row),
      postage: (row: Row, { express }: { express: boolean | null }) => {
        const height = (row.size as { height: number } | null)?.height ?? 0;
        return (Number(row.weight) + height) * (express ? 2 : 1);
      },
      box: sometimes('box', ({ id }) => ({ height: numberIn(id), width: 1 })),
    },
    Film: { postage: sometimes('postage', ({ weight }) => weight) },
  },
);

const people = subgraph(
  'people',
  `enum Mood { GOOD BAD }
  type Query { owner(id: ID!): Owner owners: [Owner]! }
  type Mutation { cheer(id: ID!): Owner! }
  type Owner @key(fields: "id") @key(fields: "email") {
    id: ID! email: String name: String! mood: Mood! friends(max: Int = 2): [Owner!] boss: Owner
  }
  type Media @key(fields: "id") @interfaceObject { id: ID! likes: Int! fans: [Owner!] }`,
  {
    Query: {
      owner: (_: unknown, { id }: { id: string }) => (id === 'none' ? null : owner(numberIn(id))),
      owners: () => [owner(1), null, owner(4)],
    },
    Mutation: {
      cheer: (_: unknown, { id }: { id: string }) => {
        if (id === 'o3') throw new Problem('CONFLICT', 'This one cannot be cheered up.');
        return owner(numberIn(id));
      },
    },
    Owner: {
      // One that others name is not known here.
      __resolveReference: ({ id, email }: { id?: string; email?: string }) =>
        numberIn(id ?? email ?? '') === 2 ? null : owner(numberIn(id ?? email ?? '')),
      name: sometimes('name', ({ id }) => `Owner ${id}`, 11),
      mood: sometimes('mood', () => 'GOOD', 13),
      friends: sometimes('friends', ({ id }, { max }: { max: number | null }) =>
        few(max ?? 1, (n) => owner(numberIn(id) + n + 1)),
      ),
      boss: ({ id }: Row) => (id === 'o0' ? null : owner(numberIn(id) - 1)),
    },
    Media: {
      __resolveReference: (row: Row) => row,
      likes: sometimes('likes', ({ id }) => numberIn(id)),
      fans: ({ id }: Row) => few(2, (n) => owner(numberIn(id) + n)),
    },
  },
);

export const planGraph = (): PlanSubgraph[] => [catalogue, reviews, shipping, people];
