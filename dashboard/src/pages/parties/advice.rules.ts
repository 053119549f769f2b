/**
 * What is wrong when a handshake fails, and what to do about it: the sentence of the hub, or what a leg was answered,
 * as one of a few kinds that the languages have plain words for. Pure.
 */

export const adviceKinds = [
  'token',
  'https',
  'privateAddress',
  'port',
  'url',
  'dns',
  'closedPort',
  'tls',
  'timeout',
  'connection',
  'noVersion',
  'noCredentials',
  'notOcpi',
  'badCredentials',
  'cannotCallBack',
  'alreadyRegistered',
  'notFound',
  'forbidden',
  'serverError',
  'refused',
  'roles',
  'other',
] as const;
export type AdviceKind = (typeof adviceKinds)[number];

/** The first that fits; the order matters where a sentence holds several signs. */
const signs: readonly (readonly [RegExp, AdviceKind])[] = [
  [/must be called over https/i, 'https'],
  [/address inside a private network/i, 'privateAddress'],
  [/^Port \d+ is not one|\bPort \d+ is not one this hub calls/, 'port'],
  [/is not an absolute URL|holds a user name or password|is no versions URL/i, 'url'],
  [/cannot be reached: (ENOTFOUND|EAI_\w+|EDNS)/, 'dns'],
  [/cannot be reached: ECONNREFUSED/, 'closedPort'],
  [/CERT_|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO|ALTNAME|certificate/i, 'tls'],
  [/did not answer within|ETIMEDOUT|CONNECT_TIMEOUT/, 'timeout'],
  [/cannot be reached/, 'connection'],
  [/no version there is one this hub can use/, 'noVersion'],
  [/lists no credentials endpoint/, 'noCredentials'],
  [/Credentials object that is not valid/, 'badCredentials'],
  [/no OCPI envelope|more than this hub reads/, 'notOcpi'],
  [/HTTP 401|does not know the token/, 'token'],
  [/HTTP 403/, 'forbidden'],
  [/HTTP 404/, 'notFound'],
  [/HTTP 405/, 'alreadyRegistered'],
  [/OCPI status 300[1-3]/, 'cannotCallBack'],
  [/HTTP 5\d\d/, 'serverError'],
  [/OCPI status [23]\d\d\d/, 'refused'],
  [/is registered as \w+ by another platform|is this hub itself/, 'roles'],
];

export const adviceOf = (reason: string): AdviceKind =>
  signs.find(([sign]) => sign.test(reason))?.[1] ?? 'other';

/** What a leg was answered, in the words the hub would use for it, so that both read by the same signs. */
export const reasonOfLeg = ({
  url,
  http,
  ocpi,
  failure,
}: {
  url: string;
  http: number | null;
  ocpi: number | null;
  failure: { message: string } | null;
}): string =>
  failure?.message ?? `${url} answered HTTP ${http ?? 'none'} with OCPI status ${ocpi ?? 'none'}.`;
