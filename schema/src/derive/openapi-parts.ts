/**
 * What the operations of an OpenAPI document share, by name: envelope, headers, paging, refusals (TRN-060, TRN-035,
 * RTE-001, chapter 2.3). Written in the notation of the tables, printed by the same functions.
 */
import { Envelope } from '../ocpi/envelope.js';
import { objectSchema, typeSchema, type JsonSchema } from './json-schema.js';
import type { Field, Fields } from './notation.js';
import { ciString, dateTime, int, intOf, one, opt, string } from './notation.js';

export const SCHEMAS = '#/components/schemas/';

/** A reference to a component: `refTo('parameters', 'limit')`. */
export const refTo = (kind: 'schemas' | 'parameters' | 'headers' | 'responses', name: string) => ({
  $ref: `#/components/${kind}/${name}`,
});

const mapped = <V, R>(
  record: Readonly<Record<string, V>>,
  map: (value: V, name: string) => R,
): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));

// ---- parameters

/** TRN-035 to TRN-037. `limit=0` is invalid (TRN-049). */
export const paging: Fields = {
  date_from: opt(dateTime, 'Only what was last updated at this time or later.'),
  date_to: opt(dateTime, 'Only what was last updated before this time.'),
  offset: opt(intOf(undefined, { min: 0 }), 'How many objects to skip.', 0),
  limit: opt(
    intOf(undefined, { min: 1 }),
    'How many objects to send at most; the hub has a limit of its own.',
  ),
  // Not of OCPI: our own links carry it (TRN-043), and a client that follows them sends it back.
  cursor: opt(
    string(),
    'Where the page before ended. It stands in the Link of that page; keep it as it is, or leave it out.',
  ),
};

/** TRN-090 to TRN-092. */
export const messageIds: Fields = {
  'X-Request-ID': one(string(), 'New for every request, best a UUID; the answer repeats it.'),
  'X-Correlation-ID': one(
    string(),
    'The same on every leg of one message, best a UUID; the answer repeats it.',
  ),
};

/** RTE-001, RTE-003, RTE-010: FROM always, TO for a party or the hub, no TO when the hub shall find the receiver. */
export const routing: Fields = {
  'OCPI-to-country-code': opt(ciString(2), 'Country of the party this is for; always with its id.'),
  'OCPI-to-party-id': opt(ciString(3), 'Id of the party this is for; always with its country.'),
  'OCPI-from-country-code': one(ciString(2), 'Country of the party this is from.'),
  'OCPI-from-party-id': one(ciString(3), 'Id of the party this is from.'),
};

const isNeeded = ({ card }: Field): boolean => card === '1' || card === '+';

export const parameterOf = (place: 'path' | 'query' | 'header', name: string, field: Field): JsonSchema => ({
  name,
  in: place,
  required: isNeeded(field),
  description: field.description,
  schema: {
    ...typeSchema(field.type, SCHEMAS),
    ...(field.default !== undefined && { default: field.default }),
  },
});

export const parameters: Record<string, JsonSchema> = {
  ...mapped(paging, (field, name) => parameterOf('query', name, field)),
  ...mapped({ ...messageIds, ...routing }, (field, name) => parameterOf('header', name, field)),
};

// ---- headers of answers

/** TRN-042 to TRN-046. On every page, but not on a refusal, which is HTTP 200 too. */
export const pageHeaders: Fields = {
  Link: opt(string(), 'URL of the next page with rel="next"; the last page has none.'),
  'X-Total-Count': opt(int, 'How many objects there are in all pages together.'),
  'X-Limit': opt(int, 'How many objects a page of this list has at most.'),
};

/** RTE-004: TO and FROM change places. A refusal may come before the hub knows who asks. */
const answerRouting: Fields = mapped(routing, (field) => ({ ...field, card: '?' as const }));

export const headerOf = (field: Field): JsonSchema => ({
  description: field.description,
  required: isNeeded(field),
  schema: typeSchema(field.type, SCHEMAS),
});

export const headers: Record<string, JsonSchema> = mapped(
  { ...messageIds, ...answerRouting, ...pageHeaders },
  headerOf,
);

export const headerRefs = (...groups: Fields[]): Record<string, JsonSchema> =>
  mapped(Object.assign({}, ...groups) as Fields, (_, name) => refTo('headers', name));

// ---- envelope and refusals

const withStatus = (description: string, minimum: number, maximum: number): JsonSchema => ({
  description,
  allOf: [refTo('schemas', 'Envelope')],
  properties: { status_code: { minimum, maximum } },
});

/** TRN-060. Only with a success does `data` hold what the module says (TRN-061). */
export const envelopeSchemas: Record<string, JsonSchema> = {
  Envelope: objectSchema(Envelope, SCHEMAS),
  Success: withStatus('An answer to what was asked.', 1000, 1999),
  Refusal: withStatus('Why there is no answer: status_message says what to do.', 2000, 4999),
};

export const jsonOf = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } });

/** TRN-063: an HTTP error has the envelope too. */
const refusal = (description: string, own: Fields = {}): JsonSchema => ({
  description,
  headers: { ...headerRefs(messageIds), ...mapped(own, headerOf) },
  content: jsonOf(refTo('schemas', 'Refusal')),
});

/** The HTTP errors that OCPI leaves, by status (STA-001 to STA-003, TRN-106, HUB-063). Every other refusal is HTTP 200. */
export const refusals = {
  400: 'BadRequest',
  401: 'Unauthorized',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  413: 'ContentTooLarge',
  429: 'TooManyRequests',
} as const;
export type RefusedStatus = keyof typeof refusals;

export const refusalResponses: Record<(typeof refusals)[RefusedStatus], JsonSchema> = {
  BadRequest: refusal('The body is not JSON.'),
  Unauthorized: refusal('The token is missing or unknown, or only good for registering.', {
    'WWW-Authenticate': one(string(), 'How to authenticate.'),
  }),
  NotFound: refusal('There is no such object, or the URL names an owner that is not the one who asks.'),
  MethodNotAllowed: refusal('The method is not offered here, or not in this state of the registration.', {
    Allow: one(string(), 'The methods that are.'),
  }),
  RequestTimeout: refusal('The body did not arrive in time.'),
  ContentTooLarge: refusal('The body is larger than the hub reads.'),
  TooManyRequests: refusal('The platform asks more often than it may.', {
    'Retry-After': opt(int, 'Seconds to wait.'),
  }),
};

/** TRN-002, TRN-003. An apiKey, because tools know no HTTP scheme of the name Token. */
export const securitySchemes: Record<string, JsonSchema> = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The word Token, one space, then the credentials token in Base64.',
  },
};
