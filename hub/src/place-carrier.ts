/**
 * Tells the sessions subgraph where Locations are, so that Sessions are found and watched by a box on the map: every
 * subgraph may have a database of its own. All places once, after that each that is new or has moved. Keeping a place
 * twice changes nothing, so any number of nodes may do this at once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway, LiveResults } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse, type DocumentNode } from 'graphql';

const of = (text: string): DocumentNode => parse(text, { noLocation: true });

const PLACED = of('subscription LocationPlaced { result: locationPlaced { ref latitude longitude } }');
const PAGE = of(`query LocationPlaces($after: String) {
  result: locationPlaces(after: $after) { ref latitude longitude cursor }
}`);
const KEEP = of('mutation KeepPlaces($places: [PlaceInput!]!) { result: keepPlaces(places: $places) }');

interface Place {
  ref: string;
  latitude: number;
  longitude: number;
}

/** As many as one call takes. */
const BATCH = 1000;
/** Wait before a lost subscription is opened again: soon at first, then calmly. */
const RETRY_MS = [100, 1_000, 5_000, 15_000];

export class PlaceCarrier {
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #open: LiveResults | undefined;
  /** Not handed on yet, by ref; a batch of them at the most. */
  readonly #waiting = new Map<string, Place>();

  constructor(
    private readonly gateway: Pick<Gateway, 'execute' | 'subscribe'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#running = this.#followForever();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    this.#leave();
    await this.#running;
  }

  async #followForever(): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.#follow(() => (attempt = 0));
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn({ err: error }, 'could not carry the places of Locations; trying again');
      }
      this.#leave();
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Reads all places after subscribing, so that none falls between the two; returns when some were missed. */
  async #follow(following: () => void): Promise<void> {
    const opened = await this.gateway.subscribe({ document: PLACED, caller: this.caller() });
    if (!('next' in opened))
      throw opened.errors?.[0] ?? new Error('The graph says nothing of where Locations are.');
    this.#open = opened;
    if (this.#stopping.signal.aborted) return this.#leave();
    await this.#carryAll();
    following();
    let sending: Promise<void> | undefined;
    const failures: unknown[] = [];
    const send = async () => {
      try {
        await this.#carryWaiting();
      } catch (error) {
        failures.push(error);
        this.#leave();
      }
      sending = undefined;
    };
    for await (const { data, errors, extensions } of opened) {
      if (errors?.[0]) throw errors[0];
      const place = data?.['result'] as Place;
      this.#waiting.set(place.ref, place);
      // Many that come at once go together; who lags is told so, and reads everything anew.
      sending ??= send();
      if (this.#waiting.size >= BATCH) await sending;
      if (extensions?.['dropped']) break;
    }
    await sending;
    if (failures.length > 0) throw failures[0];
  }

  async #carryAll(): Promise<void> {
    for (let after: string | null = null; !this.#stopping.signal.aborted;) {
      const page: (Place & { cursor: string })[] = await this.#ask(PAGE, { after });
      if (page.length === 0) return;
      await this.#keep(page);
      after = page.at(-1)?.cursor ?? null;
    }
  }

  async #carryWaiting(): Promise<void> {
    while (this.#waiting.size > 0) {
      const places = [...this.#waiting.values()].slice(0, BATCH);
      for (const { ref } of places) this.#waiting.delete(ref);
      await this.#keep(places);
    }
  }

  async #keep(places: readonly Place[]): Promise<void> {
    await this.#ask(KEEP, {
      places: places.map(({ ref, latitude, longitude }) => ({ ref, latitude, longitude })),
    });
  }

  async #ask<T>(document: DocumentNode, variables: Record<string, unknown>): Promise<T> {
    const { data, errors } = await this.gateway.execute({ document, variables, caller: this.caller() });
    if (errors?.[0]) throw errors[0];
    return data?.['result'] as T;
  }

  #leave(): void {
    this.#open?.return(undefined).catch((error: unknown) => {
      this.log.debug({ err: error }, 'closing a subscription failed');
    });
  }
}
