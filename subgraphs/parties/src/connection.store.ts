/**
 * Registrations the hub starts (CRED-027): an operator orders one, the adapter does the handshake, the outcome is
 * stored here. The order is a platform in the status CONNECTING, so it outlives a restart; who waits for the outcome
 * is woken by the platform's events and then believes the record only.
 */
import { hashToken, newToken } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { InboundToken, OutboundToken } from './credentials.entity.js';
import {
  after,
  credentialsIn,
  HANDSHAKE_MS,
  nameIn,
  partnerTokenIn,
  reasonIn,
  versionsUrlIn,
} from './credentials.rules.js';
import { storeOutboundToken, type Connection, type CredentialsStore } from './credentials.store.js';
import type { Ground } from './ground.js';
import { Platform } from './platform.entity.js';
import { platformChanged, platformRoute } from './platform.events.js';
import { nextStatus } from './platform.rules.js';
import {
  dropTokens,
  lockPlatform,
  moveTo,
  oneRegistrationAtATime,
  type PlatformStore,
} from './platform.store.js';
import { storePartner, type Partner } from './registration.store.js';

export interface ConnectOrder {
  name: string;
  versionsUrl: string;
  token: string;
  platformId?: string | null;
}

export class ConnectionStore {
  constructor(
    private readonly ground: Ground,
    private readonly platforms: PlatformStore,
    private readonly credentials: CredentialsStore,
  ) {}

  /** Orders a handshake and waits for its outcome; a failed one is thrown as the sentence that says why. */
  async connect(order: ConnectOrder): Promise<Platform> {
    const fields = {
      name: nameIn(order.name),
      versionsUrl: versionsUrlIn(order.versionsUrl),
      lastChangedAt: this.ground.now(),
      handshakeAt: null,
      failure: null,
    };
    const sealed = this.ground.vault.encrypt(partnerTokenIn(order.token));
    const { platformId } = order;
    const ordered = platformId
      ? await this.#orderAgain(platformId, fields, sealed)
      : await this.#order(fields, sealed);
    return this.#outcomeOf(ordered);
  }

  /** Orders nobody is carrying out, oldest first; also those a node took up and, it seems, died over. */
  async pending(): Promise<Connection[]> {
    const em = this.ground.orm.em.fork();
    const tokens = await em.find(
      OutboundToken,
      {
        platform: {
          status: 'CONNECTING',
          $or: [{ handshakeAt: null }, { handshakeAt: { $lte: this.#lapsed() } }],
        },
      },
      { populate: ['platform'], orderBy: { platform: { seq: 'asc' } } },
    );
    return tokens.map((token) => this.credentials.opened(token));
  }

  /** Token B, good for calls to us from this moment on, because the partner calls back inside our POST (CRED-034). */
  async begin(platformId: string): Promise<string> {
    const token = newToken();
    await this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const platform = await lockPlatform(em, platformId);
      nextStatus(platform, 'handshake');
      if (platform.handshakeAt && platform.handshakeAt > this.#lapsed())
        throw new Problem(
          'CONFLICT',
          `Another node of the hub is connecting to ${platform.name}; leave it to that one.`,
        );
      platform.handshakeAt = now;
      await em.nativeDelete(InboundToken, { platform: platform.id });
      const expiresAt = after(now, HANDSHAKE_MS);
      em.create(InboundToken, {
        hash: hashToken(token),
        platform,
        kind: 'TOKEN_B',
        issuedAt: now,
        expiresAt,
      });
      note(platformChanged(platform.id, 'HANDSHAKE_BEGUN'));
    });
    return token;
  }

  /** The partner answered our POST: its token C is ours to use, our token B stays its to use. */
  async finish(partner: Partner): Promise<Platform> {
    const credentials = credentialsIn(partner.credentials);
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      await oneRegistrationAtATime(em);
      const platform = await lockPlatform(em, partner.platformId);
      const status = nextStatus(platform, 'finish');
      await storePartner(em, this.ground, platform, partner, credentials);
      await moveTo(em, platform, status, now);
      platform.registeredAt = now;
      platform.handshakeAt = null;
      await em.nativeUpdate(InboundToken, { platform: platform.id }, { expiresAt: null });
      note(platformChanged(platform.id, 'CONNECTED'));
      return platform;
    });
  }

  /** Nothing is left of the attempt but the reason (CRED-033). */
  async fail(platformId: string, reason: string): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      await moveTo(em, platform, nextStatus(platform, 'fail'), this.ground.now());
      await dropTokens(em, platform);
      platform.handshakeAt = null;
      platform.failure = reasonIn(reason);
      note(platformChanged(platform.id, 'FAILED'));
      return platform;
    });
  }

  /** A handshake taken up before this instant has had its time. */
  #lapsed(): Date {
    return after(this.ground.now(), -this.ground.connectTimeout_ms);
  }

  async #order(fields: OrderFields, sealed: string): Promise<Waiting> {
    const id = crypto.randomUUID();
    return this.#following(id, () =>
      this.ground.write(async (em, note) => {
        const platform = em.create(Platform, { ...fields, id, status: 'CONNECTING' });
        await storeOutboundToken(em, platform, { sealed, base64: true });
        note(platformChanged(id, 'CONNECT_REQUESTED'));
      }),
    );
  }

  async #orderAgain(id: string, fields: OrderFields, sealed: string): Promise<Waiting> {
    return this.#following(id, () =>
      this.ground.write(async (em, note) => {
        const platform = await lockPlatform(em, id);
        const status = nextStatus(platform, 'connect');
        if (platform.handshakeAt && platform.handshakeAt > this.#lapsed())
          throw new Problem(
            'CONFLICT',
            `The hub is connecting to ${platform.name} at this moment; wait for the result.`,
          );
        await dropTokens(em, platform);
        em.assign(platform, { ...fields, status });
        await storeOutboundToken(em, platform, { sealed, base64: true });
        note(platformChanged(id, 'CONNECT_REQUESTED'));
      }),
    );
  }

  /** Subscribes before the order is written, so that no outcome falls between the two. */
  async #following(id: string, write: () => Promise<void>): Promise<Waiting> {
    const changes = this.ground.outbox.subscribe([platformRoute(id)]);
    try {
      await write();
      return { id, changes };
    } catch (error) {
      await changes.return();
      throw error;
    }
  }

  async #outcomeOf({ id, changes }: Waiting): Promise<Platform> {
    const timer = setTimeout(() => void changes.return(), this.ground.connectTimeout_ms);
    try {
      let platform = await this.#read(id);
      while (platform.status === 'CONNECTING') {
        const { done } = await changes.next();
        platform = await this.#read(id);
        if (done) break;
      }
      return settled(platform);
    } finally {
      clearTimeout(timer);
      await changes.return();
    }
  }

  async #read(id: string): Promise<Platform> {
    const platform = await this.platforms.find(id);
    if (platform) return platform;
    throw new Problem('NOT_FOUND', `Platform ${id} is gone; order the connection again.`);
  }
}

type OrderFields = Pick<Platform, 'name' | 'versionsUrl' | 'lastChangedAt' | 'handshakeAt' | 'failure'>;

interface Waiting {
  id: string;
  changes: ReturnType<Ground['outbox']['subscribe']>;
}

const settled = (platform: Platform): Platform => {
  if (platform.status === 'CONNECTED' || platform.status === 'OFFLINE') return platform;
  if (platform.status === 'CONNECTING')
    throw new Problem(
      'TIMEOUT',
      `Connecting to ${platform.name} takes longer than this answer can wait; it goes on, and platform(id: "${platform.id}") shows what becomes of it.`,
    );
  throw new Problem(
    'UNAVAILABLE',
    `Connecting to ${platform.name} failed: ${platform.failure ?? 'it was given up.'} Put it right and order it again with platformId "${platform.id}".`,
  );
};
