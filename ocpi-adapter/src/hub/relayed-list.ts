/**
 * A list that one party asks of another (HUB-043, AMB-070): the receiver's page and its totals, without objects of
 * other owners, and with a link that leads back to the hub.
 */
import type { Receiver } from '../client/partners.js';
import { nextLinkIn } from '../client/crawl/link.js';
import type { DataRequest } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { carry, legOf } from './onward.js';
import { followable } from './own-urls.js';
import { partyIn } from './party-in.js';
import type { Carried } from './relay.js';

/** May this object be in a list that the requester asked of the owner? */
export type Concerns = (item: unknown, request: DataRequest) => boolean;

export async function relayedList(
  request: DataRequest,
  receiver: Receiver,
  concerns: Concerns = () => true,
): Promise<Reply> {
  const carried = await pageOf(request, receiver);
  const { reply } = carried;
  if (reply.ocpi > 1999 || !Array.isArray(reply.data)) return reply;
  // AMB-070, HUB-034: a platform of several parties may show everything it has to everybody.
  const items = reply.data as unknown[];
  const data = items.filter((item) => isOwnedBy(item, receiver.ref) && concerns(item, request));
  return {
    ...reply,
    data,
    headers: { ...reply.headers, ...pageHeaders(request, receiver, carried, items.length) },
  };
}

/** GET of one object of a party; that of another owner is not there (AMB-070). */
export async function relayedObject(request: DataRequest, receiver: Receiver): Promise<Reply> {
  const { reply } = await carry(request, receiver);
  if (reply.ocpi <= 1999 && !isOwnedBy(reply.data, receiver.ref))
    throw new Refusal('E06', `${receiver.ref} has no ${request.path.join('/')}.`);
  return reply;
}

/** EVSEs and connectors do not say whose they are, and are the receiver's. */
const isOwnedBy = (item: unknown, ref: string): boolean => (partyIn(item) ?? ref) === ref;

function pageOf(request: DataRequest, receiver: Receiver): Promise<Carried> {
  const { continued, relay } = request;
  if (continued === undefined) return carry(request, receiver);
  const url = followable(continued, receiver.url, receiver.url);
  if (!url)
    throw new Refusal('E06', `${receiver.ref} has moved since this link was made; ask for the list anew.`);
  return relay.call(receiver, url.href, { method: 'GET', wait: 'forward_ms' }, legOf(request));
}

function pageHeaders(
  { url: list, ownUrls, requester, platformId }: DataRequest,
  { ref, module, url: endpoint }: Receiver,
  { headers, url }: Carried,
  count: number,
): Record<string, string> {
  const next = nextPage(headers['link'], url, endpoint, count);
  return {
    ...kept('X-Total-Count', headers),
    ...kept('X-Limit', headers),
    ...(next && {
      Link: `<${ownUrls.linkTo(list, { from: requester.ref, to: ref, url: next.href }, { module, platformId })}>; rel="next"`,
    }),
  };
}

const kept = (name: string, headers: Carried['headers']): Record<string, string> => {
  const value = headers[name.toLowerCase()];
  return value === undefined ? {} : { [name]: value };
};

/** The receiver's own link where it can be followed; where it only says that there is more, the page that offset names. */
function nextPage(link: string | undefined, url: string, endpoint: string, count: number): URL | undefined {
  const found = nextLinkIn(link, url);
  if (found.kind === 'none') return undefined;
  const own = found.kind === 'url' ? followable(found.url.href, url, endpoint) : undefined;
  if (own || count === 0) return own;
  const next = new URL(url);
  const offset = Number(next.searchParams.get('offset') ?? 0);
  next.searchParams.set('offset', String(offset + count));
  return next;
}
