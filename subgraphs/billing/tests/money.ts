/** CDRs that are accepted already, fees, and statement runs watched to their end: for tests about money. */
import type { JsonObject } from '@chargesphere/schema';
import { cdr, operator, type Node, type World } from './world.js';

/** Stores a CDR and says that its check accepted it, as the checks do; its ref. */
export const accepted = async (
  world: World,
  difference: JsonObject = {},
  as?: Parameters<Node['post']>[1],
) => {
  const document = cdr(difference);
  await world.post(document, as);
  const ref = `${String(document.country_code)}/${String(document.party_id)}/${String(document.id)}`;
  await decide(world, ref, 'ACCEPTED');
  return ref;
};

export const decide = async (world: World, ref: string, state: string): Promise<void> => {
  await world.rows(
    `update billing.cdr_check k set state = $2, cdr_end = coalesce(k.cdr_end, (c.payload ->> 'end_date_time')::timestamptz)
     from billing.cdr c where c.ref = k.cdr_ref and k.cdr_ref = upper($1)`,
    [ref, state],
  );
};

export interface Period {
  from: string;
  to: string;
}
export const MARCH: Period = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** Asks for a statement run; its job's id. */
export const asksForStatements = async (node: Node, period = MARCH): Promise<string> => {
  const { runStatements } = await node.ask<{ runStatements: { id: string } }>(
    operator,
    'mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }',
    { input: period },
  );
  return runStatements.id;
};

export interface SeenJob {
  state: string;
  step: string;
  done: number;
  attempts: number;
  error: string | null;
  result: Record<string, number> | null;
}

/** Waits by events until the job is as wanted. */
export const jobThat = async (
  node: Node,
  id: string,
  isWanted: (job: SeenJob) => boolean,
): Promise<SeenJob> => {
  const fields = 'state step done attempts error result';
  const events = await node.watch(operator, `subscription { jobUpdated(id: "${id}") { ${fields} } }`);
  try {
    let { job } = await node.ask<{ job: SeenJob }>(operator, `{ job(id: "${id}") { ${fields} } }`);
    while (!isWanted(job)) {
      const { value } = await events.next();
      job = (value as { data: { jobUpdated: SeenJob } }).data.jobUpdated;
    }
    return job;
  } finally {
    await events.return(undefined);
  }
};

/** Runs statements to their end; the numbers they got, in order. */
export const runStatements = async (
  node: Node,
  period = MARCH,
): Promise<{ job: SeenJob; numbers: string[] }> => {
  const id = await asksForStatements(node, period);
  const job = await jobThat(node, id, ({ state }) => state === 'DONE' || state === 'FAILED');
  if (job.state !== 'DONE') throw new Error(job.error ?? 'The run failed.');
  const { statements } = await node.ask<{ statements: { items: { number: string }[] } }>(
    operator,
    'query ($job: ID!) { statements(filter: { job: $job }, page: { limit: 200 }) { items { number } } }',
    { job: id },
  );
  return { job, numbers: statements.items.map(({ number }) => number) };
};

/** What is wrong with the books; empty when nothing is. */
export const mistakes = async (world: World): Promise<unknown[]> => [
  ...(await world.rows(`
    select t.currency, 'does not balance' as what from billing.ledger_transfer t
    cross join lateral (values (t.debit_account, -t.amount), (t.credit_account, t.amount)) s(account, signed)
    group by t.currency having sum(signed) <> 0`)),
  ...(await world.rows(`
    select t.cause, 'is neither pending nor settled, or both' as what from billing.ledger_transfer t
    left join billing.ledger_settlement s on s.transfer_id = t.id
    left join billing.ledger_pending p on p.transfer_id = t.id
    where (s.transfer_id is null) = (p.transfer_id is null)`)),
  ...(await world.rows(`
    select s.number, 'has another total than its transfers' as what from billing.statement s
    join billing.ledger_settlement x on x.statement_id = s.id join billing.ledger_transfer t on t.id = x.transfer_id
    where s.kind <> 'STATEMENT' group by s.number, s.total_after_taxes, s.currency
    having s.total_after_taxes <> sum(case when t.is_reverse = t.is_credit then t.amount else -t.amount end)
      or bool_or(t.currency <> s.currency)`)),
  ...(await world.rows(`
    select series, 'has a number too many or too few' as what from billing.statement_series c
    where c.last <> (select count(*) from billing.statement s where s.number like c.series || '-%')
       or c.last <> (select max(substring(s.number from '(\\d+)$')::bigint) from billing.statement s
                     where s.number like c.series || '-%')`)),
];
