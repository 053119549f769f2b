/**
 * Who may do what at the public endpoint, before anything is executed: the same rules for HTTP and WebSocket.
 */
import type { Principal } from '@chargesphere/schema';
import { OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { readsOnlySchema, readsSchema } from '../execution/operation.js';
import type { FieldGuard } from './policy.js';
import { Refusal } from './refusal.js';
import { roleOf, type GraphRole } from './role.js';

export interface AccessRules {
  openIntrospection: boolean;
  /** Roles that may read the schema; the hub itself always may. */
  schemaReaders: ReadonlySet<GraphRole | undefined>;
  /** Which fields are open to whom; without it all are, to whoever is known. */
  guard?: FieldGuard | undefined;
}

/** Why this caller is nobody to us, in a sentence. */
export const unauthenticated = (principal: Principal | 'invalid'): Refusal =>
  new Refusal(
    401,
    'UNAUTHENTICATED',
    principal === 'invalid'
      ? 'This API key is not known here or no longer valid; send "Authorization: Bearer <key>" with a valid one.'
      : 'Say who you are: send the header "Authorization: Bearer <key>".',
    [['www-authenticate', 'Bearer realm="ChargeSphere"']],
  );

/** Anonymous callers get no further than reading the schema, where it is open, and logging in (see logins.ts). */
export const isAdmitted = (
  principal: Principal | 'invalid',
  { openIntrospection }: AccessRules,
): principal is Principal =>
  principal !== 'invalid' &&
  (principal.kind !== 'anonymous' || openIntrospection || principal.visitor !== undefined);

/** Why this operation is not executed for this caller, if so. */
export const refusalOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  principal: Principal,
  rules: AccessRules,
): Refusal | undefined => {
  if (principal.kind === 'anonymous' && !principal.visitor && !readsOnlySchema(operation))
    return unauthenticated(principal);
  const closed = rules.guard?.refusalOf(document, principal);
  if (closed) return closed;
  if (!readsSchema(document) || maySeeSchema(principal, rules)) return undefined;
  return new Refusal(
    403,
    'FORBIDDEN',
    `Reading the schema is for ${[...rules.schemaReaders].join(' and ') || 'nobody'} here; use such a key, or the schema file of this release.`,
  );
};

const maySeeSchema = (principal: Principal, { schemaReaders, openIntrospection }: AccessRules): boolean => {
  if (principal.kind === 'system') return true;
  if (principal.kind === 'anonymous') return openIntrospection;
  return schemaReaders.has(roleOf(principal));
};

/** Over HTTP a subscription has no way to send its events. */
export const subscriptionOverHttp = (operation: OperationDefinitionNode): Refusal | undefined =>
  operation.operation === OperationTypeNode.SUBSCRIPTION
    ? new Refusal(
        400,
        'INVALID_INPUT',
        'Subscriptions run over WebSocket: connect to this URL with the protocol graphql-transport-ws.',
      )
    : undefined;
