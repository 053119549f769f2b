import { findSql, sqlMigration } from '@chargesphere/chassis';
import { sessionKind } from '../src/session.kind.js';
import { tokenKind } from '../src/token.kind.js';

/** Documents by the beginning of their id or another key, as people type them. */
export const findMigration = sqlMigration('2026-12-08-sessions-find', [
  ...findSql(sessionKind, ['token_uid']),
  ...findSql(tokenKind, ['contract_id']),
]);
