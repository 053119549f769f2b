import { sqlMigration } from '@chargesphere/chassis';

/**
 * Recorded legs counted by the minute, written by the statement that records them: a day of it is a fraction of the
 * legs, however many these are. `bin` is a class of durations (traffic.rules.ts), so that counts of several minutes
 * add up to percentiles. What has no platform, party or module has '' (and the UUID of nobody): keys hold no null.
 */
export const trafficMigration = sqlMigration('2026-12-06-traffic', [
  `create table parties.exchange_minute (
    minute timestamptz(0) not null,
    platform_id uuid not null,
    party text collate "C" not null,
    module text collate "C" not null,
    direction text collate "C" not null,
    bin smallint not null,
    count integer not null,
    failed integer not null,
    last_at timestamptz(3) not null,
    primary key (minute, platform_id, party, module, direction, bin)
  )`,
  'create index exchange_minute_platform on parties.exchange_minute (platform_id, minute)',
]);
