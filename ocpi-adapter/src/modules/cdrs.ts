/**
 * Module cdrs (requirements chapter 9): the one object that matters for billing. It is posted once to the bare
 * endpoint (no owner in the path), never changed (CDR-001), and read back only from the URL in the answer (CDR-005).
 */
import { createHash } from 'node:crypto';
import { CDR, refOf, type JsonObject } from '@chargesphere/schema';
import { Away, type Receiver } from '../client/partners.js';
import type { Operation } from '../graph.js';
import { operation } from '../graph.js';
import type { Route } from '../hub/onward.js';
import { carry, legOf, noDestination, receiverOf } from '../hub/onward.js';
import { followable } from '../hub/own-urls.js';
import { partyIn } from '../hub/party-in.js';
import type { Carried } from '../hub/relay.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { success } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import type { ListOperation, ReadOperation } from './document.js';
import { ask, checkOwnerInBody, concernsRequester, list, read, refIn, roles } from './document.js';

const PostCdr: Operation<
  { result: { receiptUrl: string | null } },
  { document: JsonObject; addressee: string | undefined; digest: string; receiver: string | undefined }
> = operation(`
  mutation PostCdr($document: CdrDocument!, $addressee: ID, $digest: String, $receiver: ID) {
    result: postCdr(document: $document, addressee: $addressee, digest: $digest) { receiptUrl(receiver: $receiver) }
  }
`);
const KeepCdrReceipt: Operation<{ result: boolean }, { ref: string; receiver: string; url: string }> =
  operation(`
  mutation KeepCdrReceipt($ref: ID!, $receiver: ID!, $url: String!) {
    result: keepCdrReceipt(ref: $ref, receiver: $receiver, url: $url)
  }
`);
const GetCdr: ReadOperation = operation(`
  query GetCdr($ref: ID!) { result: cdrDocument(ref: $ref) }
`);
const ListCdrs: ListOperation = operation(`
  query ListCdrs($window: DocumentWindow!, $owner: ID) {
    result: cdrDocuments(window: $window, owner: $owner) { items total next }
  }
`);

const owners = roles('CPO');
/** Who is sent CDRs: table 4.3 of the requirements, and SCSPs by contract (CDR-012). */
const billed = roles('EMSP', 'NSP', 'OTHER', 'PTP', 'SCSP');

/** RTE-049: a CDR is for the eMSP of its token. */
const tokenRoute: Route = (_, cdr) => Promise.resolve(partyIn(cdr?.['cdr_token']));

const post = async (request: DataRequest): Promise<Reply> => {
  const { value: document, text } = await request.body(CDR);
  const { country_code, party_id } = request.requester.party;
  checkOwnerInBody(document, [country_code, party_id]);
  const { receiver, away } = await reached(request, document);
  // CDR-009: evidence of what was received, byte for byte.
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  const { addressee } = request;
  const { ref } = receiver ?? away?.whom ?? {};
  const { receiptUrl } = await ask(request, PostCdr, { document, addressee, digest, receiver: ref });
  if (receiptUrl !== null) return success(undefined, { Location: receiptUrl }); // CDR-011
  if (away && (await isKept(request, away.whom, document, text))) return kept(request, document, away.whom);
  if (away) throw away;
  if (!receiver) throw noDestination('Nothing in the CDR tells whom it is for.');
  const { carried, failure } = await attempted(request, receiver, text);
  if (mayPass(carried, failure) && (await isKept(request, receiver, document, text)))
    return kept(request, document, receiver);
  if (!carried) throw failure;
  const { reply, headers, url } = carried;
  if (reply.ocpi > 1999) return reply;
  const theirs = followable(headers['location'], url, receiver.url);
  const Location = locationOf(request, document, receiver, theirs);
  await keepReceipt(request, document, receiver, Location);
  return { ...reply, headers: { ...reply.headers, Location } };
};

/** CDR-011: from now on the hub answers the same CDR itself. */
const keepReceipt = (
  { graph, caller }: DataRequest,
  { country_code, party_id, id }: JsonObject,
  { ref: receiver }: Receiver,
  url: string,
): Promise<unknown> => {
  const ref = refOf(...[country_code, party_id, id].map(String));
  return graph.askAsHub(KeepCdrReceipt, { ref, receiver, url }, caller);
};

/**
 * Whom the CDR is for. Somebody who is OFFLINE counts where the operator wants CDRs kept for him; everybody else who is
 * not connected is an error before anything is stored.
 */
async function reached(
  request: DataRequest,
  document: JsonObject,
): Promise<{ receiver?: Receiver | undefined; away?: Away | undefined }> {
  try {
    if (request.away) throw request.away;
    return { receiver: await receiverOf(request, tokenRoute, document) };
  } catch (error) {
    if (!(error instanceof Away)) throw error;
    if (await request.redelivery.covers(error.whom.platformId, request.caller)) return { away: error };
    throw error;
  }
}

/** Success in the hub's own name, as the hub sees to it from here. */
const kept = (request: DataRequest, document: JsonObject, { ref }: Pick<Receiver, 'ref'>): Reply => ({
  ...success(undefined, { Location: ownLocation(request, document) }),
  message: `${ref} could not take the CDR now; the hub has it and offers it again until it is accepted.`,
});

/** What the receiver said, or why it said nothing. */
async function attempted(
  request: DataRequest,
  receiver: Receiver,
  text: string,
): Promise<{ carried?: Carried; failure?: unknown }> {
  try {
    return { carried: await carry(request, receiver, text) };
  } catch (failure) {
    return { failure };
  }
}

/** 4002, 4003, or a failure of the receiver's own: the same CDR may well be accepted later. */
const mayPass = (carried: Carried | undefined, failure: unknown): boolean =>
  carried
    ? Math.trunc(carried.reply.ocpi / 1000) === 3
    : failure instanceof Refusal && (failure.row === 'E27' || failure.row === 'E28');

/** True when the operator of the hub wants such CDRs kept for this receiver. */
const isKept = (
  { module, from, platformId, caller, redelivery }: DataRequest,
  receiver: Pick<Receiver, 'platformId' | 'ref'>,
  { id }: JsonObject,
  body: string,
): Promise<boolean> =>
  redelivery.accept({ module, owner: from, platformId, ids: caller, id: String(id), body }, receiver);

/**
 * CDR-004, CDR-010: where the CPO reads its CDR back from. The receiver's own URL leads to the receiver's own host, so
 * the hub gives out one of its own that stands for it; without one, that of the hub's own copy.
 */
function locationOf(
  request: DataRequest,
  document: JsonObject,
  receiver: Receiver,
  theirs: URL | undefined,
): string {
  const { url, ownUrls, requester, platformId } = request;
  if (!theirs) return ownLocation(request, document);
  return ownUrls.locationOf(url, { from: requester.ref, to: receiver.ref, url: theirs.href }, platformId);
}

function ownLocation({ url }: DataRequest, { country_code, party_id, id }: JsonObject): string {
  return [url, ...[country_code, party_id, id].map((part) => encodeURIComponent(String(part)))].join('/');
}

/** The receiver's copy, behind the URL the hub has made of the receiver's. */
const readBack = async (request: DataRequest): Promise<Reply> => {
  const { path, ownUrls, platformId, requester, relay } = request;
  const sealed = ownUrls.locationIn(path[0] ?? '', platformId);
  if (sealed?.from !== requester.ref)
    throw new Refusal(
      'E06',
      'There is no such CDR here for you; read it from the Location it was answered with.',
    );
  const receiver = await request.partner(sealed.to);
  const url = followable(sealed.url, receiver.url, receiver.url);
  if (!url) throw new Refusal('E30', `${receiver.ref} has moved, and its CDRs cannot be read any more.`);
  const leg = { ...legOf(request), mode: 'DIRECT' } as const;
  return (await relay.call(receiver, url.href, { method: 'GET', wait: 'forward_ms' }, leg)).reply;
};

/** The bare endpoint: POST has no country or party segments. */
const inbox: DataResource = { canWait: true, answers: { POST: post } };
/** One segment: a Location that stands for one of the receiver's. */
const theirCopy: DataResource = { forHub: true, answers: { GET: readBack } };
/** {country_code}/{party_id}/{id}: the Location of the hub's own copy, whoever is named. */
const ownCopy: DataResource = {
  forHub: true,
  answers: { GET: (request) => read(request, GetCdr, refIn(request)) },
};

export const cdrsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'cdrs',
  role: 'RECEIVER',
  callers: owners,
  addressees: billed,
  broadcast: false,
  at: (path) => [inbox, theirCopy, undefined, ownCopy][path.length],
};

const cdrs = list(ListCdrs, concernsRequester);

export const cdrsSender: DataEndpoint = {
  kind: 'data',
  module: 'cdrs',
  role: 'SENDER',
  callers: billed,
  addressees: owners,
  broadcast: false,
  at: (path) => (path.length === 0 ? cdrs : undefined),
};
