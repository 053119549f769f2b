/** What resolvers of this subgraph get: who asks, documents by ref in one query per level, and live sessions. */
import {
  documentLoader,
  filtered,
  scopeOf,
  type DocumentLoader,
  type DocumentStore,
  type DomainEvent,
  type Outbox,
  type Subscription,
} from '@chargesphere/chassis';
import type { Caller, Session, Token } from '@chargesphere/schema';
import { isVisible, isWanted, routeOf } from './session.rules.js';
import type { SessionFilter } from './session.types.js';

export interface SessionsContext {
  caller: Caller;
  sessions: DocumentLoader<Session>;
  tokens: DocumentLoader<Token>;
  /** The sessions this caller may see and wants, whenever one is stored, from now on. */
  watch(filter?: SessionFilter | null): Subscription<DomainEvent<Session>>;
}

export const sessionsContext =
  (sessions: DocumentStore<Session>, tokens: DocumentStore<Token>, outbox: Outbox) =>
  (caller: Caller): SessionsContext => ({
    caller,
    sessions: documentLoader(sessions, caller),
    tokens: documentLoader(tokens, caller),
    watch(filter) {
      const scope = scopeOf(caller, sessions.kind.visibility);
      return filtered(
        outbox.subscribe<Session>([routeOf(filter)]),
        ({ document }) => document !== undefined && isVisible(scope, document) && isWanted(filter, document),
      );
    },
  });
