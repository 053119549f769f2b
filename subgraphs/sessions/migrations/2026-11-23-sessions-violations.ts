import { sqlMigration, violationsSql } from '@chargesphere/chassis';
import { sessionKind } from '../src/session.kind.js';
import { tokenKind } from '../src/token.kind.js';

/** What is wrong with accepted Sessions and Tokens; those stored before show nothing until they are sent again. */
export const sessionViolationsMigration = sqlMigration('2026-11-23-sessions-violations', [
  ...violationsSql(sessionKind),
  ...violationsSql(tokenKind),
]);
