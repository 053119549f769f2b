import { sqlMigration } from '@chargesphere/chassis';

/** Platforms that are hubs themselves and speak for the parties behind them; none does until an operator says so. */
export const actingHubsMigration = sqlMigration('2026-11-26-acting-hubs', [
  'alter table parties.platform add column acts_as_hub boolean not null default false',
]);
