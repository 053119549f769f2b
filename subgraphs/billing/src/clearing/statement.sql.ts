/** The statements (of SQL) that make statements (of account). */

/**
 * Posts a chunk of what is pending before the end of the period, each transfer to the draft it belongs on. A draft's id
 * follows from what it is, so a run that was cut off goes on with the drafts it has.
 */
export const POST_CHUNK = `
  with chosen as (
    select transfer_id from billing.ledger_pending
    where is_billed and occurred_at < $3::timestamptz and (occurred_at, transfer_id) > ($5::timestamptz, $6::bigint)
    order by occurred_at, transfer_id limit $4 for update skip locked
  ), taken as (
    delete from billing.ledger_pending p using chosen where p.transfer_id = chosen.transfer_id
    returning p.transfer_id, p.occurred_at
  ), billed as (
    select t.id, t.issuer, t.recipient, t.currency, case when t.is_credit then 'CREDIT_NOTE' else 'INVOICE' end as kind,
      md5(concat_ws('|', $1::text, t.is_credit, t.issuer, t.recipient, t.currency))::uuid as statement_id
    from taken join billing.ledger_transfer t on t.id = taken.transfer_id
  ), drafted as (
    insert into billing.statement (id, run, kind, issuer, recipient, currency, period_from, period_to)
    select distinct statement_id, $1::uuid, kind, issuer, recipient, currency, $2::timestamptz, $3::timestamptz
    from billed order by issuer, recipient, currency, kind on conflict do nothing
  ), posted as (
    insert into billing.ledger_settlement (transfer_id, outcome, statement_id)
    select id, 'POSTED', statement_id from billed
  )
  select occurred_at::text as at, transfer_id::text as id, (select count(*)::int from taken) as posted
  from taken order by occurred_at desc, transfer_id desc limit 1`;

/** What a transfer adds to the document it is on: what is given back is above zero on a credit note. */
const SIGNED = 'case when t.is_reverse = t.is_credit then t.amount else -t.amount end';
const SIGNED_BASE = 'case when t.is_credit then -t.tax_base else t.tax_base end';

/** '(number of a series)', six digits at least. */
const numberOf = (series: string, n: string): string =>
  `${series} || '-' || lpad((${n})::text, greatest(6, length((${n})::text)), '0')`;

/**
 * Adds up drafts and gives them their numbers: the counter of a series moves in the transaction that issues, by as many
 * as are issued, so no number is left out and none is given twice.
 */
export const ISSUE_CHUNK = `
  with chosen as (
    select s.id, s.is_credit, concat_ws('-', case when s.is_credit then 'CRN' else 'INV' end,
        replace(s.issuer, '/', '-'), to_char(now() at time zone 'UTC', 'YYYY')) as series
    from (
      select id, issuer, recipient, currency, kind = 'CREDIT_NOTE' as is_credit from billing.statement
      where run = $1::uuid and number is null and kind <> 'STATEMENT'
      order by issuer, recipient, currency, kind limit $2
    ) s
  ), parts as (
    select s.statement_id, t.kind = 'TAX' as is_tax, t.tax_name, t.tax_percentage, count(*) as transfers,
      sum(${SIGNED}) as amount, sum(${SIGNED_BASE}) as base
    from billing.ledger_settlement s join billing.ledger_transfer t on t.id = s.transfer_id
    where s.statement_id in (select id from chosen) group by 1, 2, 3, 4
  ), sums as (
    select statement_id, sum(transfers) as transfers, coalesce(sum(amount) filter (where not is_tax), 0) as before,
      coalesce(sum(amount) filter (where is_tax), 0) as taxes,
      coalesce(jsonb_agg(jsonb_build_object('name', tax_name, 'percentage', tax_percentage::text, 'base', base::text,
        'amount', amount::text) order by tax_name, tax_percentage) filter (where is_tax), '[]') as tax_list
    from parts group by statement_id
  ), counters as (
    insert into billing.statement_series as c (series, last)
    select series, count(*) from chosen group by series order by series
    on conflict (series) do update set last = c.last + excluded.last
    returning series, last
  ), numbered as (
    select chosen.id, chosen.series, k.last - count(*) over (partition by chosen.series)
      + row_number() over (partition by chosen.series order by chosen.id) as n
    from chosen join counters k on k.series = chosen.series
  )
  update billing.statement s set number = ${numberOf('m.series', 'm.n')}, issued_at = now(),
    payable_by = now() + make_interval(days => $3), transfers = x.transfers, total_before_taxes = x.before,
    total_taxes = x.taxes, total_after_taxes = x.before + x.taxes, taxes = x.tax_list
  from numbered m join sums x on x.statement_id = m.id where s.id = m.id`;

/**
 * What the documents of a run leave between each two parties in each currency, set off: a statement from whom is to
 * be paid to who pays, naming the documents.
 */
export const NET = `
  with owed as (
    select number, currency, case when kind = 'INVOICE' then recipient else issuer end as debtor,
      case when kind = 'INVOICE' then issuer else recipient end as creditor, total_after_taxes as amount
    from billing.statement where run = $1::uuid and kind <> 'STATEMENT' and number is not null
  ), pairs as (
    select least(debtor, creditor) as a, greatest(debtor, creditor) as b, currency,
      coalesce(sum(amount) filter (where debtor < creditor), 0) as a_owes,
      coalesce(sum(amount) filter (where debtor > creditor), 0) as b_owes,
      array_agg(number order by number) as about
    from owed group by 1, 2, 3
  ), nets as (
    select case when b_owes >= a_owes then a else b end as payee, case when b_owes >= a_owes then b else a end as payer,
      currency, abs(b_owes - a_owes) as net, about,
      jsonb_build_array(
        jsonb_build_object('debtor', b, 'creditor', a, 'amount', b_owes::text),
        jsonb_build_object('debtor', a, 'creditor', b, 'amount', a_owes::text)) as netting,
      'NET-' || to_char(now() at time zone 'UTC', 'YYYY') as series,
      row_number() over (order by a, b, currency) as nth, count(*) over () as all_of_them
    from pairs p
    where not exists (
      select from billing.statement s where s.run = $1::uuid and s.kind = 'STATEMENT' and s.currency = p.currency
        and (s.issuer, s.recipient) in ((p.a, p.b), (p.b, p.a))
    )
  ), counter as (
    insert into billing.statement_series as c (series, last)
    select distinct series, all_of_them from nets
    on conflict (series) do update set last = c.last + excluded.last returning series, last
  )
  insert into billing.statement (id, run, kind, issuer, recipient, currency, period_from, period_to, number, issued_at,
    payable_by, transfers, total_before_taxes, total_taxes, total_after_taxes, netting, about)
  select gen_random_uuid(), $1::uuid, 'STATEMENT', payee, payer, currency, $2::timestamptz, $3::timestamptz,
    ${numberOf('counter.series', 'counter.last - all_of_them + nth')}, now(), now() + make_interval(days => $4), 0, net,
    0, net, netting, about
  from nets join counter on counter.series = nets.series order by nth`;

/** Lines of a document: one for each part of a CDR and each of its taxes; the first of them carries the amount. */
export const LINES = `
  with moved as (
    select t.id, t.kind, t.cdr_ref, t.cdr_line, t.occurred_at, t.quantity, t.unit, t.note, t.tax_name,
      t.tax_percentage, ${SIGNED} as amount
    from billing.ledger_settlement s join billing.ledger_transfer t on t.id = s.transfer_id where s.statement_id = $1
  ), parts as (
    select cdr_ref, cdr_line, min(occurred_at) as at, max(note) as note, max(quantity) as quantity, max(unit) as unit,
      coalesce(sum(amount) filter (where kind <> 'TAX'), 0) as before,
      array_agg(tax_name order by id) filter (where kind = 'TAX') as tax_names,
      array_agg(tax_percentage order by id) filter (where kind = 'TAX') as tax_percentages,
      array_agg(amount order by id) filter (where kind = 'TAX') as tax_amounts
    from moved group by cdr_ref, cdr_line
  )
  select row_number() over (order by p.at, p.cdr_ref, p.cdr_line, x.nth) as position, p.cdr_ref, p.cdr_line, p.at,
    p.note, coalesce(p.quantity, 1) as quantity, coalesce(p.unit, 'session') as unit,
    case when x.nth is null or x.nth = 1 then p.before else 0 end as before, x.name as tax_name,
    x.percentage as tax_percentage, coalesce(x.amount, 0) as tax
  from parts p left join lateral unnest(p.tax_names, p.tax_percentages, p.tax_amounts)
    with ordinality as x(name, percentage, amount, nth) on true`;
