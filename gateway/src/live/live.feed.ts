/**
 * One execution of a subscription, for everybody who asked for exactly that: the same operation with the same
 * variables by the same principal. An event is completed once, however many listen.
 *
 * A feed never waits for a listener. It keeps its last results for a while, so that who lost the connection and comes
 * back is given what it missed without asking anybody.
 */
import type { ExecutionResult } from 'graphql';
import { problemError } from '../execution/faults.js';
import type { Occurrence, Upstream } from '../sources/source.js';
import { eventOf, type Listener, type LiveResult } from './live.listener.js';

export interface FeedParts {
  upstream: Upstream;
  complete(occurrence: Occurrence): Promise<LiveResult>;
  /** Results kept for who comes back. */
  kept_results: number;
  failed(error: unknown): ExecutionResult;
  /** Once, when nobody listens any more or the upstream has ended. */
  onEnd(): void;
}

export class LiveFeed {
  readonly #listeners = new Set<Listener>();
  readonly #kept: LiveResult[] = [];
  #ended = false;

  constructor(private readonly parts: FeedParts) {}

  get size(): number {
    return this.#listeners.size;
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
  }

  remove(listener: Listener): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#end();
  }

  /** What came after this event, if it is still known which one that was. */
  since(id: string): LiveResult[] | undefined {
    const event = eventOf(id);
    const at = this.#kept.findIndex((kept) => kept.id !== undefined && eventOf(kept.id) === event);
    return at === -1 ? undefined : this.#kept.slice(at + 1);
  }

  /** One event after the other: their results keep their order. What comes meanwhile waits, bounded, upstream. */
  async run(): Promise<void> {
    const { upstream, complete, failed } = this.parts;
    try {
      for (;;) {
        const event = await upstream.next();
        if (event.done || this.#ended) break;
        const result = await complete(event.value);
        const lost = upstream.takeDropped();
        if (lost > 0) for (const { stream } of this.#listeners) stream.lose(lost);
        this.#keep(result, lost);
        await this.#deliver(result);
      }
    } catch (error) {
      const result = failed(error);
      for (const { stream } of this.#listeners) stream.push(result);
    }
    this.#end();
    for (const { stream } of [...this.#listeners]) stream.end();
  }

  async #deliver(result: LiveResult): Promise<void> {
    const withdrawn = await this.#withdrawn();
    for (const listener of this.#listeners)
      if (listener.permit && withdrawn?.has(listener.permit.key)) listener.stream.finish(WITHDRAWN);
      else listener.give(result);
  }

  /** Keys of the rights that hold no more; each is asked once, however many listen by it. */
  async #withdrawn(): Promise<Set<string> | undefined> {
    const asked = new Map<string, Promise<boolean>>();
    for (const { permit } of this.#listeners)
      if (permit && !asked.has(permit.key)) asked.set(permit.key, permit.holds());
    let withdrawn: Set<string> | undefined;
    for (const [key, answer] of asked) if (!(await answer)) (withdrawn ??= new Set()).add(key);
    return withdrawn;
  }

  #keep(result: LiveResult, lost: number): void {
    // A gap in what is kept would be a gap in what is given to who comes back.
    if (lost > 0) this.#kept.length = 0;
    this.#kept.push(result);
    if (this.#kept.length > this.parts.kept_results) this.#kept.shift();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.parts.onEnd();
  }
}

const WITHDRAWN: ExecutionResult = {
  errors: [
    problemError(
      'FORBIDDEN',
      'Your right to watch this has ended or changed; show who you are again, then subscribe again.',
    ),
  ],
};
