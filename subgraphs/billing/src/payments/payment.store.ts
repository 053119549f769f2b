/** Payments: made for a statement, read by whoever they concern, canceled by operators. */
import { and, raw, recordPage, sql, type Page, type PageInput, type Sql } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { faultsOf } from '../documents/pain001/credit-transfer.rules.js';
import { providerNamed, type PaymentGround } from './ground.js';
import { nextPayment, type Payable, type PayableParty } from './payable.rules.js';
import { BANK_TRANSFER } from './bank-transfer.provider.js';
import { paymentUpdated } from './payment.events.js';
import { lockPayment, movePayment } from './payment.move.js';
import { isUuid, PAYMENT_COLUMNS, type PaymentRow } from './payment.row.js';
import { referenceOf, type PaymentDirection, type PaymentState } from './payment.rules.js';
import type { BankAccount } from './provider.js';

export interface PaymentSearch {
  states?: PaymentState[] | null;
  direction?: PaymentDirection | null;
  provider?: string | null;
  party?: string | null;
  statement?: string | null;
}

/** Folded refs of the parties a reader speaks for; null sees all. */
export type Parties = readonly string[] | null;

export interface PaymentAttemptRow {
  payment: string;
  number: number;
  startedAt: string;
  endedAt: string | null;
  outcome: string;
  reason: string | null;
}

export interface PaymentEventRow {
  id: string;
  payment: string | null;
  provider: string;
  eventId: string;
  kind: string;
  outcome: string;
  reason: string | null;
  occurredAt: string;
  receivedAt: string;
}

const COLUMNS = raw(PAYMENT_COLUMNS);
/** Shown beside a payment; a provider that is away for weeks makes more attempts than anybody reads. */
const SHOWN_MAX = 100;

export class PaymentStore {
  constructor(private readonly ground: PaymentGround) {}

  /** The next payment of a statement, to be carried out by this provider; refused when it has another direction than `only`. */
  async make(statement: string, provider: string, only?: PaymentDirection): Promise<PaymentRow> {
    providerNamed(this.ground, provider);
    const payable = await this.ground.payable(statement);
    if (payable === undefined)
      throw new Problem(
        'NOT_FOUND',
        `There is no statement ${JSON.stringify(statement)}; take a number from the list.`,
      );
    if (payable === null) throw new Problem('CONFLICT', `${statement} is even: nobody owes anything.`);
    const { number, amount, currency } = payable;
    const made = await this.#read(
      sql`select ${COLUMNS} from billing.payment p where p.statement = ${number}`,
    );
    const { direction, party } = nextPayment(payable, made, this.ground.hub);
    if (only && only !== direction)
      throw new Problem(
        'CONFLICT',
        `${number} is to be collected from ${party.ref} before it can be paid out.`,
      );
    const isPayout = direction === 'PAYOUT';
    const byBank = provider === BANK_TRANSFER;
    const account = isPayout && byBank ? this.#payee(party, payable) : null;
    const providerAccount = isPayout && !byBank ? await this.#accountAt(provider, party) : null;
    // A payout by bank waits for its batch, everything else for a node that has time.
    const dueAt = isPayout && byBank ? null : this.ground.now();
    return this.ground.write(async (em, note) => {
      const [next] = await em.execute<{ seq: number }[]>(
        `select nextval(pg_get_serial_sequence('billing.payment', 'seq'))::float8 as seq`,
      );
      const seq = next?.seq ?? 0;
      const now = this.ground.now();
      const [row] = await em.execute<PaymentRow[]>(
        `insert into billing.payment as p (seq, reference, direction, provider, party, statement, amount, currency,
           description, account, provider_account, due_at, created_at, changed_at)
         values (?, ?, ?, ?, ?, ?, ?::numeric, ?, ?, ?::jsonb, ?, ?, ?, ?)
         on conflict (statement, direction) where state in ('CREATED', 'SUBMITTED', 'SETTLED') do nothing
         returning ${PAYMENT_COLUMNS}`,
        [
          seq,
          referenceOf(seq),
          direction,
          provider,
          party.ref,
          number,
          amount,
          currency,
          `Statement ${number}`,
          account && JSON.stringify(account),
          providerAccount,
          dueAt,
          now,
          now,
        ],
      );
      if (!row) throw new Problem('CONFLICT', `${number} is being paid by somebody else at this moment.`);
      note(paymentUpdated(row));
      return row;
    });
  }

  /** Takes back what has not moved any money yet. */
  async cancel(id: string, reason: string): Promise<PaymentRow> {
    const found = await this.find(null, id);
    if (!found) throw unknown(id);
    if (found.state === 'SUBMITTED' && found.direction === 'COLLECTION' && found.providerReference)
      await providerNamed(this.ground, found.provider)
        .cancelCollection(found.providerReference)
        .catch((error: Error) => {
          throw new Problem('CONFLICT', `It cannot be canceled at ${found.provider}: ${error.message}`);
        });
    return this.ground.write(async (em, note) => {
      const payment = await lockPayment(em, id);
      if (!payment) throw unknown(id);
      const refusal = whyNotCanceled(payment);
      if (refusal) throw new Problem('CONFLICT', refusal);
      return (await movePayment(this.ground, em, note, payment, { state: 'CANCELED', reason })).payment;
    });
  }

  async find(parties: Parties, id: string): Promise<PaymentRow | undefined> {
    if (!isUuid(id)) return undefined;
    const where = and([sql`p.id = ${id}`, ownedBy(parties)]);
    return (await this.#read(sql`select ${COLUMNS} from billing.payment p where ${where}`))[0];
  }

  /** Newest first. */
  page(parties: Parties, filter: PaymentSearch | null, page: PageInput | null): Promise<Page<PaymentRow>> {
    const where = [
      ownedBy(parties),
      filter?.states ? sql`p.state = any(${filter.states}::text[])` : undefined,
      filter?.direction ? sql`p.direction = ${filter.direction}` : undefined,
      filter?.provider ? sql`p.provider = ${filter.provider}` : undefined,
      filter?.party ? sql`p.party = ${filter.party.toUpperCase()}` : undefined,
      filter?.statement ? sql`p.statement = ${filter.statement}` : undefined,
    ];
    return recordPage<PaymentRow>(page, {
      list: (position, limit) =>
        this.#read(sql`select ${COLUMNS} from billing.payment p
          where ${and([...where, position ? sql`p.seq < ${position}` : undefined])} order by p.seq desc limit ${limit}`),
      count: () => this.#count(sql`select count(*)::int as total from billing.payment p where ${and(where)}`),
      positionOf: ({ seq }) => seq,
      digits: 15,
    });
  }

  /** Of each batch, in the order of their making. */
  async ofBatches(batches: readonly string[]): Promise<PaymentRow[][]> {
    const rows = await this.#read(
      sql`select ${COLUMNS} from billing.payment p where p.batch = any(${batches}::uuid[]) order by p.seq`,
    );
    const found = Map.groupBy(rows, ({ batch }) => batch);
    return batches.map((batch) => found.get(batch) ?? []);
  }

  /** Attempts to hand each to its provider, the last ones first. */
  async attempts(payments: readonly string[]): Promise<PaymentAttemptRow[][]> {
    const rows = await this.#ask<PaymentAttemptRow>(sql`
      select a.payment, a.number, a.started_at as "startedAt", a.ended_at as "endedAt", a.outcome, a.reason
      from unnest(${payments}::uuid[]) as wanted(id) cross join lateral (
        select * from billing.payment_attempt a where a.payment = wanted.id order by a.number desc limit ${SHOWN_MAX}
      ) a order by a.number desc`);
    const found = Map.groupBy(rows, ({ payment }) => payment);
    return payments.map((payment) => found.get(payment) ?? []);
  }

  /** What providers said that fits no payment, contradicts one, or names another amount: the newest first. */
  doubts(page: PageInput | null): Promise<Page<PaymentEventRow>> {
    const doubtful = raw(`e.outcome in ('CONFLICT', 'AMOUNT_DIFFERS', 'UNMATCHED')`);
    return recordPage<PaymentEventRow>(page, {
      list: (position, limit) =>
        this.#ask<PaymentEventRow>(sql`
          select e.id::text as id, e.payment, e.provider, e.event_id as "eventId", e.kind, e.outcome, e.reason,
            e.occurred_at as "occurredAt", e.received_at as "receivedAt"
          from billing.payment_event e where ${and([doubtful, position ? sql`e.id < ${position}` : undefined])}
          order by e.id desc limit ${limit}`),
      count: () =>
        this.#count(sql`select count(*)::int as total from billing.payment_event e where ${doubtful}`),
      positionOf: ({ id }) => Number(id),
      digits: 15,
    });
  }

  async putAccount(party: string, provider: string, account: string): Promise<void> {
    providerNamed(this.ground, provider);
    await this.ground.pool.query(
      `insert into billing.payment_account (party, provider, account) values ($1, $2, $3)
       on conflict (party, provider) do update set account = excluded.account`,
      [party, provider, account],
    );
  }

  /** Refuses what no bank would take, before it makes a whole file worthless. */
  #payee({ ref, name, iban, bic }: PayableParty, { currency, amount, number }: Payable): BankAccount {
    const { bank: payer } = this.ground;
    if (!payer)
      throw new Problem('INVALID_INPUT', 'The hub has no bank account to pay from: set HUB_BANK_IBAN.');
    if (currency !== 'EUR')
      throw new Problem(
        'INVALID_INPUT',
        `SEPA pays euros only, and this is ${currency}; choose another provider.`,
      );
    if (!iban)
      throw new Problem('INVALID_INPUT', `${ref} has no IBAN; give it with putBillingProfile and pay again.`);
    const payee = { holder: name, iban, bic };
    const payouts = [{ endToEndId: ref, amount, payee, message: number }];
    const at = this.ground.now().toISOString();
    const [fault] = faultsOf({ messageId: 'CS', createdAt: at, executeOn: at.slice(0, 10), payer, payouts });
    if (fault !== undefined) throw new Problem('INVALID_INPUT', `The payout cannot be made: ${fault}`);
    return payee;
  }

  async #accountAt(provider: string, party: PayableParty): Promise<string> {
    const [row] = await this.#ask<{ account: string }>(sql`
      select account from billing.payment_account where party = ${party.ref} and provider = ${provider}`);
    if (row) return row.account;
    throw new Problem(
      'INVALID_INPUT',
      `${party.ref} has no account at ${provider}; name one with putPaymentAccount, or pay by another provider.`,
    );
  }

  async #read(query: Sql): Promise<PaymentRow[]> {
    return this.#ask<PaymentRow>(query);
  }

  async #ask<R extends object>(query: Sql): Promise<R[]> {
    return (await this.ground.pool.query<R>(query.toQuery())).rows;
  }

  async #count(query: Sql): Promise<number> {
    return (await this.#ask<{ total: number }>(query))[0]?.total ?? 0;
  }
}

const unknown = (id: string): Problem =>
  new Problem(
    'NOT_FOUND',
    `There is no payment ${JSON.stringify(id)}; take an id from the list of payments.`,
  );

const ownedBy = (parties: Parties): Sql | undefined =>
  parties ? sql`p.party = any(${parties}::text[])` : undefined;

/** A payout that may be under way is not taken back: its money may be on another account already. */
const whyNotCanceled = ({ state, direction, attempts, batch, id }: PaymentRow): string | undefined => {
  if (state !== 'CREATED' && state !== 'SUBMITTED') return `The payment ${id} is ${state} already.`;
  if (direction === 'COLLECTION') return undefined;
  if (batch !== null) return undefined; // whoever holds the file says that the bank will not get it
  return attempts === 0 ? undefined : `The payout ${id} may have been made already; wait for its provider.`;
};
