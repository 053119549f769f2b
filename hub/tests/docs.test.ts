/**
 * The examples of docs/graph.md are executed as they stand there, against a running hub: an operation that has errors
 * or answers nothing fails, and so does one that is to be refused and is not. What a block is for stands in its first
 * line: ```graphql, ```graphql as nobody, ```graphql refused CODE, ```json variables (of the operation before),
 * ```js run, ```text VARIABLE (its default).
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problemCodes } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { variables as configuration } from '../src/config.js';
import { Browser } from './people.browser.js';
import { ADMIN_KEY, world, type World } from './world.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guide = readFileSync(`${root}docs/graph.md`, 'utf8');

interface Example {
  /** Where it begins, for whoever has to mend it. */
  line: number;
  kind: string;
  text: string;
  variables: Record<string, unknown>;
}

const examplesIn = (markdown: string): Example[] => {
  const examples: Example[] = [];
  for (const { 1: kind = '', 2: text = '', index } of markdown.matchAll(
    /^```(\w[^\n]*)\n([\s\S]*?)^```$/gm,
  )) {
    const before = examples.at(-1);
    if (kind === 'json variables' && before) before.variables = JSON.parse(text) as Record<string, unknown>;
    else examples.push({ line: markdown.slice(0, index).split('\n').length, kind, text, variables: {} });
  }
  return examples;
};
const examples = examplesIn(guide);
const of = (kind: RegExp): [string, Example][] =>
  examples
    .filter((example) => kind.test(example.kind))
    .map((example) => [`docs/graph.md:${example.line} ${example.kind}`, example]);

let w: World;
let url: string;
beforeAll(async () => {
  w = await world();
  url = `http://127.0.0.1:${w.hub.port}/graphql`;
  await w.emsp.pushToken(samples.token());
  await w.cpo.pushTariff(samples.tariff());
  await w.cpo.pushLocation(samples.location());
  await w.cpo.pushSession(samples.session());
  await w.cpo.pushSession(samples.session({ id: '102' }));
  await w.cpo.pushCdr(samples.cdr());
}, 60_000);
afterAll(() => w.close());

/** Charges go on while something is watched: when a subscription is open is told to nobody. */
const whileCharging = async <T>(watching: Promise<T>): Promise<T> => {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  watching.then(over, over);
  for (let kwh = 2; !isOver; kwh += 1)
    await w.cpo.pushSession(samples.session({ kwh, last_updated: new Date(Date.now() + kwh).toISOString() }));
  return watching;
};

/** Is there anything in it? A page needs an item, a list an entry; what is null tells nobody how it looks. */
const saysSomething = (answer: unknown): boolean => {
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer !== 'object' || answer === null) return answer !== null && answer !== undefined;
  return 'items' in answer ? saysSomething(answer.items) : true;
};

/** Runs a program as somebody would who pastes it; what it printed. */
const run = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module'], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', HUB_URL: url, HUB_KEY: ADMIN_KEY },
      timeout: 30_000,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`It ended with ${code}: ${said}`)),
    );
    child.stdin.end(text);
  });

describe('the guide to the graph', () => {
  it('has examples of every kind', () => {
    for (const kind of [/^graphql$/, /^graphql as nobody$/, /^graphql refused/, /^js run$/, /^text/])
      expect(of(kind).length).toBeGreaterThan(0);
    const known = /^(graphql( as nobody| refused \w+)?|js run|text \w+)$/;
    expect(of(/./).filter(([, { kind }]) => !known.test(kind))).toEqual([]);
  });

  it.each(of(/^graphql$/))('is answered: %s', async (_, { text, variables }) => {
    if (getOperationAST(parse(text))?.operation === OperationTypeNode.SUBSCRIPTION) {
      const event = await whileCharging(w.live(text, variables).next());
      return expect(Object.values(event).every(saysSomething)).toBe(true);
    }
    const { errors, data } = await w.ask(text, variables);
    expect(errors).toEqual([]);
    for (const [field, answer] of Object.entries(data))
      if (!saysSomething(answer)) throw new Error(`${field} answers nothing: ${JSON.stringify(answer)}`);
  });

  it.each(of(/^graphql as nobody$/))('is answered to whoever comes: %s', async (_, { text, variables }) => {
    const { email, password } = variables['input'] as { email: string; password: string };
    const invited = await w.graph<{ inviteAccount: { link: string } }>(
      'mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }',
      { input: { email, name: 'Anna', role: 'ANALYST' } },
    );
    const link = decodeURIComponent(invited.inviteAccount.link.split('=')[1] ?? '');
    const accepted = await new Browser(url).ask(
      'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
      { input: { link, password } },
    );
    expect(accepted.errors).toEqual([]);
    const browser = new Browser(url);
    const { errors, data } = await browser.ask(text, variables);
    expect(errors).toEqual([]);
    expect(Object.values(data).every(saysSomething)).toBe(true);
    expect(browser.cookie).toBeDefined();
  });

  it.each(of(/^graphql refused/))('is refused as it says: %s', async (_, { kind, text, variables }) => {
    const { errors } = await w.ask(text, variables);
    expect(errors[0]?.extensions['code']).toBe(kind.split(' ').at(-1));
    expect(errors[0]?.message).toMatch(/\w+ \w+ \w+/);
  });

  it.each(of(/^js run$/))('runs and prints something: %s', async (_, { text }) => {
    const running = run(text);
    const said = await (text.includes('subscription') ? whileCharging(running) : running);
    expect(said.trim()).toMatch(/NL\//);
    expect(said).not.toMatch(/undefined|errors/);
  });

  it.each(of(/^text/))('says the default of: %s', (_, { kind, text }) => {
    const name = kind.split(' ').at(-1);
    expect(configuration.find((variable) => variable.name === name)?.default).toBe(text.trim());
  });

  it('explains every code an error may have', () => {
    expect(problemCodes.filter((code) => !guide.includes(`\`${code}\``))).toEqual([]);
  });
});
