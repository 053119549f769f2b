/**
 * Hears whose rights have changed, on whichever node it happened: what is remembered of them is forgotten, and their
 * sockets are closed, so that a key that is revoked or a login that has ended is of no use a moment later. While nothing
 * can be heard, what is remembered grows old by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway, LiveResults } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse } from 'graphql';
import { concerns, type AccessChange, type Identity } from './identity.js';

const CHANGES = parse('subscription AccessChanged { accessChanged { account login key } }', {
  noLocation: true,
});

const RETRY_MS = [100, 1_000, 5_000, 15_000];

export class AccessWatch {
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #open: LiveResults | undefined;

  constructor(
    private readonly gateway: Pick<Gateway, 'subscribe' | 'disconnect'>,
    private readonly identity: Pick<Identity, 'forget'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#running = this.#followForever();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.race([this.#running, pause(1_000, undefined, { ref: false })]);
  }

  async #followForever(): Promise<void> {
    const { signal } = this.#stopping;
    signal.addEventListener('abort', () => this.#leave(), { once: true });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.#follow(() => (attempt = 0));
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn({ err: error }, 'could not hear whose rights change; trying again');
      }
      // What was said meanwhile was not heard.
      this.identity.forget(() => true);
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  async #follow(following: () => void): Promise<void> {
    const opened = await this.gateway.subscribe({ document: CHANGES, caller: this.caller() });
    if (!('next' in opened))
      throw opened.errors?.[0] ?? new Error('The graph says nothing of whose rights change.');
    this.#open = opened;
    if (this.#stopping.signal.aborted) return this.#leave();
    following();
    for await (const { data, errors } of opened) {
      if (errors?.[0]) throw errors[0];
      const isConcerned = concerns(data?.['accessChanged'] as AccessChange);
      this.identity.forget(isConcerned);
      this.gateway.disconnect(isConcerned);
    }
  }

  #leave(): void {
    this.#open?.return(undefined).catch((error: unknown) => {
      this.log.debug({ err: error }, 'closing a subscription failed');
    });
  }
}
