/** Puts the adapter together: one wire, one client, one cache of platforms, one list of handshakes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Connections } from './client/connections.js';
import { PartnerClient } from './client/http.js';
import { Description } from './description/serve.js';
import { Follower } from './follower.js';
import { GraphClient } from './graph.js';
import { AddresseeDirectory } from './identity/addressees.js';
import { HubDirectory } from './identity/hub.js';
import { PlatformDirectory } from './identity/platforms.js';
import { credentialsEndpoint } from './modules/credentials.js';
import { detailsEndpoint, versionsEndpoint } from './modules/versions.js';
import type { AdapterOptions, Limits } from './options.js';
import { defaultLimits } from './options.js';
import { Router } from './transport/router.js';
import { offer230 } from './versions/offer.js';
import { Wire } from './wire.js';

export interface Adapter {
  /** For node:http; answers everything below /ocpi. */
  handler(req: IncomingMessage, res: ServerResponse): void;
  /** Follows changes of platforms and carries out waiting connections. Resolves once it does. */
  start(): Promise<void>;
  /** Finishes what is under way, within limits.close_ms, and lets go of all connections. */
  close(): Promise<void>;
}

export function createAdapter(options: AdapterOptions): Adapter {
  const { log, publicUrl, allowPrivateAddresses, allowPlainHttp } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const graph = new GraphClient(options.graph, limits.graph_ms);
  const client = new PartnerClient({ allowPrivateAddresses, allowPlainHttp, ports: limits.ports }, limits);
  const platforms = new PlatformDirectory(graph, limits);
  const addressees = new AddresseeDirectory(graph, limits);
  const hub = new HubDirectory(graph);
  const changed = (platformId?: string) => {
    platforms.forget(platformId);
    addressees.forget();
  };

  const root = `${publicUrl.replace(/\/+$/, '')}/ocpi`;
  const versionsUrl = `${root}/versions`;
  const offer = offer230(root, credentialsEndpoint({ version: '2.3.0', versionsUrl, client, changed }));
  const offers = [offer];
  const description = new Description({ root, versionsUrl, offer });
  const router = new Router(
    { endpoint: versionsEndpoint(offers), url: versionsUrl },
    offers.map((offer) => ({ offer, details: detailsEndpoint(offer) })),
  );
  const observe = options.observe ?? (() => undefined);
  const wire = new Wire({ graph, router, platforms, addressees, hub, limits, log, observe });
  const connections = new Connections({
    graph,
    client,
    hub,
    log,
    versionsUrl,
    versions: offers.map(({ version }) => version),
    handshake_ms: limits.handshake_ms,
  });
  const follower = new Follower(graph, log, changed, connections);

  return {
    handler: (req, res) => {
      if (!description.serves(req, res)) wire.handler(req, res);
    },
    start: () => follower.start(),
    close: async () => {
      await follower.stop();
      const finished = Promise.all([wire.settled(), connections.settled()]);
      await Promise.race([finished, pause(limits.close_ms, undefined, { ref: false })]);
      await client.close();
    },
  };
}
