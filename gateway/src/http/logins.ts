/**
 * Logins of browsers: a random secret in a cookie that no script can read, of which the hub keeps the hash only. The
 * secret is made here, and what goes into the graph is its hash: the mutation that logs in binds it to an account, and
 * when it has, the answer carries the cookie. So no secret is in any GraphQL answer, and it works over any number of
 * processes.
 *
 * A cookie is sent by the browser whoever caused the request. So a request counts with its cookie only if it comes
 * from a page of the hub itself, or carries a header that foreign pages cannot send.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal, Visitor } from '@chargesphere/schema';
import { Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Credentials } from '../options.js';
import { Refusal } from './refusal.js';
import type { AccessPolicy } from './policy.js';

export interface LoginOptions {
  /** What browsers call the hub; over https cookies never leave it unencrypted. */
  publicUrl: string;
  /** How long a browser keeps the cookie; the subgraph decides how long it is good. */
  cookie_s: number;
  /** Where a request comes from, proxies that are believed taken into account. */
  addressOf(request: IncomingMessage): string;
}

/** Any value of it shows that a program of the page's own origin made the request: others need our leave to send it. */
export const CSRF_HEADER = 'graphql-require-preflight';

/** An operation that begins, ends or precedes a login. */
export interface Entry {
  /** Under which name in the data the root field answers. */
  responseKey: string;
  effect: 'opens' | 'closes' | 'neither';
}

/** A request that is such an operation. */
export interface Visit {
  entry: Entry;
  /** For the cookie. */
  secret: string;
  principal: Principal;
}

/** Such operations are short; longer ones are not looked into. */
export const VISITOR_BODY_BYTES = 16 * 1024;
const VISITOR_TOKENS = 500;

export class Logins {
  readonly #cookie: string;
  readonly #attributes: string;
  readonly #origin: string;

  constructor(
    private readonly policy: AccessPolicy,
    private readonly options: LoginOptions,
  ) {
    const isSecure = options.publicUrl.startsWith('https:');
    this.#origin = new URL(options.publicUrl).origin;
    this.#cookie = isSecure ? '__Host-chargesphere_login' : 'chargesphere_login';
    this.#attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  /** What a request says of who sends it. A key counts more than a cookie. Throws when the cookie may be borrowed. */
  credentialsIn(request: IncomingMessage): Credentials {
    const { authorization } = request.headers;
    if (authorization !== undefined) return { authorization };
    const login = this.#cookieIn(request);
    if (login === undefined) return {};
    if (!this.isGenuine(request)) throw forged();
    return { login };
  }

  /** The same for a WebSocket: browsers always say of which page it is. A borrowed cookie is no cookie. */
  credentialsOfSocket(request: IncomingMessage): Credentials {
    const login = this.#cookieIn(request);
    return login !== undefined && this.isGenuine(request) ? { login } : {};
  }

  /** Comes from a page of the hub, or from a program that is no browser and says so. */
  isGenuine({ headers }: IncomingMessage): boolean {
    if (headers[CSRF_HEADER] !== undefined) return true;
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    const { origin, host } = headers;
    if (origin === undefined || !URL.canParse(origin)) return false;
    return origin === this.#origin || new URL(origin).host === host;
  }

  /**
   * Nobody, as far as its operation may be asked by nobody; undefined when it may not. Looked into before anything else
   * is done with it, so that whoever is not known learns nothing of the schema and takes no place in a cache.
   */
  visitor(request: IncomingMessage, query: unknown, operationName: unknown): Principal | undefined {
    if (typeof query === 'string' && !isPublic(query, operationName, this.policy)) return undefined;
    return this.#visit(request, { responseKey: '', effect: 'neither' }).principal;
  }

  /** What the operation does about logins, if anything. Throws what is wrong with it. */
  visitOf(
    request: IncomingMessage,
    operation: OperationDefinitionNode,
    principal: Principal,
  ): Visit | undefined {
    const entry = entryIn(operation, this.policy);
    if (!entry) return undefined;
    if (entry.effect === 'closes') return { entry, secret: '', principal };
    if (!this.isGenuine(request)) throw forged();
    return this.#visit(request, entry);
  }

  /** For who was let in by another door: what the login is known by, and the cookie that stands for it. */
  welcome(request: IncomingMessage): { visitor: Visitor; cookie: string } {
    const { secret, visitor } = this.#newcomer(request);
    return { visitor, cookie: this.#cookieOf(secret, this.options.cookie_s) };
  }

  /** Gives or takes the cookie, when the operation did what it was for. */
  conclude(
    { entry, secret }: Visit,
    data: Record<string, unknown> | null | undefined,
    response: ServerResponse,
  ): void {
    if (!data?.[entry.responseKey]) return;
    const [value, age] = entry.effect === 'opens' ? [secret, this.options.cookie_s] : ['', 0];
    response.setHeader('set-cookie', this.#cookieOf(value, age));
  }

  #visit(request: IncomingMessage, entry: Entry): Visit {
    const { secret, visitor } = this.#newcomer(request);
    return { entry, secret, principal: { kind: 'anonymous', visitor } };
  }

  #newcomer(request: IncomingMessage): { secret: string; visitor: Visitor } {
    const secret = randomBytes(32).toString('base64url');
    const loginHash = createHash('sha256').update(secret, 'utf8').digest('hex');
    return { secret, visitor: { address: this.options.addressOf(request), loginHash } };
  }

  #cookieOf(value: string, age_s: number): string {
    return `${this.#cookie}=${value}; Max-Age=${age_s}${this.#attributes}`;
  }

  #cookieIn({ headers }: IncomingMessage): string | undefined {
    for (const pair of headers.cookie?.split(';') ?? []) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.#cookie && value && /^[\w-]{20,100}$/.test(value)) return value;
    }
    return undefined;
  }
}

/** All root fields are public and written out. Anything cleverer is an operation like others. */
const isPublic = (query: string, name: unknown, policy: AccessPolicy): boolean => {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: VISITOR_TOKENS, noLocation: true });
  } catch {
    return false; // those who may know the schema are told what is wrong with it
  }
  const operations = document.definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations.filter((one) => typeof name !== 'string' || one.name?.value === name);
  return (
    operation?.selectionSet.selections.every(
      (one) =>
        one.kind === Kind.FIELD &&
        (policy.publicFields.has(one.name.value) || one.name.value === '__typename'),
    ) ?? false
  );
};

/** Its one root field begins or ends a login. */
const entryIn = ({ selectionSet }: OperationDefinitionNode, policy: AccessPolicy): Entry | undefined => {
  const fields = selectionSet.selections.filter((one) => one.kind === Kind.FIELD);
  const found = fields.find(
    ({ name: { value } }) => policy.loginFields.has(value) || policy.logoutFields.has(value),
  );
  if (!found) return undefined;
  const { name, alias } = found;
  // One password in one request: what counts attempts counts requests. What clients add by themselves tries none.
  const others = selectionSet.selections.filter(
    (one) => one !== found && !(one.kind === Kind.FIELD && one.name.value === '__typename'),
  );
  if (others.length > 0)
    throw new Refusal(400, 'INVALID_INPUT', `Send ${name.value} in an operation of its own.`);
  return {
    responseKey: alias?.value ?? name.value,
    effect: policy.loginFields.has(name.value) ? 'opens' : 'closes',
  };
};

const forged = (): Refusal =>
  new Refusal(
    403,
    'FORBIDDEN',
    `This request came with the cookie of a login, or asks for one, and does not show that a page of the hub sent it; send the header ${CSRF_HEADER} with any value, or an API key.`,
  );
