/** Exchanges of the memory graph: kept as they are recorded, and sent once more when a test orders it. */
import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { ExchangeRecord } from '../src/exchanges/exchange-record.js';
import type { ReplayTask } from '../src/exchanges/exchange.operations.js';
import { Changes } from './changes.js';

export interface MemoryReplay extends ReplayTask {
  isTaken: boolean;
  outcome?: { resultId: string | null; failure: string | null };
}

export class MemoryExchanges {
  readonly recorded: ExchangeRecord[] = [];
  readonly replays: MemoryReplay[] = [];
  readonly replayed = new Changes<string, 'exchangeReplayChanged'>('exchangeReplayChanged');

  record(variables: Record<string, unknown>): ExecutionResult {
    const legs = variables['legs'] as ExchangeRecord[];
    this.recorded.push(...legs);
    return { data: { result: legs.length } };
  }

  /** Resolves when the adapter has taken it up. */
  async order(task: Pick<ReplayTask, 'body' | 'exchange' | 'connection'>): Promise<MemoryReplay> {
    const replay = { ...task, id: randomUUID(), claim: randomUUID(), isTaken: false };
    this.replays.push(replay);
    await this.replayed.publish(replay.id);
    return replay;
  }

  readonly fields = {
    claimExchangeReplays: ({ limit }: { limit: number }) => {
      const waiting = this.replays.filter(({ isTaken }) => !isTaken).slice(0, limit);
      for (const replay of waiting) replay.isTaken = true;
      return waiting;
    },
    finishExchangeReplay: ({ id, resultId = null, failure = null }: Finished) => {
      const replay = this.replays.find((one) => one.id === id);
      if (replay) replay.outcome = { resultId, failure };
      return replay;
    },
  };
}

interface Finished {
  id: string;
  resultId?: string | null;
  failure?: string | null;
}

export const exchangesSdl = `
  type Exchange {
    id: ID! method: String! url: String! module: String mode: String! platformId: ID from: ID to: ID
    correlationId: ID!
  }
  type ReplayTask { id: ID! claim: ID! body: String exchange: Exchange! connection: PlatformConnection }
  type ExchangeReplay { id: ID! }
  extend type Mutation {
    recordExchanges(legs: [JSON!]!): Int!
    claimExchangeReplays(limit: Int!): [ReplayTask!]!
    finishExchangeReplay(id: ID!, claim: ID!, resultId: ID, failure: String): ExchangeReplay!
  }
  extend type Subscription { exchangeReplayChanged: ID! }
`;
