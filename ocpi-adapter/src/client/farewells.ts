/**
 * Tells partners that an operator has ended their registration (CRED-046, CRED-051): DELETE credentials with the token
 * that was in force, once and best effort. By then nothing of theirs is valid here any more, so whatever comes of it
 * changes nothing but what the operator reads.
 */
import type { Logger } from 'pino';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import { newIds, reasonOf } from './connections.js';
import { successful } from './discovery.js';
import type { PartnerClient } from './http.js';

interface Farewell {
  platformId: string;
  url: string;
  token: string;
  base64Token: boolean;
}

const ClaimFarewells = operation<{ result: Farewell[] }>(`
  mutation ClaimFarewells { result: claimFarewells { platformId url token base64Token } }
`);

const FinishFarewell = operation<{ result: boolean }, { platformId: string; failure: string | null }>(`
  mutation FinishFarewell($platformId: ID!, $failure: String) {
    result: finishFarewell(platformId: $platformId, failure: $failure)
  }
`);

export interface FarewellParts {
  graph: GraphClient;
  client: PartnerClient;
  log: Logger;
}

export class Farewells {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly parts: FarewellParts) {}

  /** Takes up what waits and begins to say it. Never rejects: what could not be taken up waits on. */
  async look(): Promise<void> {
    const { graph, log } = this.parts;
    try {
      const { result } = await graph.askAsHub(ClaimFarewells, {}, newIds());
      for (const farewell of result) {
        const said = this.say(farewell).finally(() => this.running.delete(said));
        this.running.add(said);
      }
    } catch (error) {
      log.warn({ err: error }, 'could not look for platforms whose registration has ended');
    }
  }

  /** Resolves when nobody is being told anything. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  private async say({ platformId, url, token, base64Token }: Farewell): Promise<void> {
    const { graph, client, log } = this.parts;
    const ids = newIds();
    const about = { platformId, module: 'credentials', mode: 'HUB' } as const;
    const key = { token, base64Token };
    const failure = await client
      .call({ method: 'DELETE', url, key, correlationId: ids.correlationId, about })
      .then((answer) => void successful(answer, url))
      .then(() => null, reasonOf);
    log.info({ platformId, failure }, 'told a partner that its registration has ended');
    await graph
      .askAsHub(FinishFarewell, { platformId, failure }, ids)
      .catch((error: unknown) => log.error({ err: error, platformId }, 'could not record that it was told'));
  }
}
