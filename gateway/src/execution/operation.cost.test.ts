import { buildSchema } from 'graphql';
import { OperationCosts } from './operation.cost.js';
import { Operations } from './operation.js';

const schema = buildSchema(`
  input PageInput { limit: Int! = 20 cursor: String }
  interface Place { name: String near(limit: Int! = 3): [Place!]! }
  type Location implements Place { name: String near(limit: Int! = 3): [Place!]! evses: [Evse!]! tags: [String!]! }
  type Evse { id: ID! location: Location }
  type Session { id: ID! location: Location }
  type SessionPage { items: [Session!]! total: Int! next: String }
  type Query {
    session(id: ID!): Session
    sessions(page: PageInput): SessionPage!
    places(limit: Int! = 10): [Place!]!
    count: Int!
  }
  type Mutation { end(id: ID!): Session }
  type Subscription { ended: Session! }`);
const operations = new Operations(schema, {
  document_tokens: 1000,
  cached_documents: 10,
  hideSuggestions: true,
});
const costs = new OperationCosts(schema);
const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const operation = operations.prepare(text);
  if ('errors' in operation) throw operation.errors[0];
  return costs.estimate(operation, variables).total;
};

describe('the cost of an operation', () => {
  it.each([
    ['{ __typename count }', 0],
    ['{ session(id: 1) { id } }', 1],
    ['{ session(id: 1) { id location { name tags } } }', 2],
    ['{ session(id: 1) { location { evses { id } } } }', 2 + 5],
    ['mutation { end(id: 1) { id } }', 1 + 10],
    ['subscription { ended { location { name } } }', 2],
  ])('is one for each object: %s', (text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it.each([
    ['{ sessions { items { id } } }', 1 + 20],
    ['{ sessions(page: {}) { items { id } } }', 1 + 20],
    ['{ sessions(page: { limit: 200 }) { items { id } next } }', 1 + 200],
    ['{ sessions(page: { limit: 200 }) { items { location { name } } total } }', 1 + 400 + 10],
    ['{ places { name } }', 10],
    ['{ places(limit: 2) { name near { name } } }', 2 * (1 + 3)],
    ['{ places(limit: 2) { ... on Location { evses { location { name } } } } }', 2 * (1 + 5 * 2)],
    [
      '{ places(limit: 2) { ...P } } fragment P on Place { near(limit: 4) { near(limit: 5) { name } } }',
      2 * (1 + 4 * (1 + 5)),
    ],
  ])('counts pages by the size they ask for: %s', (text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('counts sizes that come in variables, wherever they stand', () => {
    const page = 'query ($page: PageInput) { sessions(page: $page) { items { id } } }';
    expect(cost(page, { page: { limit: 150 } })).toBe(151);
    expect(cost(page, { page: { cursor: 'x' } })).toBe(21);
    expect(cost(page)).toBe(21);
    const inside = 'query ($n: Int! = 7) { sessions(page: { limit: $n }) { items { id } } }';
    expect(cost(inside, { n: 30 })).toBe(31);
    expect(cost(inside)).toBe(8);
    const byDefault = 'query ($page: PageInput = { limit: 9 }) { sessions(page: $page) { items { id } } }';
    expect(cost(byDefault)).toBe(10);
    expect(cost('query ($n: Int!) { places(limit: $n) { name } }', { n: 1e6 })).toBe(1e6);
  });

  it('takes what is no size for the usual one: it is refused later', () => {
    const text = 'query ($n: Int!) { places(limit: $n) { name } }';
    for (const n of [-5, 'x', null, {}, Number.NaN]) expect(cost(text, { n })).toBe(10);
  });

  it('names the root field that takes most', () => {
    const operation = operations.prepare('{ session(id: 1) { id } sessions { items { id } } }');
    if ('errors' in operation) throw operation.errors[0];
    expect(costs.estimate(operation, {})).toEqual({ total: 22, heaviest: 'sessions' });
  });
});
