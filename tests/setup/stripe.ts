/**
 * A stand-in for Stripe: the few calls of its API that the hub makes, over real HTTP, with idempotency keys as Stripe
 * keeps them, and with the ways in which a provider fails.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';

export const SECRET = 'whsec_test_secret';

/**
 * How calls are answered: well; by hanging up, before (away) or after (silent) doing what was asked; never, and it is
 * not (deaf) or is (unheard) done; with an error of Stripe's own; or with a refusal of the payment.
 */
export type Mood = 'well' | 'away' | 'silent' | 'deaf' | 'unheard' | 'failing' | 'refusing';

export interface Heard {
  method: string;
  path: string;
  key: string | undefined;
  params: Record<string, string>;
}

type Thing = Record<string, unknown> & { id: string };

export class StripeStandIn {
  mood: Mood = 'well';
  readonly heard: Heard[] = [];
  readonly sessions = new Map<string, Thing>();
  readonly transfers = new Map<string, Thing>();
  readonly #answers = new Map<string, { params: string; answer: Thing }>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #waiting: (() => void)[] = [];

  static async open(): Promise<StripeStandIn> {
    const standIn = new StripeStandIn();
    standIn.#server.listen(0, '127.0.0.1');
    await once(standIn.#server, 'listening');
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves with the n-th call that has been heard, now or when it comes. */
  async call(n: number): Promise<Heard> {
    for (;;) {
      const found = this.heard[n - 1];
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** A day later: Stripe may have forgotten the keys. */
  forgetKeys(): void {
    this.#answers.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const params = new URLSearchParams(Buffer.concat(chunks).toString());
    for (const [name, value] of searchParams) params.set(name, value);
    const key = request.headers['idempotency-key'] as string | undefined;
    const heard = { method: request.method ?? '', path: pathname, key, params: Object.fromEntries(params) };
    const { mood } = this;
    if (mood === 'silent' || mood === 'unheard') this.#do(heard, params.toString());
    this.heard.push(heard);
    for (const tell of this.#waiting.splice(0)) tell();
    if (mood === 'away' || mood === 'silent') return void request.socket.destroy();
    if (mood === 'deaf' || mood === 'unheard') return; // and the connection stays open
    if (mood === 'failing') return send(response, 503, failure('api_error', 'Stripe is having a bad day.'));
    if (mood === 'refusing')
      return send(response, 400, failure('invalid_request_error', 'No such destination: acct_gone.'));
    const { status, body } = this.#do(heard, params.toString());
    send(response, status, body);
  }

  #do({ method, path, key, params }: Heard, printed: string): { status: number; body: object } {
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known && known.params !== printed)
      return { status: 400, body: failure('idempotency_error', 'Keys are for the same parameters.') };
    if (known) return { status: 200, body: known.answer };
    const answer = method === 'POST' ? this.#make(path, params) : this.#find(path, params);
    if (!answer) return { status: 404, body: failure('invalid_request_error', `No such thing: ${path}`) };
    if (key !== undefined && method === 'POST')
      this.#answers.set(key, { params: printed, answer: answer as Thing });
    return { status: 200, body: answer };
  }

  #make(path: string, params: Record<string, string>): Thing | undefined {
    if (path === '/v1/checkout/sessions') return this.#newSession(params);
    if (path === '/v1/transfers') return this.#newTransfer(params);
    const expired = /^\/v1\/checkout\/sessions\/(\w+)\/expire$/.exec(path)?.[1];
    const session = expired ? this.sessions.get(expired) : undefined;
    return session && Object.assign(session, { status: 'expired', url: null });
  }

  #newSession(params: Record<string, string>): Thing {
    const id = `cs_test_${this.sessions.size + 1}`;
    const session = {
      id,
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      url: `https://checkout.stripe.test/${id}`,
      expires_at: 1_900_000_000,
      amount_total: Number(params['line_items[0][price_data][unit_amount]']),
      currency: params['line_items[0][price_data][currency]'],
      client_reference_id: params['client_reference_id'],
      metadata: { payment: params['metadata[payment]'], reference: params['metadata[reference]'] },
    };
    this.sessions.set(id, session);
    return session;
  }

  #newTransfer(params: Record<string, string>): Thing {
    const id = `tr_test_${this.transfers.size + 1}`;
    const transfer = {
      id,
      object: 'transfer',
      amount: Number(params['amount']),
      currency: params['currency'],
      destination: params['destination'],
      transfer_group: params['transfer_group'],
      reversed: false,
      metadata: { payment: params['metadata[payment]'], reference: params['metadata[reference]'] },
    };
    this.transfers.set(id, transfer);
    return transfer;
  }

  #find(path: string, params: Record<string, string>): object | undefined {
    if (path === '/v1/transfers') {
      const data = [...this.transfers.values()].filter(
        (one) => one['transfer_group'] === params['transfer_group'],
      );
      return { object: 'list', url: path, has_more: false, data };
    }
    const [, kind, id = ''] = /^\/v1\/(checkout\/sessions|transfers)\/(\w+)$/.exec(path) ?? [];
    return (kind === 'transfers' ? this.transfers : this.sessions).get(id);
  }
}

/** A webhook as Stripe sends it: the body, and the header that signs it. */
export const webhook = (
  type: string,
  object: object,
  { id = `evt_${type}`, at = new Date(), secret = SECRET }: { id?: string; at?: Date; secret?: string } = {},
): { body: Buffer; signature: string } => {
  const timestamp = Math.floor(at.getTime() / 1000);
  const event = { id, object: 'event', type, created: timestamp, livemode: false, data: { object } };
  // Written with blanks, so that who parses and prints it again has another text.
  const payload = JSON.stringify(event, null, 1);
  const signature = new Stripe('sk_test_none').webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp,
  });
  return { body: Buffer.from(payload), signature };
};

const failure = (type: string, message: string) => ({ error: { type, message } });

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
