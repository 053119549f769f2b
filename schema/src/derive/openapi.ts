/**
 * Tables and offered endpoints → an OpenAPI 3.1 document of the OCPI surface. Pure: who serves it knows its routes.
 *
 * Schemas ask for what the tables ask for (json-schema.ts), answers are in the envelope, and since OCPI tells most
 * refusals with HTTP 200 (STA-002) that answer is a success or a refusal.
 */
import type { MarketRole, Method } from '../ocpi/modules.js';
import { isRouted } from '../ocpi/modules.js';
import type { InterfaceRole } from '../ocpi/versions.js';
import { patchSchema, schemaDefinitions, typeSchema, type JsonSchema } from './json-schema.js';
import type { EnumType, Field, Fields, ObjectTable } from './notation.js';
import { ciString, key, one } from './notation.js';
import {
  envelopeSchemas,
  headerOf,
  headerRefs,
  headers,
  jsonOf,
  messageIds,
  pageHeaders,
  paging,
  parameterOf,
  parameters,
  refTo,
  refusalResponses,
  refusals,
  routing,
  SCHEMAS,
  securitySchemes,
  type RefusedStatus,
} from './openapi-parts.js';

/** What a message holds: a document, the changed part of one, a list, one of several, or a word of an enum. */
export type MessageContent =
  | ObjectTable
  | EnumType
  | { readonly patch: ObjectTable }
  | { readonly list: ObjectTable }
  | { readonly oneOf: readonly ObjectTable[] };

/** One method at one path, as the server offers it. */
export interface OfferedEndpoint {
  /** `versions` for the two version endpoints. */
  module: string;
  /** Absent where sides have no meaning (VER-013). */
  role?: InterfaceRole | undefined;
  method: Method;
  /** Below the server's URL, with `{name}` where an id stands. */
  path: string;
  /** What it does, in a few words. */
  summary: string;
  /** The requirements it serves. */
  requirements: readonly string[];
  /** Roles of the parties that may call it. */
  callers?: readonly MarketRole[] | undefined;
  requestBody?: MessageContent | undefined;
  bodyIsOptional?: boolean | undefined;
  /** Absent where the specification does not say what `data` holds (TRN-062). */
  responseData?: MessageContent | undefined;
  /** In the query, or in the path where a `{name}` says so. Ids of the path need not be given. */
  parameters?: Fields | undefined;
  /** Headers of a success, beside those that all answers have; a refusal is HTTP 200 too and lacks them. */
  answerHeaders?: Fields | undefined;
  /** Takes the parameters of pagination and answers with its headers (TRN-035, TRN-046). */
  paginated?: boolean | undefined;
  /** May create an object, and says so with HTTP 201 (STA-004). */
  creates?: boolean | undefined;
}

export interface OpenApiOffer {
  /** Version of OCPI. */
  version: string;
  title: string;
  /** Absolute URL to which the paths are added. */
  serverUrl: string;
  endpoints: readonly OfferedEndpoint[];
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly tags: readonly { readonly name: string }[];
  /** Path → method in lower case → operation. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: Readonly<
    Record<'schemas' | 'securitySchemes' | 'parameters' | 'headers' | 'responses', Record<string, JsonSchema>>
  >;
}

const ABOUT =
  'Every answer comes in the OCPI envelope. HTTP 200 with a status_code of 2000 or more is a refusal; ' +
  'its status_message says what to do.';

// ---- what messages hold

const patchName = (table: ObjectTable): string => `${table.name}Patch`;

const contentSchema = (content: MessageContent): JsonSchema => {
  if ('fields' in content) return refTo('schemas', content.name);
  if ('kind' in content) return typeSchema(content, SCHEMAS);
  if ('patch' in content) return refTo('schemas', patchName(content.patch));
  if ('list' in content) return { type: 'array', items: refTo('schemas', content.list.name) };
  // Not the oneOf of JSON Schema: unknown fields are allowed, so a ReserveNow is a StartSession too.
  return { anyOf: content.oneOf.map((table) => refTo('schemas', table.name)) };
};

const tablesOf = (content: MessageContent): readonly ObjectTable[] => {
  if ('fields' in content) return [content];
  if ('kind' in content) return [];
  if ('patch' in content) return [content.patch];
  return 'list' in content ? [content.list] : content.oneOf;
};

const sorted = <V>(record: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every table that a message holds with all it refers to, the patches, and the envelope; by name. */
const schemasFor = (endpoints: readonly OfferedEndpoint[]): Record<string, JsonSchema> => {
  const contents = endpoints.flatMap(({ requestBody, responseData }) =>
    [requestBody, responseData].filter((content) => content !== undefined),
  );
  const patched = contents.flatMap((content) => ('patch' in content ? [content.patch] : []));
  const patches = patched.map((table): [string, JsonSchema] => [
    patchName(table),
    { ...patchSchema(table, SCHEMAS), description: `What changes in a ${table.name}; the rest stays.` },
  ]);
  return sorted({
    ...schemaDefinitions(contents.flatMap(tablesOf), SCHEMAS),
    ...Object.fromEntries(patches),
    ...envelopeSchemas,
  });
};

// ---- operations

const namesIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).filter((name) => name !== undefined);

/** Ids in paths are CiStrings, of 36 characters unless they name a party (TRN-080, TRN-087). */
const idField = (name: string): Field => {
  if (name === 'country_code') return one(key(ciString(2)), 'Country of the owner.');
  if (name === 'party_id') return one(key(ciString(3)), 'Id of the owner.');
  return one(key(ciString(36)), `The ${name.replaceAll('_', ' ')}.`);
};

const named = (fields: Fields): JsonSchema[] => Object.keys(fields).map((name) => refTo('parameters', name));

const parametersOf = ({ path, module, paginated, parameters: own = {} }: OfferedEndpoint): JsonSchema[] => {
  const inPath = namesIn(path);
  const inQuery = Object.entries(own).filter(([name]) => !inPath.includes(name));
  return [
    ...inPath.map((name) => parameterOf('path', name, own[name] ?? idField(name))),
    ...inQuery.map(([name, field]) => parameterOf('query', name, field)),
    ...(paginated ? named(paging) : []),
    ...named(messageIds),
    ...(isRouted(module) ? named(routing) : []),
  ];
};

const successHeaders = ({ module, paginated, answerHeaders = {} }: OfferedEndpoint): JsonSchema => ({
  ...headerRefs(messageIds, isRouted(module) ? routing : {}, paginated ? pageHeaders : {}),
  ...Object.fromEntries(Object.entries(answerHeaders).map(([name, field]) => [name, headerOf(field)])),
});

const successSchema = ({ responseData }: OfferedEndpoint): JsonSchema => {
  const success = refTo('schemas', 'Success');
  if (responseData === undefined) return success;
  return { allOf: [success], properties: { data: contentSchema(responseData) }, required: ['data'] };
};

/** Which HTTP errors can come; a hub passes on the 404 and 405 of the party it asked (RTE-066, HUB-092). */
const refusedWith = ({ module, path, requestBody }: OfferedEndpoint): RefusedStatus[] => [
  ...(requestBody ? ([400, 408, 413] as const) : []),
  401,
  ...(isRouted(module) || namesIn(path).length > 0 ? ([404] as const) : []),
  ...(isRouted(module) || module === 'credentials' ? ([405] as const) : []),
  429,
];

const responsesOf = (endpoint: OfferedEndpoint): JsonSchema => {
  const responseHeaders = successHeaders(endpoint);
  const success = successSchema(endpoint);
  const created = {
    description: 'The object is new and stored.',
    headers: responseHeaders,
    content: jsonOf(success),
  };
  return {
    200: {
      description: 'What was asked for, or a refusal.',
      headers: responseHeaders,
      content: jsonOf({ oneOf: [success, refTo('schemas', 'Refusal')] }),
    },
    ...(endpoint.creates && { 201: created }),
    ...Object.fromEntries(
      refusedWith(endpoint).map((status) => [status, refTo('responses', refusals[status])]),
    ),
  };
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `putReceiverSessionsByCountryCodePartyIdSessionId`: method, side, module, and the path below the module. */
const operationId = ({ module, role, method, path }: OfferedEndpoint): string => {
  const segments = path.split('/').filter((segment) => segment !== '');
  const place = segments.indexOf(module);
  const words = segments.slice(place + 1).map((segment, at, all) => {
    const isId = segment.startsWith('{');
    const word = segment
      .split(/[^A-Za-z0-9]+/)
      .map(capital)
      .join('');
    return isId && !all[at - 1]?.startsWith('{') ? `By${word}` : word;
  });
  return [method.toLowerCase(), capital(role?.toLowerCase() ?? ''), capital(module), ...words].join('');
};

const operationOf = (endpoint: OfferedEndpoint): JsonSchema => {
  const { module, role, summary, requirements, callers, requestBody, bodyIsOptional } = endpoint;
  return {
    operationId: operationId(endpoint),
    tags: [module],
    summary,
    ...(callers?.length && { description: `For parties in the role ${callers.join(', ')}.` }),
    parameters: parametersOf(endpoint),
    ...(requestBody && {
      requestBody: { required: bodyIsOptional !== true, content: jsonOf(contentSchema(requestBody)) },
    }),
    responses: responsesOf(endpoint),
    'x-ocpi': { module, ...(role && { interface: role }), requirements },
  };
};

/** Endpoints at one path stand together. OpenAPI takes paths that differ in the names of ids only for the same. */
const pathsOf = (endpoints: readonly OfferedEndpoint[]): Record<string, Record<string, JsonSchema>> => {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  const spellings = new Map<string, string>();
  for (const endpoint of endpoints) {
    const { method, path } = endpoint;
    const shape = path.replace(/\{\w+\}/g, '{}');
    const spelling = spellings.get(shape) ?? path;
    spellings.set(shape, spelling);
    if (spelling !== path) throw new Error(`${spelling} and ${path} are one path; name their ids alike.`);
    const operations = (paths[path] ??= {});
    if (operations[method.toLowerCase()])
      throw new Error(`${method} ${path} is offered twice; offer it once.`);
    operations[method.toLowerCase()] = operationOf(endpoint);
  }
  return paths;
};

export const openApiOf = ({ version, title, serverUrl, endpoints }: OpenApiOffer): OpenApiDocument => ({
  openapi: '3.1.0',
  info: { title, version, description: ABOUT },
  servers: [{ url: serverUrl }],
  security: [{ token: [] }],
  tags: [...new Set(endpoints.map(({ module }) => module))].map((name) => ({ name })),
  paths: pathsOf(endpoints),
  components: {
    schemas: schemasFor(endpoints),
    securitySchemes,
    parameters,
    headers,
    responses: refusalResponses,
  },
});
