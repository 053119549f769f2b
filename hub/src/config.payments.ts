/** How the hub is paid and pays: its own account at a bank, and its account at Stripe. */

/** The hub's own account at a bank. */
export interface BankAccount {
  holder: string;
  iban: string;
  bic: string | null;
}

export interface StripeConfig {
  secretKey: string;
  /** Undefined: no webhook is believed. */
  webhookSecret: string | undefined;
  /** Undefined: Stripe's own address. */
  apiUrl: string | undefined;
}

type Given = (name: string) => string | undefined;

export const paymentVariables = [
  {
    name: 'HUB_BANK_IBAN',
    default: '',
    meaning:
      'The hub’s own bank account: parties transfer to it, payouts come from it; empty leaves banks out.',
  },
  { name: 'HUB_BANK_BIC', default: '', meaning: 'BIC of its bank, where a bank asks for it.' },
  { name: 'HUB_BANK_HOLDER', default: 'ChargeSphere', meaning: 'Whose account it is, as the bank knows it.' },
  {
    name: 'STRIPE_SECRET_KEY',
    default: '',
    meaning:
      'Secret or restricted API key of a Stripe account, to be paid and to pay by it; empty leaves Stripe out.',
  },
  {
    name: 'STRIPE_WEBHOOK_SECRET',
    default: '',
    meaning:
      'Signing secret of the webhook endpoint at Stripe, which is /payments/webhooks/stripe of this hub; without it no message of Stripe’s is believed, and Stripe is asked now and then instead.',
  },
  {
    name: 'HUB_STRIPE_URL',
    default: 'https://api.stripe.com',
    meaning: 'Where Stripe’s API is, if something stands in for it or in front of it.',
  },
] as const;

/** Undefined: not by bank. */
export const readBank = (given: Given, errors: string[]): BankAccount | undefined => {
  const iban = given('HUB_BANK_IBAN')?.replace(/\s+/g, '').toUpperCase();
  const bic = given('HUB_BANK_BIC')?.toUpperCase();
  if (iban !== undefined && !isIban(iban))
    errors.push(`HUB_BANK_IBAN is "${iban}": its check digits do not fit; write it as NL91ABNA0417164300.`);
  if (bic !== undefined && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic))
    errors.push(`HUB_BANK_BIC is "${bic}": give 8 or 11 letters and digits, such as ABNANL2A.`);
  if (bic !== undefined && iban === undefined)
    errors.push('HUB_BANK_BIC is of use with its account only: give HUB_BANK_IBAN too.');
  const holder = given('HUB_BANK_HOLDER') ?? 'ChargeSphere';
  if (holder.length > 70) errors.push('HUB_BANK_HOLDER is too long: banks take 70 characters.');
  return iban === undefined ? undefined : { holder, iban, bic: bic ?? null };
};

/** ISO 7064 mod 97-10: what a slip of the pen does not pass. */
const isIban = (iban: string): boolean => {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(parseInt(letter, 36)),
  );
  return BigInt(digits) % 97n === 1n;
};

/** Undefined: not by Stripe. */
export const readStripe = (
  given: Given,
  url: (name: string, protocols: readonly string[], needed: string) => string | undefined,
  errors: string[],
): StripeConfig | undefined => {
  const secretKey = given('STRIPE_SECRET_KEY');
  const webhookSecret = given('STRIPE_WEBHOOK_SECRET');
  const apiUrl = url('HUB_STRIPE_URL', ['http:', 'https:'], 'give an absolute http or https URL');
  // Never shown: a mistake in a key may still be most of a key.
  if (secretKey !== undefined && !/^[sr]k_\w+$/.test(secretKey))
    errors.push('STRIPE_SECRET_KEY is no key of Stripe’s: it begins with sk_ or rk_.');
  if (webhookSecret !== undefined && !webhookSecret.startsWith('whsec_'))
    errors.push('STRIPE_WEBHOOK_SECRET is no signing secret of Stripe’s: it begins with whsec_.');
  if (webhookSecret !== undefined && secretKey === undefined)
    errors.push('STRIPE_WEBHOOK_SECRET is of use with its account only: give STRIPE_SECRET_KEY too.');
  return secretKey === undefined ? undefined : { secretKey, webhookSecret, apiUrl };
};

export const paymentContradictions = (config: {
  stripe: StripeConfig | undefined;
  allowPrivateAddresses: boolean;
}): string[] =>
  config.stripe?.apiUrl?.startsWith('http:') && !config.allowPrivateAddresses
    ? [
        'HUB_STRIPE_URL is without TLS, and what is sent there moves money: let it begin with https, or turn HUB_ALLOW_PRIVATE_ADDRESSES on.',
      ]
    : [];
