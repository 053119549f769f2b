/**
 * Operations that people are shown work when pasted: those in every README and in docs fit the graph, and those they
 * are shown first are executed. (Those of docs/graph.md are executed by docs.test.ts.)
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publicSchema } from '@chargesphere/gateway';
import { samples } from '@chargesphere/simulator';
import { LoneAnonymousOperationRule, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { JOINED_SESSIONS, LIVE_SESSIONS } from '../src/sandbox.js';
import { readSupergraph } from '../src/supergraph.js';
import { world, type World } from './world.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FOR_APPS = 'docs/graph.md';

const operationsIn = (file: string): string[] =>
  [...readFileSync(root + file, 'utf8').matchAll(/^```graphql\n([\s\S]*?)^```/gm)].map(
    ([, text = '']) => text,
  );
const files = ['README.md', 'docs/*.md', 'docs/graph/*.md', '*/README.md', 'subgraphs/*/README.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }))
  .filter((file) => operationsIn(file).length > 0);

describe('an operation people are shown', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = publicSchema(await readSupergraph());
  });

  it('stands where people look', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', FOR_APPS, 'subgraphs/sessions/README.md']));
  });

  it.each(files)('in %s fits the graph', (file) => {
    // Several short ones may stand together; each is pasted by itself.
    const rules = specifiedRules.filter((rule) => rule !== LoneAnonymousOperationRule);
    const errors = operationsIn(file).flatMap((text) =>
      validate(schema, parse(text), rules).map(({ message }) => message),
    );
    expect(errors).toEqual([]);
  });
});

describe('an operation people are shown first', () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
    await w.cpo.pushTariff(samples.tariff());
    await w.cpo.pushLocation(samples.location());
    await w.emsp.pushToken(samples.token());
    await w.cpo.pushSession(samples.session());
    await w.cpo.pushCdr(samples.cdr());
  });
  afterAll(() => w.close());

  it('is answered', async () => {
    const { errors, data } = await w.ask<Record<string, { items: unknown[] }>>(JOINED_SESSIONS);
    expect(errors).toEqual([]);
    expect(Object.values(data).every(({ items }) => items.length > 0)).toBe(true);
  });

  it('is told live', () => isToldLive(LIVE_SESSIONS, w));
});

/** Charges go on until the first event has come: when a subscription is open is told to nobody. */
const isToldLive = async (text: string, { live, cpo }: World): Promise<void> => {
  const first = live(text).next();
  let isTold = false;
  const told = () => {
    isTold = true;
  };
  first.then(told, told);
  for (let kwh = 2; !isTold; kwh += 1)
    await cpo.pushSession(samples.session({ kwh, last_updated: new Date(Date.now() + kwh).toISOString() }));
  expect(await first).toMatchObject({
    sessionUpdated: { ref: 'NL/ALF/101', location: { name: 'Lindengracht' } },
  });
};
