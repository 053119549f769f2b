/** Payments by bank: instructions and files out, statements in, and whatever does not match stays in sight. */
import { HUB_IBAN, operator, PaymentWorld, problemOf, statement } from './world.js';

let world: PaymentWorld;
beforeEach(async () => {
  world = await PaymentWorld.open();
  world.statements.issue(statement('S-1'), statement('S-2', { totalAfterTaxes: '20.00' }));
});
afterEach(() => world.close());

interface Booked {
  reference?: string;
  amount?: string;
  currency?: string;
  way?: 'CRDT' | 'DBIT';
  returned?: string;
  batch?: string;
  bank?: string;
  words?: string;
}

let lastBooking = 0;
const booked = (of: Booked): string => {
  const { reference, amount = '100.50', currency = 'EUR', way = 'CRDT', returned, batch, words } = of;
  const bank = of.bank ?? `B-${(lastBooking += 1)}`;
  const detail = `<TxDtls><Refs><EndToEndId>${reference ?? 'NOTPROVIDED'}</EndToEndId></Refs>
    ${words ? `<RmtInf><Ustrd>${words}</Ustrd></RmtInf>` : ''}
    ${returned ? `<RtrInf><Rsn><Cd>${returned}</Cd></Rsn></RtrInf>` : ''}</TxDtls>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>2026-11-23</Dt></BookgDt><AcctSvcrRef>${bank}</AcctSvcrRef>
    <NtryDtls>${batch ? `<Btch><PmtInfId>${batch}</PmtInfId></Btch>` : detail}</NtryDtls></Ntry>`;
};

const camt053 = (entries: string[], iban = HUB_IBAN): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>D1</Id>
    <Acct><Id><IBAN>${iban}</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;

/** A collection that waits for a transfer. */
const asked = async (number = 'S-1') => {
  const { id } = await world.pay(number, 'bank-transfer');
  await world.carryOut();
  return world.payment(id);
};

const collected = async (number = 'S-1', amount = '100.50') => {
  const { reference } = await asked(number);
  await world.import(camt053([booked({ reference, amount })]));
};

interface Batch {
  id: string;
  messageId: string;
  executeOn: string;
  count: number;
  total: string;
  account: { iban: string };
  payouts: { id: string; state: string; reference: string; statement: string }[];
}

const payOut = async (...statements: string[]): Promise<Batch> => {
  const text = `mutation ($statements: [String!]) { createPayoutBatch(statements: $statements) {
    id messageId executeOn count total account { iban } payouts { id state reference statement } } }`;
  return (await world.ask<{ createPayoutBatch: Batch }>(operator, text, { statements })).createPayoutBatch;
};

interface Open {
  id: string;
  state: string;
  reason: string;
  amount: string;
  payments: { statement: string }[];
}

const open = async (): Promise<Open[]> => {
  const text = `{ bankTransactions(states: [UNMATCHED, AMOUNT_DIFFERS, CONFLICT]) {
    items { id state reason amount payments { statement } } } }`;
  return (await world.ask<{ bankTransactions: { items: Open[] } }>(operator, text)).bankTransactions.items;
};

describe('a collection', () => {
  it('says where to transfer to and under which reference, and is settled by the statement of the bank', async () => {
    const payment = await asked();
    expect(payment).toMatchObject({
      state: 'SUBMITTED',
      instructions: { url: null, reference: payment.reference, account: { iban: HUB_IBAN } },
    });
    const received = camt053([booked({ reference: payment.reference })]);
    expect(await world.import(received)).toMatchObject({ matched: 1, open: 0, repeated: 0 });
    expect((await world.payment(payment.id)).state).toBe('SETTLED');
    expect(await world.ledger('DE/EMP')).toEqual(['PAYMENT BANK > CLEARING 100.5']);
  });

  it('is found by what the payer wrote, too', async () => {
    const { id, reference } = await asked();
    const words = `Invoice ${reference.toLowerCase()}, with thanks`;
    expect(await world.import(camt053([booked({ words })]))).toMatchObject({ matched: 1 });
    expect((await world.payment(id)).state).toBe('SETTLED');
  });
});

describe('a statement of the bank', () => {
  it('imported again, or at the same moment by two, changes nothing', async () => {
    const { reference } = await asked();
    const file = camt053([booked({ reference, bank: 'B-same' })]);
    const receipts = await Promise.all([world.import(file), world.import(file)]);
    expect(receipts.map(({ matched }) => matched).sort()).toEqual([0, 1]);
    expect(await world.import(file)).toMatchObject({ matched: 0, repeated: 1 });
    expect(await world.ledger('DE/EMP')).toHaveLength(1);
  });

  it('keeps in sight what does not match, and moves nothing by it', async () => {
    const { id, reference } = await asked();
    const receipt = await world.import(
      camt053([
        booked({ words: 'Rent of November', amount: '900.00', way: 'DBIT' }),
        booked({ reference, amount: '100.49' }),
        booked({ reference, currency: 'CHF' }),
        booked({ reference, way: 'DBIT' }),
      ]),
    );
    expect(receipt).toMatchObject({ matched: 0, open: 4 });
    expect((await world.payment(id)).state).toBe('SUBMITTED');
    expect((await open()).map(({ state, payments }) => [state, payments.length])).toEqual([
      ['CONFLICT', 1],
      ['AMOUNT_DIFFERS', 1],
      ['AMOUNT_DIFFERS', 1],
      ['UNMATCHED', 0],
    ]);
    expect(await world.ledger('DE/EMP')).toEqual([]);
  });

  it('with a second transfer for the same payment is no second payment', async () => {
    const { reference } = await asked();
    await world.import(camt053([booked({ reference })]));
    expect(await world.import(camt053([booked({ reference })]))).toMatchObject({ matched: 0, open: 1 });
    expect(await open()).toMatchObject([
      { state: 'CONFLICT', reason: `${reference} was SETTLED already when this was booked.` },
    ]);
    expect(await world.ledger('DE/EMP')).toHaveLength(1);
  });

  it('is settled by a person where only a person can, and on record', async () => {
    const { id } = await asked();
    await world.import(
      camt053([booked({ words: 'For you' }), booked({ words: 'Rent', amount: '900', way: 'DBIT' })]),
    );
    const [rent, transfer] = await open();
    const match = `mutation ($id: ID!, $payment: ID!) {
      matchBankTransaction(id: $id, payment: $payment, reason: "They told us by phone") { state payments { id } } }`;
    const wrong = world.ask(operator, match, { id: rent?.id, payment: id });
    expect((await problemOf(wrong)).message).toContain('They do not fit');
    expect(await world.ask(operator, match, { id: transfer?.id, payment: id })).toEqual({
      matchBankTransaction: { state: 'MATCHED', payments: [{ id }] },
    });
    expect((await world.payment(id)).state).toBe('SETTLED');
    const dismiss =
      'mutation ($id: ID!) { dismissBankTransaction(id: $id, reason: "Our rent") { state reason } }';
    await world.ask(operator, dismiss, { id: rent?.id });
    expect(await open()).toEqual([]);
    const again = world.ask(operator, dismiss, { id: transfer?.id });
    expect(await problemOf(again)).toMatchObject({ code: 'CONFLICT' });
    const entries = await world.rows(
      `select action from billing.audit_entry where outcome = 'DONE' and action like '%BankTransaction' order by seq`,
    );
    expect(entries).toEqual([{ action: 'matchBankTransaction' }, { action: 'dismissBankTransaction' }]);
  });

  it('of another account, or that is none, is refused as a whole', async () => {
    const foreign = camt053([booked({})], 'DE89370400440532013000');
    expect((await problemOf(world.import(foreign))).message).toContain(
      'of the account DE89370400440532013000',
    );
    expect(await problemOf(world.import('<Document/>'))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a batch of payouts', () => {
  it('takes what waits into one file, each payout once, and is settled by the statement of the bank', async () => {
    await collected();
    await collected('S-2', '20.00');
    const waiting = await world.pay('S-2', 'bank-transfer');
    await world.carryOut();
    expect((await world.payment(waiting.id)).state).toBe('CREATED'); // until a batch takes it
    const batch = await payOut('S-1');
    expect(batch).toMatchObject({
      count: 2,
      total: '120.5',
      account: { iban: HUB_IBAN },
      executeOn: world.clock.at.toISOString().slice(0, 10),
    });
    expect(batch.messageId).toMatch(/^CS-[0-9a-f]{32}$/);
    expect(batch.payouts.map(({ state }) => state)).toEqual(['SUBMITTED', 'SUBMITTED']);
    const text = 'query ($id: ID!) { payoutBatch(id: $id) { document } }';
    const { payoutBatch } = await world.ask<{ payoutBatch: { document: string } }>(operator, text, {
      id: batch.id,
    });
    expect(payoutBatch.document).toContain('<NbOfTxs>2</NbOfTxs>');
    expect(payoutBatch.document).toContain('<CtrlSum>120.50</CtrlSum>');
    for (const { reference } of batch.payouts)
      expect(payoutBatch.document).toContain(`<EndToEndId>${reference}</EndToEndId>`);
    expect(await problemOf(payOut())).toMatchObject({ code: 'CONFLICT' });

    const [second, first] = batch.payouts;
    await world.import(camt053([booked({ reference: first?.reference ?? '', way: 'DBIT' })]));
    expect((await world.payment(first?.id ?? '')).state).toBe('SETTLED');
    expect((await world.payment(second?.id ?? '')).state).toBe('SUBMITTED');
    expect(await world.ledger('NL/TNM')).toEqual(['PAYOUT CLEARING > BANK 100.5']);
  });

  it('that two ask for at the same moment has every payout once', async () => {
    await collected();
    await world.pay('S-1', 'bank-transfer');
    const results = await Promise.all(
      [1, 2].map(() =>
        payOut().then(
          ({ count }) => count,
          (problem: { code: string }) => problem.code,
        ),
      ),
    );
    expect(results).toEqual(expect.arrayContaining([1, 'CONFLICT']));
  });

  it('booked as one amount settles all its payouts, if the amount is right', async () => {
    await collected();
    await collected('S-2', '20.00');
    const { messageId, payouts } = await payOut('S-1', 'S-2');
    const whole = (amount: string) => camt053([booked({ batch: messageId, amount, way: 'DBIT' })]);
    expect(await world.import(whole('120.00'))).toMatchObject({ open: 1 });
    expect(await world.import(whole('120.50'))).toMatchObject({ matched: 1 });
    for (const { id } of payouts) expect((await world.payment(id)).state).toBe('SETTLED');
  });

  it('whose payout comes back is paid out again by another', async () => {
    await collected();
    const [payout] = (await payOut('S-1')).payouts;
    const { reference = '', id = '' } = payout ?? {};
    await world.import(
      camt053([booked({ reference, way: 'DBIT' }), booked({ reference, way: 'CRDT', returned: 'AC04' })]),
    );
    expect(await world.payment(id)).toMatchObject({
      state: 'RETURNED',
      reason: 'The bank returned it (AC04).',
    });
    expect(await world.ledger('NL/TNM')).toEqual([
      'PAYOUT CLEARING > BANK 100.5',
      'CORRECTION BANK > CLEARING 100.5',
    ]);
    const again = await payOut('S-1');
    expect(again.payouts[0]?.reference).not.toBe(reference);
  });

  it('holds no payout without collection, without IBAN, or in another currency', async () => {
    expect((await problemOf(payOut('S-1'))).message).toContain('to be collected from DE/EMP');
    await collected();
    world.statements.ibans.clear();
    expect((await problemOf(payOut('S-1'))).message).toContain('NL/TNM has no IBAN');
    world.statements.ibans.set('NL/TNM', 'NL00INGB0001234567');
    expect((await problemOf(payOut('S-1'))).message).toContain('which is none');
    world.statements.issue(statement('H-1', { recipient: 'NL/HUB', currency: 'CHF' }));
    expect((await problemOf(payOut('H-1'))).message).toContain('SEPA pays euros only');
    const past = 'mutation { createPayoutBatch(executeOn: "2020-01-01T00:00:00Z") { id } }';
    expect((await problemOf(world.ask(operator, past))).message).toContain('is over');
  });
});
