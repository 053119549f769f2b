/**
 * Payments of the billing subgraph on a database of their own: with statements as clearing would have issued them, a
 * stand-in for Stripe, and a clock that tests move.
 */
import { createLog, createSubgraph, openFrame, type Subgraph } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { templateDatabase, type TestDatabase } from '../../../../tests/setup/database.js';
import { billingMigration } from '../../migrations/2026-11-23-billing.js';
import { ledgerMigration } from '../../migrations/2026-12-02-ledger.js';
import { paymentsMigration } from '../../migrations/2026-12-03-payments.js';
import type { PartyView } from '../../src/documents/statement-view.js';
import { openPayments, type Payments } from '../../src/payments/index.js';
import type { PayableStatement, Statements } from '../../src/payments/statement-payable.js';
import { callerOf, operator, party, type Data } from '../world.js';
import { SECRET, StripeStandIn, webhook } from '../../../../tests/setup/stripe.js';

export const system = callerOf({ kind: 'system', name: 'test' });
export const emsp = party('DE/EMP', 'EMSP');
export const cpo = party('NL/TNM', 'CPO');
export { anonymous, callerOf, operator, party, problemOf } from '../world.js';

export const HUB_IBAN = 'NL91ABNA0417164300';

/** A statement by which DE/EMP owes NL/TNM; takes only what should differ. */
export interface StatementSample extends PayableStatement {
  settledBy: string | null;
  isRunOpen: boolean;
}
export const statement = (number: string, difference: Partial<StatementSample> = {}): StatementSample => ({
  number,
  kind: 'STATEMENT',
  currency: 'EUR',
  totalAfterTaxes: '100.50',
  issuer: 'NL/TNM',
  recipient: 'DE/EMP',
  settledBy: null,
  isRunOpen: false,
  ...difference,
});

export class StatementSamples implements Statements {
  readonly #known = new Map<string, StatementSample>();
  /** By ref; a party without one has no bank account. */
  readonly ibans = new Map<string, string>([['NL/TNM', 'NL20INGB0001234567']]);

  issue(...samples: StatementSample[]): void {
    for (const sample of samples) this.#known.set(sample.number, sample);
  }

  byNumbers(_: null, numbers: readonly string[]): Promise<(StatementSample | undefined)[]> {
    return Promise.resolve(numbers.map((number) => this.#known.get(number)));
  }

  settling(number: string): Promise<string | null> {
    return Promise.resolve(this.#known.get(number)?.settledBy ?? null);
  }

  isRunOpen(number: string): Promise<boolean> {
    return Promise.resolve(this.#known.get(number)?.isRunOpen ?? false);
  }

  accounts(refs: readonly string[]): Promise<Map<string, PartyView>> {
    const view = (ref: string): PartyView => {
      const iban = this.ibans.get(ref);
      return { ref, name: `Party ${ref}`, ...(iban && { iban }) };
    };
    return Promise.resolve(new Map(refs.map((ref) => [ref, view(ref)])));
  }
}

export interface NodeOptions {
  url: string;
  stripeUrl: string;
  statements: StatementSamples;
  now?: () => Date;
  lease_ms?: number;
  timeout_ms?: number;
}

interface Opened {
  subgraph: Subgraph;
  payments: Payments;
}

/** One process of a hub. */
export const openNode = async (options: NodeOptions): Promise<Opened> => {
  const { url, stripeUrl, statements, now, lease_ms, timeout_ms = 2_000 } = options;
  const log = createLog({ level: 'silent' });
  const frame = await openFrame(
    { url, log, poolSize: 5 },
    { schema: 'billing', migrations: [billingMigration, ledgerMigration, paymentsMigration] },
  );
  const payments = openPayments(
    frame,
    log,
    { statements, accounts: (refs) => statements.accounts(refs) },
    {
      hub: 'NL/HUB',
      bank: { holder: 'ChargeSphere', iban: HUB_IBAN, bic: 'ABNANL2A' },
      stripe: {
        secretKey: 'sk_test_none',
        webhookSecret: SECRET,
        apiUrl: stripeUrl,
        returnUrl: 'https://hub.test/',
        timeout_ms,
      },
      ...(now && { now }),
      ...(lease_ms !== undefined && { lease_ms }),
    },
  );
  const subgraph = (await createSubgraph<{ caller: Caller }>({
    name: 'billing',
    resolvers: payments.resolvers,
    references: {},
    context: (caller) => ({ caller, outbox: frame.outbox }),
    audit: frame.audit,
    check: () => frame.check(),
    close: async () => {
      await payments.close();
      await frame.close();
    },
  })) as Subgraph;
  return { subgraph, payments };
};

export interface PaymentShown {
  id: string;
  state: string;
  direction: string;
  reference: string;
  reason: string | null;
  amount: string;
  providerReference: string | null;
  instructions: { url: string | null; reference: string | null; account: { iban: string } | null } | null;
  attempts: { number: number; outcome: string; reason: string | null }[];
}

const SHOWN = `id state direction reference reason amount providerReference
  instructions { url reference account { iban } } attempts { number outcome reason }`;

export class PaymentNode {
  readonly subgraph: Subgraph;
  readonly #payments: Payments;

  constructor({ subgraph, payments }: Opened) {
    this.subgraph = subgraph;
    this.#payments = payments;
  }

  /** Everything that is due was tried once. */
  carryOut(): Promise<void> {
    return this.#payments.carryOut();
  }

  run(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    const { schema } = this.subgraph;
    const contextValue = this.subgraph.context(caller);
    return Promise.resolve(
      execute({ schema, document: parse(text), variableValues: variables, contextValue }),
    );
  }

  /** The data, or the first error. */
  async ask<T = Data>(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.run(caller, text, variables);
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data)) as T;
  }

  async pay(number: string, provider = 'stripe'): Promise<PaymentShown> {
    const text = `mutation ($number: String!, $provider: String!) { payStatement(number: $number, provider: $provider) { ${SHOWN} } }`;
    return (await this.ask<{ payStatement: PaymentShown }>(operator, text, { number, provider }))
      .payStatement;
  }

  async payment(id: string): Promise<PaymentShown> {
    const text = `query ($id: ID!) { payment(id: $id) { ${SHOWN} } }`;
    return (await this.ask<{ payment: PaymentShown }>(operator, text, { id })).payment;
  }

  async receive({ body, signature }: { body: Buffer; signature: string }, provider = 'stripe') {
    const text = `mutation ($provider: String!, $body: String!, $signature: String!) {
      receivePaymentWebhook(provider: $provider, body: $body, signature: $signature) { taken repeated } }`;
    const variables = { provider, body: body.toString('base64'), signature };
    const { receivePaymentWebhook } = await this.ask<{
      receivePaymentWebhook: { taken: number; repeated: number };
    }>(system, text, variables);
    return receivePaymentWebhook;
  }

  async import(camt053: string): Promise<Record<string, number>> {
    const text = `mutation ($camt053: String!) {
      importBankStatement(camt053: $camt053) { statements matched open repeated pending } }`;
    return (await this.ask<{ importBankStatement: Record<string, number> }>(operator, text, { camt053 }))
      .importBankStatement;
  }
}

export class PaymentWorld extends PaymentNode {
  #nodes: Subgraph[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly stripe: StripeStandIn,
    readonly statements: StatementSamples,
    readonly clock: { at: Date },
    opened: Opened,
  ) {
    super(opened);
    this.#nodes.push(opened.subgraph);
  }

  static async open(more: Partial<NodeOptions> = {}): Promise<PaymentWorld> {
    const statements = new StatementSamples();
    const stripe = await StripeStandIn.open();
    const database = await templateDatabase('billing payments', async (url) =>
      (await openNode({ url, stripeUrl: stripe.url, statements })).subgraph.close(),
    );
    const clock = { at: new Date() };
    const now = () => clock.at;
    const opened = await openNode({ url: database.url, stripeUrl: stripe.url, statements, now, ...more });
    return new PaymentWorld(database, stripe, statements, clock, opened);
  }

  /** Another process of the same hub; it looks for work as it starts. */
  async node(more: Partial<NodeOptions> = {}): Promise<PaymentNode> {
    const { statements, stripe, database, clock } = this;
    const now = () => clock.at;
    const opened = await openNode({ url: database.url, stripeUrl: stripe.url, statements, now, ...more });
    this.#nodes.push(opened.subgraph);
    return new PaymentNode(opened);
  }

  /** Time passes. */
  pass(minutes: number): void {
    this.clock.at = new Date(this.clock.at.getTime() + minutes * 60_000);
  }

  /** Opens a subscription and gives what comes, one after the other. */
  async watch(caller: Caller, text: string): Promise<AsyncGenerator<ExecutionResult>> {
    const { schema } = this.subgraph;
    const contextValue = this.subgraph.context(caller);
    const source = await subscribe({ schema, document: parse(text), contextValue });
    if (!(Symbol.asyncIterator in source)) throw source.errors?.[0]?.originalError ?? new Error('no source');
    return source as AsyncGenerator<ExecutionResult>;
  }

  /** Straight from the database. */
  async rows<R extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<R>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** What the ledger says of a party: posted transfers, as `debit > credit amount`. */
  async ledger(ref: string): Promise<string[]> {
    const rows = await this.rows<{ said: string }>(
      `select t.kind || ' ' || d.kind || ' > ' || c.kind || ' ' || t.amount::float8 as said
       from billing.ledger_transfer t join billing.ledger_account d on d.id = t.debit_account
       join billing.ledger_account c on c.id = t.credit_account
       join billing.ledger_settlement s on s.transfer_id = t.id and s.outcome = 'POSTED'
       where d.owner = $1 order by t.id`,
      [ref],
    );
    return rows.map(({ said }) => said);
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.close()));
    await this.stripe.close();
    await this.database.drop();
  }
}

export { webhook };
