/** Logging in by an OpenID Connect provider, with one that speaks the protocol over a real socket. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser } from './people.browser.js';
import { world, type World } from './world.js';

const CLIENT = { id: 'chargesphere', secret: 'a-secret-of-the-client' };

/** As much of a provider as a login takes. It vouches for whom the test says. */
class Provider {
  readonly #key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #server: Server;
  url = '';
  claims: Record<string, unknown> = {};
  /** Signs with a key that is not its own. */
  forges = false;
  #granted: { nonce: string; challenge: string } | undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      const answer = (body: unknown) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const { url: issuer } = this;
      if (request.url === '/.well-known/openid-configuration')
        return answer({
          ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
          ...{
            jwks_uri: `${issuer}/keys`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
          },
          id_token_signing_alg_values_supported: ['RS256'],
        });
      if (request.url === '/keys')
        return answer({
          keys: [{ ...this.#key.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }],
        });
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const form = new URLSearchParams(body);
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (form.get('code') !== 'the-code' || challenge !== this.#granted?.challenge)
          return response
            .writeHead(400, { 'content-type': 'application/json' })
            .end('{"error":"invalid_grant"}');
        return answer({
          access_token: 'a',
          token_type: 'bearer',
          id_token: this.#idToken(this.#granted.nonce),
        });
      });
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The person agrees: the address to which the provider sends the browser back. */
  grant(authorize: string): string {
    const asked = new URL(authorize).searchParams;
    this.#granted = { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' };
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = String(new URLSearchParams({ code: 'the-code', state: asked.get('state') ?? '' }));
    return back.href;
  }

  #idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: this.url,
      aud: CLIENT.id,
      sub: '1',
      iat: now,
      exp: now + 60,
      nonce,
      ...this.claims,
    };
    const text = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`;
    const key = this.forges ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : this.#key;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(key.privateKey, 'base64url')}`;
  }
}

describe('people log in by a provider', () => {
  const provider = new Provider();
  let w: World;
  let origin: string;
  beforeAll(async () => {
    await provider.listen();
    w = await world({
      env: {
        HUB_OIDC_ISSUER: provider.url,
        HUB_OIDC_CLIENT_ID: CLIENT.id,
        HUB_OIDC_CLIENT_SECRET: CLIENT.secret,
      },
    });
    origin = `http://localhost:${w.hub.port}`;
    await w.graph(
      'mutation { inviteAccount(input: { email: "anna@example.com", name: "Anna", role: ANALYST }) { mailed } }',
    );
  });
  afterAll(async () => {
    await w.close();
    provider.close();
  });

  /** There and back: where the browser is sent in the end, and the cookies it is given. */
  const visit = async (tamper: (back: string) => string = (back) => back) => {
    const away = await fetch(`${origin}/account/oidc`, { redirect: 'manual' });
    expect(away.status).toBe(302);
    const cookie = away.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const back = tamper(provider.grant(away.headers.get('location') ?? ''));
    const home = await fetch(back, { redirect: 'manual', headers: { cookie } });
    const login = home.headers.getSetCookie().find((one) => one.startsWith('chargesphere_login='));
    return { location: home.headers.get('location'), login };
  };

  it('to their account, by the address the provider has verified', async () => {
    provider.claims = { email: 'Anna@Example.com', email_verified: true };
    const { location, login = '' } = await visit();
    expect(location).toBe('/account');
    expect(login).toMatch(/; HttpOnly; SameSite=Lax$/);
    const browser = new Browser(`${origin}/graphql`);
    browser.cookie = login.split(';')[0];
    expect((await browser.ask('{ me { email role } }')).data).toEqual({
      me: { email: 'anna@example.com', role: 'ANALYST' },
    });
    expect(await (await fetch(`${origin}/account`)).text()).toContain('href="/account/oidc"');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an address nobody has an account with', { email: 'nobody@example.com', email_verified: true }],
    ['an address that is not verified', { email: 'anna@example.com', email_verified: false }],
    ['an address that is not said to be verified', { email: 'anna@example.com' }],
    ['no address', {}],
    ['somebody of another client', { email: 'anna@example.com', email_verified: true, aud: 'another' }],
    [
      'somebody of another issuer',
      { email: 'anna@example.com', email_verified: true, iss: 'http://127.0.0.1:9' },
    ],
    ['somebody who asked before', { email: 'anna@example.com', email_verified: true, nonce: 'another' }],
    ['somebody of long ago', { email: 'anna@example.com', email_verified: true, exp: 1 }],
  ])('but not by %s', async (_, claims) => {
    provider.claims = claims;
    expect(await visit()).toEqual({ location: '/account#refused=', login: undefined });
  });

  it('but not by an identity that somebody else has signed, or in another visit', async () => {
    provider.claims = { email: 'anna@example.com', email_verified: true };
    provider.forges = true;
    expect((await visit()).login).toBeUndefined();
    provider.forges = false;
    expect((await visit((back) => back.replace(/state=[^&]*/, 'state=another'))).login).toBeUndefined();
    const uninvited = await fetch(`${origin}/account/oidc/callback?code=the-code&state=x`, {
      redirect: 'manual',
    });
    expect([uninvited.status, uninvited.headers.get('location')]).toEqual([302, '/account#refused=']);
  });
});
