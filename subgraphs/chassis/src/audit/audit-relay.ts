/**
 * The audit log of a subgraph on its way into the trail that parties keeps for all: the hub takes what is settled,
 * hands it on and only then has it forgotten here, so that nothing is lost whoever dies on the way. Every subgraph may
 * have a database of its own, so nobody reads another's tables.
 */
import type { Caller } from '@chargesphere/schema';
import { GraphQLScalarType, parse, type DocumentNode, type GraphQLFieldResolver } from 'graphql';
import { requireSystem } from '../caller/scope.js';
import type { DomainEvent } from '../events/event.js';
import type { AuditLog } from './audit-log.js';

/** Entries handed on at a time. */
export const AUDIT_RELAYED_MAX = 100;

/** Fields beside those of type-graphql's classes. */
export interface GraphModule {
  typeDefs: DocumentNode;
  resolvers: Record<string, GraphQLScalarType | Record<string, unknown>>;
}

/** An AuditEntry whole, from one part of the hub to another. */
export const AuditEntryDocument = new GraphQLScalarType({
  name: 'AuditEntryDocument',
  description: 'An entry of the audit trail, whole. For the hub itself.',
});

type Resolve = GraphQLFieldResolver<unknown, { caller: Caller }, { ids: string[] }>;

const forSystem =
  (resolve: (args: { ids: string[] }) => unknown): Resolve =>
  (_, args, { caller }) => {
    requireSystem(caller);
    return resolve(args);
  };

/** The root fields carry the subgraph's name, because two subgraphs cannot have the same. */
export const auditRelay = (name: string, audit: AuditLog): GraphModule => {
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  return {
    typeDefs: parse(
      `"""${AuditEntryDocument.description ?? ''}"""
      scalar AuditEntryDocument

      extend type Query {
        """What operators did in ${name} and the audit trail does not hold yet, the oldest first, ${AUDIT_RELAYED_MAX} at the most. For the hub itself."""
        ${name}AuditEntries: [AuditEntryDocument!]!
      }

      extend type Mutation {
        """The audit trail holds these entries, so ${name} need not keep them; returns how many were there. For the hub itself."""
        forget${Name}AuditEntries(
          """Ids of entries."""
          ids: [ID!]!
        ): Int!
      }

      extend type Subscription {
        """Ids of entries that are ready for the audit trail, from now on. For the hub itself."""
        ${name}Audited: ID!
      }`,
      { noLocation: true },
    ),
    resolvers: {
      AuditEntryDocument,
      Query: { [`${name}AuditEntries`]: forSystem(() => audit.waiting(AUDIT_RELAYED_MAX)) },
      Mutation: { [`forget${Name}AuditEntries`]: forSystem(({ ids }) => audit.forget(ids)) },
      Subscription: {
        [`${name}Audited`]: {
          subscribe: forSystem(() => audit.entries()),
          resolve: ({ ref }: DomainEvent) => ref,
        },
      },
    },
  };
};
