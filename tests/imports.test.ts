// The arrows between packages hold: each import is read, and a forbidden one is named with its place and its rule.
import { builtinModules } from 'node:module';
import { circleIn, importsOf, isTestCode, wrongWith, type Import } from './house/import.rules.js';
import { filesIn, packages, read, type Package } from './house/packages.js';

const all = packages();
const parts = ['src', 'migrations', 'tests'];

function importsIn({ folder }: Package): Import[] {
  return parts
    .flatMap((part) => filesIn(`${folder}/${part}`))
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .flatMap((file) => importsOf(file, read(file)));
}

/** `@apollo/server/express` → `@apollo/server`; nothing for own files and Node's own modules. */
function packageOf(target: string): string | undefined {
  if (target.startsWith('.') || target.startsWith('node:') || builtinModules.includes(target))
    return undefined;
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the imports of this repository', () => {
  it('finds the packages', () => {
    expect(all.map((one) => one.folder)).toEqual(
      expect.arrayContaining(['schema', 'hub', 'subgraphs/chassis']),
    );
  });

  it.each(all)('$folder imports what it may', (one) => {
    expect(
      importsIn(one)
        .map((found) => wrongWith(found, one, all))
        .filter(Boolean),
    ).toEqual([]);
  });

  it.each(all)('$folder declares every package its sources import', (one) => {
    const undeclared = importsIn(one)
      .filter(({ file }) => !isTestCode(file))
      .filter(({ target }) => {
        const name = packageOf(target);
        return name !== undefined && !one.dependencies.includes(name);
      })
      .map(({ file, line, target }) => `${file}:${line} imports '${target}'`);
    expect(undeclared).toEqual([]);
  });

  it('has no packages that import each other in a circle', () => {
    const graph = new Map(
      all.map((one) => [
        one.name,
        new Set(
          importsIn(one)
            .filter(({ file }) => !isTestCode(file))
            .flatMap(({ target }) => packageOf(target) ?? [])
            .filter((name) => name.startsWith('@chargesphere/')),
        ),
      ]),
    );
    expect(circleIn(graph)).toBeUndefined();
  });
});

describe('the rule of imports', () => {
  const folders = [
    'schema',
    'subgraphs/chassis',
    'subgraphs/sessions',
    'subgraphs/tariffs',
    'subgraphs/billing',
    'gateway',
    'hub',
    'dashboard',
  ];
  const some: Package[] = folders.map((folder) => ({
    folder,
    name: `@chargesphere/${folder.split('/').at(-1)}`,
    dependencies: [],
  }));
  const judge = (file: string, text: string) => {
    const from = some.find(({ folder }) => file.startsWith(`${folder}/`));
    if (!from) throw new Error(`${file} is in no package.`);
    return importsOf(file, text).map((found) => wrongWith(found, from, some));
  };

  it.each([
    ['gateway/src/a.ts', `import { Problem } from '@chargesphere/schema';`],
    ['gateway/src/a.ts', `import sdl from '@chargesphere/schema/supergraph/supergraph.graphql';`],
    ['subgraphs/sessions/src/a.ts', `import { x } from '@chargesphere/chassis';`],
    ['subgraphs/sessions/src/a.ts', `import pg from 'pg'; import { b } from './b.js';`],
    ['subgraphs/sessions/tests/a.test.ts', `import { world } from '../../../tests/setup/database.js';`],
    ['gateway/src/a.test.ts', `import { startHub } from '@chargesphere/hub';`],
    ['schema/tests/a.measure.mjs', `import { Session } from '@chargesphere/schema';`],
    ['subgraphs/billing/src/a.ts', `import { priceCdr } from '@chargesphere/tariffs/rules';`],
    ['dashboard/src/a.ts', `import { priceSession } from '@chargesphere/tariffs/rules';`],
    ['hub/src/main.ts', `const { tariffs } = await import('@chargesphere/tariffs');`],
  ])('lets %s say %s', (file, text) => {
    expect(judge(file, text).filter(Boolean)).toEqual([]);
  });

  it.each([
    [
      'gateway/src/a.ts',
      `\nimport { x } from '@chargesphere/chassis';`,
      `gateway/src/a.ts:2 imports '@chargesphere/chassis'; gateway may import schema.`,
    ],
    [
      'subgraphs/sessions/src/a.ts',
      `export * from '@chargesphere/tariffs';`,
      'may import schema, subgraphs/chassis.',
    ],
    [
      'subgraphs/billing/src/a.ts',
      `import { createTariffsSubgraph } from '@chargesphere/tariffs';`,
      'may import schema, subgraphs/chassis.',
    ],
    [
      'subgraphs/sessions/src/a.ts',
      `import { priceSession } from '@chargesphere/tariffs/rules';`,
      'may import schema, subgraphs/chassis.',
    ],
    [
      'schema/src/a.ts',
      `const { x } = await import('@chargesphere/chassis');`,
      'schema may import no other package.',
    ],
    ['gateway/src/a.ts', `let x: import('@chargesphere/hub').Hub;`, 'gateway may import schema.'],
    [
      'gateway/src/a.ts',
      `import { x } from '@chargesphere/schema/src/ref.js';`,
      `import what it exports from '@chargesphere/schema'`,
    ],
    [
      'gateway/src/a.ts',
      `import { x } from '../../schema/src/ref.js';`,
      'import another package by its name.',
    ],
    [
      'gateway/src/a.ts',
      `import { x } from '../../tests/setup/database.js';`,
      'import another package by its name.',
    ],
    [
      'gateway/src/a.ts',
      `import { x } from '../dist/src/b.js';`,
      "which is built; import the source (or, from .mjs, '@chargesphere/gateway').",
    ],
    ['gateway/src/a.ts', `import { x } from '@chargesphere/gateway';`, 'import the file itself.'],
    [
      'gateway/src/a.ts',
      `import { x } from '@chargesphere/nothing';`,
      'which is no package of this repository.',
    ],
  ])('stops %s saying %s', (file, text, sentence) => {
    expect(judge(file, text)).toEqual([expect.stringContaining(sentence)]);
  });

  it('finds a circle', () => {
    const graph = (pairs: [string, string[]][]) => new Map(pairs.map(([from, to]) => [from, new Set(to)]));
    expect(circleIn(graph([['a', ['b', 'c']], ['b', ['c']], ['c', []]]))).toBeUndefined(); // prettier-ignore
    expect(circleIn(graph([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b', 'c', 'b']); // prettier-ignore
  });
});
