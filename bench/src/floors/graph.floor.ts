/**
 * Floor of `federated-query`: graphql-js on one schema with resolvers by hand, the objects in memory, a bare server
 * before it. It parses and validates a document once, as the gateway does; it asks nobody who asks.
 */
import type { IncomingMessage } from 'node:http';
import type { Location, Session, Tariff } from '@chargesphere/schema';
import { buildSchema, execute, parse, validate, type DocumentNode, type GraphQLObjectType } from 'graphql';
import { CPO, EMSP, JOINED_SESSIONS, locationOf, sessionOf, TARIFFS, tariffOf } from '../documents.js';
import type { Opened } from '../worker/roles.js';
import { idle, serve } from './serve.js';

const SDL = `
  type Query { sessions(filter: SessionFilter, page: PageInput): SessionPage! }
  scalar DateTime
  input SessionFilter { startedFrom: DateTime }
  input PageInput { limit: Int }
  type SessionPage { items: [Session!]! }
  type Session {
    ref: ID! status: String! kwh: Float! location: Location connector: Connector cpo: Party! emsp: Party
  }
  type Location { ref: ID! name: String city: String! }
  type Connector { ref: ID! standard: String! powerType: String! tariffs: [Tariff!]! }
  type Tariff { ref: ID! currency: String! }
  type Party { ref: ID! name: String! }
`;

type Document = { country_code: string; party_id: string; id: string };
const refOf = ({ country_code, party_id, id }: Document): string => `${country_code}/${party_id}/${id}`;
const byRef = <D extends Document>(documents: readonly D[]): Map<string, D> =>
  new Map(documents.map((document) => [refOf(document), document]));

export const openGraph = async (): Promise<Opened<string, null, null>> => {
  const schema = schemaOverMemory();
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) throw error;
    documents.set(query, document);
    return document;
  };
  const { host } = await serve(async (request, response) => {
    const { query, variables } = JSON.parse(await textOf(request)) as Asked;
    const text = JSON.stringify(
      await execute({ schema, document: documentOf(query), variableValues: variables }),
    );
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
  return { told: `http://${host}`, run: idle };
};

const schemaOverMemory = () => {
  const sessions = Array.from({ length: JOINED_SESSIONS }, (_, n) => sessionOf(`first-${n}`, n, 0));
  const locations = byRef(sessions.map((_, n) => locationOf(n)));
  const tariffs = byRef(Array.from({ length: TARIFFS }, (_, n) => tariffOf(n)));
  const parties = new Map(
    [CPO, EMSP].map(({ country_code, party_id, name }) => {
      const ref = `${country_code}/${party_id}`;
      return [ref, { ref, name }];
    }),
  );
  const locationAt = (session: Session): Location | undefined =>
    locations.get(refOf({ ...session, id: session.location_id }));
  const connectorAt = (session: Session) => {
    const evse = locationAt(session)?.evses?.find(({ uid }) => uid === session.evse_uid);
    const connector = evse?.connectors.find(({ id }) => id === session.connector_id);
    return connector && { ...connector, session };
  };

  const schema = buildSchema(SDL);
  resolve('Query', { sessions: (_, { page }) => ({ items: sessions.slice(0, page?.limit ?? 20) }) });
  resolve('Session', {
    ref: refOf,
    location: locationAt,
    connector: connectorAt,
    cpo: ({ country_code, party_id }: Session) => parties.get(`${country_code}/${party_id}`),
    emsp: ({ cdr_token }: Session) => parties.get(`${cdr_token.country_code}/${cdr_token.party_id}`),
  });
  resolve('Location', { ref: refOf });
  resolve('Connector', {
    powerType: ({ power_type }: { power_type: string }) => power_type,
    tariffs: ({ tariff_ids = [], session }: { tariff_ids?: string[]; session: Session }) =>
      tariff_ids.map((id) => tariffs.get(refOf({ ...session, id }))),
  });
  resolve('Tariff', { ref: (tariff: Tariff) => refOf(tariff) });
  return schema;

  /** Fields without a resolver are read from the object. */
  function resolve(
    type: string,
    resolvers: Record<string, (source: never, args: { page?: { limit?: number } }) => unknown>,
  ): void {
    const fields = (schema.getType(type) as GraphQLObjectType).getFields();
    for (const [name, resolver] of Object.entries(resolvers)) {
      const field = fields[name];
      if (!field) throw new Error(`${type} has no field ${name}.`);
      field.resolve = (source, args) => resolver(source as never, args);
    }
  }
};

/** What a client posts. */
export interface Asked {
  query: string;
  variables?: Record<string, unknown>;
}

export const textOf = async (request: IncomingMessage): Promise<string> => {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += chunk as string;
  return text;
};
