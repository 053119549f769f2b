// The rules of pricing run where there is no Node: every module they import, from its source, in a context that has the
// language itself and nothing else – no process, no Buffer, no file, not even a console.
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { pricePeriods, type Pricing } from '../../src/rules/index.js';
import { charging, chargeOf, MONDAY, parking, tariffOf } from './charges.js';

const own = join(dirname(fileURLToPath(import.meta.url)), '../../src/rules/index.ts');
const settings = JSON.parse(readFileSync(join(dirname(own), '../../../../.swcrc'), 'utf8')) as Parameters<
  typeof transformSync
>[1] &
  object;

/** Where a module's text is; a package of ours is found at its source, like everywhere in tests. */
const placeOf = (specifier: string, from: string): string => {
  if (!specifier.startsWith('.')) return createRequire(from).resolve(specifier);
  const place = join(dirname(from), specifier);
  const source = place.replace(/\.js$/, '.ts');
  return existsSync(source) ? source : place;
};

const scriptOf = (place: string): string => {
  const text = readFileSync(place, 'utf8');
  if (!place.endsWith('.ts')) return text;
  return transformSync(text, {
    ...settings,
    swcrc: false,
    sourceMaps: false,
    filename: place,
    module: { type: 'commonjs' },
  }).code;
};

/** What a browser has of all that a module could reach for. */
class Bare {
  readonly imported = new Set<string>();
  readonly #context = createContext({});
  readonly #modules = new Map<string, { exports: object }>();

  load(place: string): object {
    const known = this.#modules.get(place);
    if (known) return known.exports;
    const module = { exports: {} };
    this.#modules.set(place, module);
    const wrapped = `(function (module, exports, require) {${scriptOf(place)}\n})`;
    const run = runInContext(wrapped, this.#context, { filename: place }) as (...given: unknown[]) => void;
    run(module, module.exports, (specifier: string) => {
      this.imported.add(specifier);
      return isBuiltin(specifier) ? {} : this.load(placeOf(specifier, place));
    });
    return module.exports;
  }

  /** As a page would hold it: values go in and come out as JSON. */
  price(charge: unknown, options: unknown): Pricing {
    const { pricePeriods: there } = this.load(own) as { pricePeriods: typeof pricePeriods };
    return JSON.parse(JSON.stringify(there(charge as never, options as never))) as Pricing;
  }
}

it('prices the same without Node, by modules that ask for nothing of Node', () => {
  const bare = new Bare();
  const tariff = tariffOf([
    [
      [
        ['FLAT', 1, 20, 1],
        ['TIME', 3, 20, 300],
      ],
      { end_time: '10:30' },
    ],
    [
      [
        ['ENERGY', 0.25, 10, 1000],
        ['PARKING_TIME', 5, 10, 60],
      ],
    ],
  ]);
  const charge = chargeOf(MONDAY, [charging(47, 11.3), parking(13)]);
  const options = { tariffs: [tariff], timeZone: 'Europe/Amsterdam' };
  const priced = bare.price(charge, options);
  expect(priced).toEqual(JSON.parse(JSON.stringify(pricePeriods(charge, options))));
  expect(priced.lines.length).toBeGreaterThan(3);
  expect([...bare.imported].filter(isBuiltin)).toEqual([]);
  expect([...bare.imported].filter((name) => !name.startsWith('.')).sort()).toEqual([
    '@chargesphere/schema',
    'decimal.js',
  ]);
});
