/**
 * One request to its answer, in the order of RTE-015: path and method, platform, requesting party, addressee, then
 * the module. Everything that goes wrong ends as a row of the status table, in the envelope, with the message ids;
 * nothing ends as HTTP 5xx (E34).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '@chargesphere/schema';
import type { Logger } from 'pino';
import type { DataRequests, DataRoute } from './data-requests.js';
import type { LegRecorder } from './exchanges/exchange-leg.js';
import { inboundLeg } from './exchanges/inbound-leg.js';
import type { GraphClient } from './graph.js';
import type { HubDirectory } from './identity/hub.js';
import type { Identity } from './identity/platforms.js';
import { isRegistered } from './identity/platforms.js';
import type { Mode } from './hub/mode.js';
import { limitIn, type Gate } from './protection/gate.js';
import type { Place } from './protection/places.js';
import type { Limits, Observation } from './options.js';
import type { BodyLimits, Heard } from './transport/body.js';
import { ClientGone, readDocument } from './transport/body.js';
import type { Reply } from './transport/envelope.js';
import { write } from './transport/envelope.js';
import { idHeaders, messageIds } from './transport/headers.js';
import type { MessageIds, PartyId } from './transport/headers.js';
import { sentenceOf } from './transport/sentence.js';
import { Refusal, rowOf, statusOf } from './transport/status.js';
import type { Route, Router } from './transport/router.js';
import { isMethod, methodNotOffered } from './transport/router.js';
import { targetOf } from './transport/target.js';

export interface WireParts {
  graph: GraphClient;
  router: Router;
  gate: Gate;
  requests: DataRequests;
  hub: HubDirectory;
  limits: Limits;
  log: Logger;
  observe: (event: Observation) => void;
  /** Where answered requests are noted (HUB-064). */
  exchanges?: LegRecorder | undefined;
}

/** What is known of a request while it is answered; errors are told with as much of it as there is. */
export interface Leg {
  req: IncomingMessage;
  method: string;
  ids: MessageIds;
  module: string | undefined;
  list: boolean;
  platformId: string | undefined;
  /** Of its platform, while it is answered, and what its body may be (HUB-063). */
  place: Place | undefined;
  bodies: BodyLimits;
  /** Headers every answer carries, from the ids on (TRN-097). */
  always: Record<string, string>;
  /** For the record of exchanges: between whom, how it was routed, what was read of its body, and why it was refused. */
  from: PartyId | undefined;
  to: PartyId | undefined;
  mode: Mode;
  heard: Heard;
  error: unknown;
}

type ConfigurationRoute = Exclude<Route, DataRoute>;

export class Wire {
  private inFlight = 0;
  private idle: (() => void) | undefined;

  constructor(private readonly parts: WireParts) {}

  readonly handler = (req: IncomingMessage, res: ServerResponse): void => {
    this.inFlight += 1;
    this.serve(req, res)
      .catch((error: unknown) => {
        this.parts.log.fatal({ err: error }, 'an answer could not be written');
        res.destroy();
      })
      .finally(() => {
        this.inFlight -= 1;
        if (this.inFlight === 0) this.idle?.();
      })
      .catch(() => undefined);
  };

  /** Resolves when no request is being answered. */
  settled(): Promise<void> {
    if (this.inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle = resolve;
    });
  }

  private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const started = performance.now();
    const ids = messageIds(req.headers);
    const method = req.method ?? 'GET';
    const bodies = this.parts.limits;
    const leg: Leg = { ...untold, req, method, ids, bodies, always: idHeaders(ids), heard: {} };
    let reply: Reply | undefined;
    let text: string | undefined;
    try {
      reply = await this.answer(leg);
      text = write(res, reply, leg.always);
    } catch (error) {
      leg.error = error;
      reply = this.refuse(error, leg);
      if (reply) text = write(res, reply, leg.always);
    } finally {
      leg.place?.leave();
    }
    const duration_ms = performance.now() - started;
    if (reply) this.tell(leg, reply, duration_ms);
    this.parts.exchanges?.record(inboundLeg({ ...leg, duration_ms }, reply, text));
  }

  private async answer(leg: Leg): Promise<Reply> {
    const { req, ids, method } = leg;
    const { gate, router, limits } = this.parts;
    const identity = await gate.identify(req, ids, this.inFlight);
    leg.platformId = identity.platformId;
    leg.bodies = { bodyBytes: identity.tier.bodyBytes, body_ms: limits.body_ms };
    leg.place = await gate.enter(identity);
    const target = targetOf(req.url ?? '/');
    const route = routeFor(router, target?.segments, identity);
    leg.module = route.endpoint.module;
    const query = new URLSearchParams(target?.query);
    if (!('path' in route)) return this.configure(leg, route, query, identity);
    const answers = route.resource.answers;
    const answer = isMethod(method) ? answers[method] : undefined;
    if (answer === undefined) throw methodNotOffered(method, Object.keys(answers));
    return answer(await this.parts.requests.read(leg, route, query, identity));
  }

  private async configure(
    leg: Leg,
    { endpoint, url }: ConfigurationRoute,
    query: URLSearchParams,
    identity: Identity,
  ): Promise<Reply> {
    const { graph, hub, limits } = this.parts;
    const answer = isMethod(leg.method) ? endpoint.answers[leg.method] : undefined;
    if (answer === undefined)
      throw methodNotOffered(leg.method, endpoint.allow?.(identity) ?? Object.keys(endpoint.answers));
    return answer({
      query,
      url,
      identity,
      graph,
      pages: limits,
      ids: leg.ids,
      caller: { principal: identity.principal, ...leg.ids },
      authorization: leg.req.headers.authorization,
      hub: () => hub.read(),
      body: async () => (await readDocument(leg.req, leg.bodies, leg.heard)).value,
    });
  }

  /** Any error → a row of the table → the reply. Undefined when there is nobody left to answer. */
  private refuse(error: unknown, leg: Leg): Reply | undefined {
    if (error instanceof ClientGone) return undefined;
    const situation = { module: leg.module, method: leg.method, list: leg.list };
    const row =
      error instanceof Refusal ? error.row : error instanceof Problem ? rowOf(error, situation) : 'E34';
    const { http, ocpi, headers } = statusOf(row, leg.module);
    if (row === 'E34') this.parts.log.error({ err: error, ...about(leg) }, 'a request could not be answered');
    const own = error instanceof Refusal ? error.headers : {};
    const message = sentenceOf(error, leg.ids);
    return { http, ocpi, message, headers: { ...headers, ...own, ...hangUp(leg) } };
  }

  private tell(leg: Leg, { http, ocpi }: Reply, duration_ms: number): void {
    const { log, observe } = this.parts;
    const limit = limitIn(leg.error);
    observe({ module: leg.module ?? 'none', method: leg.method, http, ocpi, duration_ms, limit });
    if (log.isLevelEnabled('debug')) log.debug({ ...about(leg), http, ocpi, duration_ms }, 'answered');
  }
}

/** A body that was never asked for is read away by Node; one far beyond the limit is not waited for. */
function hangUp({ req, bodies }: Leg): Record<string, string> {
  const unread = !req.complete && Number(req.headers['content-length'] ?? 0) > bodies.bodyBytes;
  return unread ? { Connection: 'close' } : {};
}

/** E04 for paths, E03 for a token that is only good for registering (TRN-010). */
function routeFor(router: Router, segments: string[] | undefined, identity: Identity): Route {
  const registering = !isRegistered(identity);
  try {
    if (segments === undefined) throw new Refusal('E04', 'The path holds a broken percent-escape.');
    const route = router.route(segments);
    if (registering && !(route.endpoint.kind === 'configuration' && route.endpoint.takesTokenA))
      throw registerFirst();
    return route;
  } catch (error) {
    throw registering && error instanceof Refusal && error.row === 'E04' ? registerFirst() : error;
  }
}

const registerFirst = () =>
  new Refusal(
    'E03',
    'This token is only for registering; finish the credentials exchange and use the token it gives.',
  );

/** Nothing is known of a request at first. */
const untold = {
  module: undefined,
  list: false,
  platformId: undefined,
  place: undefined,
  from: undefined,
  to: undefined,
  mode: 'HUB',
  error: undefined,
} as const;

/** What a log line says about a request: never tokens, nor paths, which hold token uids (HUB-034). */
const about = ({ module, method, ids, platformId }: Leg) => ({ module, method, platformId, ...ids });
