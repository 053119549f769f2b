/**
 * Handshakes the hub starts itself (CRED-027): an operator orders a connection, the parties graph keeps the order,
 * and this file carries it out: versions, details, our token B, POST credentials, result. Every order ends in
 * `finishConnection` or in `failConnection` with a sentence that says why; none is carried out twice.
 */
import { randomUUID } from 'node:crypto';
import type { Credentials, JsonObject } from '@chargesphere/schema';
import {
  Credentials as CredentialsTable,
  isJsonObject,
  Problem,
  refusals,
  violationsOf,
} from '@chargesphere/schema';
import type { Logger } from 'pino';
import type { GraphClient } from '../graph.js';
import type { HubDirectory } from '../identity/hub.js';
import type { ConnectionOrder } from '../modules/credentials.operations.js';
import {
  BeginHandshake,
  FailConnection,
  FinishConnection,
  ownCredentials,
  PendingConnections,
} from '../modules/credentials.operations.js';
import type { MessageIds } from '../transport/headers.js';
import { Refusal } from '../transport/status.js';
import { CallFailure } from './call-failure.js';
import type { Discovered, PartnerVersion } from './discovery.js';
import { credentialsUrlIn, discover, successful } from './discovery.js';
import type { Call, PartnerClient } from './http.js';

export interface ConnectionParts {
  graph: GraphClient;
  client: PartnerClient;
  hub: HubDirectory;
  log: Logger;
  versionsUrl: string;
  /** Versions the hub speaks, best first (VER-005). */
  versions: readonly string[];
  handshake_ms: number;
}

/** Another process has taken the order: nothing has failed and nothing is left to do. */
class TakenElsewhere extends Error {}

export class Connections {
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly parts: ConnectionParts) {}

  /** Starts every order that waits and is not under way here. Resolves when those are started. */
  async carryOut(): Promise<void> {
    const { result } = await this.parts.graph.askAsHub(PendingConnections, {}, newIds());
    for (const order of result) {
      if (this.running.has(order.platformId)) continue;
      const done = this.carryOutOne(order).finally(() => this.running.delete(order.platformId));
      this.running.set(order.platformId, done);
    }
  }

  /** Resolves when no handshake is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async carryOutOne(order: ConnectionOrder): Promise<void> {
    const ids = newIds();
    const log = this.parts.log.child({ platformId: order.platformId, correlationId: ids.correlationId });
    try {
      await connect(this.parts, order, ids);
      log.info('connected to the partner');
    } catch (error) {
      if (error instanceof TakenElsewhere) return;
      // The hub stops in the middle: the order stays and is carried out at the next start.
      if (stopped(error) || stopped((error as Error).cause)) return;
      const reason = reasonOf(error);
      log.warn({ reason }, 'could not connect to the partner');
      await this.fail(order, reason, ids, log);
    }
  }

  private async fail(
    { platformId }: ConnectionOrder,
    reason: string,
    ids: MessageIds,
    log: Logger,
  ): Promise<void> {
    try {
      await this.parts.graph.askAsHub(FailConnection, { platformId, reason }, ids);
    } catch (error) {
      // The order stays pending in the graph and is carried out at the next start.
      log.error({ err: error }, 'could not record why the connection failed');
    }
  }
}

const stopped = (error: unknown): boolean => error instanceof CallFailure && error.kind === 'stopped';

export const newIds = (): MessageIds => ({ requestId: randomUUID(), correlationId: randomUUID() });

/** What all requests of one handshake share. */
type HandshakeLeg = Required<Pick<Call, 'correlationId' | 'about'>>;

/** The steps of table 5.2 with the hub as B. */
async function connect(parts: ConnectionParts, order: ConnectionOrder, ids: MessageIds): Promise<void> {
  const { graph, client } = parts;
  const { platformId, versionsUrl } = order;
  const keys = [true, false].map((base64Token) => ({ token: order.token, base64Token }));
  const choose = (theirs: PartnerVersion[]) => highestShared(parts.versions, theirs);
  const leg = { correlationId: ids.correlationId, about: { platformId, module: 'credentials' } };
  const discovered = await discover(client, { versionsUrl, keys, choose, ...leg });
  const token = await tokenB(graph, platformId, ids);
  const about = { platformId, token, versionsUrl: parts.versionsUrl };
  const ours = await ownCredentials(graph, await parts.hub.read(), about, ids);
  const theirs = await sendCredentials(parts, 'POST', discovered, ours, leg);
  const { version, endpoints, key } = discovered;
  const { base64Token } = key;
  const input = { platformId, credentials: theirs, version, versionsUrl, endpoints, base64Token };
  try {
    await graph.askAsHub(FinishConnection, { input }, ids);
  } catch (error) {
    await takeBack(parts, discovered, theirs.token, leg);
    throw error;
  }
}

/** The partner believes to be registered, but the graph refused it, for example for roles of others (CRED-011). */
async function takeBack(
  { client, log }: ConnectionParts,
  { endpoints, key }: Discovered,
  token: string,
  leg: HandshakeLeg,
) {
  const url = credentialsUrlIn(endpoints) ?? '';
  try {
    await client.call({ method: 'DELETE', url, key: { ...key, token }, ...leg });
  } catch (error) {
    log.warn({ err: error }, 'the partner still believes to be registered here');
  }
}

/** VER-005: the best version both sides speak. */
export const highestShared = (
  ours: readonly string[],
  theirs: readonly PartnerVersion[],
): PartnerVersion | undefined =>
  ours.flatMap((version) => theirs.filter((their) => their.version === version)).at(0);

/** CRED-034: our token is good from now on, because the partner calls back before it answers. */
async function tokenB(graph: GraphClient, platformId: string, ids: MessageIds): Promise<string> {
  try {
    return (await graph.askAsHub(BeginHandshake, { platformId }, ids)).result.token;
  } catch (error) {
    if (error instanceof Problem && error.code === 'CONFLICT') throw new TakenElsewhere();
    throw error;
  }
}

/** Our Credentials object to the partner, its own in return. */
export async function sendCredentials(
  { client, handshake_ms }: ConnectionParts,
  method: 'POST' | 'PUT',
  { endpoints, key }: Discovered,
  body: JsonObject,
  leg: Pick<Call, 'correlationId' | 'about'>,
): Promise<Credentials & JsonObject> {
  const url = credentialsUrlIn(endpoints) ?? '';
  const answer = await client.call({ method, url, key, body, limit_ms: handshake_ms, ...leg });
  const { data } = successful(answer, url);
  const [first] = refusals(violationsOf(CredentialsTable, data));
  if (!isJsonObject(data) || first)
    throw new CallFailure(
      'rubbish',
      `${url} answered a Credentials object that is not valid: ${first?.message ?? ''}`,
    );
  return data as Credentials & JsonObject;
}

/** A sentence for the operator; what is our own fault is not explained to be the partner's. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof CallFailure || error instanceof Problem)
    return error.message;
  return `The hub failed during the handshake: ${(error as Error).message}`;
}
