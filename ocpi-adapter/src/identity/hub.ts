/** The hub's own party, read once: it never changes while the hub runs. */
import { randomUUID } from 'node:crypto';
import type { GraphClient } from '../graph.js';
import { operation } from '../graph.js';
import type { PartyId } from '../transport/headers.js';

export interface HubFacts extends PartyId {
  name: string;
}

const Hub = operation<{ hub: { countryCode: string; partyId: string; name: string } }>(`
  query Hub { hub { countryCode partyId name } }
`);

export class HubDirectory {
  private facts: Promise<HubFacts> | undefined;

  constructor(private readonly graph: GraphClient) {}

  /** A failed read is not remembered: the graph may just be starting. */
  read(): Promise<HubFacts> {
    this.facts ??= this.load().catch((error: unknown) => {
      this.facts = undefined;
      throw error;
    });
    return this.facts;
  }

  private async load(): Promise<HubFacts> {
    const ids = { requestId: randomUUID(), correlationId: randomUUID() };
    const { hub } = await this.graph.askAsHub(Hub, {}, ids);
    return {
      country_code: hub.countryCode.toUpperCase(),
      party_id: hub.partyId.toUpperCase(),
      name: hub.name,
    };
  }
}
