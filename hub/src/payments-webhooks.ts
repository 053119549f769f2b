/**
 * `POST /payments/webhooks/<provider>`: where payment providers tell how payments went. The body goes on byte for byte,
 * because the provider has signed its bytes, to the subgraph that knows the secret; nothing here believes anything.
 *
 * Whatever is not answered with 200 the provider sends again, so a hub that is busy or in pieces loses no message.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse } from 'graphql';

export const WEBHOOKS = '/payments/webhooks';

const RECEIVE = parse(
  `mutation ReceivePaymentWebhook($provider: String!, $body: String!, $signature: String!) {
    receivePaymentWebhook(provider: $provider, body: $body, signature: $signature) { taken repeated }
  }`,
  { noLocation: true },
);

/** Messages of providers are a few kilobytes. */
const BODY_MAX = 512 * 1024;
const BODY_MS = 10_000;
/** Each holds its body in memory until it is answered. */
const AT_ONCE = 50;

export interface PaymentWebhooks {
  handler(request: IncomingMessage, response: ServerResponse): void;
}

export const paymentWebhooks = (
  gateway: Pick<Gateway, 'execute'>,
  caller: () => Caller,
  log: Logger,
): PaymentWebhooks => {
  let underWay = 0;

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const provider = /^\/payments\/webhooks\/([a-z][a-z0-9-]{0,39})(?:\?|$)/.exec(request.url ?? '')?.[1];
    if (!provider) return refusal(404, 'Webhooks are sent to /payments/webhooks/<provider>.');
    if (request.method !== 'POST') return refusal(405, 'Send webhooks by POST.');
    const body = await readBody(request);
    if (typeof body === 'number') return refusal(body, 'The body is too long, too slow, or broke off.');
    const signature = request.headers['stripe-signature'];
    const variables = {
      provider,
      body: body.toString('base64'),
      signature: typeof signature === 'string' ? signature : '',
    };
    const { data, errors } = await gateway.execute({ document: RECEIVE, variables, caller: caller() });
    if (!errors) return { status: 200, body: data?.['receivePaymentWebhook'] };
    const [error] = errors;
    const status = statusOf(error?.extensions['code']);
    log.warn({ err: error, provider, status }, 'a payment provider’s message was not taken');
    return refusal(status, status === 500 ? FAILED : (error?.message ?? FAILED));
  };

  return {
    handler(request, response) {
      if (underWay >= AT_ONCE)
        return send(response, refusal(503, 'The hub takes other messages at this moment; send it again.'));
      underWay += 1;
      answer(request)
        .catch((error: unknown): Answer => {
          log.error({ err: error }, 'a payment provider’s message could not be taken');
          return refusal(500, FAILED);
        })
        .then((made) => send(response, made))
        .catch((error: unknown) => log.error({ err: error }, 'a payment provider could not be answered'))
        .finally(() => (underWay -= 1));
    },
  };
};

interface Answer {
  status: number;
  body: unknown;
}

const FAILED = 'The hub could not take it; send it again.';

const refusal = (status: number, error: string): Answer => ({ status, body: { error } });

const statusOf = (code: unknown): number => {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 400; // what Stripe expects when a signature does not fit
    case 'INVALID_INPUT':
    case 'NOT_FOUND':
      return 404;
    case 'UNAVAILABLE':
    case 'TIMEOUT':
      return 503;
    default:
      return 500;
  }
};

const send = (response: ServerResponse, { status, body }: Answer): void => {
  if (response.destroyed) return;
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  response
    .writeHead(status, status === 405 ? { ...headers, allow: 'POST' } : headers)
    .end(JSON.stringify(body));
};

/** The body's bytes, or the HTTP status with which it is refused. */
const readBody = (request: IncomingMessage): Promise<Buffer | number> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (outcome: Buffer | number) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    // Answered, and cut off by the server when it has been answered.
    const timer = setTimeout(() => end(408), BODY_MS);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_MAX) chunks.push(chunk);
      else end(413); // the rest is read and thrown away
    });
    request.on('end', () => end(Buffer.concat(chunks)));
    request.on('error', () => end(400));
    request.on('close', () => end(400));
  });
