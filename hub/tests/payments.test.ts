/**
 * From a CDR to the money, over real HTTP: what the eMSP owes is collected by Stripe or by bank, what the CPO is owed is
 * paid out by a file for the bank, and the ledger is even in the end.
 */
import { samples } from '@chargesphere/simulator';
import { SECRET, StripeStandIn, webhook } from '../../tests/setup/stripe.js';
import { ADMIN_KEY, world, type Shape, type World } from './world.js';

const IBAN = 'NL91ABNA0417164300';

interface Shown {
  id: string;
  state: string;
  reference: string;
  direction: string;
  party: string;
  amount: string;
  providerReference: string | null;
  instructions: { url: string | null } | null;
}

describe.each<Shape>(['one', 'split'])('payments, shape %s', (shape) => {
  let w: World;
  let stripe: StripeStandIn;
  let number: string;

  beforeAll(async () => {
    stripe = await StripeStandIn.open();
    const env = {
      HUB_BANK_IBAN: IBAN,
      STRIPE_SECRET_KEY: 'sk_test_none',
      STRIPE_WEBHOOK_SECRET: SECRET,
      HUB_STRIPE_URL: stripe.url,
      HUB_ALLOW_PRIVATE_ADDRESSES: 'on', // the parts run as in production, and the stand-in has no TLS
    };
    w = await world({ shape, env });
    number = await statement();
  });
  afterAll(async () => {
    await w.close();
    await stripe.close();
  });

  /** States as they change, from now on. */
  const watch = async (document: string) => {
    const principal = { kind: 'operator', name: 'test' } as const;
    const caller = { principal, requestId: 't', correlationId: 't' };
    const events = await w.hub.gateway?.subscribe({ document, caller });
    if (!events || !('next' in events)) throw new Error('This cannot be watched.');
    return {
      async until(id: string, state?: string): Promise<void> {
        for (;;) {
          const { value } = await events.next();
          const { changed } = (value as { data: { changed: { id: string; state?: string } } }).data;
          if (changed.id === id && changed.state === state) return;
        }
      },
      stop: () => events.return(undefined),
    };
  };

  /** Number of the one statement to be paid, for a CDR of NL/ALF that DE/BET has to pay. */
  const statement = async (): Promise<string> => {
    const checks = await watch('subscription { changed: cdrChecked { id: ref } }');
    await w.graph('mutation ($cdr: CdrDocument!) { postCdr(document: $cdr) { ref } }', { cdr: charge });
    await checks.until('NL/ALF/C-1');
    await checks.stop();
    await w.graph('mutation ($ref: ID!) { acceptCdr(ref: $ref, reason: "Seen") { ref } }', {
      ref: 'NL/ALF/C-1',
    });
    const profile = `mutation ($party: ID!, $input: BillingProfileInput!) {
      putBillingProfile(party: $party, input: $input) { name } }`;
    await w.graph(profile, { party: 'NL/ALF', input: { name: 'Alfa Laden', iban: 'NL20INGB0001234567' } });
    const jobs = await watch('subscription { changed: jobUpdated { id state } }');
    const { runStatements } = await w.graph<{ runStatements: { id: string } }>(
      'mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }',
      { input: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' } },
    );
    await jobs.until(runStatements.id, 'DONE');
    await jobs.stop();
    const { statements } = await w.graph<{ statements: { items: { kind: string; number: string }[] } }>(
      '{ statements { items { kind number } } }',
    );
    return statements.items.find(({ kind }) => kind === 'STATEMENT')?.number ?? '';
  };

  const SHOWN = 'id state reference direction party amount providerReference instructions { url }';

  const pay = async (provider: string): Promise<Shown> => {
    const text = `mutation ($number: String!, $provider: String!) { payStatement(number: $number, provider: $provider) { ${SHOWN} } }`;
    return (await w.graph<{ payStatement: Shown }>(text, { number, provider })).payStatement;
  };

  const payment = async (id: string): Promise<Shown> =>
    (await w.graph<{ payment: Shown }>(`query ($id: ID!) { payment(id: $id) { ${SHOWN} } }`, { id })).payment;

  const send = (
    { body, signature }: { body: Buffer; signature?: string },
    path = 'stripe',
    method = 'POST',
  ): Promise<Response> =>
    fetch(`${w.hub.publicUrl}/payments/webhooks/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(signature && { 'stripe-signature': signature }) },
      ...(method === 'POST' && { body: new Uint8Array(body) }),
    });

  it('does not take money for an invoice that a statement sets off, which would be paid twice', async () => {
    const { statements } = await w.graph<{ statements: { items: { kind: string; number: string }[] } }>(
      '{ statements { items { kind number } } }',
    );
    const invoice = statements.items.find(({ kind }) => kind === 'INVOICE')?.number;
    const { errors } = await w.ask(
      'mutation ($number: String!) { payStatement(number: $number, provider: "stripe") { id } }',
      { number: invoice },
    );
    expect(errors).toMatchObject([
      {
        message: `${invoice} is set off against others: pay ${number}, which names it.`,
        extensions: { code: 'CONFLICT' },
      },
    ]);
  });

  it('asks the eMSP by Stripe, believes its signed message alone, and pays the CPO by bank', async () => {
    const changes = await watch('subscription { changed: paymentUpdated { id state } }');
    const made = await pay('stripe');
    expect(made).toMatchObject({ direction: 'COLLECTION', party: 'DE/BET', amount: '9.68' });
    await changes.until(made.id, 'SUBMITTED');
    const asked = await payment(made.id);
    expect(asked.instructions?.url).toBe('https://checkout.stripe.test/cs_test_1');

    const session = { ...stripe.sessions.get('cs_test_1'), status: 'complete', payment_status: 'paid' };
    const message = webhook('checkout.session.completed', session);
    const forged = await send({ body: message.body, signature: 't=1,v1=00' });
    expect([forged.status, (await payment(made.id)).state]).toEqual([400, 'SUBMITTED']);
    expect((await send({ body: message.body })).status).toBe(400);
    const taken = await send(message);
    expect([taken.status, await taken.json()]).toEqual([200, { taken: 1, repeated: 0 }]);
    await changes.until(made.id, 'SETTLED');
    expect(await (await send(message)).json()).toEqual({ taken: 0, repeated: 1 });

    const batch = await w.graph<{ createPayoutBatch: { id: string; payouts: Shown[] } }>(
      `mutation ($statements: [String!]) { createPayoutBatch(statements: $statements) { id payouts { ${SHOWN} } } }`,
      { statements: [number] },
    );
    const [payout] = batch.createPayoutBatch.payouts;
    expect(payout).toMatchObject({
      direction: 'PAYOUT',
      party: 'NL/ALF',
      state: 'SUBMITTED',
      amount: '9.68',
    });
    const file = await fetch(`${w.hub.publicUrl}/documents/payouts/${batch.createPayoutBatch.id}.xml`, {
      headers: { authorization: `Bearer ${ADMIN_KEY}` },
    });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/xml']);
    expect(await file.text()).toContain('<IBAN>NL20INGB0001234567</IBAN>');

    const camt053 = `<Document><BkToCstmrStmt><Stmt><Id>D1</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>
      <Ntry><Amt Ccy="EUR">9.68</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>B1</AcctSvcrRef>
      <NtryDtls><TxDtls><Refs><EndToEndId>${payout?.reference ?? ''}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
      </Stmt></BkToCstmrStmt></Document>`;
    const imported = await w.graph(
      'mutation ($camt053: String!) { importBankStatement(camt053: $camt053) { matched open } }',
      { camt053 },
    );
    expect(imported).toEqual({ importBankStatement: { matched: 1, open: 0 } });
    await changes.until(payout?.id ?? '', 'SETTLED');
    await changes.stop();

    const { ledgerAccounts } = await w.graph<{
      ledgerAccounts: { items: { owner: { ref: string }; kind: string; posted: string }[] };
    }>('{ ledgerAccounts { items { owner { ref } kind posted } } }');
    const clearing = ledgerAccounts.items.filter(({ kind }) => kind === 'CLEARING');
    expect(clearing.map(({ owner }) => owner.ref).sort()).toEqual(['DE/BET', 'NL/ALF']);
    for (const { posted } of clearing) expect(Number(posted)).toBe(0);
  });

  it('answers what is no webhook with what would be one', async () => {
    const body = Buffer.from('{}');
    expect((await send({ body }, 'paypal')).status).toBe(404);
    expect((await send({ body }, '')).status).toBe(404);
    expect((await send({ body }, 'bank-transfer')).status).toBe(404);
    const wrong = await send({ body }, 'stripe', 'GET');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await send({ body: Buffer.alloc(600_000) })).status).toBe(413);
  });
});

const charge = samples.cdr({
  id: 'C-1',
  session_id: 'S-1',
  start_date_time: '2026-03-02T08:00:00Z',
  end_date_time: '2026-03-02T09:00:00Z',
  currency: 'EUR',
  total_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
  total_energy_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
  total_energy: 20,
  last_updated: '2026-03-02T09:30:00Z',
});
