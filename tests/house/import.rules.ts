/**
 * Which package may import which: the arrows of the architecture, as a table. The graph is the only place where
 * subgraphs meet, and the adapter and the gateway know them only through it; that is what lets every part run in one
 * process or in one of its own.
 */
import { join } from 'node:path';
import ts from 'typescript';
import type { Package } from './packages.js';

const own = '@chargesphere/';

/** By folder; `subgraphs/*` is any subgraph but the chassis. */
const arrows: Record<string, readonly string[]> = {
  schema: [],
  'subgraphs/chassis': ['schema'],
  'subgraphs/*': ['schema', 'subgraphs/chassis'],
  gateway: ['schema'],
  'ocpi-adapter': ['schema'],
  simulator: ['schema'],
  dashboard: ['schema'],
  hub: ['schema', 'subgraphs/chassis', 'subgraphs/*', 'gateway', 'ocpi-adapter', 'simulator', 'dashboard'],
  bench: ['schema', 'subgraphs/chassis', 'subgraphs/*', 'gateway', 'ocpi-adapter', 'simulator', 'hub'],
};

/** Tests may also stand on the composed hub and on simulated partners. */
const testArrows = ['hub', 'simulator'];

/** The parts of a package besides its front door that others may import. */
const sideDoors: Record<string, RegExp> = {
  schema: /^supergraph\/[\w.-]+$/,
  'subgraphs/tariffs': /^rules$/,
};

/**
 * Side doors that stand open where the package itself does not. A bill is to be explained the same way wherever it is
 * read, so what checks, measures and shows prices runs the one set of rules: pure functions of values, through which
 * no row, connection or type of the graph can pass.
 */
const pureDoors: Record<string, readonly string[]> = {
  'subgraphs/tariffs': ['subgraphs/billing', 'hub', 'bench', 'dashboard'],
};

export interface Import {
  file: string;
  line: number;
  target: string;
}

/** Every import, export-from, dynamic import and type import of a source text. */
export function importsOf(file: string, text: string): Import[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    file,
    line: text.slice(0, pos).split('\n').length,
    target: fileName,
  }));
}

/** What is wrong with an import, as a sentence that names the place and what is allowed; nothing when it is right. */
export function wrongWith(found: Import, from: Package, all: readonly Package[]): string | undefined {
  const place = `${found.file}:${found.line} imports '${found.target}'`;
  const isTest = isTestCode(found.file);
  if (found.target.startsWith('.')) return wrongWithRelative(place, found, from, isTest);
  if (!found.target.startsWith(own)) return undefined;

  const [name = '', ...path] = found.target.slice(own.length).split('/');
  const to = all.find((candidate) => candidate.name === own + name);
  if (!to) return `${place}, which is no package of this repository.`;
  if (to.folder === from.folder) {
    // A program that Node runs as it stands cannot import TypeScript; its own package's name leads it to the build.
    return found.file.endsWith('.mjs') ? undefined : `${place}, its own package; import the file itself.`;
  }
  const isSideDoor = path.length > 0 && sideDoors[to.folder]?.test(path.join('/')) === true;
  if (isSideDoor && pureDoors[to.folder]?.includes(from.folder)) return undefined;
  const allowed = [...(arrows[kindOf(from)] ?? []), ...(isTest ? testArrows : [])];
  if (!allowed.includes(kindOf(to)))
    return `${place}; ${from.folder} may import ${allowed.join(', ') || 'no other package'}.`;
  if (path.length > 0 && !isSideDoor)
    return `${place}, which is inside of ${to.folder}; import what it exports from '${to.name}'.`;
  return undefined;
}

function wrongWithRelative(place: string, found: Import, from: Package, isTest: boolean): string | undefined {
  const target = join(found.file, '..', found.target);
  if (target.split('/').includes('dist'))
    return `${place}, which is built; import the source (or, from .mjs, '${from.name}').`;
  if (target.startsWith(`${from.folder}/`)) return undefined;
  if (isTest && target.startsWith('tests/')) return undefined;
  return `${place}, which is outside of ${from.folder}; import another package by its name.`;
}

/** The first circle of packages that import each other, in order; nothing when there is none. */
export function circleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return undefined;
}

export function isTestCode(file: string): boolean {
  return /\.(test|fixture)\.(ts|mjs)$/.test(file) || file.split('/').includes('tests');
}

function kindOf({ folder }: Package): string {
  return folder.startsWith('subgraphs/') && folder !== 'subgraphs/chassis' ? 'subgraphs/*' : folder;
}
