/**
 * Module cdrs (requirements chapter 9): the one object that matters for billing. It is posted once to the bare
 * endpoint (no owner in the path), never changed (CDR-001), and read back only from the URL in the answer (CDR-005).
 */
import { createHash } from 'node:crypto';
import { CDR, type JsonObject } from '@chargesphere/schema';
import type { Operation } from '../graph.js';
import { operation } from '../graph.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import type { ListOperation, ReadOperation } from './document.js';
import { ask, checkOwnerInBody, list, read, refIn, roles } from './document.js';

interface Posted {
  outcome: string;
  warnings: { sentence: string }[];
}
const PostCdr: Operation<
  { result: Posted },
  { document: JsonObject; addressee: string | undefined; digest: string }
> = operation(`
  mutation PostCdr($document: CdrDocument!, $addressee: ID, $digest: String) {
    result: postCdr(document: $document, addressee: $addressee, digest: $digest) { outcome warnings { sentence } }
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

/** CDR-004: where the CPO reads its CDR back from. */
const locationOf = (url: string, { country_code, party_id, id }: JsonObject): string =>
  [url, country_code, party_id, id]
    .map((part, i) => (i === 0 ? part : encodeURIComponent(String(part))))
    .join('/');

const post = async (request: DataRequest): Promise<Reply> => {
  const payload = await request.payload(CDR);
  if (!payload) throw new Refusal('E01', 'The body is empty; send the CDR as JSON.');
  const { value: document, text } = payload;
  const { country_code, party_id } = request.requester.party;
  checkOwnerInBody(document, [country_code, party_id]);
  // CDR-009: evidence of what was received, byte for byte.
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  const { addressee, url } = request;
  const { outcome, warnings } = await ask(request, PostCdr, { document, addressee, digest });
  return {
    http: outcome === 'CREATED' ? 201 : 200,
    ocpi: 1000,
    headers: { Location: locationOf(url, document) },
    // CDR-025: told, but not held against it.
    ...(warnings.length > 0 && { message: warnings.map(({ sentence }) => sentence).join(' ') }),
  };
};

/** The bare endpoint: POST has no country or party segments. */
const inbox: DataResource = { answers: { POST: post } };
/** {country_code}/{party_id}/{id}: the shape of our own Location URLs. */
const cdr: DataResource = { answers: { GET: (request) => read(request, GetCdr, refIn(request)) } };

export const cdrsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'cdrs',
  role: 'RECEIVER',
  callers: owners,
  addressees: billed,
  broadcast: false,
  at: (path) => (path.length === 0 ? inbox : path.length === 3 ? cdr : undefined),
};

const cdrs = list(ListCdrs);

export const cdrsSender: DataEndpoint = {
  kind: 'data',
  module: 'cdrs',
  role: 'SENDER',
  callers: billed,
  addressees: owners,
  broadcast: false,
  at: (path) => (path.length === 0 ? cdrs : undefined),
};
