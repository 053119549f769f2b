/**
 * `npm run bench`: the hub beside the least that could do the same work. Serves the rule that a measurement comes
 * with an optimisation, and stays where the next person can run it.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import { broadcast } from './measures/broadcast.js';
import { crawl } from './measures/crawl.js';
import { directRelay } from './measures/direct-relay.js';
import { engines } from './measures/engines.js';
import { fanOut } from './measures/fan-out.js';
import { federatedQuery } from './measures/federated-query.js';
import { live } from './measures/live.js';
import { locationPut } from './measures/location-put.js';
import { locationsGet } from './measures/locations-get.js';
import { inTurns, type Result } from './measures/measure.js';
import { pages } from './measures/pages.js';
import { pricing } from './measures/pricing.js';
import { statements } from './measures/statements.js';
import { help, measureNames, readOptions, type MeasureName, type Options } from './options.js';
import { setUp, type Stage } from './stage/stage.js';
import { plain, tableOf, type Style } from './table.js';

type Measuring = (stage: Stage, options: Options, scope: AsyncDisposableStack) => Promise<Result>;

const measures: Readonly<Record<MeasureName, Measuring>> = {
  'location-put': inTurns('location-put', locationPut),
  'direct-relay': directRelay,
  'locations-get': inTurns('locations-get', locationsGet),
  'federated-query': inTurns('federated-query', federatedQuery),
  engines,
  live: inTurns('live', live),
  'fan-out': fanOut,
  broadcast,
  crawl,
  pricing,
  statements,
  pages,
};

/**
 * Reading before writing: a table of many rows would be vacuumed while others are measured. Last what fills the store,
 * and the broadcast, after which 200 platforms are gone without a word.
 */
const order: readonly MeasureName[] = [
  'pricing',
  'locations-get',
  'federated-query',
  'engines',
  'live',
  'fan-out',
  'direct-relay',
  'location-put',
  'statements',
  'pages',
  'crawl',
  'broadcast',
];

interface Outcome extends Result {
  name: MeasureName;
}

const coloured: Style = {
  strong: (text) => styleText('bold', text),
  small: (text) => styleText('dim', text),
};

const report = (outcomes: readonly Outcome[]): string => `
${tableOf(
  outcomes.flatMap(({ rows }) => rows),
  process.stdout.isTTY ? coloured : plain,
)}
${outcomes
  .flatMap(({ notes = [] }) => notes)
  .map((note) => `\n${note}\n`)
  .join('')}
ratio is hub ÷ floor, median of the rounds: of requests per second (more is better, 1 is the floor), or of
milliseconds (less is better); for crawl of the last pages and the first (1 is even). CPU is per request: own process
+ database. Node ${process.version}, ${availableParallelism()} cores shared by hub or floor, its clients and the database.
`;

const run = async (options: Options, scope: AsyncDisposableStack): Promise<void> => {
  say('Starting a hub, and partners that push what is to be read …');
  const stage = await setUp(scope, options);
  const outcomes: Outcome[] = [];
  for (const name of order.filter((each) => options.only.has(each))) {
    say(`Measuring ${name} …`);
    outcomes.push(await measured(name, stage, options));
  }
  outcomes.sort((a, b) => measureNames.indexOf(a.name) - measureNames.indexOf(b.name));
  console.log(report(outcomes));
  if (!options.json) return;
  const { seconds, rounds } = options;
  const machine = { node: process.version, cores: availableParallelism() };
  await writeFile(
    options.json,
    `${JSON.stringify({ machine, seconds, rounds, measures: outcomes }, undefined, 2)}\n`,
  );
};

const measured = async (name: MeasureName, stage: Stage, options: Options): Promise<Outcome> => {
  await using scope = new AsyncDisposableStack();
  return { name, ...(await measures[name](stage, options, scope)) };
};

const say = (text: string): void => console.error(process.stderr.isTTY ? styleText('dim', text) : text);

/** Everything started is ended, whether the measuring came to its end, failed or was interrupted. */
const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    console.log(help);
    return 0;
  }
  const scope = new AsyncDisposableStack();
  let isLeaving = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (isLeaving) return;
      isLeaving = true;
      say('Ending what was started …');
      void scope.disposeAsync().finally(() => process.exit(130));
    });
  try {
    await run(options, scope);
    return 0;
  } catch (error) {
    if (!isLeaving) throw error;
    return 130;
  } finally {
    await scope.disposeAsync();
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? (process.env.HUB_DEBUG ? error : error.message) : error);
  process.exitCode = 1;
}
