/** The ledger against PostgreSQL: it balances, whatever is done to it and whatever is cut off (issue: ledger). */
import fc from 'fast-check';
import pg from 'pg';
import { LedgerReading } from '../src/ledger/ledger.reading.js';
import { LedgerStore, onEntityManager } from '../src/ledger/ledger.store.js';
import type { TransferEntry } from '../src/ledger/ledger.types.js';
import { problemOf, World } from './world.js';

let world: World;
let pool: pg.Pool;
const ledger = new LedgerStore();

beforeAll(async () => {
  world = await World.open();
  pool = new pg.Pool({ connectionString: world.database.url, max: 4, options: '-c timezone=UTC' });
});
afterAll(async () => {
  await pool.end();
  await world.close();
});

const entry = (cause: string, difference: Partial<TransferEntry> = {}): TransferEntry => ({
  cause,
  kind: 'CORRECTION',
  debit: { owner: 'DE/EMP', kind: 'CLEARING' },
  credit: { owner: 'NL/TNM', kind: 'CLEARING' },
  currency: 'EUR',
  amount: '9.68',
  ...difference,
});

it('records a transfer once per cause, and says whether it was new', async () => {
  const [first] = await ledger.record(pool, [entry('once')]);
  const [again, other] = await ledger.record(pool, [entry('once', { amount: '9.680' }), entry('twice')]);
  expect(first).toEqual({ id: first?.id, cause: 'once', isNew: true });
  expect(again).toEqual({ id: first?.id, cause: 'once', isNew: false });
  expect(other?.isNew).toBe(true);
});

it('refuses another transfer of a cause', async () => {
  await ledger.record(pool, [entry('mine')]);
  const problem = await problemOf(ledger.record(pool, [entry('mine', { amount: '9.69' })]));
  expect(problem.code).toBe('CONFLICT');
});

it.each([
  ['an amount of zero', { amount: '0.00' }],
  ['an amount below zero', { amount: '-1' }],
  ['a currency that is none', { currency: 'eur' }],
  ['an account to itself', { credit: { owner: 'DE/EMP', kind: 'CLEARING' } as const }],
])('refuses %s', async (_, difference) => {
  expect((await problemOf(ledger.record(pool, [entry('wrong', difference)]))).code).toBe('INVALID_INPUT');
});

it('never mixes currencies: the tables refuse a transfer between accounts of two', async () => {
  await ledger.record(pool, [entry('euro'), entry('franc', { currency: 'CHF' })]);
  const mixed = pool.query(
    `insert into billing.ledger_transfer (cause, kind, debit_account, credit_account, currency, amount, occurred_at)
     select 'mixed', 'CORRECTION', d.id, c.id, 'EUR', 1, now() from billing.ledger_account d, billing.ledger_account c
     where d.owner = 'DE/EMP' and d.currency = 'EUR' and c.owner = 'NL/TNM' and c.currency = 'CHF'`,
  );
  await expect(mixed).rejects.toThrow(/foreign key/);
});

it.each(['ledger_account', 'ledger_transfer', 'ledger_settlement'])(
  '%s is only ever added to',
  async (table) => {
    await ledger.record(pool, [entry('for good')]);
    const column = table === 'ledger_account' ? 'owner' : table === 'ledger_transfer' ? 'note' : 'reason';
    const attempts = [
      `update billing.${table} set ${column} = 'x'`,
      `delete from billing.${table}`,
      `truncate billing.${table} cascade`,
    ];
    for (const attempt of attempts) await expect(pool.query(attempt)).rejects.toThrow(/only ever added to/);
  },
);

it('records within a transaction of the ORM, and nothing when that is rolled back', async () => {
  const asked: string[] = [];
  const client = await pool.connect();
  try {
    await client.query('begin');
    const em = {
      execute: async (text: string, values: unknown[]) => {
        asked.push(text);
        let n = 0;
        return (
          await client.query(
            text.replaceAll('?', () => `$${(n += 1)}`),
            values,
          )
        ).rows as unknown;
      },
    };
    await ledger.record(onEntityManager(em), [entry('with the ORM')]);
    expect(asked.every((text) => !/\$\d/.test(text))).toBe(true);
    await client.query('rollback');
  } finally {
    client.release();
  }
  expect(await world.rows(`select from billing.ledger_transfer where cause = 'with the ORM'`)).toHaveLength(
    0,
  );
});

// ---- any sequence of operations, on two connections, some of which die in the middle

const owners = ['NL/TNM', 'DE/EMP', 'BE/OTH', 'NL/HUB'];
const account = fc.record({
  owner: fc.constantFrom(...owners),
  kind: fc.constantFrom('CLEARING' as const, 'BANK' as const, 'FEES' as const),
});
const transfer = fc
  .record({
    cause: fc.integer({ min: 0, max: 40 }).map((n) => `any ${n}`),
    debit: account,
    credit: account,
    currency: fc.constantFrom('EUR', 'CHF', 'JPY'),
    amount: fc
      .bigInt({ min: 1n, max: 10n ** 14n })
      .map((n) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`),
    state: fc.constantFrom('PENDING' as const, 'POSTED' as const),
  })
  .filter(({ debit, credit }) => debit.owner !== credit.owner || debit.kind !== credit.kind)
  .map((chosen): TransferEntry => ({ kind: 'CORRECTION', ...chosen }));
const causes = fc.array(
  fc.integer({ min: 0, max: 40 }).map((n) => `any ${n}`),
  { maxLength: 6 },
);
const operation = fc.oneof(
  fc.record({ does: fc.constant('record' as const), entries: fc.array(transfer, { maxLength: 6 }) }),
  fc.record({ does: fc.constantFrom('post' as const, 'void' as const), causes }),
);
const act = fc.record({ operation, dies: fc.boolean() });

type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

const carryOut = async (client: pg.PoolClient, { operation: op, dies }: Act): Promise<void> => {
  await client.query('begin');
  try {
    if (op.does === 'record') await ledger.record(client, op.entries);
    else await ledger[op.does](client, op.causes);
    await client.query(dies ? 'rollback' : 'commit');
  } catch (error) {
    await client.query('rollback');
    const code = Object(error).code as unknown;
    // Another transfer of the cause, or two connections that waited for each other: nothing was done.
    if (code !== 'CONFLICT' && code !== '40P01') throw error;
  }
};

it('balances to zero in every currency after any sequence of operations, those cut off included', async () => {
  const reading = new LedgerReading(pool);
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 12 }),
      fc.array(act, { maxLength: 12 }),
      async (here, there) => {
        const clients = await Promise.all([pool.connect(), pool.connect()]);
        try {
          await Promise.all(
            [here, there].map(async (acts, i) => {
              for (const each of acts) await carryOut(clients[i] as pg.PoolClient, each);
            }),
          );
        } finally {
          for (const client of clients) client.release();
        }
        for (const { debits, credits } of await reading.totals()) expect(debits).toBe(credits);
        const sums = await world.rows(`
        select sum(signed)::text as sum from billing.ledger_transfer t
        cross join lateral (values (t.debit_account, -t.amount), (t.credit_account, t.amount)) s(account, signed)
        left join billing.ledger_settlement x on x.transfer_id = t.id
        group by t.currency, coalesce(x.outcome, 'PENDING')`);
        expect(sums.every(({ sum }) => Number(sum) === 0)).toBe(true);
        const stray = await world.rows(`
        select from billing.ledger_transfer t left join billing.ledger_settlement s on s.transfer_id = t.id
        left join billing.ledger_pending p on p.transfer_id = t.id
        where (s.transfer_id is null) = (p.transfer_id is null)`);
        expect(stray).toHaveLength(0);
      },
    ),
    { numRuns: 40 },
  );
});
