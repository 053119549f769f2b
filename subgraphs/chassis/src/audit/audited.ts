/**
 * Puts every mutation that people and their programs call on record, operators and partners alike, whoever wrote it:
 * none has to think of it, none can forget.
 */
import { Problem, type Caller, type Principal } from '@chargesphere/schema';
import { getNamedType, type GraphQLFieldResolver } from 'graphql';
import type { AuditLog } from './audit-log.js';

type Resolve = GraphQLFieldResolver<unknown, { caller: Caller }, Record<string, unknown>>;

/**
 * The same resolvers, watched. What platforms send by OCPI and the hub's own parts costs a comparison. Who may only read is
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
    if (!isSomebody(principal)) return resolve(source, args, context, info);
    const mutated = { action: info.fieldName, returns: getNamedType(info.returnType).name, args };
    return audit.watch(caller, mutated, async () => {
      if (principal.kind === 'operator' && principal.readsOnly && !isOwnAffair) throw readsOnly();
      return resolve(source, args, context, info);
    });
  };

/** A person or a program that came in at the graph's own doors; by OCPI platforms come without a bearer. */
const isSomebody = (principal: Principal): boolean =>
  principal.kind === 'operator' || (principal.kind === 'platform' && principal.bearer !== undefined);

const readsOnly = (): Problem =>
  new Problem('FORBIDDEN', 'You may read everything here and change nothing; ask an operator to do it.');
