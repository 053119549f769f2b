/** By whom the hub is paid: what is read of banks and Stripe, and what is refused before money could go astray. */
import { ConfigError, readConfig } from '../src/config.js';

const errorsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.errors.join('\n');
    throw error;
  }
};

const KEY = { STRIPE_SECRET_KEY: 'sk_test_abc' };

it('reads the account of the hub as people write it', () => {
  const env = {
    HUB_BANK_IBAN: 'nl91 abna 0417 1643 00',
    HUB_BANK_BIC: 'abnanl2a',
    HUB_BANK_HOLDER: 'Roaming B.V.',
  };
  expect(readConfig(env).bank).toEqual({
    holder: 'Roaming B.V.',
    iban: 'NL91ABNA0417164300',
    bic: 'ABNANL2A',
  });
  expect(readConfig({ HUB_BANK_IBAN: 'DE89370400440532013000' }).bank).toMatchObject({
    holder: 'ChargeSphere',
    bic: null,
  });
  expect(readConfig({}).bank).toBeUndefined();
});

it('reads the account at Stripe', () => {
  const env = { ...KEY, STRIPE_WEBHOOK_SECRET: 'whsec_x', HUB_STRIPE_URL: 'http://127.0.0.1:12111' };
  expect(readConfig(env).stripe).toEqual({
    secretKey: 'sk_test_abc',
    webhookSecret: 'whsec_x',
    apiUrl: 'http://127.0.0.1:12111',
  });
  expect(readConfig({}).stripe).toBeUndefined();
});

it.each([
  ['a slip of the pen', { HUB_BANK_IBAN: 'NL91ABNA0417164301' }, 'its check digits do not fit'],
  ['no IBAN', { HUB_BANK_IBAN: '0417164300' }, 'its check digits do not fit'],
  ['no BIC', { HUB_BANK_IBAN: 'NL91ABNA0417164300', HUB_BANK_BIC: 'ABNA' }, 'give 8 or 11'],
  ['a BIC alone', { HUB_BANK_BIC: 'ABNANL2A' }, 'give HUB_BANK_IBAN too'],
  ['a key of another kind', { STRIPE_SECRET_KEY: 'pk_live_abc' }, 'begins with sk_ or rk_'],
  ['a webhook without account', { STRIPE_WEBHOOK_SECRET: 'whsec_x' }, 'give STRIPE_SECRET_KEY too'],
  ['a secret of another kind', { ...KEY, STRIPE_WEBHOOK_SECRET: 'sk_test_abc' }, 'begins with whsec_'],
  ['no TLS in production', { ...KEY, NODE_ENV: 'production', HUB_STRIPE_URL: 'http://proxy' }, 'without TLS'],
])('refuses %s', (_, env, why) => {
  expect(errorsOf(env)).toContain(why);
});

it('shows no key that it refuses', () => {
  const secrets = { STRIPE_SECRET_KEY: 'pk_live_hidden', STRIPE_WEBHOOK_SECRET: 'hidden_too' };
  expect(errorsOf(secrets)).not.toMatch(/hidden/);
});
