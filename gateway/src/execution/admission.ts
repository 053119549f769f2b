/**
 * From the parameters of a request to an operation this caller may execute: the one gate for HTTP and WebSocket. The
 * direct path (the OCPI adapter, our own jobs) brings documents of ours and does not pass here.
 */
import type { Principal } from '@chargesphere/schema';
import type { GraphQLError } from 'graphql';
import { refusalOf, type AccessRules } from '../http/access.js';
import type { GraphParameters } from '../http/parameters.js';
import { Refusal } from '../http/refusal.js';
import { roleOf, type GraphRole } from '../http/role.js';
import type { OperationCosts } from './operation.cost.js';
import type { Operation, Operations } from './operation.js';
import type { PersistedOperations } from './persisted.js';
import type { Spending } from './spending.js';

/** How much one operation may cost, by who asks. */
export type Budgets = Record<GraphRole | 'anonymous', number>;

export interface AdmissionParts {
  operations: Operations;
  persisted: PersistedOperations;
  costs: OperationCosts;
  budgets: Budgets;
  /** What they may spend in a minute. */
  spending: Spending;
  access: AccessRules;
}

/** An operation to execute, or why it is not. */
export type Admitted = Operation | { errors: readonly GraphQLError[] };

export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  async admit(parameters: GraphParameters, principal: Principal): Promise<Admitted> {
    const { operations, persisted, access } = this.parts;
    const named = persisted.resolve(parameters);
    if (named instanceof Refusal) return refused(named);
    const operation = operations.prepare(named.query, parameters.operationName);
    if ('errors' in operation) return operation;
    const refusal =
      refusalOf(operation.document, operation.definition, principal, access) ??
      (await this.#tooCostly(operation, parameters.variables ?? {}, principal));
    if (refusal) return refused(refusal);
    persisted.remember(named);
    return operation;
  }

  #tooCostly(
    operation: Operation,
    variables: Record<string, unknown>,
    principal: Principal,
  ): undefined | Refusal | Promise<Refusal | undefined> {
    const budget = budgetOf(principal, this.parts.budgets);
    const { total, heaviest } = this.parts.costs.estimate(operation, variables);
    if (total <= budget) return this.parts.spending.charge(principal, total);
    return new Refusal(
      400,
      'OPERATION_TOO_LARGE',
      `The operation may cost ${Math.ceil(total)}, most of it in ${heaviest}, and you may spend ${budget} in one; ` +
        'ask for smaller pages or fewer lists inside them.',
    );
  }
}

const budgetOf = (principal: Principal, budgets: Budgets): number =>
  principal.kind === 'system' ? Infinity : budgets[roleOf(principal) ?? 'anonymous'];

const refused = (refusal: Refusal): Admitted => ({ errors: [refusal] });
