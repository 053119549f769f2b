/**
 * Federated subscriptions: the owning subgraph's events, each completed from the other subgraphs once for all who
 * asked the same (`live.feed.ts`), read by each at its own pace (`live.stream.ts`), continued where a connection broke
 * off (`live.listener.ts`).
 */
import { executeQueryPlan } from '@apollo/gateway';
import type { Caller } from '@chargesphere/schema';
import { getVariableValues, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { outcomeOf, problemError, type Faults } from '../execution/faults.js';
import { withoutCompletionNotes, type RequestContexts } from '../execution/executor.js';
import { GraphRequest } from '../execution/graph.request.js';
import type { Operation } from '../execution/operation.js';
import type { GatewayLimits, Observe, PlanExecutor, Via } from '../options.js';
import type { Occurrence, Source, Upstream } from '../sources/source.js';
import { LiveFeed } from './live.feed.js';
import { Listener, type LiveResult, type Permit } from './live.listener.js';
import { PER_EVENT, type LivePlan, type LivePlans } from './live.plan.js';
import { SubscriberStream } from './live.stream.js';
import { subscriptionKey, principalKey } from './subscription.key.js';

export interface LiveParts {
  schema: GraphQLSchema;
  sources: ReadonlyMap<string, Source>;
  plans: LivePlans;
  contexts: RequestContexts;
  faults: Faults;
  observe: Observe | undefined;
  log: Logger;
  development: boolean;
  planExecutor: PlanExecutor;
  limits: Pick<
    GatewayLimits,
    'queued_results' | 'lost_results' | 'kept_results' | 'subscriptions_per_principal'
  >;
}

interface Subscription {
  operation: Operation;
  plan: LivePlan;
  variables: Record<string, unknown>;
  caller: Caller;
  via: Via;
}

export interface SubscribeOptions {
  /** Asked again before each event. */
  permit?: Permit | undefined;
  /** Begin with what came after this event; its id was in `extensions.eventId` of its result. */
  after?: string | undefined;
}

type Opened = LiveFeed | ExecutionResult;

export class Live {
  readonly #open = new Set<SubscriberStream>();
  /** One per thing that is listened to, while somebody does. */
  readonly #feeds = new Map<string, Promise<Opened>>();
  readonly #byPrincipal = new Map<string, number>();
  /** Apollo's plan executor takes its data sources by name. */
  readonly #sources: Record<string, Source>;
  #isClosed = false;

  constructor(private readonly parts: LiveParts) {
    this.#sources = Object.fromEntries(parts.sources);
  }

  /** A stream of results, or one result that says why there is none. */
  async subscribe(
    operation: Operation,
    variables: Record<string, unknown>,
    caller: Caller,
    via: Via,
    { permit, after }: SubscribeOptions = {},
  ): Promise<AsyncGenerator<ExecutionResult, undefined, undefined> | ExecutionResult> {
    const { schema, plans } = this.parts;
    const { errors } = getVariableValues(schema, operation.definition.variableDefinitions ?? [], variables);
    if (errors) return this.#refuse(errors, caller, operation);
    const principal = principalKey(caller.principal);
    const counted = this.#count(principal, caller);
    if (counted) return this.#refuse([counted], caller, operation);
    let listener: Listener | undefined;
    try {
      const plan = plans.planOf(operation);
      const subscription = { operation, plan, variables, caller, via };
      const feed = await this.#feedFor(subscriptionKey(operation, variables, principal), subscription);
      if (!(feed instanceof LiveFeed)) return feed;
      listener = this.#listen(feed, operation.name, principal, permit);
      if (after !== undefined) this.#catchUp(feed, listener, subscription, after);
      return listener.stream;
    } catch (error) {
      return this.#refuse([error], caller, operation);
    } finally {
      if (!listener) this.#uncount(principal);
    }
  }

  get size(): number {
    return this.#open.size;
  }

  /** Executions; at most as many as subscriptions. */
  get feeds(): number {
    return this.#feeds.size;
  }

  /** Ends every subscription. */
  close(): void {
    this.#isClosed = true;
    for (const stream of [...this.#open]) void stream.return();
  }

  /** An open feed, or why there is none. */
  async #feedFor(key: string, subscription: Subscription): Promise<Opened> {
    for (;;) {
      let opening = this.#feeds.get(key);
      if (!opening) {
        opening = this.#openFeed(key, subscription);
        this.#feeds.set(key, opening);
        const forget = (opened?: Opened) => {
          if (!(opened instanceof LiveFeed) && this.#feeds.get(key) === opening) this.#feeds.delete(key);
        };
        opening.then(forget, () => forget());
      }
      const opened = await opening;
      // Who shared it may have left while we waited; then it is not in the map any more.
      if (!(opened instanceof LiveFeed) || !opened.isEnded) return opened;
    }
  }

  async #openFeed(key: string, subscription: Subscription): Promise<Opened> {
    const { faults, log, limits } = this.parts;
    const { caller, operation } = subscription;
    const upstream = await this.#upstream(subscription);
    if (!('next' in upstream)) return this.#refuse(upstream.errors ?? [], caller, operation);
    if (this.#isClosed) {
      await upstream.return?.();
      return this.#refuse([closing()], caller, operation);
    }
    const feed = new LiveFeed({
      upstream,
      complete: (occurrence) => this.#complete(occurrence, subscription),
      kept_results: limits.kept_results,
      failed: (error) => ({ errors: faults.present([error], caller, operation.name) }),
      onEnd: () => {
        this.#feeds.delete(key);
        this.#leave(upstream, log);
      },
    });
    void feed.run();
    return feed;
  }

  #upstream(
    { plan, variables, caller, via }: Subscription,
    after?: string,
  ): Promise<Upstream | ExecutionResult> {
    const source = this.parts.sources.get(plan.primary.serviceName);
    if (!source) throw new Error(`No source for the subgraph ${plan.primary.serviceName}.`);
    const own = Object.fromEntries(
      (plan.primary.variableUsages ?? [])
        .filter((name) => name in variables)
        .map((name) => [name, variables[name]]),
    );
    return source.open(plan.primary, own, new GraphRequest(caller, via), after);
  }

  #listen(feed: LiveFeed, name: string | undefined, principal: string, permit: Permit | undefined): Listener {
    const { observe, limits } = this.parts;
    const stream = new SubscriberStream(limits.queued_results, {
      onDrop: (lost) => {
        observe?.({ what: 'dropped', name });
        if (lost > limits.lost_results) stream.finish(tooSlow(lost));
      },
      onEnd: () => {
        feed.remove(listener);
        this.#open.delete(stream);
        this.#uncount(principal);
        observe?.({ what: 'subscriptions', open: this.#open.size });
      },
    });
    const listener = new Listener(stream, permit, limits.lost_results);
    feed.add(listener);
    this.#open.add(stream);
    observe?.({ what: 'subscriptions', open: this.#open.size });
    return listener;
  }

  /** Gives a listener what it missed, from what the feed remembers or else from the subgraph, and then what follows. */
  #catchUp(feed: LiveFeed, listener: Listener, subscription: Subscription, after: string): void {
    const missed = feed.since(after);
    listener.hold(after);
    const { faults, log } = this.parts;
    const { caller, operation } = subscription;
    const give = async () => {
      if (missed) {
        for (const result of missed) await listener.giveMissed(result);
        return;
      }
      const upstream = await this.#upstream(subscription, after);
      if (!('next' in upstream)) throw upstream.errors?.[0] ?? new Error('Nothing is known of that event.');
      try {
        for (;;) {
          const event = await upstream.next();
          if (event.done || listener.stream.isEnded) return;
          await listener.giveMissed(await this.#complete(event.value, subscription));
        }
      } finally {
        this.#leave(upstream, log);
      }
    };
    give().then(
      () => listener.release(),
      (error: unknown) => listener.stream.finish({ errors: faults.present([error], caller, operation.name) }),
    );
  }

  async #complete(occurrence: Occurrence, subscription: Subscription): Promise<LiveResult> {
    const { operation, plan, variables, caller, via } = subscription;
    const { faults, observe, development, planExecutor } = this.parts;
    const started = performance.now();
    const request = new GraphRequest(caller, via);
    const event = await occurrence.result(request);
    const executed =
      planExecutor === 'compiled'
        ? await plan.rest.execute(
            { request, variables, wantsNotes: development },
            { result: event, subgraph: plan.primary.serviceName },
          )
        : await this.#completeByApollo(event, request, subscription);
    const errors = executed.errors && faults.present(executed.errors, caller, operation.name);
    const result = errors ? { ...executed, errors } : executed;
    observe?.({
      what: 'event',
      name: operation.name,
      outcome: outcomeOf(errors),
      duration_ms: performance.now() - started,
    });
    const shown = development ? result : withoutCompletionNotes(result);
    const id = occurrence.id ?? eventIdIn(event);
    if (id === undefined) return { id, result: shown };
    return { id, result: { ...shown, extensions: { ...shown.extensions, eventId: id } } };
  }

  #completeByApollo(
    event: ExecutionResult,
    request: GraphRequest,
    { operation, plan, variables }: Subscription,
  ): Promise<ExecutionResult> {
    const { contexts, plans } = this.parts;
    const context = contexts.of(operation, variables, request);
    return executeQueryPlan(
      plan.perEvent,
      { ...this.#sources, [PER_EVENT]: { process: () => Promise.resolve(event) } },
      context,
      plan.context,
      plans.planner.supergraphSchema,
      plans.planner.apiSchema,
    );
  }

  /** Counts one more, or says why it is one too many. Our own do not count. */
  #count(principal: string, { principal: { kind } }: Caller): Error | undefined {
    const open = this.#byPrincipal.get(principal) ?? 0;
    const { subscriptions_per_principal: most } = this.parts.limits;
    if (kind !== 'system' && open >= most)
      return problemError(
        'UNAVAILABLE',
        `${most} subscriptions are open for you; complete one before you open another.`,
      );
    this.#byPrincipal.set(principal, open + 1);
    return undefined;
  }

  #uncount(principal: string): void {
    const open = (this.#byPrincipal.get(principal) ?? 1) - 1;
    if (open > 0) this.#byPrincipal.set(principal, open);
    else this.#byPrincipal.delete(principal);
  }

  #leave(upstream: Upstream, log: Logger): void {
    upstream.return?.().catch((err: unknown) => log.warn({ err }, 'A subscription did not close cleanly.'));
  }

  #refuse(errors: readonly unknown[], caller: Caller, { name }: Operation): ExecutionResult {
    return { errors: this.parts.faults.present(errors, caller, name) };
  }
}

/** A subgraph elsewhere says the event's id beside its result. */
const eventIdIn = ({ extensions }: ExecutionResult): string | undefined =>
  typeof extensions?.eventId === 'string' ? extensions.eventId : undefined;

const closing = () => problemError('UNAVAILABLE', 'The hub is closing; subscribe again shortly.');

const tooSlow = (lost: number): ExecutionResult => ({
  errors: [
    problemError(
      'UNAVAILABLE',
      `You read too slowly: ${lost} results were lost. Subscribe again after the last event you have had, or to less.`,
    ),
  ],
});
