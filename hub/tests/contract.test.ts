/** The committed contract is what the subgraphs say now, so that a diff shows every move of it. */
import { parse, print, visit, type ASTNode } from 'graphql';
import { readConfig, subgraphNames } from '../src/config.js';
import { openSubgraphs } from '../src/subgraphs.js';
import { contractOf, readContract } from '../src/supergraph.js';
import { log, migratedDatabase } from './world.js';

let contract: Map<string, string>;

beforeAll(async () => {
  const database = await migratedDatabase();
  const options = { url: database.url, secret: Buffer.alloc(32), publicUrl: 'http://localhost', log };
  const subgraphs = await openSubgraphs(readConfig({}), options);
  contract = contractOf(subgraphs.all.values());
  await subgraphs.close();
  await database.drop();
});

/** Its lines in one order: that of types and fields follows the order in which modules were loaded, which differs here. */
const linesOf = (sdl: string): string[] =>
  print(
    visit(parse(sdl), {
      leave: (node) =>
        Object.fromEntries(
          Object.entries(node).map(([key, value]) => [
            key,
            ['definitions', 'fields', 'directives', 'types', 'values', 'interfaces'].includes(key)
              ? (value as ASTNode[]).toSorted((one, other) => (print(one) < print(other) ? -1 : 1))
              : (value as unknown),
          ]),
        ),
    }),
  ).split('\n');

it.each([...subgraphNames.map((name) => `${name}.graphql`), 'supergraph.graphql'])(
  'schema/supergraph/%s is what the subgraphs emit',
  async (name) => {
    const [committed = [], emitted = []] = [await readContract(name), contract.get(name) ?? ''].map(linesOf);
    const line = emitted.findIndex((text, index) => text !== committed[index]);
    if (line >= 0 || emitted.length !== committed.length)
      throw new Error(
        `schema/supergraph/${name} has drifted: run npm run supergraph and commit. The first difference, line ` +
          `${line + 1}: ${committed[line]} → ${emitted[line]}`,
      );
  },
);

it('is the same whatever the order in which the subgraphs are given', () => {
  const parts = subgraphNames.map((name) => ({ name, sdl: contract.get(`${name}.graphql`) ?? '' }));
  expect(contractOf(parts.toReversed())).toEqual(contract);
});
