/**
 * From a request at a functional endpoint to what its module answers: who asks, for whom, and how it is routed, in the
 * order of RTE-015. Who may ask is checked before whom it is for, and both before anything of the body is read.
 */
import type { ObjectTable } from '@chargesphere/schema';
import { refOf, segmentsOf } from '@chargesphere/schema';
import { Away, type PartnerDirectory, type Receiver } from './client/partners.js';
import type { PassedCommands } from './commands/passed-commands.js';
import type { GraphClient } from './graph.js';
import type { Broadcaster } from './hub/broadcaster.js';
import { destinationOf, isSameParty, type Destination } from './hub/mode.js';
import type { LinkFor, OwnUrls, Sealed } from './hub/own-urls.js';
import { SEALED } from './hub/own-urls.js';
import type { Passage, PassedMessages } from './hub/passed.js';
import type { Redelivery } from './hub/redelivery.js';
import type { Relay } from './hub/relay.js';
import type { HubDirectory } from './identity/hub.js';
import type { Identity } from './identity/platforms.js';
import { requesterOf, spokenFor, type Requester } from './identity/requester.js';
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

/** A request while it is found out what it means. */
interface Incoming {
  leg: Leg;
  route: DataRoute;
  query: URLSearchParams;
  identity: Identity;
  method: Method;
  /** As the headers say, or the link that is followed. */
  routing: Routing;
  /** What the request follows, when it is a link of the hub's making. */
  link: Sealed | undefined;
  /** The hub. */
  us: PartyId;
}

export class DataRequests {
  constructor(private readonly parts: DataRequestParts) {}

  /** Throws E24, E25, E26, E29 or E32. Tells the leg what becomes known on the way. */
  async read(leg: Leg, route: DataRoute, query: URLSearchParams, identity: Identity): Promise<DataRequest> {
    const incoming = await this.routed(leg, route, query, identity);
    this.refuseReturning(incoming);
    const requester = requesterIn(incoming);
    const from = sentFrom(incoming, requester);
    const { mode, to } = destinationIn(incoming);
    leg.mode = mode;
    const addressee = to && refOfParty(to);
    const partner = (ref: string) => this.partner(ref, incoming, requester, from);
    // What the hub takes part in itself is not carried on from here, whoever is named.
    const isCarriedOn = addressee !== undefined && !route.resource.forHub;
    const found = isCarriedOn ? await foundOrAway(partner(addressee), route) : undefined;
    const [receiver, away] = found instanceof Away ? [undefined, found] : [found, undefined];
    const { graph, limits, relay, broadcaster, redelivery, ownUrls, commands } = this.parts;
    const asked = {
      module: route.endpoint.module,
      method: incoming.method,
      mode,
      path: route.path,
      query,
      url: route.url,
      came: cameIn(leg.req, incoming.routing, leg.ids),
      requester,
      platformId: identity.platformId,
      place: leg.place,
      from,
      addressee,
      receiver,
      away,
      caller: { principal: requester.principal, ...leg.ids },
      continued: incoming.link?.url,
    };
    const ways = { graph, pages: limits, partner, relay, broadcaster, redelivery, ownUrls, commands };
    return { ...asked, ...ways, ...bodiesOf(leg, identity) };
  }

  /** Whom the headers name, or the link; the answer names the same. */
  private async routed(
    leg: Leg,
    route: DataRoute,
    query: URLSearchParams,
    identity: Identity,
  ): Promise<Incoming> {
    const { module } = route.endpoint;
    const method = leg.method as Method; // the resource answers it
    leg.list = method === 'GET' && route.resource.list === true;
    const { platformId } = identity;
    const link =
      leg.list && query.has(SEALED) ? linkIn(this.parts.ownUrls, query, { module, platformId }) : undefined;
    const routing = alongLink(routingOf(leg.req.headers), link);
    const us = await this.parts.hub.read();
    Object.assign(leg, { from: routing.from, to: routing.to });
    // RTE-004, RTE-010: an answer has TO and FROM of its request swapped, also when it is an error. Until a party has
    // been found for a request without TO, the hub answers.
    Object.assign(leg.always, answerRouting(routing.from, routing.to ?? us));
    return { leg, route, query, identity, method, routing, link, us };
  }

  /**
   * A message that a hub sends back is in the name of somebody else's party, but that is not what is wrong with it.
   * Others than hubs have nothing to send back, and are not told what has passed here.
   */
  private refuseReturning(incoming: Incoming): void {
    const { from, to } = incoming.routing;
    const { actingHub, platformId } = incoming.identity;
    if (actingHub && from && to && this.parts.passed.isReturning(passageOf(incoming, from, to), platformId))
      throw circle('has been here before, from another platform');
  }

  /** A party as it is called for this request, which passes on its way to it (HUB-044). */
  private async partner(
    ref: string,
    incoming: Incoming,
    requester: Requester,
    from: PartyId,
  ): Promise<Receiver> {
    const { leg, route, identity } = incoming;
    const { module, role, addressees } = route.endpoint;
    const side = { module, role, parties: addressees };
    const found = await this.parts.partners.find(ref, side, leg.ids, requester.ref);
    leg.to = found.party;
    if (identity.actingHub && found.platformId === identity.platformId)
      throw circle(`is for ${found.ref}, which is served by the hub that it comes from`);
    this.parts.passed.note(passageOf(incoming, from, found.party), identity.platformId);
    return found;
  }
}

/** The party that asks; a chained hub speaks for those behind it (HUB-031). */
function requesterIn({ route, identity, routing }: Incoming): Requester {
  const { actingHub, parties } = identity;
  const speaker = spokenFor(routing, actingHub && { party: actingHub, path: route.path });
  return requesterOf(parties, speaker, route.endpoint);
}

/** FROM, which may be left out where there is no choice (RTE-005). */
function sentFrom({ leg, routing }: Incoming, requester: Requester): PartyId {
  const from = routing.from ?? requester.party;
  leg.from = from;
  Object.assign(leg.always, answerRouting(from, undefined));
  return from;
}

const destinationIn = ({ leg, route: { endpoint, resource }, method, routing, us }: Incoming): Destination =>
  destinationOf(routing, us, endpoint, {
    method,
    list: leg.list,
    forHub: resource.forHub === true,
    passedOn: resource.passedOn === true,
  });

/** Somebody who is OFFLINE is no error yet where messages can wait for him. */
async function foundOrAway(finding: Promise<Receiver>, { resource }: DataRoute): Promise<Receiver | Away> {
  try {
    return await finding;
  } catch (error) {
    if (resource.canWait && error instanceof Away) return error;
    throw error;
  }
}

const passageOf = ({ leg, route, method }: Incoming, from: PartyId, to: PartyId): Passage => ({
  correlationId: leg.ids.correlationId,
  method,
  from: refOfParty(from),
  to: refOfParty(to),
  place: `${route.endpoint.module} ${route.endpoint.role} ${route.path.join('/')}`,
});

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
