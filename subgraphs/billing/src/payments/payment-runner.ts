/**
 * Carries payments out: takes up what is due, asks the provider, writes down what it said. Every node may do this. It
 * is woken by the payment that was made, and by a timer when the next attempt is due.
 */
import type { DomainEvent, Subscription } from '@chargesphere/chassis';
import { providerNamed, type PaymentGround } from './ground.js';
import { PAYMENT_UPDATED, updateIn } from './payment.events.js';
import type { PaymentRow } from './payment.row.js';
import type { PaymentWorkStore } from './payment-work.store.js';
import { ProviderRefusal, type PaymentOrder } from './provider.js';

const AT_ONCE = 8;
/** The longest a node sleeps: what another node left behind is found by then. */
const LOOK_EVERY_MS = 30_000;

export class PaymentRunner {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #isClosed = false;
  #made: Subscription<DomainEvent> | undefined;

  constructor(
    private readonly ground: PaymentGround,
    private readonly work: PaymentWorkStore,
  ) {}

  start(): void {
    this.#made = this.ground.outbox.subscribe([PAYMENT_UPDATED]);
    void this.#follow(this.#made);
    void this.run();
  }

  /** Never rejects: what could not be carried out is tried again. */
  run(): Promise<void> {
    if (this.#running) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#untilQuiet();
    return this.#running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#made?.return();
    await this.#running;
  }

  async #follow(made: Subscription<DomainEvent>): Promise<void> {
    for (;;) {
      const { value, done } = await made.next();
      if (done) return;
      if (updateIn(value).state === 'CREATED') void this.run();
    }
  }

  async #untilQuiet(): Promise<void> {
    clearTimeout(this.#timer);
    let wait_ms = LOOK_EVERY_MS;
    try {
      do {
        this.#isAskedAgain = false;
        const taken = await this.work.take(AT_ONCE);
        await Promise.all(taken.map((payment) => this.#carryOut(payment)));
        if (taken.length === AT_ONCE) this.#isAskedAgain = true;
        // Within the loop: who asks while this is read must not be forgotten.
        const due = await this.work.nextDue();
        const due_ms = due ? Math.max(due.getTime() - this.ground.now().getTime(), 0) + 5 : LOOK_EVERY_MS;
        wait_ms = Math.min(due_ms, LOOK_EVERY_MS);
      } while (this.#isAskedAgain && !this.#isClosed);
    } catch (error) {
      this.ground.log.warn({ err: error }, 'could not carry out payments; trying again');
    }
    // In the same step as the last look at whether somebody asked: nobody can ask in between.
    this.#running = undefined;
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.run(), wait_ms).unref();
  }

  async #carryOut(payment: PaymentRow): Promise<void> {
    const { log } = this.ground;
    try {
      await (payment.state === 'CREATED' ? this.#submit(payment) : this.#look(payment));
    } catch (error) {
      // Its lease runs out, and then it is taken up again.
      log.error({ err: error, payment: payment.id }, 'could not write down how a payment went');
    }
  }

  async #submit(payment: PaymentRow): Promise<void> {
    const order = orderOf(payment);
    try {
      const provider = providerNamed(this.ground, payment.provider);
      const accepted = await (order.direction === 'COLLECTION'
        ? provider.createCollection(order)
        : provider.createPayout(order));
      await this.work.accepted(payment, accepted);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof ProviderRefusal) return this.work.refused(payment, reason);
      this.ground.log.warn(
        { err: error, payment: payment.id },
        'a payment did not get through; trying again',
      );
      await this.work.unavailable(payment, reason);
    }
  }

  async #look(payment: PaymentRow): Promise<void> {
    const { direction, providerReference } = payment;
    const provider = this.ground.providers.get(payment.provider);
    if (!provider || !providerReference) return this.work.leave(payment);
    try {
      const told = await provider.status(direction, providerReference);
      await (told ? this.work.looked(payment, told) : this.work.leave(payment));
    } catch (error) {
      this.ground.log.warn(
        { err: error, payment: payment.id },
        'a provider could not say how a payment stands',
      );
      await this.work.looked(payment, undefined);
    }
  }
}

const orderOf = (payment: PaymentRow): PaymentOrder => ({
  id: payment.id,
  direction: payment.direction,
  reference: payment.reference,
  // The payment is the key: however often and by whomever it is tried, it is one.
  idempotencyKey: `chargesphere-payment-${payment.id}`,
  amount: payment.amount,
  currency: payment.currency,
  description: payment.description,
  party: payment.party,
  account: payment.providerAccount,
  triedSince: payment.triedSince ? new Date(payment.triedSince) : undefined,
});
