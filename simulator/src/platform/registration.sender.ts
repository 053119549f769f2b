/**
 * The part that starts: register, update and unregister at a partner whose TOKEN_A and versions URL we were given
 * (steps 1 to 6 of requirements 5.2). The token we send is accepted at once, because the partner calls back before
 * it answers (CRED-034).
 */
import { makeToken } from '../wire/credentials-token.js';
import { isSuccess, type CallResult, type OcpiClient } from '../wire/ocpi.client.js';
import { readCredentials } from './credentials.document.js';
import { discover, RegistrationFailure } from './discovery.js';
import { endpointOf, type Credentials, type Invitation, type Peer, type PeerBook } from './peer.js';

export interface Registrar {
  version: string;
  client: OcpiClient;
  book: PeerBook;
  /** Our Credentials object with this token in it. */
  credentials(token: string): Credentials;
}

const acceptedCredentials = (result: CallResult, what: string): Credentials => {
  const { envelope, http } = result;
  if (!isSuccess(result))
    throw new RegistrationFailure(
      `${what} was answered ${http} with status ${envelope?.status_code ?? 'none'}: ${envelope?.status_message ?? result.text}`,
      envelope?.status_code ?? 3001,
      result,
    );
  const theirs = readCredentials(envelope?.data);
  if (typeof theirs === 'string')
    throw new RegistrationFailure(`The answer to ${what} is unusable: ${theirs}`, 3001, result);
  return theirs;
};

const credentialsUrl = (endpoints: Peer['endpoints']): string =>
  endpoints.find(({ identifier }) => identifier.toLowerCase() === 'credentials')?.url ?? '';

/** Registers at a partner; throws a RegistrationFailure and leaves no trace when it does not work out. */
export async function register(registrar: Registrar, invitation: Invitation): Promise<Peer> {
  const { client, book, version } = registrar;
  const { versionsUrl, token } = invitation;
  const endpoints = await discover(client, { versionsUrl, token, version });

  const incomingToken = makeToken();
  const stopExpecting = book.expect(incomingToken);
  try {
    const result = await client.send({
      module: 'credentials',
      method: 'POST',
      url: credentialsUrl(endpoints),
      token,
      body: registrar.credentials(incomingToken),
    });
    const theirs = acceptedCredentials(result, 'POST credentials');
    const { hub_party_id, roles, url } = theirs;
    const peer: Peer = {
      versionsUrl: url,
      version,
      endpoints,
      roles,
      ...(hub_party_id && { hub_party_id }),
      outgoingToken: theirs.token,
      incomingToken,
    };
    book.add(peer);
    return peer;
  } finally {
    stopExpecting();
  }
}

/** Renews both tokens and tells the partner about our endpoints and roles (CRED-041 to CRED-044). */
export async function update(registrar: Registrar, peer: Peer): Promise<void> {
  const { client, book, version } = registrar;
  const incomingToken = makeToken();
  const stopExpecting = book.expect(incomingToken);
  try {
    const result = await client.send({
      module: 'credentials',
      method: 'PUT',
      url: endpointOf(peer, 'credentials')?.url ?? '',
      token: peer.outgoingToken,
      body: registrar.credentials(incomingToken),
    });
    const theirs = acceptedCredentials(result, 'PUT credentials');
    // The former token stays good until the partner uses the new one: its messages may be under way.
    peer.formerToken = peer.incomingToken;
    peer.incomingToken = incomingToken;
    peer.outgoingToken = theirs.token;
    peer.versionsUrl = theirs.url;
    peer.roles = theirs.roles;
    if (theirs.hub_party_id) peer.hub_party_id = theirs.hub_party_id;
    peer.endpoints = await discover(client, {
      versionsUrl: theirs.url,
      token: theirs.token,
      version,
    });
  } finally {
    stopExpecting();
  }
}

/** Ends the connection; afterwards the tokens of both sides are void (CRED-046). */
export async function unregister({ client, book }: Registrar, peer: Peer): Promise<CallResult> {
  const result = await client.send({
    module: 'credentials',
    method: 'DELETE',
    url: endpointOf(peer, 'credentials')?.url ?? '',
    token: peer.outgoingToken,
  });
  if (isSuccess(result)) book.remove(peer);
  return result;
}
