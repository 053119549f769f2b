import { sqlMigration } from '@chargesphere/chassis';

/** A statement that has its number takes no further posting, whatever code comes later: its sums are told already. */
export const ledgerSealMigration = sqlMigration('2026-12-02-ledger-seal', [
  `create function billing.refuse_late_posting() returns trigger language plpgsql as $$
    declare sealed text;
    begin
      select s.number into sealed from fresh join billing.statement s on s.id = fresh.statement_id
      where s.number is not null limit 1;
      if sealed is not null then
        raise exception 'Statement % has been issued; post on another.', sealed;
      end if;
      return null;
    end
  $$`,
  `create trigger sealed_when_issued after insert on billing.ledger_settlement
    referencing new table as fresh for each statement execute function billing.refuse_late_posting()`,
]);
