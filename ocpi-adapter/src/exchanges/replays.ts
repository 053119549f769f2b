/**
 * Sends recorded requests once more, as operators order it in the graph: with a request id of its own and the
 * correlation id of the original, to the platform as it is reached today, and recorded as a leg of its own.
 */
import { randomUUID } from 'node:crypto';
import { isJsonObject, Problem } from '@chargesphere/schema';
import type { Logger } from 'pino';
import { CallFailure } from '../client/call-failure.js';
import type { Call, PartnerClient } from '../client/http.js';
import type { Followed } from '../follower.js';
import type { GraphClient } from '../graph.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import { requestRouting } from '../transport/headers.js';
import type { ReplayTask } from './exchange.operations.js';
import { ClaimReplays, FinishReplay, ReplaysChanged } from './exchange.operations.js';
import type { ExchangeLog } from './exchange-log.js';
import { idAt } from './exchange-record.js';

export interface ReplayParts {
  graph: GraphClient;
  client: PartnerClient;
  exchanges: ExchangeLog;
  log: Logger;
}

const AT_ONCE = 5;

export class Replays {
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ReplayParts) {}

  readonly followed: Followed<string> = {
    subscription: ReplaysChanged,
    onOpen: () => this.look(),
    onEvent: () => this.look(),
  };

  /** Resolves when none is on its way any more. */
  settled(): Promise<void> {
    return this.running;
  }

  /** Takes up what waits. Resolves when it is taken up. */
  private async look(): Promise<void> {
    const { result } = await this.parts.graph.askAsHub(ClaimReplays, { limit: AT_ONCE }, newIds());
    if (result.length === 0) return;
    const earlier = this.running;
    this.running = Promise.all([earlier, ...result.map((task) => this.carryOut(task))]).then(() => undefined);
  }

  private async carryOut(task: ReplayTask): Promise<void> {
    const { graph, log } = this.parts;
    const { id, claim } = task;
    const ids = newIds(task.exchange.correlationId);
    try {
      const outcome = await this.send(task);
      await graph.askAsHub(FinishReplay, { id, claim, ...outcome }, ids);
    } catch (error) {
      if (error instanceof Problem && error.code === 'CONFLICT') return; // given up on in the meantime
      log.error({ err: error, replay: id }, 'a replay could not be carried out or its outcome not be stored');
    }
  }

  private async send(task: ReplayTask): Promise<{ resultId: string | null; failure: string | null }> {
    const { client, exchanges } = this.parts;
    const call = callOf(task);
    if (typeof call === 'string') return { resultId: null, failure: call };
    const id = idAt(Date.now());
    try {
      await client.call({ ...call, about: { ...call.about, id } });
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error; // an answer that never came is a result too
    }
    // Whoever waits for the outcome wants to see it.
    await exchanges.flushed();
    return { resultId: id, failure: null };
  }
}

/**
 * The call, or why there is none. Our token goes only where the platform takes that module today: what was recorded
 * may be an address it has given up. Pure.
 */
export function callOf({ exchange, body, connection }: ReplayTask): Call | string {
  const { method, url, module, mode, platformId, correlationId } = exchange;
  if (connection === null) return 'The hub has no token for the platform any more.';
  const isOffered = connection.endpoints.some(
    (endpoint) => endpoint.identifier.toLowerCase() === module?.toLowerCase() && isBelow(url, endpoint.url),
  );
  if (!isOffered)
    return `The platform takes ${module ?? 'this'} at another address now; ${url} is not asked again.`;
  if (method !== 'GET' && method !== 'PUT') return `${method} is not sent twice.`;
  if (method === 'PUT' && !isDocument(body)) return 'The body is not kept any more.';
  const [from, to] = [partyIn(exchange.from), partyIn(exchange.to)];
  return {
    method,
    url,
    key: connection,
    correlationId,
    ...(body !== null && method === 'PUT' && { body }),
    ...(from && to && { headers: requestRouting(to, from) }),
    about: {
      platformId,
      mode,
      replayOf: exchange.id,
      ...(module !== null && { module }),
      ...(from && { from }),
      ...(to && { to }),
    },
  };
}

const isBelow = (url: string, endpoint: string): boolean => {
  const root = endpoint.replace(/\/+$/, '');
  return url.startsWith(root) && /^(?:$|[/?])/.test(url.slice(root.length));
};

const isDocument = (body: string | null): boolean => {
  try {
    return body !== null && isJsonObject(JSON.parse(body));
  } catch {
    return false;
  }
};

const partyIn = (ref: string | null): PartyId | undefined => {
  const [country_code, party_id] = ref?.split('/') ?? [];
  return country_code && party_id ? { country_code, party_id } : undefined;
};

const newIds = (correlationId: string = randomUUID()): MessageIds => ({
  requestId: randomUUID(),
  correlationId,
});
