/**
 * What all functional modules share: pushes, reads and lists of documents that parties own (TRN-080 to TRN-088).
 * A module file adds its paths, its named operations and its own rules; documents pass whole and untouched.
 */
import type { DataRequest, DataResource } from '../transport/endpoint.js';
import type { JsonObject, ObjectTable } from '@chargesphere/schema';
import { refOf } from '@chargesphere/schema';
import type { Operation } from '../graph.js';
import type { Pushed, Route } from '../hub/onward.js';
import { carry, changed, noDestination, onward, receiverOf } from '../hub/onward.js';
import { partyIn } from '../hub/party-in.js';
import type { Concerns } from '../hub/relayed-list.js';
import { relayedList } from '../hub/relayed-list.js';
import type { Payload } from '../transport/body.js';
import type { Reply } from '../transport/envelope.js';
import { stored, success } from '../transport/envelope.js';
import type { PageWindow } from '../transport/paging.js';
import { pageHeaders, windowOf } from '../transport/paging.js';
import { Refusal } from '../transport/status.js';

/** CREATED REPLACED OLDER. OLDER: the stored copy is newer and stays (LOC-016), which is no error of the sender. */
interface Put {
  outcome: string;
}
export type PutOperation<Extra = unknown> = Operation<
  { result: Put },
  { document: JsonObject; addressee: string | undefined } & Extra
>;
export type PatchOperation = Operation<
  { result: Put },
  { ref: string; patch: JsonObject; addressee: string | undefined }
>;
export type ReadOperation = Operation<{ result: unknown }, { ref: string; addressee: string | undefined }>;
export type DeleteOperation = Operation<{ result: string }, { ref: string; addressee: string | undefined }>;
/** `next` is asked for where the graph pages by cursor. */
interface ListedPage {
  items: unknown[];
  total: number;
  next?: string | null;
}
export type ListOperation = Operation<
  { result: ListedPage },
  { window: PageWindow; owner: string | undefined }
>;

/** Roles of table 4.3. */
export const roles = (...names: string[]): ReadonlySet<string> => new Set(names);

/** CiStrings: ids are the same in any case (TRN-087). */
export const sameId = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

/** TRN-083, HUB-031: the owner in the URL is the requesting party itself, or the answer is E15. */
export function checkOwner({ path, requester }: DataRequest): void {
  const [country = '', party = ''] = path;
  const { country_code, party_id } = requester.party;
  if (!sameId(country, country_code) || !sameId(party, party_id))
    throw new Refusal(
      'E15',
      `The URL is owned by ${country}/${party}, but the request comes from ${requester.ref}.`,
    );
}

/** TRN-082: E16 when the body names another owner than the URL. A missing field is the validator's to report. */
export function checkOwnerInBody(body: JsonObject, [country = '', party = '']: readonly string[]): void {
  checkSame(body, 'country_code', country, 'E16');
  checkSame(body, 'party_id', party, 'E16');
}

/** TRN-084: E14 when the body names another object than the URL. */
export function checkId(body: JsonObject, field: string, id: string): void {
  checkSame(body, field, id, 'E14');
}

function checkSame(body: JsonObject, field: string, expected: string, row: 'E14' | 'E16'): void {
  const value = body[field];
  if (typeof value === 'string' && !sameId(value, expected))
    throw new Refusal(row, `/${field} is ${value} but the URL says ${expected}; send the same in both.`);
}

/** TRN-024: a PATCH says when the change happened, or the answer is E13. */
export function checkLastUpdated(patch: JsonObject): void {
  if (patch['last_updated'] === undefined || patch['last_updated'] === null)
    throw new Refusal('E13', '/last_updated is missing; a PATCH must say when the object changed.');
}

/** Passed through `put`, `patch` and friends: how this module's objects carry their own ids. */
export type BodyCheck = (body: JsonObject, request: DataRequest) => void;

export async function put(
  request: DataRequest,
  table: ObjectTable,
  operation: PutOperation,
  check: BodyCheck,
  route?: Route,
): Promise<Reply> {
  const { value: document, text } = await ownedBody(request, table, check);
  const receiver = await receiverOf(request, route, document);
  const { outcome } = await ask(request, operation, { document, addressee: request.addressee });
  return onward(request, receiver, text, stored(outcome), newsOf(outcome, document));
}

/** The body of a push, once owner and ids in URL and body agree. */
export async function ownedBody(
  request: DataRequest,
  table: ObjectTable,
  check: BodyCheck,
): Promise<Payload> {
  checkOwner(request);
  const payload = await request.body(table);
  check(payload.value, request);
  return payload;
}

export async function patch(
  request: DataRequest,
  table: ObjectTable,
  operation: PatchOperation,
  ref: string,
  check: BodyCheck,
  route?: Route,
): Promise<Reply> {
  checkOwner(request);
  const { value, text } = await request.change(table);
  check(value, request);
  checkLastUpdated(value);
  const receiver = await receiverOf(request, route);
  let outcome = '';
  await changed(receiver, async () => {
    ({ outcome } = await ask(request, operation, { ref, patch: value, addressee: request.addressee }));
  });
  return onward(request, receiver, text, success(), newsOf(outcome, value));
}

/** What those need to know who pass a push on. */
export const newsOf = (outcome: string, { publish }: JsonObject): Pushed => ({
  isOlder: outcome === 'OLDER',
  publish,
});

/** GET on a Receiver interface: the receiver's copy, for its owner only (AMB-069). The hub shows its own copy. */
export async function read(
  request: DataRequest,
  operation: ReadOperation,
  ref: string,
  route?: Route,
): Promise<Reply> {
  checkOwner(request);
  const receiver = await receiverOf(request, route);
  if (receiver) return (await carry(request, receiver)).reply;
  const document = await ask(request, operation, { ref, addressee: undefined });
  if (request.mode === 'OPEN' && (document === null || document === undefined))
    throw noDestination(`The hub has not passed ${ref} on to anybody.`);
  return found(document, ref);
}

export async function remove(
  request: DataRequest,
  operation: DeleteOperation,
  ref: string,
  route?: Route,
): Promise<Reply> {
  checkOwner(request);
  const receiver = await receiverOf(request, route);
  await changed(receiver, () => ask(request, operation, { ref, addressee: request.addressee }));
  return onward(request, receiver, undefined, success());
}

/** STA-003: nothing there is E06. */
export function found(document: unknown, name: string): Reply {
  if (document === null || document === undefined)
    throw new Refusal('E06', `There is no ${name} here for you; its owner may not have sent it yet.`);
  return success(document);
}

/** The paginated GET of a Sender interface (TRN-035): the owner's own list, or all that the hub has (RTE-036). */
export function list(operation: ListOperation, concerns?: Concerns): DataResource {
  return {
    list: true,
    answers: {
      GET: (request) =>
        request.receiver
          ? relayedList(request, request.receiver, concerns)
          : page(request, (window) => ask(request, operation, { window, owner: undefined })),
    },
  };
}

/**
 * HUB-034, SES-005: what one driver has charged is for the eMSP of the driver's token, whatever a CPO's platform shows.
 * SCSPs and payment terminal providers get it by contract (CDR-012, SES-007).
 */
export const concernsRequester: Concerns = (item, { requester }) =>
  !requester.roles.isDisjointFrom(byContract) ||
  partyIn((item as { cdr_token?: unknown } | null)?.cdr_token) === requester.ref;

const byContract = roles('SCSP', 'PTP');

type PageRequest = Pick<DataRequest, 'query' | 'url' | 'pages'>;

/** One page, with the headers of pagination around whatever reads its items. */
export async function page(
  { query, url, pages }: PageRequest,
  read: (window: PageWindow) => Promise<ListedPage>,
): Promise<Reply> {
  const window = windowOf(query, pages);
  const { items, total, next } = await read(window);
  return success(items, pageHeaders({ url, query, window, returned: items.length, total, next }));
}

/** An endpoint's own URL on a Receiver interface: it exists, but objects live below it (TRN-080, TRN-081). */
export const root: DataResource = { answers: {} };

/** Executes one of the operations above: all of them name their single root field `result`. */
export async function ask<Result, Variables>(
  { graph, caller }: DataRequest,
  operation: Operation<{ result: Result }, Variables>,
  variables: Variables,
): Promise<Result> {
  return (await graph.ask(operation, variables, caller)).result;
}

/** The ref that a client-owned URL names: its path below the module URL. */
export const refIn = ({ path }: DataRequest): string => refOf(...path);

/** Who takes what CPOs publish: eMSPs and the roles that behave like one, access points and terminal providers. */
export const consumers = roles('EMSP', 'NSP', 'NAP', 'PTP', 'OTHER');
