/**
 * What apps rely on does not break unawares: the graph now is compared with the one recorded in docs/graph, and what
 * breaks an app that worked with it has to be declared there, with the reason and the way out.
 */
import { readFileSync } from 'node:fs';
import { publicSchema } from '@chargesphere/gateway';
import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { readSupergraph } from '../src/supergraph.js';

interface Declared {
  /** As the check words it. */
  change: string;
  why: string;
  /** What apps do now. */
  instead: string;
}

const recorded = (name: string): string =>
  readFileSync(new URL(`../../docs/graph/${name}`, import.meta.url), 'utf8');
const changesBetween = (before: GraphQLSchema, after: GraphQLSchema): string[] =>
  findBreakingChanges(before, after).map(({ description }) => description);

const declared = JSON.parse(recorded('breaking-changes.json')) as Declared[];
let found: string[];

beforeAll(async () => {
  found = changesBetween(buildSchema(recorded('schema.graphql')), publicSchema(await readSupergraph()));
});

it('nothing breaks an app that works with the recorded graph, unless it is declared', () => {
  const undeclared = found.filter((change) => !declared.some((one) => one.change === change));
  if (undeclared.length > 0)
    throw new Error(
      `These changes of the graph break apps:\n${undeclared.map((change) => `- ${change}`).join('\n')}\n` +
        'Keep what was there and deprecate it, or declare the change in docs/graph/breaking-changes.json.',
    );
});

it('what is declared happens, and says why and what to do instead', () => {
  expect(declared.filter(({ change }) => !found.includes(change))).toEqual([]);
  for (const { why, instead } of declared)
    for (const text of [why, instead]) expect(text).toMatch(/\w+ \w+.*\.$/);
});

it.each([
  ['a field that is gone', 'type Query { a: Int }', 'Query.b was removed.'],
  ['a type that changed', 'type Query { a: String b: Int }', 'Query.a changed type from Int to String.'],
  [
    'an argument that is asked for now',
    'type Query { a(x: Int!): Int b: Int }',
    'A required arg x on Query.a was added.',
  ],
])('finds %s', (_what, after, change) => {
  expect(changesBetween(buildSchema('type Query { a: Int b: Int }'), buildSchema(after))).toContain(change);
});

it('lets what is new and what may be left out pass', () => {
  const after = buildSchema('type Query { a(x: Int): Int! b: Int c: T } type T { d: Int }');
  expect(changesBetween(buildSchema('type Query { a: Int b: Int }'), after)).toEqual([]);
});
