/** Payments by Stripe: through outages, crashes, forged and repeated webhooks, every statement is paid once. */
import { anonymous, cpo, emsp, operator, PaymentWorld, problemOf, statement, webhook } from './world.js';

let world: PaymentWorld;
beforeEach(async () => {
  world = await PaymentWorld.open();
  world.statements.issue(statement('S-1'), statement('S-2'));
});
afterEach(() => world.close());

const account = (party: string, name: string) =>
  world.ask(operator, 'mutation ($input: PaymentAccountInput!) { putPaymentAccount(input: $input) }', {
    input: { party, provider: 'stripe', account: name },
  });

/** The session of a payment, as it is when the payer has paid. */
const paid = (id = 'cs_test_1', difference: object = {}) => ({
  ...world.stripe.sessions.get(id),
  status: 'complete',
  payment_status: 'paid',
  ...difference,
});

/** A collection that waits for its payer. */
const asked = async (number = 'S-1') => {
  const { id } = await world.pay(number);
  await world.carryOut();
  return world.payment(id);
};

describe('a collection', () => {
  it('gives the payer a page, and is settled in the ledger when the provider says so', async () => {
    const payment = await asked();
    expect(payment).toMatchObject({
      state: 'SUBMITTED',
      direction: 'COLLECTION',
      amount: '100.50',
      providerReference: 'cs_test_1',
      instructions: { url: 'https://checkout.stripe.test/cs_test_1' },
      attempts: [{ number: 1, outcome: 'ACCEPTED' }],
    });
    const [call] = world.stripe.heard;
    expect(call).toMatchObject({ key: `chargesphere-payment-${payment.id}`, path: '/v1/checkout/sessions' });
    expect(call?.params).toMatchObject({
      mode: 'payment',
      'line_items[0][price_data][unit_amount]': '10050',
      'line_items[0][price_data][currency]': 'eur',
      'metadata[payment]': payment.id,
    });
    expect(await world.ledger('DE/EMP')).toEqual([]);

    expect(await world.receive(webhook('checkout.session.completed', paid()))).toEqual({
      taken: 1,
      repeated: 0,
    });
    expect(await world.payment(payment.id)).toMatchObject({ state: 'SETTLED', instructions: null });
    expect(await world.ledger('DE/EMP')).toEqual(['PAYMENT BANK > CLEARING 100.5']);
  });

  it('is not made twice, whoever asks at the same moment', async () => {
    const results = await Promise.all(
      [1, 2, 3].map(() =>
        world.pay('S-1').then(
          () => 'made',
          (problem: { code: string }) => problem.code,
        ),
      ),
    );
    expect(results.sort()).toEqual(['CONFLICT', 'CONFLICT', 'made']);
    expect(await problemOf(world.pay('S-1'))).toMatchObject({ code: 'CONFLICT' });
    await world.carryOut();
    expect(world.stripe.sessions.size).toBe(1);
  });

  it('fails when nobody pays in time, and can be asked for again', async () => {
    const { id } = await asked();
    await world.receive(
      webhook('checkout.session.expired', paid('cs_test_1', { status: 'expired', payment_status: 'unpaid' })),
    );
    expect(await world.payment(id)).toMatchObject({
      state: 'FAILED',
      reason: 'Nobody paid before the link expired.',
    });
    const again = await asked();
    expect(again).toMatchObject({ state: 'SUBMITTED', providerReference: 'cs_test_2' });
  });

  it('waits for money that is on its way, and fails when the bank does not pay', async () => {
    const { id } = await asked();
    await world.receive(
      webhook('checkout.session.completed', paid('cs_test_1', { payment_status: 'unpaid' })),
    );
    expect((await world.payment(id)).state).toBe('SUBMITTED');
    await world.receive(
      webhook('checkout.session.async_payment_failed', paid('cs_test_1', { payment_status: 'unpaid' })),
    );
    expect((await world.payment(id)).state).toBe('FAILED');
  });

  it('that is canceled is closed at the provider too', async () => {
    const { id } = await asked();
    const text = 'mutation ($id: ID!) { cancelPayment(id: $id, reason: "Paid in cash") { state reason } }';
    expect(await world.ask(operator, text, { id })).toEqual({
      cancelPayment: { state: 'CANCELED', reason: 'Paid in cash' },
    });
    expect(world.stripe.sessions.get('cs_test_1')).toMatchObject({ status: 'expired' });
  });
});

describe('a payout', () => {
  const collected = async () => {
    await account('NL/TNM', 'acct_cpo');
    await asked();
    await world.receive(webhook('checkout.session.completed', paid()));
  };

  it('goes to the account of the party when the collection is settled, and is in the ledger', async () => {
    await collected();
    const { id, direction } = await world.pay('S-1');
    expect(direction).toBe('PAYOUT');
    await world.carryOut();
    expect(await world.payment(id)).toMatchObject({ state: 'SETTLED', providerReference: 'tr_test_1' });
    expect(world.stripe.transfers.get('tr_test_1')).toMatchObject({ destination: 'acct_cpo', amount: 10050 });
    expect(await world.ledger('NL/TNM')).toEqual(['PAYOUT CLEARING > BANK 100.5']);
    expect(await problemOf(world.pay('S-1'))).toEqual({ code: 'CONFLICT', message: 'S-1 is paid.' });
  });

  it('that is reversed is money back, and the ledger says both', async () => {
    await collected();
    const { id } = await world.pay('S-1');
    await world.carryOut();
    const transfer = { ...world.stripe.transfers.get('tr_test_1'), reversed: true };
    await world.receive(webhook('transfer.reversed', transfer));
    expect((await world.payment(id)).state).toBe('RETURNED');
    expect(await world.ledger('NL/TNM')).toEqual([
      'PAYOUT CLEARING > BANK 100.5',
      'CORRECTION BANK > CLEARING 100.5',
    ]);
  });

  it('is not made without an account, and one that Stripe refuses says why', async () => {
    await asked();
    await world.receive(webhook('checkout.session.completed', paid()));
    expect((await problemOf(world.pay('S-1'))).message).toContain('has no account at stripe');
    await account('NL/TNM', 'acct_gone');
    world.stripe.mood = 'refusing';
    const { id } = await world.pay('S-1');
    await world.carryOut();
    expect(await world.payment(id)).toMatchObject({
      state: 'FAILED',
      reason: 'Stripe refused: No such destination: acct_gone.',
      attempts: [{ outcome: 'REFUSED' }],
    });
  });
});

describe('an outage', () => {
  it.each(['away', 'failing', 'silent'] as const)(
    'of a provider that is %s loses nothing and doubles nothing',
    async (mood) => {
      world.stripe.mood = mood;
      const { id } = await world.pay('S-1');
      await world.carryOut();
      expect(await world.payment(id)).toMatchObject({
        state: 'CREATED',
        attempts: [{ outcome: 'UNAVAILABLE' }],
      });
      const calls = world.stripe.heard.length;
      await world.carryOut(); // not due yet
      expect(world.stripe.heard).toHaveLength(calls);
      world.pass(1);
      await world.carryOut();
      world.stripe.mood = 'well';
      world.pass(1);
      await world.carryOut();
      expect(await world.payment(id)).toMatchObject({
        state: 'SUBMITTED',
        reason: null,
        attempts: [{ number: 3, outcome: 'ACCEPTED' }, { number: 2 }, { number: 1 }],
      });
      expect(new Set(world.stripe.heard.map(({ key }) => key)).size).toBe(1);
      expect(world.stripe.sessions.size).toBe(1);
    },
  );

  it('that lasts longer than keys are kept makes no payout twice', async () => {
    await account('DE/EMP', 'acct_emsp');
    world.statements.issue(statement('H-1', { issuer: 'DE/EMP', recipient: 'NL/HUB' }));
    world.stripe.mood = 'silent';
    const { id } = await world.pay('H-1');
    await world.carryOut();
    world.stripe.mood = 'well';
    world.stripe.forgetKeys();
    world.pass(26 * 60);
    await world.carryOut();
    expect(await world.payment(id)).toMatchObject({ state: 'SETTLED', providerReference: 'tr_test_1' });
    expect(world.stripe.transfers.size).toBe(1);
  });

  it('of our own webhook is made up for by asking', async () => {
    const { id } = await asked();
    world.stripe.sessions.set('cs_test_1', paid() as { id: string });
    world.pass(16);
    await world.carryOut();
    expect((await world.payment(id)).state).toBe('SETTLED');
    expect(await world.ledger('DE/EMP')).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('is believed for the very bytes that were signed, and for five minutes', async () => {
    const { id } = await asked();
    const { body, signature } = webhook('checkout.session.completed', paid());
    const printedAgain = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    const forged = webhook('checkout.session.completed', paid(), { secret: 'whsec_of_somebody_else' });
    const old = webhook('checkout.session.completed', paid(), {
      at: new Date(world.clock.at.getTime() - 301_000),
    });
    for (const wrong of [{ body: printedAgain, signature }, forged, old, { body, signature: '' }])
      expect(await problemOf(world.receive(wrong))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await world.payment(id)).state).toBe('SUBMITTED');
    expect(await world.receive({ body, signature })).toEqual({ taken: 1, repeated: 0 });
  });

  it('that comes again, also to another node at the same moment, changes nothing', async () => {
    await asked();
    const other = await world.node();
    const message = webhook('checkout.session.completed', paid());
    const receipts = await Promise.all([world, other, world, other].map((node) => node.receive(message)));
    expect(receipts.filter(({ taken }) => taken === 1)).toHaveLength(1);
    const another = webhook('checkout.session.async_payment_succeeded', paid());
    expect(await world.receive(another)).toEqual({ taken: 1, repeated: 0 });
    expect(await world.ledger('DE/EMP')).toHaveLength(1);
  });

  it('that overtakes the answer to our own call is believed', async () => {
    world.stripe.mood = 'silent'; // Stripe has made the page, and the hub does not know
    const { id } = await world.pay('S-1');
    await world.carryOut();
    await world.receive(webhook('checkout.session.completed', paid()));
    expect(await world.payment(id)).toMatchObject({ state: 'SETTLED', providerReference: 'cs_test_1' });
    world.stripe.mood = 'well';
    const calls = world.stripe.heard.length;
    world.pass(5);
    await world.carryOut();
    expect(world.stripe.heard).toHaveLength(calls); // nothing is left to be asked
    expect(await world.ledger('DE/EMP')).toHaveLength(1);
  });

  it('that does not fit is kept for a person, and moves nothing', async () => {
    const { id } = await asked();
    await world.receive(
      webhook('checkout.session.completed', paid('cs_test_1', { amount_total: 10000 }), { id: 'e1' }),
    );
    const nobody = { metadata: { payment: '00000000-0000-0000-0000-000000000000' } };
    await world.receive(webhook('checkout.session.completed', paid('cs_test_1', nobody), { id: 'e2' }));
    await world.ask(operator, 'mutation ($id: ID!) { cancelPayment(id: $id, reason: "No") { state } }', {
      id,
    });
    await world.receive(webhook('checkout.session.completed', paid(), { id: 'e3' }));
    const text = '{ paymentDoubts { total items { eventId outcome reason } } }';
    expect(await world.ask(operator, text)).toEqual({
      paymentDoubts: {
        total: 3,
        items: [
          {
            eventId: 'e3',
            outcome: 'CONFLICT',
            reason: 'It is said to be SETTLED, and was CANCELED already.',
          },
          { eventId: 'e2', outcome: 'UNMATCHED', reason: 'It names a payment that this hub does not know.' },
          { eventId: 'e1', outcome: 'AMOUNT_DIFFERS', reason: '100 EUR was paid instead of 100.50 EUR.' },
        ],
      },
    });
    expect(await world.ledger('DE/EMP')).toEqual([]);
  });

  it('about what is not of this hub is passed over', async () => {
    const foreign = webhook('checkout.session.completed', {
      id: 'cs_x',
      metadata: {},
      payment_status: 'paid',
    });
    expect(await world.receive(foreign)).toEqual({ taken: 0, repeated: 0 });
    expect(await world.receive(webhook('customer.created', { id: 'cus_1' }))).toEqual({
      taken: 0,
      repeated: 0,
    });
  });
});

describe('who sees payments', () => {
  it('operators all, a party its own, nobody else any', async () => {
    const { id } = await asked();
    const text = 'query ($id: ID!) { payment(id: $id) { id } payments { total items { party } } }';
    const own = { payment: { id }, payments: { total: 1, items: [{ party: 'DE/EMP' }] } };
    expect(await world.ask(operator, text, { id })).toEqual(own);
    expect(await world.ask(emsp, text, { id })).toEqual(own);
    expect(await world.ask(cpo, text, { id })).toEqual({ payment: null, payments: { total: 0, items: [] } });
    expect(await problemOf(world.ask(anonymous, text, { id }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('only operators make and change them, and only the hub itself takes webhooks', async () => {
    const { id } = await asked();
    for (const text of [
      'mutation { payStatement(number: "S-2", provider: "stripe") { id } }',
      `mutation { cancelPayment(id: "${id}", reason: "x") { id } }`,
      'mutation { createPayoutBatch { id } }',
      'mutation { importBankStatement(camt053: "x") { matched } }',
      '{ paymentProviders }',
      '{ bankTransactions { total } }',
      '{ payoutBatches { total } }',
    ])
      expect(await problemOf(world.ask(emsp, text))).toMatchObject({ code: 'FORBIDDEN' });
    const taking =
      'mutation { receivePaymentWebhook(provider: "stripe", body: "", signature: "") { taken } }';
    for (const caller of [operator, emsp])
      expect(await problemOf(world.ask(caller, taking))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('watches its own as they change', async () => {
    const text = 'subscription { paymentUpdated { statement state } }';
    const [own, all] = await Promise.all([world.watch(emsp, text), world.watch(operator, text)]);
    world.statements.issue(statement('F-1', { recipient: 'FR/OTH' }));
    await world.pay('F-1');
    await world.pay('S-1');
    expect((await all.next()).value).toEqual({
      data: { paymentUpdated: { statement: 'F-1', state: expect.anything() } },
    });
    expect((await own.next()).value).toMatchObject({ data: { paymentUpdated: { statement: 'S-1' } } });
    await Promise.all([own.return(undefined), all.return(undefined)]);
  });

  it('an operator’s payment is on record', async () => {
    await world.pay('S-1');
    const [entry] = await world.rows(
      `select action, outcome, after from billing.audit_entry where action = 'payStatement'`,
    );
    expect(entry).toMatchObject({
      outcome: 'DONE',
      after: { statement: 'S-1', amount: '100.50', party: 'DE/EMP' },
    });
  });
});

it('refuses what cannot be paid, and says why', async () => {
  world.statements.issue(
    statement('E-1', { totalAfterTaxes: '0.00' }),
    statement('I-1', { kind: 'INVOICE', settledBy: 'S-1' }),
    statement('I-2', { kind: 'INVOICE', isRunOpen: true }),
  );
  expect(await problemOf(world.pay('E-1'))).toMatchObject({ code: 'CONFLICT' });
  expect((await problemOf(world.pay('I-1'))).message).toContain('pay S-1, which names it');
  expect((await problemOf(world.pay('I-2'))).message).toContain('when the run has ended');
  expect(await problemOf(world.pay('X-1'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await problemOf(world.pay('S-1', 'paypal'))).toMatchObject({ code: 'INVALID_INPUT' });
});
