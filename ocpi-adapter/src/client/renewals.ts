/**
 * PUT credentials, sent by the hub (5.3): new tokens and the parties that can be reached now, when an operator orders
 * it (CRED-047), when the hub's endpoint list has changed (VER-016), and once a day when parties came or went
 * (CRED-061). The parties graph keeps the orders; each ends in `finishRenewal`, or in `failRenewal` with a sentence.
 */
import { hash } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import { ownCredentials } from '../modules/credentials.operations.js';
import type { MessageIds } from '../transport/headers.js';
import type { Offer } from '../versions/offer.js';
import { CallFailure } from './call-failure.js';
import type { ConnectionParts } from './connections.js';
import { highestShared, newIds, reasonOf, sendCredentials } from './connections.js';
import { discover, type PartnerVersion } from './discovery.js';
import type { RenewalOrder } from './renewal.operations.js';
import {
  BeginRenewal,
  FailRenewal,
  FinishRenewal,
  NoteOffer,
  PendingRenewals,
} from './renewal.operations.js';

export interface RenewalParts extends ConnectionParts {
  offers: readonly Offer[];
}

/** How often to look for what is due without an event. */
const LOOK_MS = 60_000;

export class Renewals {
  private readonly running = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(private readonly parts: RenewalParts) {}

  /** Says what this hub offers now, and takes up what waits, now and from time to time. */
  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
    void this.noteOffer().then(() => this.look());
  }

  private async noteOffer(): Promise<void> {
    const { graph, log } = this.parts;
    try {
      const fingerprint = fingerprintOf(this.parts);
      const { result } = await graph.askAsHub(NoteOffer, { fingerprint }, newIds());
      if (result > 0)
        log.info({ platforms: result }, 'the endpoints of the hub have changed; telling partners');
    } catch (error) {
      log.error({ err: error }, 'could not find out whether partners know the endpoints of the hub');
    }
  }

  /** Starts every renewal that waits and is not under way here. Never rejects: what could not be read waits on. */
  async look(): Promise<void> {
    try {
      const { result } = await this.parts.graph.askAsHub(PendingRenewals, {}, newIds());
      for (const order of result) {
        if (this.isStopping || this.running.has(order.platformId)) continue;
        const done = this.carryOut(order).finally(() => this.running.delete(order.platformId));
        this.running.set(order.platformId, done);
      }
    } catch (error) {
      this.parts.log.warn({ err: error }, 'could not look for credentials to renew');
    }
  }

  /** Takes nothing up any more. Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await Promise.all(this.running.values());
  }

  private async carryOut(order: RenewalOrder): Promise<void> {
    const { platformId } = order;
    const ids = newIds();
    const log = this.parts.log.child({ platformId, correlationId: ids.correlationId });
    try {
      await renew(this.parts, order, ids);
      log.info('renewed the credentials of the partner');
    } catch (error) {
      if (error instanceof Problem && error.code === 'CONFLICT') return; // another node carries it out
      const reason = reasonOf(error);
      // A call that was cut off may have arrived: then the partner uses the new token already.
      const mayHaveArrived =
        error instanceof CallFailure && (error.kind === 'timeout' || error.kind === 'stopped');
      log.warn({ reason }, 'could not renew the credentials of the partner');
      await this.parts.graph
        .askAsHub(FailRenewal, { platformId, reason, mayHaveArrived }, ids)
        .catch((failure: unknown) => log.error({ err: failure }, 'could not record why'));
    }
  }
}

/** The same for the same URLs at the same places, whatever their order. */
const fingerprintOf = ({ versionsUrl, offers }: RenewalParts): string => {
  const endpoints = offers.flatMap(({ version, endpoints: offered }) =>
    offered.map(({ url, endpoint: { module, role } }) => `${version} ${module} ${role} ${url}`),
  );
  return hash('sha256', [versionsUrl, ...endpoints.sort()].join('\n'), 'hex');
};

/** In the version in use, or in the best one when the partner has given that up (CRED-041). */
async function renew(parts: RenewalParts, order: RenewalOrder, ids: MessageIds): Promise<void> {
  const { graph, client, hub, versions } = parts;
  const { platformId, versionsUrl, token: current, base64Token } = order;
  const choose = (theirs: PartnerVersion[]) =>
    theirs.find(({ version }) => version === order.version) ?? highestShared(versions, theirs);
  const keys = [{ token: current, base64Token }];
  const { correlationId } = ids;
  const discovered = await discover(client, { versionsUrl, keys, choose, correlationId });
  const { token } = (await graph.askAsHub(BeginRenewal, { platformId }, ids)).result;
  const about = { platformId, token, versionsUrl: parts.versionsUrl };
  const ours = await ownCredentials(graph, await hub.read(), about, ids);
  const leg = { correlationId, about: { platformId, module: 'credentials' } };
  const credentials = await sendCredentials(parts, 'PUT', discovered, ours, leg);
  const { version, endpoints } = discovered;
  const input = { platformId, credentials, version, versionsUrl: credentials.url, endpoints, base64Token };
  await graph.askAsHub(FinishRenewal, { input }, ids);
}
