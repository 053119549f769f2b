/** Puts every mutation that an operator calls on record, whoever wrote it: none has to think of it, none can forget. */
import { Problem, type Caller } from '@chargesphere/schema';
import { getNamedType, type GraphQLFieldResolver } from 'graphql';
import type { AuditLog } from './audit-log.js';

type Resolve = GraphQLFieldResolver<unknown, { caller: Caller }, Record<string, unknown>>;

/**
 * The same resolvers, watched. Calls of platforms and of the hub's own parts cost one comparison. Who may only read is
 * refused here, whatever the mutation, but for those in `ownAffairs`; that is on record too.
 */
export const auditedMutations = (
  audit: AuditLog,
  mutations: Record<string, unknown>,
  ownAffairs: readonly string[] = [],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(mutations).map(([name, resolve]) => [
      name,
      typeof resolve === 'function' ? watched(audit, resolve as Resolve, ownAffairs.includes(name)) : resolve,
    ]),
  );

const watched =
  (audit: AuditLog, resolve: Resolve, isOwnAffair: boolean): Resolve =>
  (source, args, context, info) => {
    const { caller } = context;
    const { principal } = caller;
    if (principal.kind !== 'operator') return resolve(source, args, context, info);
    const mutated = { action: info.fieldName, returns: getNamedType(info.returnType).name, args };
    return audit.watch(caller, mutated, async () => {
      if (principal.readsOnly && !isOwnAffair) throw readsOnly();
      return resolve(source, args, context, info);
    });
  };

const readsOnly = (): Problem =>
  new Problem('FORBIDDEN', 'You may read everything here and change nothing; ask an operator to do it.');
