/**
 * Which modules and paths each OCPI version has on this hub. A version is a list of paths with endpoints behind
 * them; another version adds a list of its own (2.2.1 the same paths, 2.1.1 `cpo` and `emsp` instead of the roles)
 * and wraps the endpoints in the maps of schema/versions.
 */
import { cdrsReceiver, cdrsSender } from '../modules/cdrs.js';
import { chargingProfilesReceiver, chargingProfilesSender } from '../modules/charging-profiles.js';
import { commandsReceiver, commandsSender } from '../modules/commands.js';
import { hubClientInfo } from '../modules/hub-client-info.js';
import {
  invoiceReconciliationReceiver,
  invoiceReconciliationSender,
} from '../modules/invoice-reconciliation.js';
import { locationsReceiver, locationsSender } from '../modules/locations.js';
import { sessionsReceiver, sessionsSender } from '../modules/sessions.js';
import { tariffsReceiver, tariffsSender } from '../modules/tariffs.js';
import { tokensReceiver, tokensSender } from '../modules/tokens.js';
import type { DataEndpoint, Endpoint } from '../transport/endpoint.js';

/** An endpoint at its place: path below the version's URL, and the absolute URL partners are told. */
export interface OfferedEndpoint {
  path: readonly string[];
  url: string;
  endpoint: Endpoint;
}

export interface Offer {
  version: string;
  /** Absolute URL of the version details. */
  url: string;
  endpoints: readonly OfferedEndpoint[];
}

const functional = [
  locationsSender,
  locationsReceiver,
  tariffsSender,
  tariffsReceiver,
  sessionsSender,
  sessionsReceiver,
  tokensSender,
  tokensReceiver,
  cdrsSender,
  cdrsReceiver,
  invoiceReconciliationSender,
  invoiceReconciliationReceiver,
  commandsSender,
  commandsReceiver,
  chargingProfilesSender,
  chargingProfilesReceiver,
];

/** OCPI 2.3.0: `credentials`, `hubclientinfo`, and `sender/<module>` and `receiver/<module>` for the rest (architecture, 9). */
export function offer230(root: string, credentials: Endpoint): Offer {
  const url = `${root}/2.3.0`;
  const at = (path: readonly string[], endpoint: Endpoint) => ({
    path,
    endpoint,
    url: `${url}/${path.join('/')}`,
  });
  const side = (endpoint: DataEndpoint) => at([endpoint.role.toLowerCase(), endpoint.module], endpoint);
  return {
    version: '2.3.0',
    url,
    endpoints: [
      at(['credentials'], credentials),
      at(['hubclientinfo'], hubClientInfo),
      ...functional.map(side),
    ],
  };
}

/** What lies at a path below a version's URL, and what is left of the path for the module to read. */
export interface Place {
  offered: OfferedEndpoint;
  rest: readonly string[];
}

/** Looks a path up without walking the list: every request passes here. */
export class PathIndex {
  private readonly byHead = new Map<string, OfferedEndpoint | Map<string, OfferedEndpoint>>();

  constructor({ endpoints }: Offer) {
    for (const offered of endpoints) {
      const [head = '', module] = offered.path;
      if (module === undefined) this.byHead.set(head, offered);
      else {
        const below = this.byHead.get(head);
        const modules = below instanceof Map ? below : new Map<string, OfferedEndpoint>();
        this.byHead.set(head, modules.set(module, offered));
      }
    }
  }

  find(path: readonly string[]): Place | undefined {
    const [head = '', module = ''] = path;
    const found = this.byHead.get(head);
    if (!(found instanceof Map)) return found && { offered: found, rest: path.slice(1) };
    const offered = found.get(module);
    return offered && { offered, rest: path.slice(2) };
  }
}
