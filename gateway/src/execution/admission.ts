/**
 * From the parameters of a request to an operation this caller may execute: the one gate for HTTP and WebSocket. The
 * direct path (the OCPI adapter, our own jobs) brings documents of ours and does not pass here.
 */
import type { Principal } from '@chargesphere/schema';
import type { GraphQLError } from 'graphql';
import { refusalOf, type AccessRules } from '../http/access.js';
import type { GraphParameters } from '../http/parameters.js';
import { Refusal } from '../http/refusal.js';
import type { Operation, Operations } from './operation.js';

export interface AdmissionParts {
  operations: Operations;
  access: AccessRules;
}

/** An operation to execute, or why it is not. */
export type Admitted = Operation | { errors: readonly GraphQLError[] };

export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  admit(parameters: GraphParameters, principal: Principal): Admitted {
    const { operations, access } = this.parts;
    if (!parameters.query)
      return refused(
        new Refusal(400, 'INVALID_INPUT', 'The request has no query; send {"query": "…", "variables": {…}}.'),
      );
    const operation = operations.prepare(parameters.query, parameters.operationName);
    if ('errors' in operation) return operation;
    const refusal = refusalOf(operation.document, operation.definition, principal, access);
    return refusal ? refused(refusal) : operation;
  }
}

const refused = (refusal: Refusal): Admitted => ({ errors: [refusal] });
