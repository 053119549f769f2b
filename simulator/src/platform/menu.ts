/** What a platform offers and where: the routes of its server, and GET versions and details (VER-001 to VER-013). */
import { notOffered, refusal, success, type Answer } from '../wire/envelope.js';
import type { Layout } from '../wire/layout.js';
import type { InterfaceRole, ModuleOffer } from '../wire/ocpi.request.js';
import type { Incoming, Route } from '../wire/ocpi.server.js';

export class Menu {
  readonly offers: ModuleOffer[] = [];

  constructor(
    readonly layout: Layout,
    private readonly version: string,
  ) {}

  find(module: string, role: InterfaceRole | undefined): ModuleOffer | undefined {
    return this.offers.find((offer) => offer.identifier === module && offer.role === role);
  }

  routes(): Route[] {
    const { layout, version } = this;
    return [
      { path: layout.versions, module: 'versions', role: undefined },
      { path: layout.details(version), module: 'details', role: undefined },
      // VER-013: credentials is always there, with role SENDER.
      { path: layout.endpoint(version, 'credentials', 'SENDER'), module: 'credentials', role: 'SENDER' },
      ...this.offers.map(({ identifier, role }) => ({
        path: layout.endpoint(version, identifier, role),
        module: identifier,
        role,
      })),
    ];
  }

  answer({ received, behaviour }: Incoming, module: 'versions' | 'details', origin: string): Answer {
    if (received.segments.length > 0) return refusal(404, 2000, 'There is nothing at this path.');
    if (received.method !== 'GET') return notOffered(received.method);
    const { layout, version } = this;
    if (module === 'versions')
      return success(behaviour?.versionsList ?? [{ version, url: origin + layout.details(version) }]);
    const dropped = new Set(behaviour?.dropEndpoints);
    const endpoints = this.routes()
      .filter(({ role }) => role !== undefined)
      .filter(
        ({ module: identifier, role }) => !dropped.has(identifier) && !dropped.has(`${identifier}/${role}`),
      )
      .map(({ path, module: identifier, role }) => ({ identifier, role, url: origin + path }));
    return success({ version, endpoints });
  }
}
