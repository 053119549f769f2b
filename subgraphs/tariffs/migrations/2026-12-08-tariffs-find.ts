import { findSql, sqlMigration } from '@chargesphere/chassis';
import { tariffKind } from '../src/tariff.kind.js';

/** Documents by the beginning of their id or another key, as people type them. */
export const findMigration = sqlMigration('2026-12-08-tariffs-find', findSql(tariffKind));
