/**
 * The same stranger, where every subgraph is a process of its own and learns from a signed header who asks: every query
 * and mutation of the graph, plainly. What else is asked of them is in isolation.test.ts.
 */
import { buildSchema } from 'graphql';
import { readContract } from '../src/supergraph.js';
import { argumentsOf } from './isolation.arguments.js';
import { as, asInsider } from './isolation.graph.js';
import { leaksOf } from './isolation.marks.js';
import { Questions } from './isolation.operations.js';
import { isolationWorld, type IsolationWorld } from './isolation.world.js';

let i: IsolationWorld;
beforeAll(async () => {
  i = await isolationWorld('split');
}, 120_000);
afterAll(() => i.close());

it('HUB-030, HUB-033 no query and no mutation tells a stranger anything of others, in processes of their own', async () => {
  const supergraph = buildSchema(await readContract('supergraph.graphql'), { assumeValid: true });
  const questions = new Questions(supergraph, argumentsOf(i.names));
  const asked = [...questions.plain('query'), ...questions.plain('mutation')];
  expect(await leaksOf(i, 'HIDDEN', asked, as(i, await i.strangerCaller()))).toEqual([]);
  const told = await Promise.all(questions.plain('query').map(asInsider(i)));
  expect(told.filter((answer) => i.marks.in(answer, 'HIDDEN').length > 0).length).toBeGreaterThan(40);
}, 120_000);
