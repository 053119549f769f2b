/** The `sessions` subgraph put together. */
import {
  auditRelay,
  createSubgraph,
  DocumentStore,
  findResolver,
  openFrame,
  violationResolver,
  type FrameOptions,
  type Subgraph,
} from '@chargesphere/chassis';
import type { Session, Token } from '@chargesphere/schema';
import { commandsMigration } from '../migrations/2026-11-23-sessions-commands.js';
import { sessionPayloadMigration } from '../migrations/2026-11-23-sessions-payload.js';
import { placesMigration } from '../migrations/2026-11-29-sessions-places.js';
import { passedCommandsMigration } from '../migrations/2026-11-28-sessions-passed-commands.js';
import { sessionViolationsMigration } from '../migrations/2026-11-23-sessions-violations.js';
import { sessionsMigration } from '../migrations/2026-11-23-sessions.js';
import { findMigration } from '../migrations/2026-12-08-sessions-find.js';
import { auditedFields } from './audit.fields.js';
import type { CommandsContext } from './command.context.js';
import { commandEntities, openCommands, type CommandOptions } from './command.parts.js';
import { PlaceResolver } from './place.resolver.js';
import { PlaceStore } from './place.store.js';
import { sessionsContext } from './session.context.js';
import { sessionKind } from './session.kind.js';
import { LocationSessionsResolver, SessionResolver } from './session.resolver.js';
import { LocationWithSessions, SessionType, TokenType } from './session.types.js';
import { tokenKind } from './token.kind.js';
import { TokenResolver } from './token.resolver.js';

export type SessionsOptions = FrameOptions & CommandOptions;

export const createSessionsSubgraph = async (
  options: SessionsOptions,
): Promise<Subgraph<CommandsContext>> => {
  const frame = await openFrame(options, {
    schema: 'sessions',
    migrations: [
      sessionsMigration,
      commandsMigration,
      sessionViolationsMigration,
      sessionPayloadMigration,
      passedCommandsMigration,
      placesMigration,
      findMigration,
    ],
    entities: commandEntities,
    audited: auditedFields,
  });
  const sessions = new DocumentStore<Session>(sessionKind, frame.pool, frame.outbox);
  const tokens = new DocumentStore<Token>(tokenKind, frame.pool, frame.outbox);
  const places = new PlaceStore(frame.pool);
  const documents = sessionsContext(sessions, tokens, places, frame.outbox);
  const commands = await openCommands(frame, sessions, documents, options);
  return createSubgraph<CommandsContext>({
    name: 'sessions',
    resolvers: [
      new SessionResolver(sessions),
      new TokenResolver(tokens),
      new LocationSessionsResolver(),
      new PlaceResolver(places),
      findResolver(sessions, {
        ...{ kind: 'SESSION', columns: ['token_uid'] },
        shown: ({ status, start_date_time }) => ({ title: status, detail: start_date_time }),
      }),
      findResolver(tokens, {
        ...{ kind: 'TOKEN', columns: ['contract_id'] },
        shown: ({ contract_id, issuer }) => ({ title: contract_id, detail: issuer }),
      }),
      violationResolver(SessionType, sessions),
      violationResolver(TokenType, tokens),
      ...commands.resolvers,
    ],
    orphanedTypes: [LocationWithSessions],
    tableTypes: [SessionType, TokenType, ...commands.tableTypes],
    references: {
      Session: ({ ref }, context) => context.sessions.load(ref),
      Token: ({ ref }, context) => context.tokens.load(ref),
      Location: (location) => location,
    },
    context: commands.context,
    audit: frame.audit,
    modules: [auditRelay('sessions', frame.audit)],
    check: () => frame.check(),
    async close() {
      await commands.close();
      await frame.close();
    },
  });
};
