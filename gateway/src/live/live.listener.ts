/**
 * Who listens to a feed: a stream to read from, the right to do so, and, for one who has come back after a broken
 * connection, what happens while it is still being given what it missed.
 */
import type { ExecutionResult } from 'graphql';
import type { LiveStream } from './live.stream.js';

/** The right to listen, asked again before each event. Listeners with one key share the answer. */
export interface Permit {
  key: string;
  /** Does not reject; false when the right has ended or has become another one. */
  holds(): Promise<boolean>;
}

/** A result and the event it tells of; the id is missing where the subgraph does not say it. */
export interface LiveResult {
  id: string | undefined;
  result: ExecutionResult;
}

/** Events may be told twice around the moment at which missed ones end: as many ids are remembered. */
const REMEMBERED_IDS = 20_000;
/** Longer than nodes take to hear of each other. */
const LATE_MS = 30_000;

export class Listener {
  #held: LiveResult[] | undefined;
  readonly #given = new Set<string>();
  #forgetAt_ms = Infinity;

  constructor(
    readonly stream: LiveStream<ExecutionResult>,
    readonly permit: Permit | undefined,
    private readonly bound: number,
  ) {}

  /** What comes from now on waits until `release`. */
  hold(after: string): void {
    this.#held = [];
    this.#given.add(eventOf(after));
  }

  give(result: LiveResult): void {
    if (!this.#held) {
      if (!this.#hasHad(result)) this.stream.push(result.result);
      return;
    }
    this.#held.push(result);
    if (this.#held.length > this.bound) {
      this.#held.shift();
      this.stream.lose(1);
    }
  }

  /** One of those it missed, when it has room for it. */
  async giveMissed({ id, result }: LiveResult): Promise<void> {
    // Of an event that means several things it may have had some.
    if (id !== undefined && this.#given.has(eventOf(id))) return;
    await this.stream.room();
    this.stream.push(result);
    if (id === undefined) return;
    this.#given.add(eventOf(id));
    if (this.#given.size > REMEMBERED_IDS)
      for (const oldest of this.#given) {
        this.#given.delete(oldest);
        break;
      }
  }

  /** It has had what it missed; now what came meanwhile, but for what it has had already. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#forgetAt_ms = Date.now() + LATE_MS;
    for (const result of held) if (!this.#hasHad(result)) this.stream.push(result.result);
  }

  /** Another node's events may be heard a moment after they were read from its outbox. */
  #hasHad({ id }: LiveResult): boolean {
    if (id === undefined || this.#given.size === 0) return false;
    if (Date.now() > this.#forgetAt_ms) this.#given.clear();
    return this.#given.has(eventOf(id));
  }
}

/** What tells events apart; what follows it says when the event was told, which differs from node to node. */
export const eventOf = (id: string): string => id.split('@', 1)[0] ?? id;
