/**
 * One request on its way through the graph, and what it has opened in the subgraphs of this process.
 *
 * A subgraph's context holds its loaders. All fetches of one request share it, so that they batch and load an
 * entity once. A mutation changes what loaders have cached: it gets fresh contexts, and so do the fetches after it.
 */
import type { Caller } from '@chargesphere/schema';
import type { LocalSubgraph, Via } from '../options.js';

type Sign = (caller: Caller) => string;

/** A fraction of what a signature lasts. */
const SIGNED_MS = 10_000;

export class GraphRequest {
  readonly #contexts = new Map<LocalSubgraph, unknown>();
  #isGivenUp = false;
  /** What is under way for it. */
  #stops: Set<() => void> | undefined;
  #signed: { by: Sign; text: string; until: number } | undefined;

  constructor(
    readonly caller: Caller,
    readonly via: Via,
  ) {}

  contextIn(subgraph: LocalSubgraph): unknown {
    let context = this.#contexts.get(subgraph);
    if (context === undefined) {
      context = subgraph.context(this.caller);
      this.#contexts.set(subgraph, context);
    }
    return context;
  }

  /** Who asks, signed; once for all subgraphs, and again when the work takes long, because signatures expire. */
  signedBy(sign: Sign): string {
    const now = performance.now();
    if (this.#signed?.by !== sign || this.#signed.until < now)
      this.#signed = { by: sign, text: sign(this.caller), until: now + SIGNED_MS };
    return this.#signed.text;
  }

  /** Nobody waits for the answer any more: nothing is begun for it, and what is under way ends where it can. */
  giveUp(): void {
    this.#isGivenUp = true;
    for (const stop of this.#stops ?? []) stop();
    this.#stops = undefined;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Calls `stop` when it is given up, unless what comes back was called before. */
  whenGivenUp(stop: () => void): () => void {
    const stops = (this.#stops ??= new Set());
    stops.add(stop);
    return () => void stops.delete(stop);
  }

  /** Forgets what the loaders know, in every subgraph: a write in one may change what another answers. */
  forget(): void {
    this.#contexts.clear();
  }
}

/**
 * What travels as GraphQL context from the three ways in to the data sources. An object of its own, because Apollo
 * Server makes a shallow copy of it and the contexts must be shared by all copies. (A type and not an interface:
 * Apollo wants an index signature.)
 */
export type GraphContext = { request: GraphRequest };
