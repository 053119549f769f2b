import { sqlMigration } from '@chargesphere/chassis';

/** What pairs of parties may exchange, and what holds for all others: until somebody sets it, everything may pass. */
export const agreementsMigration = sqlMigration('2026-11-23-agreements', [
  `create table parties.hub_policy (
    id integer primary key,
    preset text not null constraint hub_policy_preset_check check (preset in ('OPEN', 'CLOSED')),
    strangers text not null constraint hub_policy_strangers_check check (strangers in ('HIDDEN', 'PLANNED')),
    preset_changed_at timestamptz(3),
    strangers_changed_at timestamptz(3),
    changed_at timestamptz(3),
    changed_by text
  )`,
  `create table parties.agreement (
    id uuid primary key,
    seq serial constraint agreement_seq_unique unique,
    a_key text not null constraint agreement_a_key_foreign references parties.party (key),
    b_key text not null constraint agreement_b_key_foreign references parties.party (key),
    modules text[],
    status text not null constraint agreement_status_check check (status in ('ACTIVE', 'ENDED')),
    note text,
    created_by text not null,
    created_at timestamptz(3) not null,
    changed_at timestamptz(3) not null,
    ended_at timestamptz(3),
    standing_changed_at timestamptz(3),
    constraint agreement_a_key_b_key_unique unique (a_key, b_key)
  )`,
  'create index agreement_b_key_index on parties.agreement (b_key)',
  'alter table parties.role add column active_since timestamptz(3)',
  'update parties.role set active_since = status_changed_at',
  'alter table parties.role alter column active_since set not null',
]);
