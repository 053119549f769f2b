/**
 * Module invoicereconciliation (requirements chapter 15.2): which CDRs an invoice covers. The issuer of the invoice
 * owns the record and is the Sender, be it CPO or eMSP (INV-001, INV-015). New records are posted to the bare
 * endpoint, changed and taken back at their own URL (INV-004, INV-007).
 */
import { InvoiceReconciliationRecord, type JsonObject } from '@chargesphere/schema';
import type { Operation } from '../graph.js';
import { operation } from '../graph.js';
import type { Route } from '../hub/onward.js';
import { onward, receiverOf } from '../hub/onward.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import type { DeleteOperation, ListOperation, ReadOperation } from './document.js';
import { ask, checkId, checkOwnerInBody, list, ownedBody, read, refIn, remove, roles } from './document.js';

interface Written {
  outcome: string;
  warnings: string[];
}
type WriteOperation = Operation<{ result: Written }, { document: JsonObject; addressee: string | undefined }>;

const PostInvoiceReconciliation: WriteOperation = operation(`
  mutation PostInvoiceReconciliation($document: InvoiceReconciliationDocument!, $addressee: ID) {
    result: postInvoiceReconciliation(document: $document, addressee: $addressee) { outcome warnings }
  }
`);
const PutInvoiceReconciliation: WriteOperation = operation(`
  mutation PutInvoiceReconciliation($document: InvoiceReconciliationDocument!, $addressee: ID) {
    result: putInvoiceReconciliation(document: $document, addressee: $addressee) { outcome warnings }
  }
`);
const DeleteInvoiceReconciliation: DeleteOperation = operation(`
  mutation DeleteInvoiceReconciliation($ref: ID!) { result: deleteInvoiceReconciliation(ref: $ref) }
`);
const GetInvoiceReconciliation: ReadOperation = operation(`
  query GetInvoiceReconciliation($ref: ID!) { result: invoiceReconciliationDocument(ref: $ref) }
`);
const ListInvoiceReconciliations: ListOperation = operation(`
  query ListInvoiceReconciliations($window: DocumentWindow!, $owner: ID) {
    result: invoiceReconciliationDocuments(window: $window, owner: $owner) { items total next }
  }
`);

const InvoiceReceiver: Operation<{ result: string | null }, { document: JsonObject }> = operation(`
  query InvoiceReceiver($document: InvoiceReconciliationDocument!) { result: invoiceReceiver(document: $document) }
`);
const InvoiceRoute: Operation<{ result: { counterparty: { ref: string } | null } | null }, { ref: string }> =
  operation(`
  query InvoiceRoute($ref: ID!) { result: invoiceReconciliation(ref: $ref) { counterparty { ref } } }
`);

/** INV-015: whoever sends or gets invoices, not only CPO and eMSP. */
const traders = roles('CPO', 'EMSP', 'NSP', 'OTHER', 'PTP', 'SCSP');

/** INV-010: CDRs nobody here has seen are told in the message, not refused. */
const written = ({ outcome, warnings }: Written): Reply => ({
  http: outcome === 'CREATED' ? 201 : 200,
  ocpi: 1000,
  ...(warnings.length > 0 && { message: warnings.join(' ') }),
});

/** RTE-049: whom the CDRs of a record are between. */
const routeByCdrs: Route = async (request, document) =>
  (document && (await ask(request, InvoiceReceiver, { document }))) ?? undefined;

/** What was sent before stays with whom it was sent to. */
const storedRoute: Route = async (request) =>
  (await ask(request, InvoiceRoute, { ref: refIn(request) }))?.counterparty?.ref;

const storedRouteElseCdrs: Route = async (request, document) =>
  (await storedRoute(request)) ?? routeByCdrs(request, document);

const post = async (request: DataRequest): Promise<Reply> => {
  const { value: document, text } = await request.body(InvoiceReconciliationRecord);
  const { country_code, party_id } = request.requester.party;
  checkOwnerInBody(document, [country_code, party_id]);
  return write(request, PostInvoiceReconciliation, document, text, routeByCdrs);
};

const put = async (request: DataRequest): Promise<Reply> => {
  const { value: document, text } = await ownedBody(
    request,
    InvoiceReconciliationRecord,
    (body, { path }) => {
      checkOwnerInBody(body, path);
      checkId(body, 'id', path[2] ?? '');
    },
  );
  return write(request, PutInvoiceReconciliation, document, text, storedRouteElseCdrs);
};

/** Stored first: a record that is there already, or was never posted, is refused here and not sent on (INV-009). */
async function write(
  request: DataRequest,
  operation: WriteOperation,
  document: JsonObject,
  text: string,
  route: Route,
): Promise<Reply> {
  const receiver = await receiverOf(request, route, document);
  const own = written(await ask(request, operation, { document, addressee: request.addressee }));
  const reply = await onward(request, receiver, text, own);
  // INV-010: what the hub finds doubtful is told beside what the receiver says.
  const message = [reply.message, own.message].filter(Boolean).join(' ');
  return message === '' || reply === own ? reply : { ...reply, message };
}

const inbox: DataResource = { answers: { POST: post } };
/** {country_code}/{party_id}/{id} */
const record: DataResource = {
  answers: {
    GET: (request) => read(request, GetInvoiceReconciliation, refIn(request), storedRoute),
    PUT: put,
    DELETE: (request) => remove(request, DeleteInvoiceReconciliation, refIn(request), storedRoute),
  },
};

export const invoiceReconciliationReceiver: DataEndpoint = {
  kind: 'data',
  module: 'invoicereconciliation',
  role: 'RECEIVER',
  callers: traders,
  addressees: traders,
  broadcast: false,
  at: (path) => (path.length === 0 ? inbox : path.length === 3 ? record : undefined),
};

const records = list(ListInvoiceReconciliations);

export const invoiceReconciliationSender: DataEndpoint = {
  kind: 'data',
  module: 'invoicereconciliation',
  role: 'SENDER',
  callers: traders,
  addressees: traders,
  broadcast: false,
  at: (path) => (path.length === 0 ? records : undefined),
};
