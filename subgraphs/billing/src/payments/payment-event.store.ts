/**
 * What providers tell by webhook. An event is kept by the provider's own id of it, in the transaction that it changes
 * something in: told twice it changes nothing, told before the answer to our own call it is believed.
 */
import type { Note } from '@chargesphere/chassis';
import type { EntityManager } from '@mikro-orm/postgresql';
import { providerNamed, type PaymentGround } from './ground.js';
import { lockPayment, movePayment } from './payment.move.js';
import { isUuid, type PaymentRow } from './payment.row.js';
import { isSameAmount } from './payment.rules.js';
import type { ProviderEvent } from './provider.js';

export interface WebhookReceipt {
  /** Events that are about payments of this hub and had not been told before. */
  taken: number;
  /** Events that had been told before. */
  repeated: number;
}

type Outcome = 'APPLIED' | 'KNOWN' | 'CONFLICT' | 'AMOUNT_DIFFERS' | 'UNMATCHED';

export class PaymentEventStore {
  constructor(private readonly ground: PaymentGround) {}

  /** `rawBody` byte for byte as it came: the signature is over it. Rejects with a Problem when nothing was taken. */
  async receive(
    providerName: string,
    rawBody: Buffer,
    headers: Readonly<Record<string, string>>,
  ): Promise<WebhookReceipt> {
    const provider = providerNamed(this.ground, providerName);
    // What names no payment of ours comes from something else that uses the same account.
    const events = provider.parseWebhook(rawBody, headers).filter(({ paymentId }) => paymentId !== null);
    const receipt: WebhookReceipt = { taken: 0, repeated: 0 };
    for (const event of events) receipt[(await this.#take(provider.name, event)) ? 'taken' : 'repeated'] += 1;
    return receipt;
  }

  #take(provider: string, event: ProviderEvent): Promise<boolean> {
    return this.ground.write(async (em, note) => {
      // A second telling at the same moment waits here for the first one's commit.
      const [kept] = await em.execute<{ id: string }[]>(
        `insert into billing.payment_event (provider, event_id, kind, provider_reference, told, outcome, occurred_at,
           received_at)
         values (?, ?, ?, ?, ?, 'UNMATCHED', ?, ?) on conflict (provider, event_id) do nothing returning id::text as id`,
        [
          provider,
          event.id,
          event.kind,
          event.providerReference,
          event.told?.state ?? null,
          event.at,
          this.ground.now(),
        ],
      );
      if (!kept) return false;
      const payment = await this.#paymentOf(em, provider, event);
      const [outcome, reason] = payment
        ? await this.#apply(em, note, payment, event)
        : (['UNMATCHED', 'It names a payment that this hub does not know.'] as const);
      await em.execute('update billing.payment_event set payment = ?, outcome = ?, reason = ? where id = ?', [
        payment?.id ?? null,
        outcome,
        reason,
        kept.id,
      ]);
      if (outcome !== 'APPLIED' && outcome !== 'KNOWN')
        this.ground.log.warn(
          { provider, event: event.id, outcome, reason },
          'a provider said what does not fit',
        );
      return true;
    });
  }

  async #paymentOf(
    em: EntityManager,
    provider: string,
    { paymentId }: ProviderEvent,
  ): Promise<PaymentRow | undefined> {
    const found = paymentId && isUuid(paymentId) ? await lockPayment(em, paymentId) : undefined;
    return found?.provider === provider ? found : undefined;
  }

  async #apply(
    em: EntityManager,
    note: Note,
    payment: PaymentRow,
    { told, paid, providerReference }: ProviderEvent,
  ): Promise<readonly [Outcome, string | null]> {
    if (!told) return ['CONFLICT', 'A part of it came back; see what the provider says.'];
    if (told.state === 'SETTLED' && paid && !isSameAmount(payment, paid))
      return [
        'AMOUNT_DIFFERS',
        `${paid.amount} ${paid.currency} was paid instead of ${payment.amount} ${payment.currency}.`,
      ];
    // Of two pages for one payment the one that is on record counts, except that money is money.
    const isOther = payment.providerReference !== null && payment.providerReference !== providerReference;
    if (isOther && told.state !== 'SETTLED') return ['KNOWN', 'It is about an earlier attempt.'];
    if (told.state === 'SUBMITTED') return ['KNOWN', null];
    const { verdict } = await movePayment(this.ground, em, note, payment, { ...told, providerReference });
    if (verdict === 'CONFLICT')
      return ['CONFLICT', `It is said to be ${told.state}, and was ${payment.state} already.`];
    return [verdict === 'NEWS' ? 'APPLIED' : 'KNOWN', null];
  }
}
