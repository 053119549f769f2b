/**
 * How each platform wants to be called: quirks of its software and its client certificate, as operators set them in
 * the parties graph. Remembered until the platform changes; the list is bounded.
 */
import { randomUUID } from 'node:crypto';
import { CallFailure } from '../client/call-failure.js';
import type { ShownCertificate } from '../client/agents.js';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import { EventCache } from '../identity/event-cache.js';

export interface CallStyle {
  /** How URLs end that are made from its endpoints (TRN-103). */
  trailingSlash: 'KEEP' | 'ALWAYS' | 'NEVER';
  /** What becomes of texts longer than the specification allows (TYPE-011). */
  overlongTexts: 'KEEP' | 'TRUNCATE';
  certificate: ShownCertificate | undefined;
}

/** Of partners without quirks, and of those that are no platform yet. */
export const plainStyle: CallStyle = {
  trailingSlash: 'KEEP',
  overlongTexts: 'KEEP',
  certificate: undefined,
};

type Told = Pick<CallStyle, 'trailingSlash' | 'overlongTexts'> & {
  certificate: string | null;
  key: string | null;
};

const PlatformCallStyle = operation<{ result: Told | null }, { id: string }>(`
  query PlatformCallStyle($id: ID!) {
    result: platformCallStyle(id: $id) { trailingSlash overlongTexts certificate key }
  }
`);

interface Known {
  platformId: string;
  style: CallStyle;
}

export class CallStyles {
  private readonly cache: EventCache<Known>;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number },
  ) {
    this.cache = new EventCache(limits.cachedPlatforms, limits.cached_ms);
  }

  /** Throws a CallFailure when it cannot be found out: called in another style the partner would refuse anyway. */
  async of(platformId: string): Promise<CallStyle> {
    const known =
      this.cache.get(platformId) ?? (await this.cache.load(platformId, () => this.look(platformId)));
    return known.style;
  }

  /** Something about the platform changed; without an id, anything may have. */
  forget(platformId?: string): void {
    this.cache.forget((known) => platformId === undefined || known.platformId === platformId);
  }

  private async look(platformId: string): Promise<Known> {
    const ids = { requestId: randomUUID(), correlationId: randomUUID() };
    try {
      const { result } = await this.graph.askAsHub(PlatformCallStyle, { id: platformId }, ids);
      return { platformId, style: result ? styleIn(result) : plainStyle };
    } catch (cause) {
      const failure = new CallFailure('unreachable', 'The hub could not find out how to call this partner.');
      failure.cause = cause;
      throw failure;
    }
  }
}

const styleIn = ({ trailingSlash, overlongTexts, certificate, key }: Told): CallStyle => ({
  trailingSlash,
  overlongTexts,
  certificate: certificate !== null && key !== null ? { chain: certificate, key } : undefined,
});
