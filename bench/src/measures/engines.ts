/**
 * The joined query through federation engines, in turns: before the same subgraphs over HTTP, and with the subgraphs in
 * their own process, there also beside one schema merged by hand. Here more than 1 is better: the other engines are no
 * floors but neighbours. No request is like another: each has a variable and ids of its own, and engines pass them on.
 * `all alike` is for what engines save when many ask the same at the same time.
 */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Options } from '../options.js';
import { postGraph } from '../stage/graph.client.js';
import type { Stage } from '../stage/stage.js';
import { QUERY, VARIABLES } from './federated-query.js';
import { inTurns, patience_ms, type Measure, type Result, type Side } from './measure.js';

const CONCURRENCY = 16;
/** In one process each engine has connections to the database of its own, as many as requests under way. */
const CONCURRENCY_LOCAL = 8;

export const engines = async (stage: Stage, options: Options): Promise<Result> => {
  const results: Result[] = [];
  for (const [name, measure] of [
    ['engines, HTTP', overHttp],
    ['engines, HTTP, all alike', alikeOverHttp],
    ['engines, HTTP, data in memory', inMemoryOverHttp],
    ['engines, one process', inOneProcess],
    ['engines, one process, data in memory', inMemoryInOneProcess],
  ] as const) {
    await using scope = new AsyncDisposableStack();
    results.push(await inTurns(name, measure)(stage, options, scope));
  }
  return {
    rows: results.flatMap(({ rows }) => rows),
    details: results.map(({ details }) => details),
  };
};

const overHttp: Measure = async (stage, scope) => {
  const open = await engineBefore(stage, scope);
  return compared([
    await open('our gateway', 'ours'),
    await open('Hive Gateway', 'hive'),
    await open('Hive Gateway, Rust planner', 'hive-rust'),
  ]);
};

/** What the subgraphs and the database need is the same for all: without the database there is more to see of the rest. */
const inMemoryOverHttp: Measure = async (stage, scope) => {
  const open = await engineBefore(stage, scope, { remembers: true });
  return compared([await open('our gateway', 'ours'), await open('Hive Gateway, Rust planner', 'hive-rust')]);
};

const alikeOverHttp: Measure = async (stage, scope) => {
  const open = await engineBefore(stage, scope, { areAlike: true });
  return compared([
    await open('our gateway', 'ours'),
    await open('Hive Gateway, Rust planner', 'hive-rust'),
    await open('the same, ids not passed on', 'hive-rust', true),
  ]);
};

/** Opens engines before one set of subgraphs. */
const engineBefore = async (
  stage: Stage,
  scope: AsyncDisposableStack,
  { areAlike = false, remembers = false, connections = CONCURRENCY } = {},
) => {
  const { hub, start } = stage;
  const secret = randomBytes(24).toString('hex');
  const subgraphs = await start(scope, 'subgraphs', {
    url: hub.database.url,
    dataDir: hub.dataDir,
    secret,
    remembers,
  });
  return async (name: string, engine: 'ours' | 'hive' | 'hive-rust', sharing = false) => {
    const { told: origin, pid } = await start(scope, 'engine', {
      engine,
      sharing,
      urls: subgraphs.told,
      database: hub.database.url,
      dataDir: hub.dataDir,
      secret,
    });
    // Subgraphs and database do the same for all of them: counted is the engine's own process.
    return sideOf(stage, scope, { name, origin, pid, connections, usesDatabase: false, areAlike });
  };
};

const inOneProcess: Measure = async (stage, scope) => {
  const open = localEngine(stage, scope, { remembers: false });
  return compared([
    await open('our hub', 'ours'),
    await open('Hive Gateway', 'hive'),
    await open('Hive Gateway, Rust planner', 'hive-rust'),
    await open('one schema, merged by hand', 'merged'),
  ]);
};

/** Also beside Hive as it is set up: before subgraphs over HTTP. */
const inMemoryInOneProcess: Measure = async (stage, scope) => {
  const open = localEngine(stage, scope, { remembers: true });
  const before = await engineBefore(stage, scope, { remembers: true, connections: CONCURRENCY_LOCAL });
  return compared([
    await open('our hub', 'ours'),
    await open('Hive Gateway', 'hive'),
    await open('Hive Gateway, Rust planner', 'hive-rust'),
    await before('the same, before subgraphs over HTTP', 'hive-rust'),
    await open('one schema, merged by hand', 'merged'),
  ]);
};

const localEngine =
  (stage: Stage, scope: AsyncDisposableStack, { remembers }: { remembers: boolean }) =>
  async (name: string, engine: 'ours' | 'hive' | 'hive-rust' | 'merged') => {
    const { hub, start } = stage;
    const { told: origin, pid } = await start(scope, 'local-engine', {
      engine,
      database: hub.database.url,
      dataDir: hub.dataDir,
      remembers,
    });
    return sideOf(stage, scope, {
      name,
      origin,
      pid,
      connections: CONCURRENCY_LOCAL,
      usesDatabase: !remembers,
      areAlike: false,
    });
  };

interface Opened {
  name: string;
  origin: string;
  pid: number;
  connections: number;
  usesDatabase: boolean;
  areAlike: boolean;
}

type Compared = Side & { answer: unknown };

const sideOf = async (
  { hub, start, counted }: Stage,
  scope: AsyncDisposableStack,
  { name, origin, pid, connections, usesDatabase, areAlike }: Opened,
): Promise<Compared> => {
  const load = await start(scope, 'http-load', {
    origin,
    connections,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.key}` },
    requests: areAlike
      ? { kind: 'post', path: '/graphql', body: JSON.stringify({ query: QUERY, variables: VARIABLES }) }
      : { kind: 'asks', path: '/graphql', query: QUERY },
  });
  return {
    name,
    answer: await postGraph({ origin, key: hub.key }, QUERY, VARIABLES),
    round: (seconds) => counted(pid, usesDatabase, () => load.run({ seconds }, patience_ms(seconds))),
  };
};

const compared = ([ours, ...others]: Compared[]) => {
  if (!ours) throw new Error('There is nothing to compare.');
  for (const { name, answer } of others)
    if (!isDeepStrictEqual(ours.answer, answer)) throw new Error(`${name} answers differently.`);
  return { hub: ours, floors: others };
};
