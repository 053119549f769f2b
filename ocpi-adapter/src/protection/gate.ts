/**
 * What a request has to pass before anything is done for it (HUB-063): there is room in the hub, its token is
 * somebody's, its platform asks neither too often nor for too much at once. Every refusal is HTTP 429 with a status
 * code, a sentence and Retry-After, and costs the hub next to nothing.
 */
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Identity, PlatformDirectory } from '../identity/platforms.js';
import type { MessageIds } from '../transport/headers.js';
import type { Row } from '../transport/status.js';
import { Refusal } from '../transport/status.js';
import { ClientAddresses } from './client-address.js';
import type { Place } from './places.js';
import { Places } from './places.js';
import type { SharedCounts } from './rates.js';
import { Rates } from './rates.js';

/** Which limit was in the way, for metrics. */
export type LimitName = 'rate' | 'requests' | 'forwards' | 'guessing' | 'full';

const limitsOfRows: Partial<Record<Row, LimitName>> = {
  'HUB-063 rate': 'rate',
  'HUB-063 requests': 'requests',
  'HUB-063 forwards': 'forwards',
  'HUB-063 guessing': 'guessing',
  'HUB-063 full': 'full',
};

export const limitIn = (error: unknown): LimitName | undefined =>
  error instanceof Refusal ? limitsOfRows[error.row] : undefined;

export interface GateParts {
  platforms: PlatformDirectory;
  limits: { requestsAtOnce: number };
  /** Undefined: each node counts by itself. */
  counts?: SharedCounts | undefined;
  trustedProxies?: readonly string[] | undefined;
  /** Is a certificate wanted beside the token (TRN-001)? */
  needsClientCertificate?: boolean | undefined;
}

export class Gate {
  private readonly rates: Rates;
  private readonly places = new Places();
  private readonly addresses: ClientAddresses;

  constructor(private readonly parts: GateParts) {
    this.rates = new Rates(parts.counts);
    this.addresses = new ClientAddresses(parts.trustedProxies ?? []);
  }

  /** Whose request it is. `inFlight` counts all requests of this node, this one too. */
  async identify(req: IncomingMessage, ids: MessageIds, inFlight: number): Promise<Identity> {
    if (inFlight > this.parts.limits.requestsAtOnce)
      throw new Refusal('HUB-063 full', 'The hub is answering as many requests as it can; try again soon.', {
        'Retry-After': '1',
      });
    if (this.parts.needsClientCertificate && !(req.socket as Partial<TLSSocket>).authorized)
      throw new Refusal(
        'E02',
        'Show the client certificate that the operator of this hub has agreed on with you.',
      );
    return this.parts.platforms.identify(req.headers.authorization, ids, () => this.addresses.of(req));
  }

  /** A place for the request of a platform, to be left when it is answered. */
  async enter({ platformId, tier }: Identity): Promise<Place> {
    const wait_ms = await this.rates.take(platformId, tier);
    if (wait_ms !== undefined)
      throw new Refusal(
        'HUB-063 rate',
        `You send more than ${tier.requestsPerSecond} requests a second and have used up the burst of ${tier.burst}; slow down, or ask the operator of the hub for another tier.`,
        { 'Retry-After': String(Math.ceil(wait_ms / 1000)) },
      );
    return this.places.enter(platformId, tier);
  }
}
