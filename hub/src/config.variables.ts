/**
 * Every variable the hub reads, in one table, as people look it up: `.env.example`, `--help` and the README are held to
 * it by tests.
 */
import { graphVariables } from './config.graphql.js';
import { oidcVariables } from './config.oidc.js';
import { mapVariables } from './config.map.js';
import { paymentVariables } from './config.payments.js';

export const parts = ['parties', 'locations', 'sessions', 'tariffs', 'billing', 'gateway'] as const;
export type Part = (typeof parts)[number];
export const subgraphNames = ['parties', 'locations', 'sessions', 'tariffs', 'billing'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const tlsVersions = ['1.2', '1.3'] as const;

export interface Variable {
  name: string;
  /** The default as people read it. */
  default: string;
  meaning: string;
}

export const variables: readonly Variable[] = [
  { name: 'HUB_PORT', default: '4000', meaning: 'Port the hub listens on; 0 takes a free one.' },
  { name: 'HUB_HOST', default: '127.0.0.1', meaning: 'Address it listens on; 0.0.0.0 for all of them.' },
  {
    name: 'HUB_PUBLIC_URL',
    default: 'http://localhost:<port>',
    meaning: 'What partners see in URLs, without a path; https in production.',
  },
  {
    name: 'HUB_DATA_DIR',
    default: './.data',
    meaning: 'Folder of the embedded database, the key file and the demo’s memory.',
  },
  {
    name: 'DATABASE_URL',
    default: '',
    meaning: 'PostgreSQL 15 or newer; empty starts the embedded one, which is for trying out.',
  },
  {
    name: 'REDIS_URL',
    default: '',
    meaning:
      'Redis by which several nodes count requests together and wake each other when something happens; empty lets each node count for itself and PostgreSQL wake them. While it is away nodes count by themselves and look every second.',
  },
  { name: 'HUB_COUNTRY_CODE', default: 'NL', meaning: 'Country of the hub’s own party, ISO 3166-1 alpha-2.' },
  { name: 'HUB_PARTY_ID', default: 'HUB', meaning: 'Id of the hub’s own party, three letters or digits.' },
  {
    name: 'HUB_DEMO',
    default: 'on for npm start, off for npm run start:production',
    meaning: 'on starts simulated partners with data; on or off.',
  },
  {
    name: 'HUB_SECRET_KEY',
    default: 'a key file in the data folder',
    meaning:
      'At least 32 characters, the same in every process; encrypts credentials and signs callers between processes.',
  },
  {
    name: 'HUB_ADMIN_KEY',
    default: 'made on the first start, printed once',
    meaning: 'API key with the operator role, at least 20 characters, sent as "Authorization: Bearer …".',
  },
  {
    name: 'HUB_ADMIN_EMAIL',
    default: 'admin@localhost',
    meaning:
      'E-mail address of the administrator’s account, which is made on the first start with a one-time password that is printed once.',
  },
  {
    name: 'HUB_SMTP_URL',
    default: '',
    meaning:
      'Mail server for invitations and new passwords, as smtp://user:password@host:587 or smtps://…; empty writes mails to the folder mails in the data folder.',
  },
  {
    name: 'HUB_MAIL_FROM',
    default: 'ChargeSphere <hub@localhost>',
    meaning: 'Who mails are from.',
  },
  ...oidcVariables,
  {
    name: 'HUB_ALLOW_PRIVATE_ADDRESSES',
    default: 'on in development, off in production',
    meaning: 'May the hub call partners on loopback and private addresses and without TLS; on or off.',
  },
  {
    name: 'HUB_TRUSTED_PROXIES',
    default: '',
    meaning:
      'Proxies in front of the hub, as addresses and networks such as 10.0.0.0/8, separated by commas; they are believed when X-Forwarded-For says who asked them.',
  },
  {
    name: 'HUB_TLS_CERT_FILE',
    default: '',
    meaning:
      'Certificate chain (PEM) the hub shows when no proxy in front does; then it speaks https only. Needs HUB_TLS_KEY_FILE.',
  },
  { name: 'HUB_TLS_KEY_FILE', default: '', meaning: 'Its key, as PEM without a passphrase.' },
  {
    name: 'HUB_TLS_CLIENT_CA_FILE',
    default: '',
    meaning:
      'Certificates (PEM) of those who sign for partners: OCPI then wants a client certificate of theirs beside the token.',
  },
  {
    name: 'HUB_TLS_MIN_VERSION',
    default: '1.2',
    meaning: 'Lowest TLS version the hub speaks, as a server and to partners; 1.2 or 1.3.',
  },
  {
    name: 'HUB_TLS_CA_FILE',
    default: '',
    meaning: 'Certificates (PEM) of those who sign for partners’ servers, beside the authorities Node knows.',
  },
  {
    name: 'HUB_TLS_CLIENT_CERT_FILE',
    default: '',
    meaning:
      'Certificate chain (PEM) the hub shows partners it calls and that have none of their own in the hub. Needs HUB_TLS_CLIENT_KEY_FILE.',
  },
  { name: 'HUB_TLS_CLIENT_KEY_FILE', default: '', meaning: 'Its key, as PEM without a passphrase.' },
  {
    name: 'HUB_PLAN_EXECUTOR',
    default: 'compiled',
    meaning:
      'Who carries out query plans and queries of subgraphs: compiled (ours), or apollo (and graphql-js), with the same results and more work.',
  },
  { name: 'HUB_LOG_LEVEL', default: 'info', meaning: `One of ${logLevels.join(', ')}.` },
  {
    name: 'HUB_EXCHANGE_DAYS',
    default: '14',
    meaning: 'How many days recorded exchanges with partners are kept, 1 to 400.',
  },
  {
    name: 'HUB_EXCHANGE_BODY_DAYS',
    default: '3',
    meaning: 'How many days of those their headers and masked bodies are kept too, at most as many.',
  },
  {
    name: 'HUB_EXCHANGE_BODY_BYTES',
    default: '65536',
    meaning: 'The longest body that is kept with an exchange; 0 keeps none.',
  },
  {
    name: 'HUB_SILENCE_SECONDS',
    default: '300',
    meaning: 'After how many seconds of silence the hub asks a platform whether it is there, 1 to 86400.',
  },
  {
    name: 'HUB_PROBE_FAILURES',
    default: '2',
    meaning:
      'How many such questions in a row may stay without a good answer before a platform is OFFLINE, 1 to 10.',
  },
  ...graphVariables,
  ...paymentVariables,
  ...mapVariables,
  {
    name: 'HUB_PARTS',
    default: 'all',
    meaning: `Which parts run in this process: all, or some of ${parts.join(', ')}, separated by commas; gateway brings the OCPI wire.`,
  },
  {
    name: 'HUB_SUBGRAPH_URLS',
    default: '',
    meaning: 'Where subgraphs that run elsewhere answer: name=http://host:port/graphql, separated by commas.',
  },
  {
    name: 'NODE_ENV',
    default: 'development',
    meaning: 'production closes the Sandbox page, introspection and private addresses.',
  },
];
