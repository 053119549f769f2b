/** Who sends a request to the graph: API keys, and in the demo the demo's own key. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Principal } from '@chargesphere/schema';
import { hashToken, newToken, type Logger } from '@chargesphere/chassis';
import type { Authenticate, Gateway } from '@chargesphere/gateway';
import type { PartiesSubgraph } from '@chargesphere/parties';
import { parse } from 'graphql';

const PRINCIPAL_BY_KEY = parse(
  'query PrincipalByKey($hash: ID!) { principalByKey(hash: $hash) { name role } }',
  {
    noLocation: true,
  },
);

/** How long a key found or not found is remembered: a revoked key lives on this long at the most. */
const REMEMBERED_MS = 10_000;
const REMEMBERED_KEYS = 1000;

interface Remembered {
  principal: Principal | 'invalid';
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

/** Finds the principal of `Authorization: Bearer <key>`. */
export const authenticator = (
  gateway: () => Pick<Gateway, 'execute'>,
  /** Operator keys that are not in the database, by the name of their bearer. */
  derived: ReadonlyMap<string, string>,
  now: () => number = Date.now,
): Authenticate => {
  const remembered = new Map<string, Remembered>();

  const lookUp = async (hash: string): Promise<Principal | 'invalid'> => {
    const { data, errors } = await gateway().execute({
      document: PRINCIPAL_BY_KEY,
      operationName: 'PrincipalByKey',
      variables: { hash },
      caller: {
        principal: { kind: 'system', name: 'gateway' },
        requestId: hash.slice(0, 8),
        correlationId: hash.slice(0, 8),
      },
    });
    if (errors) throw errors[0] ?? new Error('The API key could not be looked up.');
    const key = data?.principalByKey as { name: string; role: string } | null | undefined;
    return key?.role.toLowerCase() === 'operator' ? { kind: 'operator', name: key.name } : 'invalid';
  };

  return async ({ authorization }) => {
    if (!authorization) return { kind: 'anonymous' };
    const key = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
    if (!key) return 'invalid';
    for (const [name, own] of derived) if (isSame(key, own)) return { kind: 'operator', name };
    const hash = hashToken(key);
    const known = remembered.get(hash);
    if (known && known.until > now()) return known.principal;
    const principal = await lookUp(hash);
    if (remembered.size >= REMEMBERED_KEYS) remembered.clear();
    remembered.set(hash, { principal, until: now() + REMEMBERED_MS });
    return principal;
  };
};

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
