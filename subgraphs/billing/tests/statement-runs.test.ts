/** Statement runs that are killed, and runs on several nodes at once: no posting lost or doubled, no number twice or left out. */
import { createLog, type Subgraph } from '@chargesphere/chassis';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createBillingSubgraph } from '../src/index.js';
import type { ClearingOptions } from '../src/clearing/clearing.js';
import { StatementStore } from '../src/clearing/statement.store.js';
import { asksForStatements, jobThat, mistakes, runStatements } from './money.js';
import { cdr, Node, operator, tokenOf, World } from './world.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = fileURLToPath(new URL('clearing-node.ts', import.meta.url));

let world: World;
const nodes: Subgraph[] = [];

/** Another node of the same hub, working in small steps. */
const node = async (options: Partial<ClearingOptions>): Promise<Node> => {
  const subgraph = (await createBillingSubgraph({
    url: world.database.url,
    log: createLog({ level: 'silent' }),
    poolSize: 4,
    ...options,
  })) as Subgraph;
  nodes.push(subgraph);
  return new Node(subgraph);
};

beforeEach(async () => {
  // Watches, and works on nothing itself.
  world = await World.open({ jobs: null });
});
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((each) => each.close()));
  await world.close();
});

const CDRS = 60;
/** Of several pairs of parties and in two currencies, some of them taken back after they were billed in part. */
const fill = async (): Promise<void> => {
  const emsps = ['EMP', 'OTH', 'ABC'];
  await Promise.all(
    Array.from({ length: CDRS }, (_, i) =>
      world.post(
        cdr({
          id: `C${i}`,
          session_id: `S${i}`,
          currency: i % 5 === 0 ? 'CHF' : 'EUR',
          cdr_token: tokenOf('DE', emsps[i % 3] ?? ''),
        }),
      ),
    ),
  );
  await world.rows(`update billing.cdr_check set state = 'ACCEPTED', cdr_end = '2026-03-01T09:00:00Z'`);
  const input = { name: 'Fee', payer: 'EMSP', percent: '3', taxName: 'VAT', taxPercentage: '21' };
  await world.ask(operator, 'mutation ($input: FeeRuleInput!) { putFeeRule(input: $input) { id } }', {
    input,
  });
};

/** Net and VAT of the CDR, fee and VAT on it: each posted once, on a statement that was issued. */
const postings = () =>
  world.rows<{ n: number; cdrs: number; posted: number }>(`
    select count(*)::int as n, count(distinct t.cdr_ref)::int as cdrs,
      count(*) filter (where s.outcome = 'POSTED' and st.number is not null)::int as posted
    from billing.ledger_transfer t left join billing.ledger_settlement s on s.transfer_id = t.id
    left join billing.statement st on st.id = s.statement_id`);

const invoices = () =>
  world.rows<{ number: string }>(
    `select number from billing.statement where kind = 'INVOICE' and issuer = 'NL/TNM' order by number`,
  );

const eachInvoice = async <T>(
  ask: (statements: StatementStore, number: string) => Promise<T>,
): Promise<T[]> => {
  const pool = new pg.Pool({ connectionString: world.database.url, max: 2 });
  try {
    const statements = new StatementStore(pool);
    const issued = await world.rows<{ number: string }>(
      `select number from billing.statement where kind = 'INVOICE' and number is not null`,
    );
    return await Promise.all(issued.map(({ number }) => ask(statements, number)));
  } finally {
    await pool.end();
  }
};

/** A node that is killed as soon as the job is as wanted. */
const workAndDie = async (id: string, step: string, done: number): Promise<void> => {
  const flags = ['--conditions=source', '--import', './tests/setup/typescript.mjs'];
  const child = spawn(process.execPath, [...flags, program, world.database.url], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await jobThat(world, id, ({ result }) => (result?.[step] ?? 0) >= done);
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
};

/** Nobody gets to the end of a run meanwhile, however slowly it is noticed how far that is. */
const withoutNetting = async (act: () => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: world.database.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into billing.statement_series (series, last) select 'NET-' || to_char(now() at time zone 'UTC', 'YYYY'), 1`,
    );
    await act();
  } finally {
    await client.end();
  }
};

it('goes on after SIGKILL in the middle of clearing, posting and issuing: no posting lost or doubled', async () => {
  await fill();
  const id = await asksForStatements(world);
  await workAndDie(id, 'clearing CDRs', 20);
  await workAndDie(id, 'posting', 50);
  await withoutNetting(() => workAndDie(id, 'issuing statements', 3));
  const [halfway] = await world.rows<{ state: string }>('select state from billing.job where id = $1', [id]);
  expect(halfway?.state).toBe('RUNNING'); // as the dead node left it
  const isOpen = await eachInvoice((statements, number) => statements.isRunOpen(number));
  expect([isOpen.length > 0, isOpen.every(Boolean)]).toEqual([true, true]); // nobody is to pay these yet
  await node({ jobs: { beat_ms: 100, lost_ms: 500 } });
  const job = await jobThat(world, id, ({ state }) => state === 'DONE');
  expect(job.attempts).toBeGreaterThanOrEqual(4);
  expect(job.result).toEqual({
    'clearing CDRs': CDRS,
    posting: CDRS * 4,
    'issuing statements': 12, // of the CPO and of the hub, to three eMSPs in two currencies
    netting: 12,
  });
  expect(await postings()).toEqual([{ n: CDRS * 4, cdrs: CDRS, posted: CDRS * 4 }]);
  expect(await mistakes(world)).toEqual([]);
  expect(await eachInvoice((statements, number) => statements.isRunOpen(number))).not.toContain(true);
  expect(await eachInvoice((statements, number) => statements.settling(number))).not.toContain(null);
});

it('gives numbers that never repeat or skip, whichever of several runs at the same time issues', async () => {
  await fill();
  const workers = [];
  for (let i = 0; i < 3; i += 1)
    workers.push(await node({ jobs: {}, limits: { cdrs: 4, transfers: 9, statements: 2 } }));
  const runs = await Promise.all(workers.map((worker) => asksForStatements(worker)));
  await world.rows('update billing_jobs._private_jobs set job_queue_id = null'); // at the same time, not in turns
  await Promise.all(runs.map((id) => jobThat(world, id, ({ state }) => state === 'DONE')));
  const numbers = (await invoices()).map(({ number }) => Number(number.slice(-6)));
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(6);
  expect(await postings()).toEqual([{ n: CDRS * 4, cdrs: CDRS, posted: CDRS * 4 }]);
  expect(await mistakes(world)).toEqual([]);
});

it('works on a job only when what asked for it was committed', async () => {
  await expect(
    world.ask(operator, 'mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }', {
      input: { from: '2026-03-01T00:00:00Z', to: '2126-03-01T00:00:00Z' },
    }),
  ).rejects.toThrow('not ended');
  expect(await world.rows('select from billing_jobs.jobs')).toHaveLength(0);
  const id = await asksForStatements(world);
  expect(await world.rows('select task_identifier from billing_jobs.jobs')).toEqual([
    { task_identifier: 'STATEMENTS' },
  ]);
  await node({ jobs: {} });
  expect(await jobThat(world, id, ({ state }) => state === 'DONE')).toMatchObject({
    attempts: 1,
    error: null,
  });
  expect((await runStatements(world)).numbers).toEqual([]);
});
