/** What the command line says, read and checked; what cannot be used is refused with the cure. */
import { parseArgs } from 'node:util';

export const measureNames = [
  'location-put',
  'direct-relay',
  'locations-get',
  'federated-query',
  'engines',
  'live',
  'fan-out',
  'broadcast',
  'crawl',
  'pricing',
  'statements',
  'pages',
] as const;
export type MeasureName = (typeof measureNames)[number];

export interface Options {
  /** Length of one round of one side. */
  seconds: number;
  /** Counted rounds of each side, after one that warms up. */
  rounds: number;
  /** Full crawls; each takes as long as the list is. */
  crawls: number;
  /** In the list that is crawled. */
  locations: number;
  /** In the longer statement run; the shorter one has a tenth of them. */
  cdrs: number;
  only: ReadonlySet<MeasureName>;
  /** File for the figures. */
  json: string | undefined;
  /** Folder for a CPU profile of the hub. */
  profile: string | undefined;
  /** Another checkout whose hub is measured in turns with ours. */
  beside: string | undefined;
  isHelp: boolean;
}

export const help = `Usage: npm run bench -- [options]

Measures the hub beside the least that could do the same work, in the same minutes on the same machine, and prints
the ratios. Takes five to eight minutes.

  --only <name>      one measure; may be repeated. They are: ${measureNames.join(', ')}
  --seconds <n>      length of one round of one side (default 2)
  --rounds <n>       rounds of each side, in turns; the median counts (default 5, of crawl 1)
  --locations <n>    Locations in the list that crawl reads (default 100000)
  --cdrs <n>         CDRs of the longer statement run (default 100000)
  --json <file>      also write all figures, round by round
  --profile <folder> also write a CPU profile of the hub there, for Chrome's or an editor's profile viewer
  --beside <folder>  also measure the hub of another checkout, built, in turns with this one: what a change came to
  --help             this text
`;

export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      seconds: { type: 'string', default: '2' },
      rounds: { type: 'string' },
      locations: { type: 'string', default: '100000' },
      cdrs: { type: 'string', default: '100000' },
      json: { type: 'string' },
      profile: { type: 'string' },
      beside: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    seconds: numberBetween('--seconds', values.seconds, 0.2, 60),
    rounds: wholeBetween('--rounds', values.rounds ?? '5', 1, 99),
    crawls: wholeBetween('--rounds', values.rounds ?? '1', 1, 99),
    locations: wholeBetween('--locations', values.locations, 1000, 10_000_000),
    cdrs: wholeBetween('--cdrs', values.cdrs, 1000, 10_000_000),
    only: new Set(values.only?.map(measureNamed) ?? measureNames),
    json: values.json,
    profile: values.profile,
    beside: values.beside,
    isHelp: values.help,
  };
};

const numberBetween = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new Error(`${name} is "${text}": give a number from ${least} to ${most}.`);
  return value;
};

const wholeBetween = (name: string, text: string, least: number, most: number): number => {
  const value = numberBetween(name, text, least, most);
  if (!Number.isInteger(value)) throw new Error(`${name} is "${text}": give a whole number.`);
  return value;
};

const measureNamed = (name: string): MeasureName => {
  const found = measureNames.find((known) => known === name);
  if (!found) throw new Error(`There is no measure "${name}"; there are ${measureNames.join(', ')}.`);
  return found;
};
