/** Puts every mutation that an operator calls on record, whoever wrote it: none has to think of it, none can forget. */
import type { Caller } from '@chargesphere/schema';
import { getNamedType, type GraphQLFieldResolver } from 'graphql';
import type { AuditLog } from './audit-log.js';

type Resolve = GraphQLFieldResolver<unknown, { caller: Caller }, Record<string, unknown>>;

/** The same resolvers, watched. Calls of platforms and of the hub's own parts cost one comparison. */
export const auditedMutations = (
  audit: AuditLog,
  mutations: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(mutations).map(([name, resolve]) => [
      name,
      typeof resolve === 'function' ? watched(audit, resolve as Resolve) : resolve,
    ]),
  );

const watched =
  (audit: AuditLog, resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const { caller } = context;
    if (caller.principal.kind !== 'operator') return resolve(source, args, context, info);
    const mutated = { action: info.fieldName, returns: getNamedType(info.returnType).name, args };
    return audit.watch(caller, mutated, async () => resolve(source, args, context, info));
  };
