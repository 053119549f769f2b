/** From accepted CDRs to the ledger and to statements: fees, taxes, credits, disputes, currencies, and who sees what. */
import { accepted, decide, mistakes, runStatements } from './money.js';
import { callerOf, cdr, credit, emsp, operator, otherCpo, cpo, problemOf, tokenOf, World } from './world.js';

let world: World;

beforeEach(async () => {
  world = await World.open();
});
afterEach(async () => {
  await world.close();
});

const STATEMENTS = `{ statements(page: { limit: 200 }) { items {
  number kind currency totalBeforeTaxes totalTaxes totalAfterTaxes issuer { ref } recipient { ref }
  taxes { name percentage base amount } about settledBy netting { debtor { ref } creditor { ref } amount }
  lines { position description quantity unit amountBeforeTaxes taxName taxPercentage taxAmount amountAfterTaxes cdr { ref } }
} } }`;

interface Seen {
  number: string;
  kind: string;
  currency: string;
  totalBeforeTaxes: string;
  totalTaxes: string;
  totalAfterTaxes: string;
  issuer: { ref: string };
  recipient: { ref: string };
  about: string[];
  settledBy: string | null;
  lines: Record<string, unknown>[];
  taxes: unknown[];
  netting: unknown[];
}

const statementsOf = async (caller = operator): Promise<Seen[]> =>
  (await world.ask<{ statements: { items: Seen[] } }>(caller, STATEMENTS)).statements.items;

const YEAR = new Date().getUTCFullYear();

const fee = (input: Record<string, unknown>) =>
  world.ask(operator, 'mutation ($input: FeeRuleInput!) { putFeeRule(input: $input) { id } }', { input });

it('bills a CDR line by line with its VAT, and the fee of the hub, and sets them off', async () => {
  await fee({
    name: 'Clearing fee',
    payer: 'CPO',
    currency: 'EUR',
    perSession: '0.10',
    percent: '2',
    taxName: 'VAT',
    taxPercentage: '21',
  });
  await accepted(world);
  await runStatements(world);
  const [fees, invoice, net, netFee] = (await statementsOf()).sort((a, b) => (a.number < b.number ? -1 : 1));
  expect(invoice).toMatchObject({
    number: `INV-NL-TNM-${YEAR}-000001`,
    kind: 'INVOICE',
    issuer: { ref: 'NL/TNM' },
    recipient: { ref: 'DE/EMP' },
    totalBeforeTaxes: '8.00',
    totalTaxes: '1.68',
    totalAfterTaxes: '9.68',
    taxes: [{ name: 'VAT', percentage: '21', base: '8.00', amount: '1.68' }],
    settledBy: `NET-${YEAR}-000001`,
    lines: [
      {
        position: 1,
        description: 'Energy',
        quantity: '20',
        unit: 'kWh',
        amountBeforeTaxes: '8.00',
        taxName: 'VAT',
        taxPercentage: '21',
        taxAmount: '1.68',
        amountAfterTaxes: '9.68',
        cdr: { ref: 'NL/TNM/C101' },
      },
    ],
  });
  // 0.10 + 2 % of 8.00, and VAT on it.
  expect(fees).toMatchObject({
    number: `INV-NL-HUB-${YEAR}-000001`,
    recipient: { ref: 'NL/TNM' },
    totalBeforeTaxes: '0.26',
    totalTaxes: '0.05',
    lines: [{ description: 'Clearing fee', amountBeforeTaxes: '0.26', taxAmount: '0.05' }],
  });
  expect(net).toMatchObject({ kind: 'STATEMENT', issuer: { ref: 'NL/TNM' }, totalAfterTaxes: '9.68' });
  expect(netFee).toMatchObject({ kind: 'STATEMENT', issuer: { ref: 'NL/HUB' }, totalAfterTaxes: '0.31' });
  expect(await mistakes(world)).toEqual([]);
});

it('takes no posting on a statement that has its number, and changes none', async () => {
  await accepted(world);
  await runStatements(world);
  const late = world.rows(`
    with t as (
      insert into billing.ledger_transfer (cause, kind, debit_account, credit_account, currency, amount, occurred_at)
      select 'late', 'CORRECTION', debit_account, credit_account, currency, 1, now() from billing.ledger_transfer limit 1
      returning id
    )
    insert into billing.ledger_settlement (transfer_id, outcome, statement_id)
    select t.id, 'POSTED', s.id from t, billing.statement s limit 1`);
  await expect(late).rejects.toThrow('has been issued');
  for (const change of ['update billing.statement set total_taxes = 0', 'delete from billing.statement'])
    await expect(world.rows(change)).rejects.toThrow('stays as it is');
});

it('nets two parties that owe each other, and says who pays whom', async () => {
  await accepted(world);
  const theirs = { country_code: 'DE', party_id: 'EMP', id: 'D1', cdr_token: tokenOf('NL', 'TNM') };
  const costs = { total_cost: { before_taxes: 20 }, total_energy_cost: { before_taxes: 20 } };
  await accepted(world, { ...theirs, ...costs }, { as: operator });
  await runStatements(world);
  const net = (await statementsOf()).find(({ kind }) => kind === 'STATEMENT');
  expect(net).toMatchObject({
    issuer: { ref: 'DE/EMP' },
    recipient: { ref: 'NL/TNM' },
    totalAfterTaxes: '10.32',
    about: [`INV-DE-EMP-${YEAR}-000001`, `INV-NL-TNM-${YEAR}-000001`],
  });
  expect(net?.netting).toEqual([
    { debtor: { ref: 'NL/TNM' }, creditor: { ref: 'DE/EMP' }, amount: '20.00' },
    { debtor: { ref: 'DE/EMP' }, creditor: { ref: 'NL/TNM' }, amount: '9.68' },
  ]);
  expect(net?.lines.map((line) => line['amountAfterTaxes'])).toEqual(['20.00', '-9.68']);
});

it('never mixes currencies on a statement', async () => {
  await accepted(world);
  await accepted(world, { id: 'C102', currency: 'CHF' });
  await accepted(world, {
    id: 'C103',
    currency: 'JPY',
    total_cost: { before_taxes: 812.5 },
    total_energy_cost: null,
  });
  await runStatements(world);
  const all = await statementsOf();
  expect(
    all.map(({ currency, kind, totalBeforeTaxes }) => `${kind} ${currency} ${totalBeforeTaxes}`).sort(),
  ).toEqual([
    'INVOICE CHF 8.00',
    'INVOICE EUR 8.00',
    'INVOICE JPY 813', // what one can pay
    'STATEMENT CHF 9.68',
    'STATEMENT EUR 9.68',
    'STATEMENT JPY 813',
  ]);
  expect(await mistakes(world)).toEqual([]);
});

it('bills what is disputed not before it is accepted after all, and then once', async () => {
  const ref = await accepted(world);
  await runStatements(world, { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }); // clears, bills nothing
  await decide(world, ref, 'DISPUTED');
  expect((await runStatements(world)).numbers).toEqual([]);
  await decide(world, ref, 'ACCEPTED');
  expect((await runStatements(world)).numbers).toHaveLength(2);
  expect((await runStatements(world)).numbers).toEqual([]);
  const states = await world.rows(
    `select coalesce(s.outcome, 'PENDING') as state, count(*)::int as n from billing.ledger_transfer t
     left join billing.ledger_settlement s on s.transfer_id = t.id group by 1 order by 1`,
  );
  expect(states).toEqual([
    { state: 'POSTED', n: 2 },
    { state: 'VOIDED', n: 2 },
  ]);
  expect(await mistakes(world)).toEqual([]);
});

it('CDR-021 leaves a CDR and the credit that takes it back before it was billed off all statements', async () => {
  await accepted(world);
  await world.post(credit());
  await decide(world, 'NL/TNM/C101', 'CREDITED');
  await decide(world, 'NL/TNM/C101-C', 'ACCEPTED');
  expect((await runStatements(world)).numbers).toEqual([]);
  const cleared = await world.rows('select cdr_ref, state from billing.cdr_clearing order by cdr_ref');
  expect(cleared).toEqual([
    { cdr_ref: 'NL/TNM/C101', state: 'OFFSET' },
    { cdr_ref: 'NL/TNM/C101-C', state: 'OFFSET' },
  ]);
});

it('CDR-021 gives back on a credit note what was billed, the fee of the hub with it', async () => {
  await fee({ name: 'Fee', payer: 'EMSP', percent: '10', taxName: 'VAT', taxPercentage: '21' });
  await accepted(world);
  await runStatements(world);
  await world.post(credit());
  await decide(world, 'NL/TNM/C101', 'CREDITED');
  await decide(world, 'NL/TNM/C101-C', 'ACCEPTED');
  await fee({ name: 'Dearer', payer: 'EMSP', percent: '50' }); // changes nothing about what was taken
  await runStatements(world);
  const notes = (await statementsOf()).filter(({ kind }) => kind === 'CREDIT_NOTE');
  expect(notes.sort((a, b) => (a.number < b.number ? -1 : 1))).toMatchObject([
    { number: `CRN-NL-HUB-${YEAR}-000001`, totalBeforeTaxes: '0.80', totalTaxes: '0.17' },
    {
      number: `CRN-NL-TNM-${YEAR}-000001`,
      totalAfterTaxes: '9.68',
      taxes: [{ name: 'VAT', percentage: '21', base: '8.00', amount: '1.68' }],
      lines: [{ description: 'Energy, taken back', amountBeforeTaxes: '8.00', taxAmount: '1.68' }],
    },
  ]);
  const balances = await world.ask(operator, '{ ledgerAccounts { items { posted pending } } }');
  expect(JSON.stringify(balances)).not.toMatch(/"[^"]*[1-9][^"]*"/); // all is zero again
  expect(await mistakes(world)).toEqual([]);
});

it('HUB-034 shows money to the two parties of it and to operators', async () => {
  await accepted(world);
  await runStatements(world);
  expect((await statementsOf(cpo)).length).toBe(2);
  expect((await statementsOf(emsp)).length).toBe(2);
  expect(await statementsOf(otherCpo)).toEqual([]);
  const accounts =
    '{ ledgerAccounts { items { owner { ref } posted } } ledgerTransfers { items { amount } total } }';
  expect(await world.ask(emsp, accounts)).toEqual({
    ledgerAccounts: { items: [{ owner: { ref: 'DE/EMP' }, posted: '-9.68' }] },
    ledgerTransfers: { items: [{ amount: '8' }, { amount: '1.68' }], total: 2 },
  });
  expect(await world.ask(otherCpo, accounts)).toEqual({
    ledgerAccounts: { items: [] },
    ledgerTransfers: { items: [], total: 0 },
  });
  for (const forOperators of [
    '{ jobs { items { id } } }',
    '{ feeRules { items { id } } }',
    '{ ledgerTotals { debits } }',
  ])
    expect((await problemOf(world.ask(cpo, forOperators))).code).toBe('FORBIDDEN');
});

it('refuses to clear what is no amount of money, and goes on with the others', async () => {
  await accepted(world, { currency: '#NA' });
  await accepted(world, { id: 'C102' });
  expect((await runStatements(world)).numbers).toHaveLength(2);
  const [refused] = await world.rows<{ reason: string }>(
    `select reason from billing.cdr_clearing where cdr_ref = 'NL/TNM/C101' and state = 'REFUSED'`,
  );
  expect(refused?.reason).toContain('#NA');
});

it('shares revenue with the host of a Location', async () => {
  const input = {
    name: 'Rent',
    cpo: 'NL/TNM',
    beneficiary: 'NL/HST',
    location: 'NL/TNM/LOC1',
    percent: '12.5',
  };
  await world.ask(
    operator,
    'mutation ($input: RevenueShareInput!) { putRevenueShare(input: $input) { id } }',
    { input },
  );
  await accepted(world);
  await accepted(world, { id: 'C102', cdr_location: { ...(cdr().cdr_location as object), id: 'LOC2' } });
  await runStatements(world);
  const share = (await statementsOf()).find(
    ({ issuer, kind }) => issuer.ref === 'NL/HST' && kind === 'INVOICE',
  );
  expect(share).toMatchObject({ recipient: { ref: 'NL/TNM' }, totalAfterTaxes: '1.00' });
});

it('refuses shares by which a CPO would pass on more than it earns, also when two come at once', async () => {
  const put = (difference: object) =>
    world.ask<{ share: { id: string; percent: string } }>(
      operator,
      'mutation ($input: RevenueShareInput!) { share: putRevenueShare(input: $input) { id percent } }',
      { input: { name: 'Rent', cpo: 'NL/TNM', beneficiary: 'NL/HST', percent: '60', ...difference } },
    );
  const { share } = await put({});
  const there = await problemOf(put({ percent: '40.5', location: 'NL/TNM/LOC1' }));
  expect(there).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(
      'NL/TNM would pass on 100.5 % of what it earns at NL/TNM/LOC1',
    ) as string,
  });
  await put({ percent: '100', cpo: 'NL/OTH' }); // another party's own
  const both = await Promise.allSettled([put({ percent: '30' }), put({ percent: '30' })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  // What was refused is not there, and a share may be changed within what is left.
  expect((await put({ id: share.id, percent: '70' })).share.percent).toBe('70');
  expect((await problemOf(put({ id: share.id, percent: '70.01' }))).code).toBe('CONFLICT');
});

const RESOLVE = `mutation { resolveDispute(ref: "NL/TNM/C101", reason: "We billed the wrong tariff.") {
  cdr { ref } credit { ref totalCost { beforeTaxes afterTaxes } remark creditReferenceId }
  record { ref invoiceId cdrIds counterparty { ref } }
} }`;

it('CDR-021 INV-001 ends a dispute in one flow: credit CDR, reconciliation record, credit note', async () => {
  await accepted(world);
  const [invoice] = (await runStatements(world)).numbers;
  expect((await problemOf(world.ask(cpo, RESOLVE))).code).toBe('CONFLICT'); // nobody disputes it
  await decide(world, 'NL/TNM/C101', 'DISPUTED');
  expect((await problemOf(world.ask(emsp, RESOLVE))).code).toBe('FORBIDDEN');
  const resolved = await world.ask<{ resolveDispute: object }>(cpo, RESOLVE);
  expect(resolved.resolveDispute).toMatchObject({
    cdr: { ref: 'NL/TNM/C101' },
    credit: {
      ref: 'NL/TNM/C101-C',
      totalCost: { beforeTaxes: -8, afterTaxes: -9.68 },
      remark: 'We billed the wrong tariff.',
      creditReferenceId: 'C101',
    },
    record: { invoiceId: invoice, cdrIds: ['C101', 'C101-C'], counterparty: { ref: 'DE/EMP' } },
  });
  expect(await world.ask(cpo, RESOLVE)).toEqual(resolved); // once, however often it is asked for
  await decide(world, 'NL/TNM/C101', 'CREDITED');
  await decide(world, 'NL/TNM/C101-C', 'ACCEPTED');
  const { numbers } = await runStatements(world);
  expect(numbers).toEqual([`CRN-NL-TNM-${YEAR}-000001`, `NET-${YEAR}-000002`]);
  expect(await mistakes(world)).toEqual([]);
});

it('CDR-010 has the credit CDR pushed that it made, once, and by another node when one dies', async () => {
  interface Push {
    claim: string;
    ref: string;
    receiver: string;
    document: { credit: boolean };
  }
  const hub = callerOf({ kind: 'system', name: 'pushes' });
  const claim = async (node: Pick<World, 'ask'> = world): Promise<Push[]> =>
    (
      await node.ask<{ pushes: Push[] }>(
        hub,
        'mutation { pushes: claimCdrPushes(limit: 10) { claim ref receiver document } }',
      )
    ).pushes;
  const settle = (pushes: Push[]) =>
    world.ask<{ n: number }>(
      hub,
      'mutation ($results: [CdrPushInput!]!) { n: settleCdrPushes(results: $results) }',
      {
        results: pushes.map(({ claim: held, ref }) => ({ claim: held, ref, outcome: 'QUEUED' })),
      },
    );
  await accepted(world);
  await decide(world, 'NL/TNM/C101', 'DISPUTED');
  expect(await claim()).toEqual([]);
  await world.ask(cpo, RESOLVE);
  const dead = await claim();
  expect(dead).toMatchObject([{ ref: 'NL/TNM/C101-C', receiver: 'DE/EMP', document: { credit: true } }]);
  expect(await claim()).toEqual([]);
  await world.rows(`update billing.cdr_push set due_at = now() - interval '1 second'`); // its minute is over
  const next = await claim(await world.node());
  expect(next).toHaveLength(1);
  expect(await settle(dead)).toEqual({ n: 0 });
  expect(await settle(next)).toEqual({ n: 1 });
  await world.ask(cpo, RESOLVE);
  await world.rows(`update billing.cdr_push set due_at = now() - interval '1 second'`);
  expect(await claim()).toEqual([]);
  expect((await problemOf(world.ask(operator, 'mutation { claimCdrPushes(limit: 1) { ref } }'))).code).toBe(
    'FORBIDDEN',
  );
});

it('CDR-010 pushes no credit CDR that its CPO has sent by itself', async () => {
  await accepted(world);
  await decide(world, 'NL/TNM/C101', 'DISPUTED');
  await world.post(credit());
  await world.ask(cpo, RESOLVE);
  expect(await world.rows('select from billing.cdr_push')).toEqual([]);
});

it('CDR-021 bills both a CDR and a credit that takes back another amount, in whatever order they come', async () => {
  await accepted(world);
  await world.post(credit({ total_cost: { before_taxes: -7 }, total_energy_cost: null }));
  await decide(world, 'NL/TNM/C101', 'CREDITED');
  await decide(world, 'NL/TNM/C101-C', 'ACCEPTED');
  const { numbers } = await runStatements(world);
  expect(numbers).toEqual([`CRN-NL-TNM-${YEAR}-000001`, `INV-NL-TNM-${YEAR}-000001`, `NET-${YEAR}-000001`]);
  const net = (await statementsOf()).find(({ kind }) => kind === 'STATEMENT');
  expect(net?.totalAfterTaxes).toBe('2.68');
});
