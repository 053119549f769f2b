/**
 * The configuration, read from the variables in config.variables.ts. One that is wrong is refused as a whole, with all
 * its errors at once.
 */
import { resolve } from 'node:path';
import type { PlanExecutor } from '@chargesphere/gateway';
import { isNetwork } from '@chargesphere/ocpi-adapter';
import { readGraphConfig, type GraphConfig } from './config.graphql.js';
import { readMapTiles, type MapTiles } from './config.map.js';
import { readOidc, type OidcConfig } from './config.oidc.js';
import {
  paymentContradictions,
  readBank,
  readStripe,
  type BankAccount,
  type StripeConfig,
} from './config.payments.js';
import {
  logLevels,
  parts,
  subgraphNames,
  type tlsVersions,
  type LogLevel,
  type Part,
  type SubgraphName,
} from './config.variables.js';

export { parts, subgraphNames, tlsVersions, variables } from './config.variables.js';
export type { LogLevel, Part, SubgraphName, Variable } from './config.variables.js';

/** Files are read when the hub starts (tls.ts). */
export interface TlsConfig {
  certFile: string | undefined;
  keyFile: string | undefined;
  clientCaFile: string | undefined;
  minVersion: `TLSv${(typeof tlsVersions)[number]}`;
  caFile: string | undefined;
  clientCertFile: string | undefined;
  clientKeyFile: string | undefined;
}

export interface Config {
  host: string;
  port: number;
  /** Undefined: localhost, and the port it gets. */
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  country: string;
  party: string;
  isDemo: boolean;
  secretKey: string | undefined;
  adminKey: string | undefined;
  /** Of the account that is made on the first start. */
  adminEmail: string;
  /** Mail server; undefined writes mails to files. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** By whom people may log in too. */
  oidc: OidcConfig | undefined;
  allowPrivateAddresses: boolean;
  /** Proxies that are believed when they say who asked them. */
  trustedProxies: readonly string[];
  tls: TlsConfig;
  logLevel: LogLevel;
  planExecutor: PlanExecutor;
  /** Recorded exchanges: days they are kept, days their bodies are, and the longest body that is. */
  exchangeDays: number;
  exchangeBodyDays: number;
  exchangeBodyBytes: number;
  /** When platforms are probed, and how many failures in a row make them OFFLINE. */
  silenceSeconds: number;
  probeFailures: number;
  /** Where the hub is paid by bank, and pays from; undefined: not by bank. */
  bank: BankAccount | undefined;
  /** Undefined: not by Stripe. */
  stripe: StripeConfig | undefined;
  /** Under the places of the map; undefined: the outlines that come with the pages. */
  mapTiles: MapTiles | undefined;
  /** Which parts run in this process. */
  parts: ReadonlySet<Part>;
  /** Where subgraphs that run elsewhere answer, by name. */
  subgraphUrls: ReadonlyMap<SubgraphName, string>;
  isDevelopment: boolean;
  /** The public graph: limits, origins, listed operations. */
  graphql: GraphConfig;
}

/** All that is wrong with the environment, one sentence each. */
export class ConfigError extends Error {
  constructor(readonly errors: readonly string[]) {
    super(`The configuration cannot be used:\n${errors.map((error) => `- ${error}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

export const readConfig = (env: Environment): Config => {
  const errors: string[] = [];
  /** The value, trimmed; empty counts as unset, because that is how people leave a variable out of a file. */
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  const refuse = (name: string, needed: string): void => {
    errors.push(`${name} is "${given(name) ?? ''}": ${needed}.`);
  };
  const matching = (name: string, fallback: string, pattern: RegExp, needed: string): string => {
    const value = given(name) ?? fallback;
    if (!pattern.test(value)) refuse(name, needed);
    return value;
  };
  const onOff = (name: string, fallback: boolean): boolean => {
    const value = given(name)?.toLowerCase();
    if (value === undefined) return fallback;
    if (value !== 'on' && value !== 'off') refuse(name, 'write on or off');
    return value === 'on';
  };
  const url = (name: string, protocols: readonly string[], needed: string): string | undefined => {
    const value = given(name);
    if (value !== undefined && !(URL.canParse(value) && protocols.includes(new URL(value).protocol)))
      refuse(name, needed);
    return value;
  };
  const longEnough = (name: string, least: number): string | undefined => {
    const value = given(name);
    if (value !== undefined && value.length < least)
      errors.push(`${name} is too short: give at least ${least} characters.`);
    return value;
  };

  const list = (name: string): string[] =>
    (given(name)?.split(',') ?? []).map((one) => one.trim()).filter((one) => one !== '');
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const value = Number(
      matching(name, String(fallback), /^\d{1,9}$/, `give a number from ${least} to ${most}`),
    );
    if (value < least || value > most) refuse(name, `give a number from ${least} to ${most}`);
    return value;
  };

  const isDevelopment = (given('NODE_ENV') ?? 'development') !== 'production';
  const port = Number(matching('HUB_PORT', '4000', /^\d{1,5}$/, 'give a port from 0 to 65535'));
  if (port > 65_535) refuse('HUB_PORT', 'give a port from 0 to 65535');
  const logLevel = matching(
    'HUB_LOG_LEVEL',
    'info',
    new RegExp(`^(${logLevels.join('|')})$`),
    `give one of ${logLevels.join(', ')}`,
  );
  const publicUrl = url(
    'HUB_PUBLIC_URL',
    ['http:', 'https:'],
    'give an absolute http or https URL, such as https://hub.example.com',
  );
  const databaseUrl = url(
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'give a URL such as postgres://user:password@host:5432/database',
  );
  const redisUrl = url('REDIS_URL', ['redis:', 'rediss:'], 'give a URL such as redis://host:6379');
  const running = readParts(given('HUB_PARTS'), errors);
  const subgraphUrls = readSubgraphUrls(given('HUB_SUBGRAPH_URLS'), errors);
  const isDemo = onOff('HUB_DEMO', false);
  const trustedProxies = list('HUB_TRUSTED_PROXIES');
  if (!trustedProxies.every(isNetwork))
    refuse('HUB_TRUSTED_PROXIES', 'give addresses and networks such as 10.0.0.0/8, separated by commas');
  const exchangeDays = whole('HUB_EXCHANGE_DAYS', 14, 1, 400);
  const config: Config = {
    host: given('HUB_HOST') ?? '127.0.0.1',
    port,
    publicUrl: publicUrl?.replace(/\/+$/, ''),
    dataDir: resolve(given('HUB_DATA_DIR') ?? './.data'),
    databaseUrl,
    redisUrl,
    country: matching('HUB_COUNTRY_CODE', 'NL', /^[A-Za-z]{2}$/, 'give two letters').toUpperCase(),
    party: matching('HUB_PARTY_ID', 'HUB', /^[A-Za-z0-9]{3}$/, 'give three letters or digits').toUpperCase(),
    isDemo,
    secretKey: longEnough('HUB_SECRET_KEY', 32),
    adminKey: longEnough('HUB_ADMIN_KEY', 20),
    adminEmail: matching(
      'HUB_ADMIN_EMAIL',
      'admin@localhost',
      /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/,
      'give an e-mail address',
    ),
    smtpUrl: url('HUB_SMTP_URL', ['smtp:', 'smtps:'], 'give a URL such as smtp://user:password@host:587'),
    mailFrom: matching(
      'HUB_MAIL_FROM',
      'ChargeSphere <hub@localhost>',
      /^[^\r\n]*\S+@\S+[^\r\n]*$/,
      'give an address such as ChargeSphere <hub@example.com>',
    ),
    oidc: readOidc(given, url, errors),
    allowPrivateAddresses: onOff('HUB_ALLOW_PRIVATE_ADDRESSES', isDevelopment),
    trustedProxies,
    tls: {
      certFile: given('HUB_TLS_CERT_FILE'),
      keyFile: given('HUB_TLS_KEY_FILE'),
      clientCaFile: given('HUB_TLS_CLIENT_CA_FILE'),
      minVersion: `TLSv${matching('HUB_TLS_MIN_VERSION', '1.2', /^1\.[23]$/, 'write 1.2 or 1.3') as '1.2' | '1.3'}`,
      caFile: given('HUB_TLS_CA_FILE'),
      clientCertFile: given('HUB_TLS_CLIENT_CERT_FILE'),
      clientKeyFile: given('HUB_TLS_CLIENT_KEY_FILE'),
    },
    logLevel: logLevel as LogLevel,
    planExecutor: matching(
      'HUB_PLAN_EXECUTOR',
      'compiled',
      /^(compiled|apollo)$/,
      'give compiled or apollo',
    ) as PlanExecutor,
    exchangeDays,
    exchangeBodyDays: whole('HUB_EXCHANGE_BODY_DAYS', Math.min(3, exchangeDays), 1, 400),
    exchangeBodyBytes: whole('HUB_EXCHANGE_BODY_BYTES', 65_536, 0, 1_048_576),
    silenceSeconds: whole('HUB_SILENCE_SECONDS', 300, 1, 86_400),
    probeFailures: whole('HUB_PROBE_FAILURES', 2, 1, 10),
    bank: readBank(given, errors),
    stripe: readStripe(given, url, errors),
    mapTiles: readMapTiles(given, errors),
    parts: running,
    subgraphUrls,
    isDevelopment,
    graphql: readGraphConfig({ given, refuse, onOff, list, url }),
  };
  errors.push(...contradictions(config));
  if (errors.length > 0) throw new ConfigError(errors);
  return config;
};

const readParts = (value: string | undefined, errors: string[]): ReadonlySet<Part> => {
  if (value === undefined || value.toLowerCase() === 'all') return new Set(parts);
  const names = value.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !(parts as readonly string[]).includes(name));
  if (unknown.length > 0)
    errors.push(`HUB_PARTS names ${unknown.join(', ')}: the parts are ${parts.join(', ')}.`);
  return new Set(names as Part[]);
};

const readSubgraphUrls = (value: string | undefined, errors: string[]): ReadonlyMap<SubgraphName, string> => {
  const urls = new Map<SubgraphName, string>();
  for (const entry of value?.split(',') ?? []) {
    const [name, url] = entry.trim().split(/=(.*)/s) as [string, string | undefined];
    const isKnown = (subgraphNames as readonly string[]).includes(name);
    if (!isKnown || !url || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      errors.push(
        `HUB_SUBGRAPH_URLS has "${entry.trim()}": write name=http://host:port/graphql, the names being ${subgraphNames.join(', ')}.`,
      );
    else urls.set(name as SubgraphName, url);
  }
  return urls;
};

const tlsContradictions = ({ tls, publicUrl }: Config): string[] => {
  const errors: string[] = [];
  if ((tls.certFile === undefined) !== (tls.keyFile === undefined))
    errors.push(
      'A certificate is of use with its key only: give both HUB_TLS_CERT_FILE and HUB_TLS_KEY_FILE.',
    );
  if ((tls.clientCertFile === undefined) !== (tls.clientKeyFile === undefined))
    errors.push(
      'A certificate is of use with its key only: give both HUB_TLS_CLIENT_CERT_FILE and HUB_TLS_CLIENT_KEY_FILE.',
    );
  if (tls.clientCaFile !== undefined && tls.certFile === undefined)
    errors.push(
      'Client certificates are checked where TLS ends: HUB_TLS_CLIENT_CA_FILE needs HUB_TLS_CERT_FILE, or let the proxy check them.',
    );
  if (tls.certFile !== undefined && publicUrl?.startsWith('http:'))
    errors.push('With HUB_TLS_CERT_FILE the hub speaks https: let HUB_PUBLIC_URL begin with https.');
  return errors;
};

/** What is well-formed by itself but cannot be together. */
const contradictions = (config: Config): string[] => {
  const errors: string[] = [];
  errors.push(...tlsContradictions(config));
  errors.push(...paymentContradictions(config));
  const isWhole = parts.every((part) => config.parts.has(part));
  if (!isWhole && !config.databaseUrl && subgraphNames.some((name) => config.parts.has(name)))
    errors.push('HUB_PARTS leaves parts to other processes: they share a database, so give DATABASE_URL.');
  if (!isWhole && !config.secretKey)
    errors.push(
      'HUB_PARTS leaves parts to other processes: they know each other by a secret, so give all of them the same HUB_SECRET_KEY.',
    );
  if (config.parts.has('parties') && !config.parts.has('gateway') && !config.publicUrl)
    errors.push(
      'The parties write invitations, which name the gateway: give HUB_PUBLIC_URL, as the gateway has it.',
    );
  if (config.parts.has('gateway'))
    for (const name of subgraphNames)
      if (!config.parts.has(name) && !config.subgraphUrls.has(name))
        errors.push(
          `The gateway needs the subgraph ${name}: add it to HUB_PARTS or say in HUB_SUBGRAPH_URLS where it answers.`,
        );
  for (const name of config.subgraphUrls.keys())
    if (config.parts.has(name))
      errors.push(`The subgraph ${name} is in HUB_PARTS and in HUB_SUBGRAPH_URLS: leave it out of one.`);
  if (config.exchangeBodyDays > config.exchangeDays)
    errors.push(
      'HUB_EXCHANGE_BODY_DAYS is more than HUB_EXCHANGE_DAYS: bodies are kept with their exchanges, so give as many or fewer.',
    );
  if (config.isDemo && !config.parts.has('gateway'))
    errors.push('HUB_DEMO is on where no gateway runs: turn it off for this process.');
  if (config.isDemo && !config.allowPrivateAddresses)
    errors.push(
      'HUB_DEMO needs partners on this machine: turn HUB_ALLOW_PRIVATE_ADDRESSES on, or the demo off.',
    );
  return errors;
};
