import { findSql, sqlMigration } from '@chargesphere/chassis';
import { locationKind } from '../src/location.kind.js';

/** Documents by the beginning of their id or another key, as people type them. */
export const findMigration = sqlMigration('2026-12-08-locations-find', findSql(locationKind));
