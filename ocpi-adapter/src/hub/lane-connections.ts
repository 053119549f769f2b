/** How platforms are called, as long as nothing about them changes; the list is bounded and emptied by every change. */
import { randomUUID } from 'node:crypto';
import type { PartnerKey } from '../client/http.js';
import type { GraphClient } from '../graph.js';
import { EventCache } from '../identity/event-cache.js';
import { LaneConnectionOf } from './delivery.operations.js';

/** Undefined when the platform is not connected. */
export interface LaneConnection {
  key: PartnerKey;
  /** URL of the platform's Receiver interface of a module. */
  urlOf(module: string): string | undefined;
}

interface Known {
  connection: LaneConnection | undefined;
}

/** One that is away is asked for each time: what is told to a platform on its return must not miss it. */
const remembered_ms = ({ connection }: Known): number => (connection ? Infinity : 0);

export class LaneConnections {
  private readonly cache: EventCache<Known>;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number },
  ) {
    this.cache = new EventCache(limits.cachedPlatforms, limits.cached_ms);
  }

  async of(platformId: string): Promise<LaneConnection | undefined> {
    const known =
      this.cache.get(platformId) ??
      (await this.cache.load(platformId, () => this.read(platformId), remembered_ms));
    return known.connection;
  }

  forget(): void {
    this.cache.forget(() => true);
  }

  private async read(id: string): Promise<Known> {
    const ids = { requestId: randomUUID(), correlationId: randomUUID() };
    const { platform, connection } = await this.graph.askAsHub(LaneConnectionOf, { id }, ids);
    if (platform?.status !== 'CONNECTED' || connection === null) return { connection: undefined };
    const { token, base64Token, endpoints } = connection;
    const urls = new Map(
      endpoints
        .filter(({ role }) => role === 'RECEIVER')
        .map(({ identifier, url }) => [identifier.toLowerCase(), url]),
    );
    return { connection: { key: { token, base64Token }, urlOf: (module) => urls.get(module) } };
  }
}
