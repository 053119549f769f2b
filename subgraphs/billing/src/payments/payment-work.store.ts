/**
 * Payments as the nodes of the hub carry them out. A node takes some up for the time of a lease and writes down the
 * attempt before it calls the provider. If it dies after that, nobody knows whether the call was made: the attempt is
 * UNKNOWN, and the next node asks the provider the same with the same idempotency key.
 */
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.row.js';
import type { PaymentGround } from './ground.js';
import { lockPayment, movePayment } from './payment.move.js';
import { lookAfter_ms, retryAfter_ms } from './payment.rules.js';
import type { Accepted, Told } from './provider.js';

const REASON_MAX = 1000;

export class PaymentWorkStore {
  constructor(private readonly ground: PaymentGround) {}

  /** Those that are due the longest, and that no living node has. */
  async take(limit: number): Promise<PaymentRow[]> {
    const now = this.ground.now();
    const { rows } = await this.ground.pool.query<PaymentRow>({
      name: 'billing.payments.take',
      text: TAKE,
      values: [now, limit, this.ground.outbox.node, new Date(now.getTime() + this.ground.lease_ms)],
    });
    return rows;
  }

  /** When the next one is due, or its lease runs out. */
  async nextDue(): Promise<Date | undefined> {
    const { rows } = await this.ground.pool.query<{ at: string | null }>(
      `select min(greatest(due_at, coalesce(lease_until, due_at))) as at from billing.payment where due_at is not null`,
    );
    const at = rows[0]?.at;
    return at ? new Date(at) : undefined;
  }

  /** The provider has it. It may have told so by webhook before. */
  async accepted({ id, attempts }: PaymentRow, accepted: Accepted): Promise<void> {
    const { state, providerReference, instructions } = accepted;
    await this.ground.write(async (em, note) => {
      const payment = await lockPayment(em, id);
      if (!payment) return;
      await this.#end(em, id, attempts, 'ACCEPTED', null);
      const dueAt = state === 'SUBMITTED' ? this.#in(lookAfter_ms(0)) : null;
      await movePayment(this.ground, em, note, payment, {
        state,
        reason: null,
        providerReference,
        instructions,
        dueAt,
      });
    });
  }

  /** The provider will not do it. */
  async refused({ id, attempts }: PaymentRow, reason: string): Promise<void> {
    await this.ground.write(async (em, note) => {
      const payment = await lockPayment(em, id);
      if (!payment) return;
      await this.#end(em, id, attempts, 'REFUSED', reason);
      await movePayment(this.ground, em, note, payment, { state: 'FAILED', reason: cut(reason) });
    });
  }

  /** It did not get through, or nobody knows: it waits for the next attempt. */
  async unavailable({ id, attempts }: PaymentRow, reason: string): Promise<void> {
    await this.ground.write(async (em) => {
      await this.#end(em, id, attempts, 'UNAVAILABLE', reason);
      await em.execute(
        `update billing.payment set due_at = ?, node = null, lease_until = null, reason = ?
         where id = ? and node = ? and state = 'CREATED'`,
        [this.#in(retryAfter_ms(attempts)), cut(reason), id, this.ground.outbox.node],
      );
    });
  }

  /** The provider was asked how it stands; `told` is undefined when it could not say. */
  async looked({ id, looks }: PaymentRow, told: Told | undefined): Promise<void> {
    await this.ground.write(async (em, note) => {
      const payment = await lockPayment(em, id);
      if (!payment) return;
      if (told && told.state !== payment.state) {
        const { verdict } = await movePayment(this.ground, em, note, payment, told);
        if (verdict === 'NEWS') return;
      }
      await em.execute(
        `update billing.payment set looks = ?, due_at = ?, node = null, lease_until = null
         where id = ? and state = 'SUBMITTED'`,
        [looks + 1, this.#in(lookAfter_ms(looks + 1)), id],
      );
    });
  }

  /** Nobody can be asked how it stands: it waits for what its bank says. */
  async leave({ id }: PaymentRow): Promise<void> {
    await this.ground.pool.query(
      `update billing.payment set due_at = null, node = null, lease_until = null where id = $1 and state = 'SUBMITTED'`,
      [id],
    );
  }

  async #end(
    em: { execute(text: string, values: unknown[]): Promise<unknown> },
    payment: string,
    number: number,
    outcome: string,
    reason: string | null,
  ): Promise<void> {
    await em.execute(
      `update billing.payment_attempt set outcome = ?, reason = ?, ended_at = ? where payment = ? and number = ?`,
      [outcome, cut(reason), this.ground.now(), payment, number],
    );
  }

  #in(wait_ms: number): Date {
    return new Date(this.ground.now().getTime() + wait_ms);
  }
}

function cut(reason: string | null): string | null {
  return reason === null ? null : reason.slice(0, REASON_MAX);
}

/** `tried_since` is given back as it was, so that a provider can tell the first attempt from the others. */
const TAKE = `
  with due as (
    select id, tried_since from billing.payment
    where due_at <= $1 and (lease_until is null or lease_until <= $1)
    order by due_at limit $2 for update skip locked
  ), taken as (
    update billing.payment p set node = $3, lease_until = $4,
      attempts = p.attempts + (p.state = 'CREATED')::int, tried_since = coalesce(p.tried_since, $1)
    from due where due.id = p.id
    returning ${PAYMENT_COLUMNS.replace('p.tried_since', 'due.tried_since')}
  ), cut_off as (
    update billing.payment_attempt a set outcome = 'UNKNOWN', ended_at = $1,
      reason = 'The node that made it went silent: nobody knows whether the provider was asked.'
    from taken where a.payment = taken.id and a.outcome = 'OPEN'
  ), begun as (
    insert into billing.payment_attempt (payment, number, node, started_at)
    select id, attempts, $3, $1 from taken where state = 'CREATED'
  )
  select * from taken`;
