/** What the record of exchanges needs of the graph: to be kept, and to hear of requests that are sent once more. */
import { operation } from '../graph.js';
import type { PartnerEndpoint } from '../client/discovery.js';
import type { LegMode } from './exchange-leg.js';
import type { ExchangeRecord } from './exchange-record.js';

export const RecordExchanges = operation<{ result: number }, { legs: readonly ExchangeRecord[] }>(`
  mutation RecordExchanges($legs: [JSON!]!) { result: recordExchanges(legs: $legs) }
`);

/** Wakes whoever can carry replays out; what is to be done is read then. */
export const ReplaysChanged = operation<{ result: string }>(`
  subscription ReplaysChanged { result: exchangeReplayChanged }
`);

export interface ReplayTask {
  id: string;
  claim: string;
  body: string | null;
  exchange: {
    id: string;
    method: string;
    url: string;
    module: string | null;
    mode: LegMode;
    platformId: string;
    from: string | null;
    to: string | null;
    correlationId: string;
  };
  connection: { token: string; base64Token: boolean; endpoints: PartnerEndpoint[] } | null;
}

export const ClaimReplays = operation<{ result: ReplayTask[] }, { limit: number }>(`
  mutation ClaimReplays($limit: Int!) {
    result: claimExchangeReplays(limit: $limit) {
      id claim body
      exchange { id method url module mode platformId from to correlationId }
      connection { token base64Token endpoints { identifier role url } }
    }
  }
`);

export const FinishReplay = operation<
  { result: unknown },
  { id: string; claim: string; resultId: string | null; failure: string | null }
>(`
  mutation FinishReplay($id: ID!, $claim: ID!, $resultId: ID, $failure: String) {
    result: finishExchangeReplay(id: $id, claim: $claim, resultId: $resultId, failure: $failure) { id }
  }
`);
