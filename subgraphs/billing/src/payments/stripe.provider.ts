/**
 * Stripe, by its own library. A collection is a Checkout Session: a page on which the party pays by card, direct debit
 * or bank transfer, whatever the operator's Stripe account offers. A payout is a transfer to the party's connected
 * account.
 *
 * Every call carries the payment's idempotency key and parameters that depend on the payment alone, so that a call
 * repeated after an outage or a crash finds what the first one made. Stripe forgets keys after a day; a payout tried
 * again after that is looked for by its transfer group first. A second Checkout Session does no harm: the address of
 * the first was never shown to anybody.
 */
import { Problem } from '@chargesphere/schema';
import Stripe from 'stripe';
import { amountOfUnits, minorUnits } from './minor-units.js';
import type { PaymentDirection } from './payment.rules.js';
import {
  ProviderRefusal,
  ProviderUnavailable,
  type Accepted,
  type PaymentOrder,
  type PaymentProvider,
  type ProviderEvent,
  type Told,
} from './provider.js';

export interface StripeOptions {
  secretKey: string;
  /** Of the webhook endpoint; without it no webhook is believed. */
  webhookSecret: string | undefined;
  /** Where Stripe's API is; its own address unless something stands in for it. */
  apiUrl?: string | undefined;
  /** Where a payer comes back to. */
  returnUrl: string;
  /** Longest a call may take, milliseconds. */
  timeout_ms?: number;
}

const TIMEOUT_MS = 20_000;
/** After so long an idempotency key may be forgotten; Stripe keeps it for 24 hours at least. */
const KEY_KEPT_MS = 20 * 3_600_000;

export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  readonly #stripe: Stripe;

  constructor(
    private readonly options: StripeOptions,
    private readonly now: () => Date = () => new Date(),
  ) {
    const { secretKey, apiUrl, timeout_ms = TIMEOUT_MS } = options;
    this.#stripe = new Stripe(secretKey, {
      timeout: timeout_ms,
      // Attempts are made and recorded by the hub. (One that meets a closed connection the library repeats at once.)
      maxNetworkRetries: 0,
      telemetry: false,
      ...(apiUrl !== undefined && placeOf(new URL(apiUrl))),
    });
  }

  createCollection(order: PaymentOrder): Promise<Accepted> {
    return this.#asking(async () => {
      const { returnUrl } = this.options;
      const metadata = metadataOf(order);
      const session = await this.#stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: order.id,
          metadata,
          payment_intent_data: { metadata, description: order.description },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: order.currency.toLowerCase(),
                unit_amount: unitsOf(order),
                product_data: { name: order.description },
              },
            },
          ],
          success_url: returnUrl,
          cancel_url: returnUrl,
        },
        { idempotencyKey: order.idempotencyKey },
      );
      if (!session.url) throw new ProviderUnavailable('Stripe made a page and did not say where it is.');
      const expiresAt = new Date(session.expires_at * 1000).toISOString();
      return {
        providerReference: session.id,
        state: 'SUBMITTED',
        instructions: { by: 'link', url: session.url, expiresAt },
      };
    });
  }

  createPayout(order: PaymentOrder): Promise<Accepted> {
    return this.#asking(async () => {
      const { account: destination } = order;
      if (!destination)
        throw new ProviderRefusal(
          `${order.party} has no account at Stripe; name one with putPaymentAccount and pay again.`,
        );
      const made = (await this.#madeBefore(order)) ?? (await this.#transfer(order, destination));
      return { providerReference: made.id, state: 'SETTLED', instructions: null };
    });
  }

  status(direction: PaymentDirection, providerReference: string): Promise<Told | undefined> {
    return this.#asking(async () => {
      if (direction === 'COLLECTION')
        return toldBy(await this.#stripe.checkout.sessions.retrieve(providerReference));
      const { reversed } = await this.#stripe.transfers.retrieve(providerReference);
      return reversed ? RETURNED : { state: 'SETTLED', reason: null };
    });
  }

  cancelCollection(providerReference: string): Promise<void> {
    return this.#asking(async () => void (await this.#stripe.checkout.sessions.expire(providerReference)));
  }

  parseWebhook(rawBody: Buffer, headers: Readonly<Record<string, string>>): ProviderEvent[] {
    const event = this.#believed(rawBody, headers['stripe-signature']);
    const found = eventOf(event);
    return found ? [found] : [];
  }

  #believed(rawBody: Buffer, signature: string | undefined): Stripe.Event {
    const { webhookSecret } = this.options;
    if (!webhookSecret)
      throw new Problem('UNAVAILABLE', 'The hub cannot check who sends this: set STRIPE_WEBHOOK_SECRET.');
    try {
      const secret = webhookSecret;
      return this.#stripe.webhooks.constructEvent(
        rawBody,
        signature ?? '',
        secret,
        undefined,
        undefined,
        this.now().getTime(),
      );
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
        throw new Problem(
          'UNAUTHENTICATED',
          'The signature does not fit the body, or is older than five minutes: nothing was taken.',
        );
      throw error;
    }
  }

  /** What an earlier attempt made, when its key may be forgotten by now. */
  async #madeBefore(order: PaymentOrder): Promise<Stripe.Transfer | undefined> {
    const { triedSince } = order;
    if (!triedSince || this.now().getTime() - triedSince.getTime() < KEY_KEPT_MS) return undefined;
    const { data } = await this.#stripe.transfers.list({ transfer_group: order.reference, limit: 1 });
    return data[0];
  }

  #transfer(order: PaymentOrder, destination: string): Promise<Stripe.Transfer> {
    return this.#stripe.transfers.create(
      {
        amount: unitsOf(order),
        currency: order.currency.toLowerCase(),
        destination,
        description: order.description,
        transfer_group: order.reference,
        metadata: metadataOf(order),
      },
      { idempotencyKey: order.idempotencyKey },
    );
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw failureOf(error);
    }
  }
}

const RETURNED: Told = { state: 'RETURNED', reason: 'The transfer was reversed at Stripe.' };
const EXPIRED: Told = { state: 'FAILED', reason: 'Nobody paid before the link expired.' };

const placeOf = ({ protocol, hostname, port }: URL) => {
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  };
};

const metadataOf = ({ id, reference }: PaymentOrder) => ({ payment: id, reference });

const unitsOf = ({ amount, currency }: PaymentOrder): number => {
  try {
    return minorUnits(amount, currency);
  } catch (error) {
    if (error instanceof RangeError) throw new ProviderRefusal(error.message);
    throw error;
  }
};

/** Whatever Stripe did not certainly refuse may have happened. */
const failureOf = (error: unknown): Error => {
  if (!(error instanceof Stripe.errors.StripeError))
    return error instanceof Error ? error : new Error(String(error));
  const { statusCode, message } = error;
  const isRefused =
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500 &&
    // A key that is wrong or in use, and limits, say nothing of the payment itself.
    ![401, 403, 409, 429].includes(statusCode) &&
    !(error instanceof Stripe.errors.StripeIdempotencyError);
  return isRefused
    ? new ProviderRefusal(`Stripe refused: ${message}`)
    : new ProviderUnavailable(`Stripe did not do it: ${message}`);
};

const toldBy = (session: Stripe.Checkout.Session): Told => {
  if (session.payment_status === 'paid') return { state: 'SETTLED', reason: null };
  return session.status === 'expired' ? EXPIRED : { state: 'SUBMITTED', reason: null };
};

const eventOf = (event: Stripe.Event): ProviderEvent | undefined => {
  const about = { id: event.id, kind: event.type, at: new Date(event.created * 1000) };
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return { ...about, ...sessionOf(event.data.object), told: toldBy(event.data.object) };
    case 'checkout.session.async_payment_failed':
      return {
        ...about,
        ...sessionOf(event.data.object),
        told: { state: 'FAILED', reason: 'The payer’s bank did not pay.' },
      };
    case 'transfer.reversed':
      return {
        ...about,
        paymentId: event.data.object.metadata['payment'] ?? null,
        providerReference: event.data.object.id,
        told: event.data.object.reversed ? RETURNED : null, // a part that comes back is for people to see
        paid: null,
      };
    default:
      return undefined; // an account tells of much that is no payment of ours
  }
};

const sessionOf = (session: Stripe.Checkout.Session) => ({
  paymentId: session.metadata?.['payment'] ?? null,
  providerReference: session.id,
  paid: paidBy(session),
});

const paidBy = ({ amount_total, currency }: Stripe.Checkout.Session) =>
  Number.isSafeInteger(amount_total) && amount_total !== null && typeof currency === 'string'
    ? { amount: amountOfUnits(amount_total, currency), currency: currency.toUpperCase() }
    : null;
