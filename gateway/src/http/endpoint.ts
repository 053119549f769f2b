/**
 * /graphql over HTTP: plain node:http around Apollo Server (a router in between costs more than executing a small
 * operation). Knows who asks before it reads a byte of the body.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { Caller } from '@chargesphere/schema';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { GraphRequest, type GraphContext } from '../execution/graph.request.js';
import type { Authenticate, Observe } from '../options.js';
import { isAdmitted, unauthenticated, type AccessRules } from './access.js';
import { httpError, readJson } from './body.js';
import { messageIdsOf, type MessageIds } from './message.ids.js';

export interface EndpointParts {
  server: ApolloServer<GraphContext>;
  authenticate: Authenticate;
  access: AccessRules;
  log: Logger;
  observe: Observe | undefined;
  body_bytes: number;
}

export type HttpEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const httpEndpoint = (parts: EndpointParts): HttpEndpoint => {
  return async (request, response) => {
    const ids = messageIdsOf(request.headers);
    const admission = await admit(request, ids, parts);
    const answer = await parts.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headerMap(request, admission),
        search: searchOf(request.url),
        body: 'body' in admission ? admission.body : undefined,
      },
      // Thrown here, a refusal is written by Apollo in the media type the client accepts, and a browser that only
      // wants the page gets the page.
      context: async () => {
        if (!('refusal' in admission)) return { request: new GraphRequest(admission.caller, 'http') };
        parts.observe?.({ what: 'refused', via: 'http', code: String(admission.refusal.extensions.code) });
        throw admission.refusal;
      },
    });
    await send(answer, ids, response);
  };
};

type Admission = { caller: Caller; body: unknown } | { refusal: GraphQLError };

const admit = async (request: IncomingMessage, ids: MessageIds, parts: EndpointParts): Promise<Admission> => {
  try {
    const { authorization } = request.headers;
    const principal = await parts.authenticate(authorization === undefined ? {} : { authorization });
    if (!isAdmitted(principal, parts.access)) return { refusal: unauthenticated(principal) };
    const body = request.method === 'POST' ? await readJson(request, parts.body_bytes) : undefined;
    return { caller: { principal, ...ids }, body };
  } catch (error) {
    if (error instanceof GraphQLError) return { refusal: error };
    parts.log.error({ err: error, ...ids }, 'A request could not be admitted.');
    return {
      refusal: httpError(
        500,
        'INTERNAL',
        `Something went wrong inside the hub; tell its operator the request id ${ids.requestId}.`,
      ),
    };
  }
};

const headerMap = ({ headers }: IncomingMessage, admission: Admission): HeaderMap => {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  // Nothing will be executed: skip the check against forged requests, so that the reason of the refusal is told.
  if ('refusal' in admission) map.set('apollo-require-preflight', 'refused');
  return map;
};

const searchOf = (url = ''): string => {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
};

const send = async (
  { status, headers, body }: HTTPGraphQLResponse,
  ids: MessageIds,
  response: ServerResponse,
): Promise<void> => {
  for (const [name, value] of headers) response.setHeader(name, value);
  if (headers.get('content-type') === 'text/html')
    response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('x-request-id', ids.requestId);
  response.setHeader('x-correlation-id', ids.correlationId);
  response.setHeader('cache-control', 'no-store');
  response.statusCode = status ?? 200;
  if (body.kind === 'complete') {
    response.setHeader('content-length', Buffer.byteLength(body.string));
    response.end(body.string);
    return;
  }
  // The gateway answers in one piece today; Apollo's interface allows several.
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
};
