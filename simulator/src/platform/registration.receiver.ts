/**
 * The part that is asked: GET, POST, PUT and DELETE on our credentials endpoint (requirements 5.3). The answer to a
 * POST or PUT waits for our call-back to the partner's versions and details (CRED-023).
 */
import { notOffered, refusal, success, type Answer } from '../wire/envelope.js';
import { makeToken } from '../wire/credentials-token.js';
import { readCredentials } from './credentials.document.js';
import { discover, RegistrationFailure } from './discovery.js';
import type { Caller, Credentials, Peer } from './peer.js';
import type { Registrar } from './registration.sender.js';

export interface CredentialsRequest {
  method: string;
  body: unknown;
  caller: Caller;
  /** The token in the request's own header: the only one GET discloses (CRED-040). */
  token: string;
  correlationId: string;
}

const failure = (error: unknown): Answer => {
  if (error instanceof RegistrationFailure) return refusal(200, error.status_code, error.message);
  throw error;
};

/** What we learn about a partner from its credentials and the call-back. */
async function meet(
  { client, version }: Registrar,
  theirs: Credentials,
  correlationId: string,
): Promise<Omit<Peer, 'incomingToken'>> {
  const { url, token, roles, hub_party_id } = theirs;
  const endpoints = await discover(client, { versionsUrl: url, token, version, correlationId });
  return {
    versionsUrl: url,
    version,
    endpoints,
    roles,
    ...(hub_party_id && { hub_party_id }),
    outgoingToken: token,
  };
}

async function post(registrar: Registrar, request: CredentialsRequest): Promise<Answer> {
  const { caller, body, correlationId } = request;
  // CRED-032, CRED-037: registered already, or a second POST with the same TOKEN_A while the first is under way.
  if (caller.kind !== 'invited' || caller.invitation.isInUse)
    return refusal(405, 2000, 'You are registered already; use PUT to change your credentials.');
  const theirs = readCredentials(body);
  if (typeof theirs === 'string') return refusal(200, 2001, theirs);
  caller.invitation.isInUse = true;
  try {
    const peer: Peer = { ...(await meet(registrar, theirs, correlationId)), incomingToken: makeToken() };
    registrar.book.add(peer);
    registrar.book.withdraw(caller.invitation.token);
    return success(registrar.credentials(peer.incomingToken));
  } catch (error) {
    caller.invitation.isInUse = false; // CRED-033: TOKEN_A stays good for another try
    return failure(error);
  }
}

async function put(registrar: Registrar, request: CredentialsRequest): Promise<Answer> {
  const { caller, body, correlationId } = request;
  if (caller.kind !== 'peer') return refusal(405, 2000, 'You are not registered; use POST first.');
  const theirs = readCredentials(body);
  if (typeof theirs === 'string') return refusal(200, 2001, theirs);
  try {
    const { peer } = caller;
    const news = await meet(registrar, theirs, correlationId);
    if (!news.hub_party_id) delete peer.hub_party_id;
    Object.assign(peer, news, { formerToken: peer.incomingToken, incomingToken: makeToken() });
    return success(registrar.credentials(peer.incomingToken));
  } catch (error) {
    return failure(error); // CRED-049: nothing was changed
  }
}

export async function answerCredentials(registrar: Registrar, request: CredentialsRequest): Promise<Answer> {
  const { method, caller, token } = request;
  switch (method) {
    case 'GET':
      return success(registrar.credentials(token));
    case 'POST':
      return post(registrar, request);
    case 'PUT':
      return put(registrar, request);
    case 'DELETE':
      if (caller.kind !== 'peer')
        return refusal(405, 2000, 'You are not registered; there is nothing to end.');
      registrar.book.remove(caller.peer);
      return success();
    default:
      return notOffered(method);
  }
}
