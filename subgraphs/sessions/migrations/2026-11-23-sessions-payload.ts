import { payloadAsTextSql, sqlMigration } from '@chargesphere/chassis';
import { sessionKind } from '../src/session.kind.js';
import { tokenKind } from '../src/token.kind.js';

/** Sessions and Tokens are kept as the text they were stored as: reading and writing them costs less. */
export const sessionPayloadMigration = sqlMigration('2026-11-23-sessions-payload', [
  payloadAsTextSql(sessionKind),
  payloadAsTextSql(tokenKind),
]);
