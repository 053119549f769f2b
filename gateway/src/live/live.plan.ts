/**
 * The plan of a federated subscription.
 *
 * The planner splits it into `primary`, the subscription in the subgraph that owns the field, and `rest`, the
 * fetches that complete each event from other subgraphs. The gateway library plans subscriptions but refuses to
 * execute them; its exported plan executor does so when the event is made the first fetch: PER_EVENT is a subgraph
 * that exists for one event and answers with it.
 */
import { buildOperationContext } from '@apollo/gateway';
import { operationFromDocument, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Operation } from '../execution/operation.js';

export const PER_EVENT = '$event';

export interface LivePlan {
  primary: FetchNode;
  perEvent: QueryPlan;
  context: ReturnType<typeof buildOperationContext>;
}

export class LivePlans {
  /** As the plan executor wants it: with what the public schema hides. */
  readonly supergraphSchema: GraphQLSchema;
  readonly apiSchema: Schema;
  readonly #planner: QueryPlanner;
  readonly #plans = new WeakMap<DocumentNode, LivePlan>();

  constructor(
    supergraph: string,
    private readonly schema: GraphQLSchema,
  ) {
    // The gateway has validated this text a moment ago.
    const built = Supergraph.build(supergraph, { validateSupergraph: false });
    this.#planner = new QueryPlanner(built);
    this.supergraphSchema = built.schema.toGraphQLJSSchema();
    this.apiSchema = built.apiSchema();
  }

  planOf(operation: Operation): LivePlan {
    let plan = this.#plans.get(operation.document);
    if (!plan) {
      plan = this.#make(operation);
      this.#plans.set(operation.document, plan);
    }
    return plan;
  }

  #make({ document, kind }: Operation): LivePlan {
    const { node } = this.#planner.buildQueryPlan(operationFromDocument(this.apiSchema, document));
    if (node?.kind !== 'Subscription')
      throw new Error(`A ${kind} was planned where a subscription was expected.`);
    const { primary, rest } = node;
    const event: FetchNode = { ...primary, serviceName: PER_EVENT, variableUsages: [] };
    return {
      primary,
      perEvent: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [event, rest] } : event },
      context: buildOperationContext({ schema: this.schema, operationDocument: document }),
    };
  }
}
