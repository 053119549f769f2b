/**
 * The variables of the public graph: who may send what, from where, and how much of it. Defaults are the gateway's.
 */
import { readFile } from 'node:fs/promises';
import {
  defaultBudgets,
  defaultLimits,
  graphRoles,
  readManifest,
  type Budgets,
  type GatewayLimits,
  type GatewayOptions,
  type GraphRole,
} from '@chargesphere/gateway';

/** What of the gateway's options is configured, as it takes it. */
export type GraphConfig = Required<
  Pick<GatewayOptions, 'origins' | 'csrfPrevention' | 'limits' | 'budgets'>
> &
  Pick<GatewayOptions, 'schemaReaders'> & {
    /** Where the listed operations are; read when the hub starts. */
    operationsFile: string | undefined;
    listedOnly: boolean;
  };

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

const written = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
const LIMITS_BY_DEFAULT = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [name, defaultLimits[limit]]),
);

export const graphVariables = [
  {
    name: 'HUB_GRAPHQL_LIMITS',
    default: written(LIMITS_BY_DEFAULT),
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
    meaning: 'on executes the operations of HUB_GRAPHQL_OPERATIONS only, whoever asks; on or off.',
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
}

export const readGraphConfig = (reading: Reading): GraphConfig => {
  const { given, refuse, onOff, list } = reading;
  const origins = list('HUB_GRAPHQL_ORIGINS');
  if (!origins.every(isOrigin))
    refuse('HUB_GRAPHQL_ORIGINS', 'give origins such as https://app.example.com, without a path, or *');
  const limits = Object.fromEntries(
    Object.entries(numbersIn('HUB_GRAPHQL_LIMITS', Object.keys(LIMITS), reading)).map(([name, value]) => [
      LIMITS[name as keyof typeof LIMITS],
      value,
    ]),
  ) as Partial<GatewayLimits>;
  if (!onOff('HUB_GRAPHQL_COMPRESSION', true)) limits.compressed_bytes = Infinity;
  const operationsFile = given('HUB_GRAPHQL_OPERATIONS');
  const listedOnly = onOff('HUB_GRAPHQL_SAFELIST', false);
  if (listedOnly && operationsFile === undefined)
    refuse('HUB_GRAPHQL_SAFELIST', 'say in HUB_GRAPHQL_OPERATIONS what is listed, or nothing could be asked');
  const schemaReaders = readersIn('HUB_GRAPHQL_INTROSPECTION', reading);
  return {
    origins,
    csrfPrevention: onOff('HUB_GRAPHQL_CSRF', true),
    limits,
    budgets: numbersIn('HUB_GRAPHQL_BUDGETS', Object.keys(defaultBudgets), reading) as Partial<Budgets>,
    operationsFile,
    listedOnly,
    ...(schemaReaders ? { schemaReaders } : {}),
  };
};

const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text.toLowerCase());

/** `depth=12,aliases=30` → the numbers by their names. */
const numbersIn = (
  variable: string,
  names: readonly string[],
  { list, refuse }: Reading,
): Record<string, number> => {
  const numbers: Record<string, number> = {};
  for (const entry of list(variable)) {
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim());
    if (!names.includes(name) || !/^[1-9]\d{0,8}$/.test(value))
      refuse(variable, `write name=number, separated by commas, the names being ${names.join(', ')}`);
    else numbers[name] = Number(value);
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
export const graphOptions = async ({ operationsFile, listedOnly, ...options }: GraphConfig) => ({
  ...options,
  persisted: { listed: await listedIn(operationsFile), listedOnly, automatic: !listedOnly },
});

const listedIn = async (file: string | undefined): Promise<ReadonlyMap<string, string>> => {
  if (file === undefined) return new Map();
  try {
    return readManifest(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The operations in ${file} cannot be used; check HUB_GRAPHQL_OPERATIONS`, { cause });
  }
};
