/**
 * GraphQL over HTTP on plain node:http, to the letter of the specification (the audit suite of `graphql-http` runs
 * over it). Prepares and admits with what the WebSocket uses, so that a limit is one limit; what is admitted is
 * executed by Apollo Server, which is given the document as it is, parsed and checked.
 *
 * Knows who asks before it reads a byte of the body.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Principal } from '@chargesphere/schema';
import { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Admission } from '../execution/admission.js';
import type { Operation } from '../execution/operation.js';
import type { Authenticate, Observe } from '../options.js';
import { isAdmitted, subscriptionOverHttp, unauthenticated, type AccessRules } from './access.js';
import { sendAnswer, sendPage, setMessageIds, type Answer, type AnswerRules } from './answer.js';
import { readJson } from './body.js';
import type { LandingPage } from './landing.js';
import { answerTypeFor, wantsPage } from './media.js';
import { VISITOR_BODY_BYTES, type Logins } from './logins.js';
import { messageIdsOf, type MessageIds } from './message.ids.js';
import type { Origins } from './origins.js';
import { parametersOfBody, parametersOfSearch, type GraphParameters } from './parameters.js';
import { Refusal } from './refusal.js';

export interface EndpointParts {
  admission: Admission;
  /** Executes what was prepared and admitted. */
  run: (
    operation: Operation,
    variables: Record<string, unknown>,
    caller: Caller,
    request: IncomingMessage,
  ) => Promise<Answer>;
  authenticate: Authenticate;
  access: AccessRules;
  logins: Logins | undefined;
  origins: Origins;
  page: LandingPage;
  log: Logger;
  observe: Observe | undefined;
  limits: AnswerRules & { body_bytes: number; body_ms: number };
}

export type HttpEndpoint = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const httpEndpoint =
  (parts: EndpointParts): HttpEndpoint =>
  async (request, response) => {
    const ids = messageIdsOf(request.headers);
    setMessageIds(response, ids);
    if (request.method === 'OPTIONS') return parts.origins.preflight(request, response);
    parts.origins.allow(request, response);
    const search = searchOf(request);
    try {
      if (request.method === 'GET' && !asksSomething(search) && wantsPage(request.headers.accept))
        return sendPage(await parts.page(), response);
      const result = await answer(request, response, search, ids, parts);
      await sendAnswer(result, request.headers, response, parts.limits);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : internal(error, ids, parts.log);
      parts.observe?.({ what: 'refused', via: 'http', code: String(refusal.extensions.code) });
      await sendAnswer({ errors: [refusal] }, request.headers, response, parts.limits);
    }
  };

/** Throws a Refusal. */
const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  search: URLSearchParams,
  ids: MessageIds,
  parts: EndpointParts,
): Promise<Answer> => {
  const { logins, access } = parts;
  const known = await identify(request, parts);
  const isNobody = known.kind === 'anonymous' && !access.openIntrospection;
  const parameters = await parametersOf(request, search, parts, isNobody);
  const asking = isNobody ? logins?.visitor(request, parameters.query, parameters.operationName) : known;
  if (!asking) throw unauthenticated(known);
  const operation = await parts.admission.admit(parameters, asking);
  if ('errors' in operation) {
    if (isNobody) throw unauthenticated(known);
    parts.observe?.({ what: 'refused', via: 'http', code: String(operation.errors[0]?.extensions.code) });
    return operation;
  }
  if (request.method === 'GET' && operation.kind === OperationTypeNode.MUTATION)
    throw new Refusal(405, 'INVALID_INPUT', 'A GET changes nothing; send mutations by POST.', [
      ['allow', 'POST'],
    ]);
  const refusal = subscriptionOverHttp(operation.definition);
  if (refusal) throw refusal;
  const hasKey = request.headers.authorization !== undefined;
  const visit = hasKey ? undefined : logins?.visitOf(request, operation.definition, asking);
  const principal = visit?.principal ?? asking;
  const result = await parts.run(operation, parameters.variables ?? {}, { principal, ...ids }, request);
  if (visit) logins?.conclude(visit, result.data as Record<string, unknown> | null | undefined, response);
  return result;
};

/** Nobody gets as far as logging in, where that is possible. */
const identify = async (request: IncomingMessage, parts: EndpointParts): Promise<Principal> => {
  const { authorization } = request.headers;
  const plain = authorization === undefined ? {} : { authorization };
  const principal = await parts.authenticate(parts.logins?.credentialsIn(request) ?? plain);
  const mayLogIn = parts.logins && request.method === 'POST' && principal !== 'invalid';
  if (!mayLogIn && !isAdmitted(principal, parts.access)) throw unauthenticated(principal);
  return principal;
};

const parametersOf = async (
  request: IncomingMessage,
  search: URLSearchParams,
  { origins, limits }: EndpointParts,
  isNobody: boolean,
): Promise<GraphParameters> => {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'POST')
    throw new Refusal(
      405,
      'INVALID_INPUT',
      `${method} is not answered here; send operations by POST or GET.`,
      [['allow', 'GET, POST, OPTIONS']],
    );
  if (answerTypeFor(headers.accept) === undefined)
    throw new Refusal(
      406,
      'INVALID_INPUT',
      'Answers are application/graphql-response+json or application/json; accept one of them.',
    );
  // A body of another kind than JSON is refused below, so what is left is one that browsers ask for leave to send.
  const forgery = origins.forgery(headers, method === 'POST');
  if (forgery) throw forgery;
  if (method === 'GET') return parametersOfSearch(search);
  // What somebody unknown sends is read, but not much of it.
  const body_bytes = isNobody ? Math.min(VISITOR_BODY_BYTES, limits.body_bytes) : limits.body_bytes;
  return parametersOfBody(await readJson(request, { ...limits, body_bytes }));
};

const NOTHING_ASKED = new URLSearchParams();

const searchOf = ({ method, url = '' }: IncomingMessage): URLSearchParams => {
  const start = method === 'GET' ? url.indexOf('?') : -1;
  return start === -1 ? NOTHING_ASKED : new URLSearchParams(url.slice(start));
};

const asksSomething = (search: URLSearchParams): boolean =>
  search.has('query') || search.has('documentId') || search.has('extensions');

const internal = (error: unknown, ids: MessageIds, log: Logger): Refusal => {
  log.error({ err: error, ...ids }, 'A request could not be answered.');
  const refusal = new Refusal(
    500,
    'INTERNAL',
    `Something went wrong inside the hub; tell its operator the request id ${ids.requestId}.`,
  );
  refusal.extensions.requestId = ids.requestId;
  return refusal;
};
