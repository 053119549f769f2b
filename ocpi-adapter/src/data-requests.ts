/**
 * From a request at a functional endpoint to what its module answers: who asks, for whom, and how it is routed, in the
 * order of RTE-015. Who may ask is checked before whom it is for, and both before anything of the body is read.
 */
import type { Caller, ObjectTable } from '@chargesphere/schema';
import { refOf, segmentsOf } from '@chargesphere/schema';
import type { PartnerDirectory } from './client/partners.js';
import type { PassedCommands } from './commands/passed-commands.js';
import type { GraphClient } from './graph.js';
import type { Broadcaster } from './hub/broadcaster.js';
import { destinationOf, isSameParty } from './hub/mode.js';
import type { LinkFor, OwnUrls, Sealed } from './hub/own-urls.js';
import { SEALED } from './hub/own-urls.js';
import type { Passage, PassedMessages } from './hub/passed.js';
import type { Redelivery } from './hub/redelivery.js';
import type { Relay } from './hub/relay.js';
import type { HubDirectory } from './identity/hub.js';
import type { Identity } from './identity/platforms.js';
import { requesterOf, spokenFor } from './identity/requester.js';
import { requireFlawless, type Extent } from './identity/strictness.js';
import type { Limits } from './options.js';
import { readDocument, readPayload } from './transport/body.js';
import type { Came, DataRequest, Method } from './transport/endpoint.js';
import type { MessageIds, PartyId, Routing } from './transport/headers.js';
import { answerRouting, routingOf } from './transport/headers.js';
import { Refusal } from './transport/status.js';
import type { Route } from './transport/router.js';
import type { Leg } from './wire.js';

export type DataRoute = Extract<Route, { path: readonly string[] }>;

export interface DataRequestParts {
  graph: GraphClient;
  partners: PartnerDirectory;
  hub: HubDirectory;
  relay: Relay;
  broadcaster: Broadcaster;
  redelivery: Redelivery;
  ownUrls: OwnUrls;
  commands: PassedCommands;
  passed: PassedMessages;
  limits: Limits;
}

export class DataRequests {
  constructor(private readonly parts: DataRequestParts) {}

  /** Throws E24, E25, E26, E29 or E32. Tells the leg what becomes known on the way. */
  async read(leg: Leg, route: DataRoute, query: URLSearchParams, identity: Identity): Promise<DataRequest> {
    const { graph, partners, hub, limits, relay, broadcaster, redelivery, ownUrls, commands, passed } =
      this.parts;
    const { endpoint, resource, url, path } = route;
    const { ids, req } = leg;
    const method = leg.method as Method; // the resource answers it
    const { platformId } = identity;
    leg.list = method === 'GET' && resource.list === true;
    const link =
      leg.list && query.has(SEALED)
        ? linkIn(ownUrls, query, { module: endpoint.module, platformId })
        : undefined;
    const routing = alongLink(routingOf(req.headers), link);
    const us = await hub.read();
    Object.assign(leg, { from: routing.from, to: routing.to });
    // RTE-004, RTE-010: an answer has TO and FROM of its request swapped, also when it is an error. Until a party has
    // been found for a request without TO, the hub answers.
    Object.assign(leg.always, answerRouting(routing.from, routing.to ?? us));
    const place = `${endpoint.module} ${endpoint.role} ${path.join('/')}`;
    const passes = (sender: PartyId, receiver: PartyId): Passage => ({
      correlationId: ids.correlationId,
      method,
      from: refOfParty(sender),
      to: refOfParty(receiver),
      place,
    });
    // A message that a hub sends back is in the name of somebody else's party, but that is not what is wrong with it.
    // Others than hubs have nothing to send back, and are not told what has passed here.
    const { actingHub } = identity;
    const { from: sender, to: target } = routing;
    if (actingHub && sender && target && passed.isReturning(passes(sender, target), platformId))
      throw circle('has been here before, from another platform');
    const speaker = spokenFor(routing, actingHub && { party: actingHub, path });
    const requester = requesterOf(identity.parties, speaker, endpoint);
    const from = routing.from ?? requester.party;
    leg.from = from;
    Object.assign(leg.always, answerRouting(from, undefined));
    const { mode, to } = destinationOf(routing, us, endpoint, {
      method,
      list: leg.list,
      forHub: resource.forHub === true,
      passedOn: resource.passedOn === true,
    });
    leg.mode = mode;
    const side = { module: endpoint.module, role: endpoint.role, parties: endpoint.addressees };
    const partner = async (ref: string) => {
      const found = await partners.find(ref, side, ids, requester.ref);
      leg.to = found.party;
      if (actingHub && found.platformId === platformId)
        throw circle(`is for ${found.ref}, which is served by the hub that it comes from`);
      passed.note(passes(from, found.party), platformId);
      return found;
    };
    const addressee = to && refOfParty(to);
    // What the hub takes part in itself is not carried on from here, whoever is named.
    const receiver = addressee === undefined || resource.forHub ? undefined : await partner(addressee);
    const caller: Caller = { principal: requester.principal, ...ids };
    const bodies = bodiesOf(leg, identity);
    const asked = {
      module: endpoint.module,
      method,
      mode,
      path,
      query,
      url,
      came: cameIn(req, routing, ids),
      requester,
      platformId,
      place: leg.place,
      from,
      addressee,
      receiver,
      caller,
    };
    const ways = { partner, relay, broadcaster, redelivery, ownUrls, commands };
    return { ...asked, ...ways, graph, pages: limits, continued: link?.url, ...bodies };
  }
}

const cameIn = (req: Leg['req'], { to }: Routing, { correlationId }: MessageIds): Came => ({
  search: /\?(.*)$/s.exec(req.url ?? '')?.[1] ?? '',
  to,
  // One that was missing was made up (TRN-097).
  correlationId: req.headers['x-correlation-id'] === correlationId ? correlationId : undefined,
});

/** HUB-043: a stranger to the link learns nothing, not even that it is one. */
function linkIn(ownUrls: OwnUrls, query: URLSearchParams, linkFor: LinkFor): Sealed {
  const link = ownUrls.linkIn(query, linkFor);
  if (link) return link;
  throw noSuchPage();
}

/** A link knows between whom it leads, so the headers may be left out; others than those of the link lead nowhere. */
function alongLink(routing: Routing, link: Sealed | undefined): Routing {
  if (!link) return routing;
  const [from, to] = [partyOf(link.from), partyOf(link.to)];
  if (routing.from && !isSameParty(routing.from, from)) throw noSuchPage();
  if (routing.to && !isSameParty(routing.to, to)) throw noSuchPage();
  return { ...routing, from, to };
}

const refOfParty = ({ country_code, party_id }: PartyId): string => refOf(country_code, party_id);

const circle = (how: string) =>
  new Refusal('HUB-044', `The message ${how}; it goes round in circles and ends here.`);

const partyOf = (ref: string): PartyId => {
  const [country_code = '', party_id = ''] = segmentsOf(ref);
  return { country_code, party_id };
};

const noSuchPage = () =>
  new Refusal('E06', 'There is no such page for you; ask for the list anew, without its link.');

/** The ways to read a body. Modules name its table, so that none of them can forget what strict platforms may not send. */
function bodiesOf(
  { req, heard, bodies }: Leg,
  { isStrict }: Identity,
): Pick<DataRequest, 'body' | 'change' | 'payload'> {
  const read = (extent: Extent) => async (table: ObjectTable) => {
    const payload = await readDocument(req, bodies, heard);
    if (isStrict) requireFlawless(table, payload.value, extent);
    return payload;
  };
  return {
    body: read('whole'),
    change: read('partial'),
    payload: async (table) => {
      const payload = await readPayload(req, bodies, heard);
      if (isStrict && payload) requireFlawless(table, payload.value);
      return payload;
    },
  };
}
