/** A node that is killed between the provider's doing and its own writing down: the next one asks for the same payment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { operator, PaymentWorld, statement } from './world.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const payer = fileURLToPath(new URL('payer.ts', import.meta.url));

let world: PaymentWorld;
beforeEach(async () => {
  world = await PaymentWorld.open();
});
afterEach(() => world.close());

/** A node of its own process, which pays the statement and is killed as soon as Stripe has done its part. */
const payAndDie = async (number: string): Promise<void> => {
  const flags = ['--conditions=source', '--import', './tests/setup/typescript.mjs'];
  const child = spawn(process.execPath, [...flags, payer, world.database.url, world.stripe.url, number], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await Promise.race([world.stripe.call(1), ended]);
  child.kill('SIGKILL');
  const [, signal] = (await ended) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
};

it.each([
  ['Stripe has done it', 'unheard', 1],
  ['Stripe has not done it', 'deaf', 0],
] as const)('killed while it waits for the answer, and %s: one payment, one key', async (_, mood, made) => {
  // A statement between the hub and a party is a payout at once: the payment that must not be made twice.
  const sample = statement('H-1', { issuer: 'NL/TNM', recipient: 'NL/HUB' });
  world.statements.issue(sample);
  await world.ask(
    operator,
    'mutation { putPaymentAccount(input: { party: "NL/TNM", provider: "stripe", account: "acct_cpo" }) }',
  );
  world.stripe.mood = mood;
  await payAndDie('H-1');
  expect(world.stripe.transfers.size).toBe(made);
  const [payment] = await world.rows<{ id: string; state: string }>('select id, state from billing.payment');
  expect(payment?.state).toBe('CREATED');

  world.stripe.mood = 'well';
  await world.carryOut(); // the dead node's lease lasts
  expect(world.stripe.heard).toHaveLength(1);
  world.pass(2);
  await world.carryOut();
  expect(await world.payment(payment?.id ?? '')).toMatchObject({
    state: 'SETTLED',
    providerReference: 'tr_test_1',
    attempts: [
      { number: 2, outcome: 'ACCEPTED' },
      { number: 1, outcome: 'UNKNOWN' },
    ],
  });
  const [before, after] = world.stripe.heard;
  expect(after).toEqual(before); // the same key, and the same parameters
  expect(world.stripe.transfers.size).toBe(1);
  expect(await world.ledger('NL/TNM')).toEqual(['PAYOUT CLEARING > BANK 100.5']);
});
