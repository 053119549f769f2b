/** Puts the adapter together: one wire, clients, caches, handshakes and pulls. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Connections } from './client/connections.js';
import { Farewells } from './client/farewells.js';
import { Pulls } from './client/crawl/pulls.js';
import { PartnerClient } from './client/http.js';
import { PartnerDirectory } from './client/partners.js';
import { Renewals } from './client/renewals.js';
import { DataRequests } from './data-requests.js';
import { CommandCarrier } from './commands/command-orders.js';
import { PassedCommands } from './commands/passed-commands.js';
import { Description } from './description/serve.js';
import { RecordExchanges } from './exchanges/exchange.operations.js';
import type { LegRecorder } from './exchanges/exchange-leg.js';
import { ExchangeLog } from './exchanges/exchange-log.js';
import { Replays } from './exchanges/replays.js';
import { platformChanges, pullOrders, renewalOrders } from './followed.js';
import { Follower } from './follower.js';
import { GraphClient } from './graph.js';
import { Circuits } from './health/circuits.js';
import { Health } from './health/health.js';
import { OwnUrls } from './hub/own-urls.js';
import { PassedMessages } from './hub/passed.js';
import { Broadcaster } from './hub/broadcaster.js';
import { Lanes } from './hub/lanes.js';
import { Redelivery } from './hub/redelivery.js';
import { Relay } from './hub/relay.js';
import { Seal } from './hub/seal.js';
import { HubDirectory } from './identity/hub.js';
import { PlatformDirectory } from './identity/platforms.js';
import { credentialsEndpoint } from './modules/credentials.js';
import { detailsEndpoint, versionsEndpoint } from './modules/versions.js';
import type { AdapterOptions, Limits } from './options.js';
import { defaultLimits } from './options.js';
import { CallStyles } from './protection/call-styles.js';
import { Gate } from './protection/gate.js';
import { Router } from './transport/router.js';
import { offer230 } from './versions/offer.js';
import { Wire } from './wire.js';

export interface Adapter {
  /** For node:http; answers everything below /ocpi. */
  handler(req: IncomingMessage, res: ServerResponse): void;
  /** Follows changes of platforms, and carries out waiting connections and pulls. Resolves once it does. */
  start(): Promise<void>;
  /** Finishes what is under way, within limits.close_ms, and lets go of all connections. */
  close(): Promise<void>;
}

export function createAdapter(options: AdapterOptions): Adapter {
  const { log, publicUrl, allowPrivateAddresses, allowPlainHttp } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const root = `${publicUrl.replace(/\/+$/, '')}/ocpi`;
  const graph = new GraphClient(options.graph, limits.graph_ms);
  const policy = { allowPrivateAddresses, allowPlainHttp, ports: limits.ports, tls: options.tls };
  const styles = new CallStyles(graph, limits);
  const exchanges = new ExchangeLog({
    limits,
    log,
    observe: options.observeExchanges ?? (() => undefined),
    store: async (legs) => {
      const ids = { requestId: randomUUID(), correlationId: randomUUID() };
      await graph.askAsHub(RecordExchanges, { legs }, ids);
    },
  });
  const circuits = new Circuits(limits.circuitAfter);
  // Every leg says something about the platform on its other side, and is recorded.
  const legs: LegRecorder = {
    record: (leg) => {
      exchanges.record(leg);
      health.observe(leg);
    },
  };
  const client = new PartnerClient(policy, limits, legs, circuits, styles);
  const observeHealth = options.observeHealth ?? (() => undefined);
  const health = new Health({ graph, client, circuits, log, limits, observe: observeHealth });
  const platforms = new PlatformDirectory(graph, limits);
  const hub = new HubDirectory(graph);
  const partners = new PartnerDirectory(graph, limits);
  const relay = new Relay({ client, limits, log });
  const broadcaster = new Broadcaster(graph, limits);
  const redelivery = new Redelivery(graph);
  const lanes = new Lanes({ graph, client, hub, limits, log });
  const seal = new Seal(options.secret);
  const ownUrls = new OwnUrls(seal);
  const responseUrl = (...segments: string[]) => `${root}/2.3.0/sender/${segments.join('/')}`;
  const commands = new PassedCommands({ graph, partners, seal, log, responseUrl });
  const passed = new PassedMessages();
  const requests = new DataRequests({
    graph,
    partners,
    hub,
    relay,
    broadcaster,
    redelivery,
    ownUrls,
    commands,
    passed,
    limits,
  });
  const changed = (platformId?: string) => {
    platforms.forget(platformId);
    styles.forget(platformId);
    partners.forget();
    lanes.changed();
  };

  const versionsUrl = `${root}/versions`;
  const offer = offer230(root, credentialsEndpoint({ version: '2.3.0', versionsUrl, client, changed }));
  const offers = [offer];
  const description = new Description({ root, versionsUrl, offer });
  const router = new Router(
    { endpoint: versionsEndpoint(offers), url: versionsUrl },
    offers.map((offer) => ({ offer, details: detailsEndpoint(offer) })),
  );
  const observe = options.observe ?? (() => undefined);
  const { counts, trustedProxies, needsClientCertificate } = options;
  const gate = new Gate({ platforms, limits, counts, trustedProxies, needsClientCertificate });
  const wire = new Wire({ graph, router, gate, requests, hub, limits, log, observe, exchanges: legs });
  const replays = new Replays({ graph, client, exchanges, log });
  const handshakes = {
    graph,
    client,
    hub,
    log,
    versionsUrl,
    versions: offers.map(({ version }) => version),
    handshake_ms: limits.handshake_ms,
  };
  const connections = new Connections(handshakes);
  const farewells = new Farewells({ graph, client, log });
  const renewals = new Renewals({ ...handshakes, offers });
  // TRN-106: lists take longer and are larger than what is answered to a person or a charging station.
  const lists = { connect_ms: limits.connect_ms, call_ms: limits.pull_ms, answerBytes: limits.pullBytes };
  const listClient = new PartnerClient(policy, lists, legs, circuits, styles);
  const pulls = new Pulls({ graph, client: listClient, hub, log, limits }, limits);
  const orders = new CommandCarrier({
    graph,
    relay,
    partners,
    hub,
    log,
    responseUrl,
  });
  const followers = [
    new Follower(graph, log, platformChanges(changed, connections, farewells, health)),
    new Follower(graph, log, renewalOrders(renewals)),
    new Follower(graph, log, pullOrders(pulls)),
    new Follower(graph, log, orders.followed),
    new Follower(graph, log, replays.followed),
    new Follower(graph, log, lanes.followed),
  ];

  return {
    handler: (req, res) => {
      if (!description.serves(req, res)) wire.handler(req, res);
    },
    start: async () => {
      await Promise.all(followers.map((follower) => follower.start()));
      pulls.start();
      lanes.start();
      renewals.start();
      health.start();
    },
    close: async () => {
      await Promise.all(followers.map((follower) => follower.stop()));
      const settled = [wire, connections, farewells, orders, replays].map((part) => part.settled());
      const finished = Promise.all([...settled, renewals.stop(), pulls.stop()]);
      // What the last pushes brought is given back to the graph, for the next start or another node.
      const given = finished.then(() => lanes.stop());
      await Promise.race([given, pause(limits.close_ms, undefined, { ref: false })]);
      await Promise.all([client.close(), listClient.close()]);
      await health.stop();
      await exchanges.close(limits.exchangeClose_ms);
    },
  };
}
