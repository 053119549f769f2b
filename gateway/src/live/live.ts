/**
 * Federated subscriptions: the owning subgraph's events, each completed from the other subgraphs, for one subscriber.
 *
 * One upstream per subscriber for now. To share one among identical subscriptions, key `#feed` by document,
 * variables and everything of the caller that changes the answer, and let it push to several streams: streams are
 * already apart from feeds, and a feed never waits for a stream.
 */
import { executeQueryPlan } from '@apollo/gateway';
import type { Caller } from '@chargesphere/schema';
import { getVariableValues, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { outcomeOf, problemError, type Faults } from '../execution/faults.js';
import { withoutCompletionNotes, type RequestContexts } from '../execution/executor.js';
import { GraphRequest } from '../execution/graph.request.js';
import type { Operation } from '../execution/operation.js';
import type { Observe, PlanExecutor, Via } from '../options.js';
import type { Occurrence, Source, Upstream } from '../sources/source.js';
import { LiveStream } from './live.stream.js';
import { PER_EVENT, type LivePlan, type LivePlans } from './live.plan.js';

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
  queued_results: number;
}

interface Subscription {
  operation: Operation;
  plan: LivePlan;
  variables: Record<string, unknown>;
  caller: Caller;
  via: Via;
}

export class Live {
  readonly #open = new Set<LiveStream<ExecutionResult>>();
  /** The plan executor takes its data sources by name. */
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
  ): Promise<AsyncGenerator<ExecutionResult, undefined, undefined> | ExecutionResult> {
    const { schema, sources, plans, faults } = this.parts;
    const refuse = (errors: readonly unknown[]) => ({
      errors: faults.present(errors, caller, operation.name),
    });
    const { errors } = getVariableValues(schema, operation.definition.variableDefinitions ?? [], variables);
    if (errors) return refuse(errors);
    try {
      const plan = plans.planOf(operation);
      const source = sources.get(plan.primary.serviceName);
      if (!source) throw new Error(`No source for the subgraph ${plan.primary.serviceName}.`);
      const own = Object.fromEntries(
        (plan.primary.variableUsages ?? [])
          .filter((name) => name in variables)
          .map((name) => [name, variables[name]]),
      );
      const upstream = await source.open(plan.primary, own, new GraphRequest(caller, via));
      if (!('next' in upstream)) return refuse(upstream.errors ?? []);
      if (this.#isClosed) {
        await upstream.return?.();
        return refuse([problemError('UNAVAILABLE', 'The hub is closing; subscribe again shortly.')]);
      }
      return this.#stream(upstream, { operation, plan, variables, caller, via });
    } catch (error) {
      return refuse([error]);
    }
  }

  get size(): number {
    return this.#open.size;
  }

  /** Ends every subscription. */
  close(): void {
    this.#isClosed = true;
    for (const stream of [...this.#open]) void stream.return();
  }

  #stream(upstream: Upstream, subscription: Subscription): LiveStream<ExecutionResult> {
    const { observe, queued_results, log } = this.parts;
    const { name } = subscription.operation;
    const stream = new SubscriberStream(queued_results, {
      onDrop: () => observe?.({ what: 'dropped', name }),
      onEnd: () => {
        this.#open.delete(stream);
        observe?.({ what: 'subscriptions', open: this.#open.size });
        upstream
          .return?.()
          .catch((err: unknown) => log.warn({ err }, 'A subscription did not close cleanly.'));
      },
    });
    this.#open.add(stream);
    observe?.({ what: 'subscriptions', open: this.#open.size });
    void this.#feed(upstream, stream, subscription);
    return stream;
  }

  /** One event after the other: their results keep their order. What comes meanwhile waits, bounded, upstream. */
  async #feed(
    upstream: Upstream,
    stream: LiveStream<ExecutionResult>,
    subscription: Subscription,
  ): Promise<void> {
    try {
      for (;;) {
        const event = await upstream.next();
        if (event.done || stream.isEnded) break;
        const result = await this.#complete(event.value, subscription);
        stream.addDropped(upstream.takeDropped());
        stream.push(result);
      }
    } catch (error) {
      const { caller, operation } = subscription;
      stream.push({ errors: this.parts.faults.present([error], caller, operation.name) });
    }
    stream.end();
  }

  async #complete(occurrence: Occurrence, subscription: Subscription): Promise<ExecutionResult> {
    const { operation, plan, variables, caller, via } = subscription;
    const { faults, observe, development } = this.parts;
    const started = performance.now();
    const request = new GraphRequest(caller, via);
    const event = await occurrence(request);
    const executed =
      this.parts.planExecutor === 'compiled'
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
    return development ? result : withoutCompletionNotes(result);
  }

  #completeByApollo(
    event: ExecutionResult,
    request: GraphRequest,
    { operation, plan, variables, caller, via }: Subscription,
  ): Promise<ExecutionResult> {
    const { contexts, plans } = this.parts;
    const context = contexts.of(operation, variables, caller, via);
    context.context = { request };
    return executeQueryPlan(
      plan.perEvent,
      { ...this.#sources, [PER_EVENT]: { process: () => Promise.resolve(event) } },
      context,
      plan.context,
      plans.planner.supergraphSchema,
      plans.planner.apiSchema,
    );
  }
}

/** Tells a subscriber that lagged how many results it has missed: `extensions.dropped` on the next one it reads. */
class SubscriberStream extends LiveStream<ExecutionResult> {
  override async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const read = await super.next();
    const dropped = this.takeDropped();
    if (read.done || dropped === 0) return read;
    return { done: false, value: { ...read.value, extensions: { ...read.value.extensions, dropped } } };
  }
}
