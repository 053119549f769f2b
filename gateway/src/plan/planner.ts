/**
 * Apollo's query planner over our supergraph, and the two schemas its plans speak of.
 *
 * The gateway library keeps a planner of its own and neither lends it nor plans subscriptions for others. This one is
 * shared by the compiled executor and by live subscriptions.
 */
import { operationFromDocument, Supergraph, type Operation, type Schema } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

export interface Planned {
  /** As the planner reads it: fragments resolved, types of the public schema beside every field. */
  operation: Operation;
  plan: QueryPlan;
}

export class Planner {
  /** With what the public schema hides: plans name types and fields of it. */
  readonly supergraphSchema: GraphQLSchema;
  readonly apiSchema: Schema;
  readonly #planner: QueryPlanner;

  constructor(supergraph: string) {
    // The gateway has validated this text a moment ago.
    const built = Supergraph.build(supergraph, { validateSupergraph: false });
    this.#planner = new QueryPlanner(built);
    this.supergraphSchema = built.schema.toGraphQLJSSchema();
    this.apiSchema = built.apiSchema();
  }

  /** Throws GraphQL's own error when the document cannot be planned; costs milliseconds, so keep what it gives. */
  plan(document: DocumentNode, operationName?: string): Planned {
    const operation = operationFromDocument(
      this.apiSchema,
      document,
      operationName === undefined ? {} : { operationName },
    );
    return { operation, plan: this.#planner.buildQueryPlan(operation) };
  }
}
