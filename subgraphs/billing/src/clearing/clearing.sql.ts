/** The statements of clearing. */
import { isoOf } from '../ledger/instant.js';

export const TAKE_DUE = `
  delete from billing.clearing_due d using (
    select cdr_ref from billing.clearing_due order by seq limit $1 for update skip locked
  ) taken
  where d.cdr_ref = taken.cdr_ref returning d.cdr_ref as ref`;

/** What a CDR says it costs, read out of its document once. */
const COSTS = `
  cross join lateral json_to_record(c.payload) as p(currency text, end_date_time text, total_cost json,
    total_energy_cost json, total_time_cost json, total_fixed_cost json, total_parking_cost json,
    total_reservation_cost json, total_energy float8, total_time float8, total_parking_time float8, cdr_location json)`;
const COST_COLUMNS = `upper(p.currency) as currency, p.total_cost, p.total_energy_cost, p.total_time_cost,
  p.total_fixed_cost, p.total_parking_cost, p.total_reservation_cost, p.total_energy, p.total_time,
  p.total_parking_time`;

export const FIND_DUE = `
  select k.cdr_ref as ref, k.state, k.cpo, k.emsp, k.credit_of, ${isoOf('coalesce(k.cdr_end, c.started_at)')} as ended_at,
    k.cpo || '/' || upper(coalesce(p.cdr_location ->> 'id', '')) as location,
    l.state as cleared, l.generation,
    k.state = 'CREDITED' and (l.state is null or l.state = 'VOIDED') and exists (
      select from billing.cdr_check x join billing.cdr_clearing y on y.cdr_ref = x.cdr_ref and y.state = 'CLEARED'
      where x.credit_of = k.cdr_ref and x.credit_of <> ''
    ) as is_credit_cleared, ${COST_COLUMNS}
  from billing.cdr_check k
  join billing.cdr c on c.ref = k.cdr_ref and c.removed_at is null
  left join billing.cdr_clearing l on l.cdr_ref = k.cdr_ref
  ${COSTS}
  where k.cdr_ref = any($1::text[]) order by k.cdr_end, k.cdr_ref`;

export const FIND_ORIGINALS = `
  select c.ref, l.state as cleared, coalesce(l.transfers, 0) > (
      select count(*) from billing.ledger_pending w where w.cdr_ref = c.ref and w.cdr_ref <> ''
    ) and l.state = 'CLEARED' as is_posted, ${COST_COLUMNS}
  from billing.cdr c left join billing.cdr_clearing l on l.cdr_ref = c.ref
  ${COSTS}
  where c.ref = any($1::text[]) and c.removed_at is null`;

export const FIND_FEES = `
  select json_build_object('cause', t.cause, 'kind', t.kind, 'currency', t.currency, 'amount', t.amount::text,
    'debit', json_build_object('owner', d.owner, 'kind', d.kind),
    'credit', json_build_object('owner', c.owner, 'kind', c.kind),
    'billed', json_build_object('issuer', t.issuer, 'recipient', t.recipient, 'isCredit', t.is_credit,
      'isReverse', t.is_reverse),
    'cdrRef', t.cdr_ref, 'cdrLine', t.cdr_line, 'quantity', t.quantity::text, 'unit', t.unit, 'note', t.note,
    'tax', case when t.tax_name is not null then
      json_build_object('name', t.tax_name, 'percentage', t.tax_percentage::text, 'base', t.tax_base::text) end
  ) as entry
  from billing.ledger_transfer t
  join billing.cdr_clearing l on l.cdr_ref = t.cdr_ref and l.state = 'CLEARED'
  join billing.ledger_account d on d.id = t.debit_account
  join billing.ledger_account c on c.id = t.credit_account
  left join billing.ledger_settlement s on s.transfer_id = t.id
  where t.cdr_ref = any($1::text[]) and t.cdr_ref <> '' and (t.cdr_line like 'fee %' or t.cdr_line like 'share %')
    and s.outcome is distinct from 'VOIDED'
  order by t.id`;

/**
 * All pending transfers of a CDR are taken at once or none: a statement run may have posted some of them already, and
 * then posts the rest.
 */
export const VOID_WHOLE = `
  with locked as (
    select transfer_id, cdr_ref from billing.ledger_pending
    where cdr_ref = any($1::text[]) and cdr_ref <> '' order by transfer_id for update
  ), whole as (
    select l.cdr_ref from billing.cdr_clearing l
    where l.cdr_ref = any($1::text[]) and l.state = 'CLEARED'
      and l.transfers = (select count(*) from locked where locked.cdr_ref = l.cdr_ref)
  ), taken as (
    delete from billing.ledger_pending p using locked
    where p.transfer_id = locked.transfer_id and locked.cdr_ref in (select cdr_ref from whole)
    returning p.transfer_id
  ), voided as (
    insert into billing.ledger_settlement (transfer_id, outcome, reason)
    select transfer_id, 'VOIDED', $3::text from taken
  )
  update billing.cdr_clearing l set state = $2::text, reason = $3::text, at = now()
  where l.cdr_ref in (select cdr_ref from whole)`;

export const SETTLE_CLEARING = `
  insert into billing.cdr_clearing (cdr_ref, state, generation, transfers, reason)
  select ref, state, generation, transfers, reason from json_to_recordset($1::json)
    as v(ref text, state text, generation int, transfers int, reason text)
  order by ref collate "C"
  on conflict (cdr_ref) do update set state = excluded.state, generation = excluded.generation,
    transfers = excluded.transfers, reason = excluded.reason, at = now()`;
