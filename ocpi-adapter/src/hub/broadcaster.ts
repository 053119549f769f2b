/**
 * Takes pushes that are for everybody (RTE-021, RTE-034): the sender is answered as soon as the database has them, and
 * whoever sends them on finds them there. Pushes that come while one write is under way share the next one.
 */
import { randomUUID } from 'node:crypto';
import { Problem, refOf } from '@chargesphere/schema';
import type { GraphClient } from '../graph.js';
import { EventCache } from '../identity/event-cache.js';
import type { MessageIds, PartyId } from '../transport/headers.js';
import { LocationPublishing, QueueBroadcasts } from './delivery.operations.js';
import type { QueuedMessage } from './delivery.operations.js';

/** A push as it came, once the hub's own copy is stored. */
export interface BroadcastMessage {
  module: string;
  method: 'PUT' | 'PATCH' | 'DELETE';
  /** Decoded segments below the module's URL; they begin with the owner's (RTE-024). */
  path: readonly string[];
  query: URLSearchParams;
  owner: PartyId;
  platformId: string;
  ids: MessageIds;
  /** The text that came; undefined without a body. */
  body: string | undefined;
  /** What the body says about being shown to everybody, if it says anything (LOC-026). */
  publish?: unknown;
}

interface Accepting {
  message: QueuedMessage;
  isPublished: boolean | Promise<boolean>;
  resolve(): void;
  reject(error: unknown): void;
}

/** Messages written together at the most, as many as the graph takes. */
const BATCH_MAX = 100;
/** Bytes of one write; a message is never larger than a request may be. */
const BATCH_BYTES = 4 * 1024 * 1024;
const WAITING_MAX = 10_000;

export class Broadcaster {
  private waiting: Accepting[] = [];
  private isWriting = false;
  private readonly published: EventCache<boolean>;

  constructor(
    private readonly graph: GraphClient,
    limits: { cachedPlatforms: number; cached_ms: number },
  ) {
    this.published = new EventCache(limits.cachedPlatforms, limits.cached_ms);
  }

  /** Resolves when the message is committed, however many receive it. */
  accept(message: BroadcastMessage): Promise<void> {
    if (this.waiting.length >= WAITING_MAX)
      return Promise.reject(
        new Problem(
          'UNAVAILABLE',
          'The hub has too many messages to pass on; send this again in a few seconds.',
        ),
      );
    const queued = queuedMessage(message);
    return new Promise((resolve, reject) => {
      // Looked up while the message keeps its place: order matters (HUB-062).
      const isPublished = this.isPublished(message, queued);
      if (typeof isPublished !== 'boolean') isPublished.catch(() => undefined); // told when it is written
      this.waiting.push({ message: queued, isPublished, resolve, reject });
      this.write();
    });
  }

  private isPublished({ module, path, ids, publish }: BroadcastMessage, { object }: QueuedMessage) {
    if (module !== 'locations') return true;
    if (typeof publish === 'boolean' && path.length === 3) return this.published.set(object, publish);
    const read = async (): Promise<boolean> =>
      (await this.graph.askAsHub(LocationPublishing, { ref: object }, ids)).result?.publish ?? false;
    return this.published.get(object) ?? this.published.load(object, read);
  }

  /** One write at a time, so that messages are kept in the order in which they came. */
  private write(): void {
    if (this.isWriting || this.waiting.length === 0) return;
    this.isWriting = true;
    setImmediate(() => {
      void this.writeBatch(this.nextBatch()).finally(() => {
        this.isWriting = false;
        this.write();
      });
    });
  }

  private nextBatch(): Accepting[] {
    let bytes = 0;
    const end = this.waiting.findIndex(({ message }, i) => {
      bytes += message.body?.length ?? 0;
      return i >= BATCH_MAX || (i > 0 && bytes > BATCH_BYTES);
    });
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end);
  }

  private async writeBatch(batch: readonly Accepting[]): Promise<void> {
    try {
      const messages = await Promise.all(
        batch.map(async ({ message, isPublished }) => ({ ...message, isPublished: await isPublished })),
      );
      const ids = { requestId: randomUUID(), correlationId: messages[0]?.correlationId ?? randomUUID() };
      await this.graph.askAsHub(QueueBroadcasts, { messages }, ids);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

export function queuedMessage(message: Omit<BroadcastMessage, 'publish'>): QueuedMessage {
  const { module, method, path, query, owner, platformId, ids, body } = message;
  return {
    module,
    method,
    path,
    query: Object.fromEntries(query),
    owner: refOf(owner.country_code, owner.party_id),
    object: objectOf(module, path, query),
    platformId,
    requestId: ids.requestId,
    correlationId: ids.correlationId,
    body: body ?? null,
  };
}

/** The object within which order matters: a Location with its parts, a Token with its type (TOK-003), folded. */
function objectOf(module: string, path: readonly string[], query: URLSearchParams): string {
  const ids = path.slice(0, 3);
  return refOf(...(module === 'tokens' ? [...ids, query.get('type') || 'RFID'] : ids)).toUpperCase();
}
