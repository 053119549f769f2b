/**
 * The plan of a federated subscription.
 *
 * The planner splits it into `primary`, the subscription in the subgraph that owns the field, and `rest`, the
 * fetches that complete each event from other subgraphs. The gateway library plans subscriptions but refuses to
 * execute them; its exported plan executor does so when the event is made the first fetch: PER_EVENT is a subgraph
 * that exists for one event and answers with it.
 */
import { buildOperationContext } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Operation } from '../execution/operation.js';
import { CompiledPlan } from '../plan/compiled.plan.js';
import type { Planner } from '../plan/planner.js';
import type { Source } from '../sources/source.js';

export const PER_EVENT = '$event';

export interface LivePlan {
  primary: FetchNode;
  /** For Apollo's executor: the event as a fetch, then what completes it. */
  perEvent: QueryPlan;
  context: ReturnType<typeof buildOperationContext>;
  /** For ours: what completes an event. */
  rest: CompiledPlan;
}

export class LivePlans {
  readonly #plans = new WeakMap<DocumentNode, LivePlan>();

  constructor(
    readonly planner: Planner,
    private readonly schema: GraphQLSchema,
    private readonly sources: ReadonlyMap<string, Source>,
  ) {}

  planOf(operation: Operation): LivePlan {
    let plan = this.#plans.get(operation.document);
    if (!plan) {
      plan = this.#make(operation);
      this.#plans.set(operation.document, plan);
    }
    return plan;
  }

  #make({ document, kind }: Operation): LivePlan {
    const { operation, plan } = this.planner.plan(document);
    const { node } = plan;
    if (node?.kind !== 'Subscription')
      throw new Error(`A ${kind} was planned where a subscription was expected.`);
    const { primary, rest } = node;
    const event: FetchNode = { ...primary, serviceName: PER_EVENT, variableUsages: [] };
    return {
      primary,
      perEvent: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [event, rest] } : event },
      context: buildOperationContext({ schema: this.schema, operationDocument: document }),
      rest: new CompiledPlan(operation, rest, {
        schema: this.planner.supergraphSchema,
        sources: this.sources,
      }),
    };
  }
}
