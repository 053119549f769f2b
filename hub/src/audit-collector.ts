/**
 * Brings what operators did in the other subgraphs into the one audit trail, which parties keeps. A subgraph forgets an
 * entry only when the trail has it, and the trail takes an entry once, so any number of nodes may do this at once and
 * none may die over it. Woken by the subgraph; looks by itself now and then for what was cut off.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway, LiveResults } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse, type DocumentNode, type ExecutionResult } from 'graphql';
import type { SubgraphName } from './config.js';

/** Keeps the trail itself. */
const KEEPER: SubgraphName = 'parties';

const KEEP = parse(
  'mutation KeepAuditEntries($entries: [AuditEntryDocument!]!) { keepAuditEntries(entries: $entries) }',
  { noLocation: true },
);

/** Wait before a lost subscription is opened again: soon at first, then calmly. */
const RETRY_MS = [100, 1_000, 5_000, 15_000];
const LOOK_EVERY_MS = 60_000;

interface Source {
  name: SubgraphName;
  waiting: DocumentNode;
  forget: DocumentNode;
  settled: DocumentNode;
}

const sourceOf = (name: SubgraphName): Source => {
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  const of = (text: string) => parse(text, { noLocation: true });
  return {
    name,
    waiting: of(`query ${Name}AuditEntries { result: ${name}AuditEntries }`),
    forget: of(
      `mutation Forget${Name}AuditEntries($ids: [ID!]!) { result: forget${Name}AuditEntries(ids: $ids) }`,
    ),
    settled: of(`subscription ${Name}Audited { result: ${name}Audited }`),
  };
};

export class AuditCollector {
  readonly #stopping = new AbortController();
  readonly #sources: Source[];
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly gateway: Pick<Gateway, 'execute' | 'subscribe'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
    names: readonly SubgraphName[],
  ) {
    this.#sources = names.filter((name) => name !== KEEPER).map(sourceOf);
  }

  start(): void {
    this.#running = Promise.all(this.#sources.map((source) => this.#followForever(source)));
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #followForever(source: Source): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.#follow(source, () => (attempt = 0));
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn({ err: error, subgraph: source.name }, 'could not collect audit entries; trying again');
      }
      const wait_ms = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)];
      await pause(wait_ms, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Looks after subscribing, so that nothing falls between the two. */
  async #follow(source: Source, following: () => void): Promise<void> {
    const opened = await this.gateway.subscribe({ document: source.settled, caller: this.caller() });
    if (!('next' in opened)) throw failureIn(opened);
    const timer = setInterval(() => {
      this.#collect(source).catch((error: unknown) =>
        this.log.warn({ err: error, subgraph: source.name }, 'could not look for audit entries'),
      );
    }, LOOK_EVERY_MS).unref();
    try {
      await this.#collect(source);
      following();
      for (;;) {
        const event = await this.#nextOrStop(opened);
        if (event === undefined || event.done) return;
        if (event.value.errors) throw failureIn(event.value);
        await this.#collect(source);
      }
    } finally {
      clearInterval(timer);
      // Not awaited: a source that only looks up when it has an event would hold us for ever.
      opened.return(undefined).catch((error: unknown) => {
        this.log.debug({ err: error }, 'closing a subscription failed');
      });
    }
  }

  #nextOrStop(events: LiveResults): Promise<IteratorResult<ExecutionResult> | undefined> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      events
        .next()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', stop));
    });
  }

  async #collect({ waiting, forget }: Source): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const entries = (await this.#ask(waiting)) as { id: string }[];
      if (entries.length === 0) return;
      await this.#ask(KEEP, { entries });
      await this.#ask(forget, { ids: entries.map(({ id }) => id) });
    }
  }

  async #ask(document: DocumentNode, variables: Record<string, unknown> = {}): Promise<unknown> {
    const result = await this.gateway.execute({ document, variables, caller: this.caller() });
    if (result.errors) throw failureIn(result);
    return result.data?.['result'];
  }
}

const failureIn = ({ errors }: ExecutionResult): Error =>
  errors?.[0] ?? new Error('The graph answered without saying what is wrong.');
