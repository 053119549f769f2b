/**
 * The variables of the public graph: who may send what, from where, and how much of it. Defaults are the gateway's.
 */
import { readFile } from 'node:fs/promises';
import {
  defaultBudgets,
  defaultLimits,
  defaultMinuteBudgets,
  graphRoles,
  readManifest,
  type Budgets,
  type GatewayLimits,
  type GatewayOptions,
  type GraphRole,
} from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { pageOperations } from './pages.js';

/** What of the gateway's options is configured, as it takes it. */
export type GraphConfig = Required<
  Pick<GatewayOptions, 'origins' | 'csrfPrevention' | 'limits' | 'budgets' | 'minuteBudgets'>
> &
  Pick<GatewayOptions, 'schemaReaders'> & {
    /** Where the listed operations are; read when the hub starts. */
    operationsFile: string | undefined;
    listedOnly: boolean;
    /** Of another federation engine; ours when left out. */
    engineUrl: string | undefined;
  };

/** How no limit is written. */
const OFF = 'off';

/** Names in the configuration and in the gateway. */
const LIMITS = {
  depth: 'document_depth',
  breadth: 'document_breadth',
  roots: 'document_roots',
  aliases: 'document_aliases',
  fields: 'document_fields',
  tokens: 'document_tokens',
  bytes: 'body_bytes',
  ms: 'operation_ms',
} as const satisfies Record<string, keyof GatewayLimits>;

/** Those of subscriptions. */
const LIVE = {
  sockets: 'sockets',
  'per-socket': 'operations_per_socket',
  'per-principal': 'subscriptions_per_principal',
  queued: 'queued_results',
  lost: 'lost_results',
  kept: 'kept_results',
} as const satisfies Record<string, keyof GatewayLimits>;

const written = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name}=${value === Infinity ? OFF : value}`)
    .join(',');
const byDefault = (names: Readonly<Record<string, keyof GatewayLimits>>) =>
  Object.fromEntries(Object.entries(names).map(([name, limit]) => [name, defaultLimits[limit]]));

export const graphVariables = [
  {
    name: 'HUB_GRAPHQL_LIMITS',
    default: written(byDefault(LIMITS)),
    meaning:
      'How large an operation at /graphql may be: fields inside one another, in one selection and at the root, aliases, fields and tokens altogether, bytes of the request, and ms until it is given up. Those left out keep their default.',
  },
  {
    name: 'HUB_GRAPHQL_BUDGETS',
    default: written({ ...defaultBudgets }),
    meaning:
      'What one operation may cost, by role: about one for each object it could return, pages counted by the size they ask for.',
  },
  {
    name: 'HUB_GRAPHQL_MINUTE_BUDGETS',
    default: written({ ...defaultMinuteBudgets }),
    meaning:
      'What somebody may spend in a minute, by role: the costs of all operations together; off is no limit. With REDIS_URL all nodes count together.',
  },
  {
    name: 'HUB_GRAPHQL_LIVE',
    default: written(byDefault(LIVE)),
    meaning:
      'How much may be watched: WebSockets at a time, operations on one, subscriptions of one principal; results that wait for a slow reader, how many it may lose in a row until it is sent away, and how many are kept for who comes back.',
  },
  {
    name: 'HUB_GRAPHQL_INTROSPECTION',
    default: 'operator,analyst in production, every role in development',
    meaning: `Who may read the schema through /graphql: some of ${graphRoles.join(', ')}, separated by commas, or nobody.`,
  },
  {
    name: 'HUB_GRAPHQL_ORIGINS',
    default: '',
    meaning:
      'Web pages of other origins that may use /graphql, such as https://app.example.com, separated by commas; * lets all in, without their cookies.',
  },
  {
    name: 'HUB_GRAPHQL_CSRF',
    default: 'on',
    meaning: 'Refuse requests that a foreign web page may have made a browser send; on or off.',
  },
  {
    name: 'HUB_GRAPHQL_OPERATIONS',
    default: '',
    meaning:
      'File with the operations of your apps by id, as GraphQL Code Generator, Relay and Apollo write it; they can then be asked for by id.',
  },
  {
    name: 'HUB_GRAPHQL_SAFELIST',
    default: 'off',
    meaning:
      'on executes the operations of HUB_GRAPHQL_OPERATIONS and of the hub’s own pages only, whoever asks; on or off.',
  },
  {
    name: 'HUB_GRAPHQL_ENGINE_URL',
    default: '',
    meaning:
      'Another federation engine over the same subgraphs, such as Apollo Router or Hive Router, that carries out queries and mutations at /graphql: http://host:port/ and its path (docs/engines.md).',
  },
  {
    name: 'HUB_GRAPHQL_COMPRESSION',
    default: 'on',
    meaning: 'Compress long answers (br, gzip) for clients that accept it; off where a proxy in front does.',
  },
];

/** The ways in which config.ts reads a variable. */
export interface Reading {
  given(name: string): string | undefined;
  refuse(name: string, needed: string): void;
  onOff(name: string, fallback: boolean): boolean;
  list(name: string): string[];
  url(name: string, protocols: readonly string[], needed: string): string | undefined;
}

export const readGraphConfig = (reading: Reading): GraphConfig => {
  const { given, refuse, onOff, list, url } = reading;
  const origins = list('HUB_GRAPHQL_ORIGINS');
  if (!origins.every(isOrigin))
    refuse('HUB_GRAPHQL_ORIGINS', 'give origins such as https://app.example.com, without a path, or *');
  const limits = {
    ...limitsIn('HUB_GRAPHQL_LIMITS', LIMITS, reading),
    ...limitsIn('HUB_GRAPHQL_LIVE', LIVE, reading),
  };
  if (!onOff('HUB_GRAPHQL_COMPRESSION', true)) limits.compressed_bytes = Infinity;
  const operationsFile = given('HUB_GRAPHQL_OPERATIONS');
  const listedOnly = onOff('HUB_GRAPHQL_SAFELIST', false);
  const roles = Object.keys(defaultBudgets);
  const budgets: Partial<Budgets> = numbersIn('HUB_GRAPHQL_BUDGETS', roles, reading);
  const minuteBudgets: Partial<Budgets> = numbersIn('HUB_GRAPHQL_MINUTE_BUDGETS', roles, reading, OFF);
  const [one, minute] = [
    { ...defaultBudgets, ...budgets },
    { ...defaultMinuteBudgets, ...minuteBudgets },
  ];
  for (const role of Object.keys(one) as (keyof Budgets)[])
    if (minute[role] < one[role])
      refuse(
        'HUB_GRAPHQL_MINUTE_BUDGETS',
        `let ${role} spend in a minute at least the ${one[role]} that one operation may cost (HUB_GRAPHQL_BUDGETS)`,
      );
  const schemaReaders = readersIn('HUB_GRAPHQL_INTROSPECTION', reading);
  return {
    origins,
    csrfPrevention: onOff('HUB_GRAPHQL_CSRF', true),
    limits,
    budgets,
    minuteBudgets,
    operationsFile,
    listedOnly,
    engineUrl: url(
      'HUB_GRAPHQL_ENGINE_URL',
      ['http:', 'https:'],
      'give an absolute http or https URL, such as http://127.0.0.1:4010/graphql',
    ),
    ...(schemaReaders ? { schemaReaders } : {}),
  };
};

const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text.toLowerCase());

/** The limits of the gateway that a variable gives. */
const limitsIn = (
  variable: string,
  names: Readonly<Record<string, keyof GatewayLimits>>,
  reading: Reading,
): Partial<GatewayLimits> =>
  Object.fromEntries(
    Object.entries(numbersIn(variable, Object.keys(names), reading)).map(([name, value]) => [
      names[name],
      value,
    ]),
  );

/** `depth=12,aliases=30` → the numbers by their names; the word, where there is one, is no limit. */
const numbersIn = (
  variable: string,
  names: readonly string[],
  { list, refuse }: Reading,
  unlimited?: string,
): Record<string, number> => {
  const numbers: Record<string, number> = {};
  for (const entry of list(variable)) {
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim());
    const isUnlimited = value !== '' && value.toLowerCase() === unlimited;
    if (!names.includes(name) || !(isUnlimited || /^[1-9]\d{0,8}$/.test(value)))
      refuse(
        variable,
        `write name=number${unlimited ? ` or name=${unlimited}` : ''}, separated by commas, the names being ${names.join(', ')}`,
      );
    else numbers[name] = isUnlimited ? Infinity : Number(value);
  }
  return numbers;
};

const readersIn = (variable: string, { list, refuse }: Reading): GraphRole[] | undefined => {
  const roles = list(variable).map((role) => role.toLowerCase());
  if (roles.length === 0) return undefined;
  if (roles.length === 1 && roles[0] === 'nobody') return [];
  const known = graphRoles.filter((role) => roles.includes(role));
  if (known.length < roles.length)
    refuse(variable, `give some of ${graphRoles.join(', ')}, separated by commas, or nobody`);
  return known;
};

/** The gateway's options as configured, the listed operations read. Throws what is wrong with their file. */
export const graphOptions = async (
  { operationsFile, listedOnly, engineUrl, ...options }: GraphConfig,
  sign: (caller: Caller) => string,
) => ({
  ...options,
  engine: engineUrl === undefined ? undefined : { url: engineUrl, sign },
  persisted: {
    listed: new Map([...pageOperations(), ...(await listedIn(operationsFile))]),
    listedOnly,
    automatic: !listedOnly,
  },
});

const listedIn = async (file: string | undefined): Promise<ReadonlyMap<string, string>> => {
  if (file === undefined) return new Map();
  try {
    return readManifest(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The operations in ${file} cannot be used; check HUB_GRAPHQL_OPERATIONS`, { cause });
  }
};
