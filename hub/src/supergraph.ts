/** The committed contract: SDL per subgraph and the supergraph composed of them. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Subgraph } from '@chargesphere/chassis';
import { composeSupergraph } from '@chargesphere/gateway';

const folder = dirname(
  createRequire(import.meta.url).resolve('@chargesphere/schema/supergraph/supergraph.graphql'),
);

/** File name → text, for every file of the contract. */
export const contractOf = (subgraphs: Iterable<Pick<Subgraph, 'name' | 'sdl'>>): Map<string, string> => {
  const sorted = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = new Map(sorted.map(({ name, sdl }) => [`${name}.graphql`, sdl]));
  return files.set('supergraph.graphql', composeSupergraph(sorted.map(({ name, sdl }) => ({ name, sdl }))));
};

export const readSupergraph = (): Promise<string> => readFile(join(folder, 'supergraph.graphql'), 'utf8');

export const readContract = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

export const writeContract = async (files: ReadonlyMap<string, string>): Promise<void> => {
  await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
};
