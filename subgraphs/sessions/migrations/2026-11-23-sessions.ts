import { documentTableSql, outboxTableSql, sqlMigration } from '@chargesphere/chassis';
import { sessionKind } from '../src/session.kind.js';
import { tokenKind } from '../src/token.kind.js';

/** Sessions and Tokens. */
export const sessionsMigration = sqlMigration('2026-11-23-sessions', [
  ...outboxTableSql('sessions'),
  ...documentTableSql(sessionKind),
  'create index on sessions.session (emsp, seq)',
  'create index on sessions.session (location, seq)',
  'create index on sessions.session (status, seq)',
  'create index on sessions.session (token_uid)',
  ...documentTableSql(tokenKind),
  'create index on sessions.token (uid)',
  'create index on sessions.token (contract_id)',
]);
