/**
 * The operations of the adapter against the committed supergraph: the adapter and the subgraphs are built apart, and
 * this is where a field that was renamed shows up first.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, validate } from 'graphql';
import { operations } from '../src/graph.js';
import { createAdapter } from '../src/index.js';
import { memorySdl } from './memory-sdl.js';

const supergraphFile = createRequire(import.meta.url).resolve(
  '@chargesphere/schema/supergraph/supergraph.graphql',
);

/** What is wrong with each operation on a schema: nothing, where the two agree. */
const disagreements = (schema: GraphQLSchema) =>
  operations.flatMap(({ name, document }) =>
    validate(schema, document).map(({ message }) => `${name}: ${message}`),
  );

it('every operation is valid on the graph as it is composed', () => {
  expect(createAdapter).toBeInstanceOf(Function); // loading it loads every module
  expect(operations.length).toBeGreaterThan(30);
  expect(disagreements(buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValidSDL: true }))).toEqual(
    [],
  );
});

it('every operation is valid on the graph that the other tests run on', () => {
  expect(disagreements(buildSchema(memorySdl))).toEqual([]);
});

it('every operation has a name of its own, so that plans and logs can tell them apart', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
});
