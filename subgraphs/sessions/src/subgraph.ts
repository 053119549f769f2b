/** The `sessions` subgraph put together. */
import {
  createSubgraph,
  DocumentStore,
  openFrame,
  type FrameOptions,
  type Subgraph,
} from '@chargesphere/chassis';
import type { Session, Token } from '@chargesphere/schema';
import { sessionsMigration } from '../migrations/2026-11-23-sessions.js';
import { sessionsContext, type SessionsContext } from './session.context.js';
import { sessionKind } from './session.kind.js';
import { LocationSessionsResolver, SessionResolver } from './session.resolver.js';
import { LocationWithSessions, SessionType, TokenType } from './session.types.js';
import { tokenKind } from './token.kind.js';
import { TokenResolver } from './token.resolver.js';

export const createSessionsSubgraph = async (options: FrameOptions): Promise<Subgraph<SessionsContext>> => {
  const frame = await openFrame(options, { schema: 'sessions', migrations: [sessionsMigration] });
  const sessions = new DocumentStore<Session>(sessionKind, frame.pool, frame.outbox);
  const tokens = new DocumentStore<Token>(tokenKind, frame.pool, frame.outbox);
  return createSubgraph<SessionsContext>({
    name: 'sessions',
    resolvers: [
      new SessionResolver(sessions),
      new TokenResolver(tokens),
      new LocationSessionsResolver(),
    ],
    orphanedTypes: [LocationWithSessions],
    tableTypes: [SessionType, TokenType],
    references: {
      Session: ({ ref }, context) => context.sessions.load(ref),
      Token: ({ ref }, context) => context.tokens.load(ref),
      Location: (location) => location,
    },
    context: sessionsContext(sessions, tokens, frame.outbox),
    check: () => frame.check(),
    close: () => frame.close(),
  });
};
