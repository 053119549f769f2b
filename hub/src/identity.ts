/** Who sends a request to the graph: API keys, logins of people, and in the demo the demo's own key. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Principal } from '@chargesphere/schema';
import { hashToken, newToken, type Logger } from '@chargesphere/chassis';
import type { Authenticate, Gateway } from '@chargesphere/gateway';
import type { PartiesSubgraph } from '@chargesphere/parties';
import { parse, type DocumentNode } from 'graphql';

const of = (text: string) => parse(text, { noLocation: true });
const BY_KEY = of('query PrincipalByKey($hash: ID!) { owner: principalByKey(hash: $hash) { principal } }');
const BY_LOGIN = of(
  'query PrincipalByLogin($hash: ID!) { owner: principalByLogin(hash: $hash) { principal } }',
);

/**
 * How long a key or login, found or not, is remembered. What changes about one is told (see access-watch.ts); this is
 * for what is not heard, and for the parties of a partner.
 */
const REMEMBERED_MS = 10_000;
const REMEMBERED_MAX = 1000;

interface Remembered {
  principal: Principal | undefined;
  until: number;
}

/**
 * A key that follows from the hub's secret and is kept nowhere: who can read the secret needs no other. `demo` is
 * printed and accepted while the demo runs; `local` is for the command line beside the hub and never shown.
 */
export const derivedKey = (secret: Buffer, name: 'demo' | 'local'): string =>
  `${name}-${createHmac('sha256', secret).update(`chargesphere ${name} operator`).digest('base64url')}`;

/** What URLs that lead through the hub are sealed with: the same on every node, and after every restart. */
export const sealingSecret = (secret: Buffer): Buffer =>
  createHmac('sha256', secret).update('chargesphere sealed urls').digest();

const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));

/** Whose rights have changed: of an account, of one login of it, of a key. */
export interface AccessChange {
  account: string | null;
  login: string | null;
  key: string | null;
}

export const concerns =
  ({ account, login, key }: AccessChange) =>
  (principal: Principal | undefined): boolean => {
    const bearer = principal && 'bearer' in principal ? principal.bearer : undefined;
    if (!bearer) return false;
    if (key !== null) return bearer.key === key;
    return account !== null && bearer.account === account && (login === null || bearer.login === login);
  };

/** Finds the principal of `Authorization: Bearer <key>`, or of the login a cookie stands for. */
export class Identity {
  readonly #remembered = new Map<string, Remembered>();
  /** Counts what was forgotten: what was being looked up meanwhile is not remembered. */
  #forgotten = 0;

  constructor(
    private readonly gateway: () => Pick<Gateway, 'execute'>,
    /** Operator keys that are not in the database, by the name of their bearer. */
    private readonly derived: ReadonlyMap<string, string>,
    private readonly now: () => number = Date.now,
  ) {}

  readonly authenticate: Authenticate = async ({ authorization, login }) => {
    if (authorization === undefined)
      // A login that is over is nobody, so that its browser can log in again.
      return (login && (await this.#principalOf(BY_LOGIN, login))) || { kind: 'anonymous' };
    const key = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
    if (!key) return 'invalid';
    for (const [name, own] of this.derived) if (isSame(key, own)) return { kind: 'operator', name };
    return (await this.#principalOf(BY_KEY, key)) ?? 'invalid';
  };

  forget(isConcerned: (principal: Principal | undefined) => boolean): void {
    this.#forgotten += 1;
    for (const [hash, { principal }] of this.#remembered)
      if (isConcerned(principal)) this.#remembered.delete(hash);
  }

  async #principalOf(document: DocumentNode, secret: string): Promise<Principal | undefined> {
    const hash = hashToken(secret);
    const known = this.#remembered.get(hash);
    if (known && known.until > this.now()) return known.principal;
    const forgotten = this.#forgotten;
    const principal = await this.#lookUp(document, hash);
    if (forgotten === this.#forgotten) {
      if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
      this.#remembered.set(hash, { principal, until: this.now() + REMEMBERED_MS });
    }
    return principal;
  }

  async #lookUp(document: DocumentNode, hash: string): Promise<Principal | undefined> {
    const id = hash.slice(0, 8);
    const { data, errors } = await this.gateway().execute({
      document,
      variables: { hash },
      caller: { principal: { kind: 'system', name: 'gateway' }, requestId: id, correlationId: id },
    });
    if (errors) throw errors[0] ?? new Error('It could not be looked up who asks.');
    return (data?.owner as { principal: Principal } | null | undefined)?.principal;
  }
}

/** Makes sure somebody can administer the hub; returns a new key to be printed once, if one had to be made. */
export const ensureAdmin = async (
  parties: PartiesSubgraph,
  given: string | undefined,
  log: Logger,
): Promise<string | undefined> => {
  if (given) {
    await parties.ensureApiKey(given, 'OPERATOR', 'admin');
    return undefined;
  }
  if (await parties.hasOperatorKey()) return undefined;
  const made = newToken();
  await parties.ensureApiKey(made, 'OPERATOR', 'admin');
  log.info('made the first operator key');
  return made;
};
