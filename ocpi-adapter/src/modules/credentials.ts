/**
 * Module credentials (requirements chapter 5), receiving side: GET, POST, PUT, DELETE as the table of 5.3 has them.
 * A registration is only stored after the partner's versions and details were fetched with the token it sent
 * (CRED-023), so a failed one leaves no trace (CRED-033, CRED-049).
 */
import type { Credentials, JsonObject, Violation } from '@chargesphere/schema';
import { Credentials as CredentialsTable, Problem, violationsOf } from '@chargesphere/schema';
import type { Discovered, PartnerVersion } from '../client/discovery.js';
import { discover } from '../client/discovery.js';
import type { PartnerClient, PartnerKey } from '../client/http.js';
import type { Identity } from '../identity/platforms.js';
import { isRegistered, tokenInUse } from '../identity/platforms.js';
import { requireFlawless } from '../identity/strictness.js';
import type { ConfigurationEndpoint, ConfigurationRequest, Method } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { success } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import type { Registration } from './credentials.operations.js';
import {
  CompleteRegistration,
  Connection,
  EndRegistration,
  ownCredentials,
  UpdateRegistration,
} from './credentials.operations.js';

export interface CredentialsParts {
  /** The version whose credentials endpoint this is: POST and PUT agree on it (CRED-024, CRED-041). */
  version: string;
  versionsUrl: string;
  client: PartnerClient;
  /** Called when tokens of the platform have changed, before the answer goes out. */
  changed: (platformId: string) => void;
}

const allowed = (identity: Identity): readonly Method[] =>
  isRegistered(identity) ? ['GET', 'PUT', 'DELETE'] : identity.kind === 'TOKEN_A' ? ['GET', 'POST'] : ['GET'];

export function credentialsEndpoint(parts: CredentialsParts): ConfigurationEndpoint {
  return {
    kind: 'configuration',
    module: 'credentials',
    role: 'SENDER', // VER-013: required, and without meaning
    takesTokenA: true,
    allow: allowed,
    answers: {
      GET: (request) => show(parts, request, tokenInUse(request.authorization, request.identity) ?? ''),
      POST: (request) => register(parts, request),
      PUT: (request) => update(parts, request),
      DELETE: (request) => unregister(parts, request),
    },
  };
}

/** CRED-040, CRED-062: the hub's object as it is now, with the token this platform itself has just used. */
async function show(parts: CredentialsParts, request: ConfigurationRequest, token: string): Promise<Reply> {
  const about = { platformId: request.identity.platformId, token, versionsUrl: parts.versionsUrl };
  return success(await ownCredentials(request.graph, await request.hub(), about, request.ids), NOT_STORED);
}

/** Tokens do not belong into caches on the way. */
const NOT_STORED = { 'Cache-Control': 'no-store' };

async function register(parts: CredentialsParts, request: ConfigurationRequest): Promise<Reply> {
  const { identity, graph, ids } = request;
  if (identity.kind !== 'TOKEN_A')
    throw new Refusal('E07', 'This platform is registered already; use PUT to change its credentials.');
  const credentials = credentialsIn(await request.body(), identity);
  // Nothing is known about a new partner's way with Base64, so after a 401 the plain form is tried (TRN-005).
  const keys = [true, false].map((base64Token) => ({ token: credentials.token, base64Token }));
  const discovered = await callBack(parts, request, credentials, keys);
  const input = { ...registration(identity, credentials, discovered), tokenHash: identity.tokenHash };
  const { result } = await graph.askAsHub(CompleteRegistration, { input }, ids);
  parts.changed(identity.platformId);
  return show(parts, request, result.token);
}

async function update(parts: CredentialsParts, request: ConfigurationRequest): Promise<Reply> {
  const { identity, graph, ids } = request;
  if (!isRegistered(identity))
    throw new Refusal('E08', 'This platform is not registered; use POST with the token you were given.');
  const credentials = credentialsIn(await request.body(), identity);
  const { result: former } = await graph.askAsHub(Connection, { platformId: identity.platformId }, ids);
  const base64Token = former?.base64Token ?? true;
  // CRED-048: the new token first; a partner that does not know it yet gets the old one once.
  const keys: PartnerKey[] = [{ token: credentials.token, base64Token }];
  if (former && former.token !== credentials.token) keys.push({ token: former.token, base64Token });
  const discovered = await callBack(parts, request, credentials, keys);
  const input = { ...registration(identity, credentials, discovered), tokenHash: identity.tokenHash };
  const { result } = await graph.askAsHub(UpdateRegistration, { input }, ids);
  parts.changed(identity.platformId);
  return show(parts, request, result.token);
}

async function unregister(parts: CredentialsParts, request: ConfigurationRequest): Promise<Reply> {
  const { identity, graph, ids } = request;
  if (!isRegistered(identity))
    throw new Refusal('E08', 'This platform is not registered, so there is nothing to end.');
  await graph.askAsHub(EndRegistration, { platformId: identity.platformId }, ids);
  parts.changed(identity.platformId);
  return success();
}

/** CRED-022, CRED-042: versions and details are fetched anew, in exactly this version (CRED-031). */
const callBack = (
  { client, version }: CredentialsParts,
  { ids: { requestId: cause, correlationId }, identity: { platformId } }: ConfigurationRequest,
  { url: versionsUrl }: Credentials,
  keys: PartnerKey[],
): Promise<Discovered> => {
  const choose = (versions: PartnerVersion[]) => versions.find((listed) => listed.version === version);
  return discover(client, { versionsUrl, keys, choose, correlationId, about: { platformId, cause } });
};

function credentialsIn(body: JsonObject, { isStrict }: Identity): Credentials & JsonObject {
  if (isStrict) requireFlawless(CredentialsTable, body);
  const violations = violationsOf(CredentialsTable, body).filter(isRefused);
  if (violations.length > 0)
    throw new Problem('INVALID_DOCUMENT', 'The Credentials object is not valid.', violations);
  return body as Credentials & JsonObject;
}

/** A token that cannot stand in a header cannot be used, so it is not kept with a remark as other texts are. */
const isRefused = ({ severity, pointer, code }: Violation): boolean =>
  severity === 'refuse' || (pointer === '/token' && code === 'BAD_FORMAT');

const registration = (
  { platformId }: Identity,
  credentials: Credentials & JsonObject,
  { version, endpoints, key }: Discovered,
): Registration => ({
  platformId,
  credentials,
  version,
  versionsUrl: credentials.url,
  endpoints,
  base64Token: key.base64Token,
});
