/**
 * Logging in by an OpenID Connect provider: authorization code with PKCE, state and nonce. What has to be remembered
 * between going there and coming back is sealed in a cookie of ten minutes, so any node can take people back.
 *
 * The provider says who somebody is, never what they may do: there has to be an open account with the e-mail address it
 * has verified.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { vault, type Logger, type Vault } from '@chargesphere/chassis';
import type { Gateway, Logins } from '@chargesphere/gateway';
import type { Caller } from '@chargesphere/schema';
import { parse } from 'graphql';
import * as oidc from 'openid-client';
import type { OidcConfig } from './config.oidc.js';

export const OIDC_PATH = '/account/oidc';

const LOG_IN = parse(
  `mutation LogInByProvider($email: String!, $address: String!, $loginHash: ID!) {
    loggedIn: logInByProvider(email: $email, address: $address, loginHash: $loginHash)
  }`,
  { noLocation: true },
);

const COOKIE = 'chargesphere_oidc';
const UNDER_WAY_S = 600;
const TIMEOUT_S = 10;
/** The provider's keys and addresses change; a failure to find them is not remembered at all. */
const DISCOVERED_MS = 3_600_000;

/** What is remembered of somebody who has gone to the provider. */
interface UnderWay {
  verifier: string;
  state: string;
  nonce: string;
  until: number;
}

export interface OidcParts {
  config: OidcConfig;
  publicUrl: string;
  /** May the provider be asked without TLS: for trying out. */
  allowPlainHttp: boolean;
  secret: Buffer;
  logins: Logins;
  gateway: Pick<Gateway, 'execute'>;
  log: Logger;
}

export class OidcDoor {
  readonly #vault: Vault;
  readonly #callback: string;
  readonly #attributes: string;
  #discovered: { provider: Promise<oidc.Configuration>; until: number } | undefined;

  constructor(private readonly parts: OidcParts) {
    this.#vault = vault(parts.secret);
    this.#callback = `${parts.publicUrl}${OIDC_PATH}/callback`;
    const isSecure = parts.publicUrl.startsWith('https:');
    this.#attributes = `; Path=${OIDC_PATH}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  readonly handler = (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, search } = new URL(request.url ?? '/', this.parts.publicUrl);
    const step = pathname === OIDC_PATH ? this.#leave(response) : this.#return(request, search, response);
    step.catch((err: unknown) => {
      this.parts.log.warn({ err }, 'a login by the provider failed');
      this.#redirect(response, '/account#refused=', [`${COOKIE}=; Max-Age=0${this.#attributes}`]);
    });
  };

  async #leave(response: ServerResponse): Promise<void> {
    const provider = await this.#provider();
    const verifier = oidc.randomPKCECodeVerifier();
    const underWay: UnderWay = {
      ...{ verifier, state: oidc.randomState(), nonce: oidc.randomNonce() },
      until: Date.now() + UNDER_WAY_S * 1000,
    };
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.#callback,
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...{ state: underWay.state, nonce: underWay.nonce },
    });
    const sealed = Buffer.from(this.#vault.encrypt(JSON.stringify(underWay)), 'base64').toString('base64url');
    this.#redirect(response, url.href, [`${COOKIE}=${sealed}; Max-Age=${UNDER_WAY_S}${this.#attributes}`]);
  }

  async #return(request: IncomingMessage, search: string, response: ServerResponse): Promise<void> {
    const underWay = this.#underWay(request);
    const tokens = await oidc.authorizationCodeGrant(
      await this.#provider(),
      new URL(this.#callback + search),
      {
        pkceCodeVerifier: underWay.verifier,
        expectedState: underWay.state,
        expectedNonce: underWay.nonce,
        idTokenExpected: true,
      },
    );
    const { email, email_verified } = { ...tokens.claims() } as { email?: unknown; email_verified?: unknown };
    if (typeof email !== 'string' || email_verified !== true)
      throw new Error('The provider names no e-mail address that it has verified.');
    const { visitor, cookie } = this.parts.logins.welcome(request);
    const id = randomUUID();
    const caller: Caller = { principal: { kind: 'system', name: 'oidc' }, requestId: id, correlationId: id };
    const { data, errors } = await this.parts.gateway.execute({
      document: LOG_IN,
      variables: { email, ...visitor },
      caller,
    });
    if (errors?.[0]) throw errors[0];
    if (data?.['loggedIn'] !== true)
      throw new Error('There is no open account with the address the provider names.');
    this.#redirect(response, '/account', [cookie, `${COOKIE}=; Max-Age=0${this.#attributes}`]);
  }

  #underWay({ headers }: IncomingMessage): UnderWay {
    const sealed = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? '';
    const underWay = JSON.parse(
      this.#vault.decrypt(Buffer.from(sealed, 'base64url').toString('base64')),
    ) as UnderWay;
    if (underWay.until < Date.now()) throw new Error('Coming back took too long.');
    return underWay;
  }

  #provider(): Promise<oidc.Configuration> {
    if (this.#discovered && this.#discovered.until > Date.now()) return this.#discovered.provider;
    const { config, allowPlainHttp } = this.parts;
    const provider = oidc
      .discovery(new URL(config.issuer), config.clientId, config.clientSecret, undefined, {
        // The signature of the identity counts, whatever the connection to the provider.
        execute: [oidc.enableNonRepudiationChecks, ...(allowPlainHttp ? [oidc.allowInsecureRequests] : [])],
        timeout: TIMEOUT_S,
      })
      .catch((error: unknown) => {
        this.#discovered = undefined;
        throw error;
      });
    this.#discovered = { provider, until: Date.now() + DISCOVERED_MS };
    return provider;
  }

  #redirect(response: ServerResponse, location: string, cookies: string[]): void {
    response.setHeader('set-cookie', cookies);
    response
      .writeHead(302, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .end();
  }
}
