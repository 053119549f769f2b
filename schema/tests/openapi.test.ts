/**
 * The OpenAPI document: whether it holds together, and whether it says what OCPI's transport chapter says.
 */
import type { JsonSchema, OfferedEndpoint } from '../src/index.js';
import * as ocpi from '../src/index.js';
import { offeredEndpoints, openApiOf, tablesWithin } from '../src/index.js';
import { places } from './places.js';

const documentOf = (endpoints: readonly OfferedEndpoint[]) =>
  openApiOf({ version: '2.3.0', title: 'A hub', serverUrl: 'https://hub.example.com/ocpi', endpoints });

const endpoints = offeredEndpoints(places);
const document = documentOf(endpoints);
const { schemas, parameters, headers, responses } = document.components;

interface Operation {
  operationId: string;
  tags: string[];
  parameters: Record<string, unknown>[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, Record<string, unknown>>;
}
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method,
    operation: operation as unknown as Operation,
  })),
);
const operationAt = (method: string, path: string): Operation =>
  document.paths[path]?.[method] as unknown as Operation;
const resolved = (reference: unknown): Record<string, unknown> =>
  String((reference as { $ref: string }).$ref)
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], document) as Record<
    string,
    unknown
  >;
const parametersAt = (method: string, path: string): Record<string, unknown>[] =>
  operationAt(method, path).parameters.map((each) => ('$ref' in each ? resolved(each) : each));
const dataAt = (method: string, path: string): unknown => {
  const { content } = operationAt(method, path).responses['200'] as {
    content: { 'application/json': { schema: { oneOf: { properties?: { data: unknown } }[] } } };
  };
  return content['application/json'].schema.oneOf[0]?.properties?.data;
};

const SESSION = '/receiver/sessions/{country_code}/{party_id}/{session_id}';

describe('the document', () => {
  it('says which version it describes, and where it is served', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'A hub', version: '2.3.0' },
      servers: [{ url: 'https://hub.example.com/ocpi' }],
    });
    expect(document.tags).toContainEqual({ name: 'chargingprofiles' });
  });

  it('has all endpoints, each with an id of its own and the tag of its module', () => {
    expect(operations).toHaveLength(endpoints.length);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('putReceiverSessionsByCountryCodePartyIdSessionId');
    for (const { tags } of operations.map(({ operation }) => operation))
      expect(document.tags).toContainEqual({ name: tags[0] });
  });

  it('is the same whenever it is made', () => {
    expect(JSON.stringify(documentOf(offeredEndpoints(places)))).toBe(JSON.stringify(document));
  });

  it('has schemas in the order of their names, so that a new endpoint moves no others', () => {
    const names = Object.keys(schemas);
    expect(names).toEqual([...names].sort());
    expect(Object.keys(documentOf([...endpoints].reverse()).components.schemas)).toEqual(names);
  });

  it('refers only to what is there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(references.length).toBeGreaterThan(500);
    for (const $ref of new Set(references)) expect(resolved({ $ref })).toBeInstanceOf(Object);
  });

  it('holds nothing that JSON cannot say', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('refuses what would hide another endpoint', () => {
    const [one] = endpoints as [OfferedEndpoint];
    expect(() => documentOf([one, one])).toThrow('GET /versions is offered twice; offer it once.');
    const paths = ['/tokens/{uid}', '/tokens/{id}'];
    expect(() => documentOf(paths.map((path) => ({ ...one, path })))).toThrow(
      '/tokens/{uid} and /tokens/{id} are one path; name their ids alike.',
    );
  });
});

describe('schemas', () => {
  it('TYPE-001 there is one for every table a message can hold, and for what those refer to', () => {
    const held = [
      ocpi.Location,
      ocpi.CDR,
      ocpi.AuthorizationInfo,
      ocpi.StartSession,
      ocpi.SetChargingProfile,
    ];
    const names = held.flatMap((table) => tablesWithin(table)).map(({ name }) => name);
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(names));
  });

  it('TYPE-001 there is none for what is not offered', () => {
    const versions = endpoints.filter(({ module }) => module === 'versions');
    expect(Object.keys(documentOf(versions).components.schemas)).toEqual([
      'Endpoint',
      'Envelope',
      'Refusal',
      'Success',
      'Version',
      'VersionDetails',
    ]);
  });

  it('TRN-060 TRN-061 an answer is a success or a refusal, told apart by status_code', () => {
    expect(schemas['Envelope']).toMatchObject({ required: ['status_code', 'timestamp'] });
    expect(schemas['Success']).toMatchObject({
      allOf: [{ $ref: '#/components/schemas/Envelope' }],
      properties: { status_code: { minimum: 1000, maximum: 1999 } },
    });
    expect(schemas['Refusal']).toMatchObject({
      properties: { status_code: { minimum: 2000, maximum: 4999 } },
    });
  });

  it('no table has the name of a schema of ours', () => {
    const tables = Object.keys(ocpi);
    for (const name of ['Success', 'Refusal']) expect(tables).not.toContain(name);
    for (const name of Object.keys(schemas).filter((each) => each.endsWith('Patch')))
      expect(tables).not.toContain(name);
  });

  it('TRN-023 TRN-024 a PATCH asks for last_updated only', () => {
    const body = operationAt('patch', SESSION).requestBody;
    expect(body?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/SessionPatch' });
    expect(schemas['SessionPatch']).toMatchObject({ required: ['last_updated'] });
  });
});

describe('requests', () => {
  it('TRN-002 need the token, in a header', () => {
    expect(document.security).toEqual([{ token: [] }]);
    expect(document.components.securitySchemes['token']).toMatchObject({
      in: 'header',
      name: 'Authorization',
    });
  });

  it('TRN-090 TRN-091 all have message ids', () => {
    for (const { operation } of operations)
      for (const name of ['X-Request-ID', 'X-Correlation-ID'])
        expect(operation.parameters).toContainEqual({ $ref: `#/components/parameters/${name}` });
    expect(parameters['X-Request-ID']).toMatchObject({ in: 'header', required: true });
  });

  it('RTE-001 RTE-002 have routing headers in functional modules only', () => {
    const routed = operations.filter(({ operation }) =>
      operation.parameters.some(({ $ref }) => $ref === '#/components/parameters/OCPI-from-party-id'),
    );
    const modules = new Set(routed.flatMap(({ operation }) => operation.tags));
    expect([...modules].sort()).toEqual(
      ocpi.moduleIds.filter((id) => id !== 'credentials' && id !== 'hubclientinfo').sort(),
    );
  });

  it('RTE-003 RTE-010 always say FROM, and TO only when a party is meant', () => {
    expect(parameters['OCPI-from-country-code']).toMatchObject({ required: true, schema: { maxLength: 2 } });
    expect(parameters['OCPI-to-party-id']).toMatchObject({ required: false, schema: { maxLength: 3 } });
  });

  it('TRN-080 TRN-087 have the ids of the path, all of them required', () => {
    for (const { path, method, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = parametersAt(method, path).filter((each) => each['in'] === 'path');
      expect(given.map(({ name }) => name)).toEqual(inPath);
      expect(given.every(({ required }) => required)).toBe(true);
      expect(operation.parameters.length).toBe(
        new Set(operation.parameters.map((p) => JSON.stringify(p))).size,
      );
    }
  });

  it('TOK-004 take the type of a Token from the query, RFID when it is absent', () => {
    expect(parametersAt('get', '/receiver/tokens/{country_code}/{party_id}/{token_uid}')).toContainEqual(
      expect.objectContaining({
        name: 'type',
        in: 'query',
        required: false,
        schema: expect.objectContaining({ default: 'RFID' }) as unknown,
      }),
    );
  });

  it('CHP-006 CMD-017 take what has no body from the query, and commands from the path', () => {
    const [, duration, responseUrl] = parametersAt('get', '/receiver/chargingprofiles/{session_id}');
    expect(duration).toMatchObject({ name: 'duration', in: 'query', required: true });
    expect(responseUrl).toMatchObject({ name: 'response_url', required: true, schema: { format: 'uri' } });
    const [command] = parametersAt('post', '/receiver/commands/{command}');
    expect(command).toMatchObject({ in: 'path', schema: { examples: ocpi.CommandType.values } });
    expect(command?.['schema']).not.toHaveProperty('enum');
  });

  it('CMD-018 may hold several objects, where those of one are those of another too', () => {
    const schema = operationAt('post', '/receiver/commands/{command}').requestBody?.content[
      'application/json'
    ];
    expect(schema?.schema).toEqual({
      anyOf: ['CancelReservation', 'ReserveNow', 'StartSession', 'StopSession', 'UnlockConnector'].map(
        (name) => ({ $ref: `#/components/schemas/${name}` }),
      ),
    });
  });

  it('TOK-038 may leave the body out where OCPI says so', () => {
    expect(operationAt('post', '/sender/tokens/{token_uid}/authorize').requestBody?.required).toBe(false);
    expect(operationAt('put', SESSION).requestBody?.required).toBe(true);
  });
});

describe('answers', () => {
  it('TRN-035 TRN-042 TRN-046 lists have the parameters and headers of pagination', () => {
    const list = operationAt('get', '/sender/tokens');
    for (const name of ['date_from', 'date_to', 'offset', 'limit', 'cursor'])
      expect(list.parameters).toContainEqual({ $ref: `#/components/parameters/${name}` });
    expect(list.responses['200']?.['headers']).toMatchObject({
      Link: { $ref: '#/components/headers/Link' },
      'X-Total-Count': { $ref: '#/components/headers/X-Total-Count' },
      'X-Limit': { $ref: '#/components/headers/X-Limit' },
    });
    expect(parameters['limit']).toMatchObject({ schema: { minimum: 1 } }); // TRN-049
    expect(dataAt('get', '/sender/tokens')).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Token' },
    });
  });

  it('VER-002 the versions are a list without pages', () => {
    expect(dataAt('get', '/versions')).toMatchObject({ type: 'array' });
    expect(operationAt('get', '/versions').responses['200']?.['headers']).not.toHaveProperty('X-Limit');
  });

  it('TRN-062 SES-053 hold what the module says, and anything where it says nothing', () => {
    expect(dataAt('get', SESSION)).toEqual({ $ref: '#/components/schemas/Session' });
    expect(dataAt('put', SESSION)).toBeUndefined();
    expect(dataAt('put', '/sender/sessions/{session_id}/charging_preferences')).toEqual({
      type: 'string',
      enum: [...ocpi.ChargingPreferencesResponse.values],
    });
  });

  it('TRN-090 TRN-091 RTE-004 repeat the message ids, and TO and FROM the other way round', () => {
    expect(operationAt('get', SESSION).responses['200']?.['headers']).toHaveProperty('OCPI-to-party-id');
    expect(operationAt('get', '/credentials').responses['200']?.['headers']).not.toHaveProperty(
      'OCPI-to-party-id',
    );
    for (const { operation } of operations)
      expect(operation.responses['200']?.['headers']).toHaveProperty('X-Request-ID');
    expect(headers['X-Request-ID']).toMatchObject({ required: true });
  });

  it('STA-004 CDR-004 say 201 where an object may be new, and where a CDR is', () => {
    const created = operations.filter(({ operation }) => operation.responses['201']);
    expect(created.map(({ method }) => method)).toEqual(expect.arrayContaining(['put', 'post']));
    expect(operationAt('put', SESSION).responses).toHaveProperty('201');
    expect(operationAt('put', '/credentials').responses).not.toHaveProperty('201');
    expect(operationAt('post', '/receiver/cdrs').responses['201']?.['headers']).toHaveProperty('Location');
  });

  it('TRN-063 HTTP errors have the envelope and the message ids too', () => {
    expect(Object.keys(responses)).toEqual([
      'BadRequest',
      'Unauthorized',
      'NotFound',
      'MethodNotAllowed',
      'RequestTimeout',
      'ContentTooLarge',
      'TooManyRequests',
    ]);
    for (const response of Object.values(responses))
      expect(response).toMatchObject({
        headers: { 'X-Request-ID': {}, 'X-Correlation-ID': {} },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      });
  });

  it.each([
    ['get', '/versions', '200 401 429'],
    ['post', '/credentials', '200 400 401 405 408 413 429'], // E07
    ['get', '/sender/locations', '200 401 404 405 429'], // RTE-066
    ['put', SESSION, '200 201 400 401 404 405 408 413 429'],
    ['delete', '/receiver/tariffs/{country_code}/{party_id}/{tariff_id}', '200 401 404 405 429'],
  ])('STA-001 STA-002 HUB-063 %s %s can be answered with %s', (method, path, statuses) => {
    expect(Object.keys(operationAt(method, path).responses).join(' ')).toBe(statuses);
  });
});
