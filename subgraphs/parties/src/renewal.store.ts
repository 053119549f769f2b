/**
 * Renewals of credentials, seen from the hub as the client of a PUT: ordered by an operator (CRED-047), by a changed
 * endpoint list (VER-016), or because others can be reached than the partner was told (CRED-061, bundled once a day,
 * since each PUT rotates tokens: AMB-015). The adapter sends them; a failed one leaves everything in force (CRED-049)
 * and is not repeated by itself (TRN-104).
 */
import { hashToken, newToken } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InboundToken, OutboundToken } from './credentials.entity.js';
import { after, credentialsIn, HANDSHAKE_MS, reasonIn } from './credentials.rules.js';
import { storeOutboundToken, type Connection, type CredentialsStore } from './credentials.store.js';
import type { Ground } from './ground.js';
import type { Platform } from './platform.entity.js';
import { platformChanged } from './platform.events.js';
import { nextStatus } from './platform.rules.js';
import { lockPlatform, moveTo, oneRegistrationAtATime, type PlatformStore } from './platform.store.js';
import { retireTokens, storePartner, type Partner } from './registration.store.js';
import { Renewal, ToldOffer } from './renewal.entity.js';
import { renewalChanged, renewalRoute } from './renewal.events.js';

/** CRED-061: how often a partner is told of parties that came and went. */
export const ROLES_TOLD_MS = 24 * 3_600_000;
/** Orders taken up at once. */
const AT_ONCE = 20;
const OFFER = 'endpoints';

export class RenewalStore {
  constructor(
    private readonly ground: Ground,
    private readonly platforms: PlatformStore,
    private readonly credentials: CredentialsStore,
  ) {}

  /** By platform, in the order asked for. */
  async ofPlatforms(platformIds: readonly string[]): Promise<(Renewal | undefined)[]> {
    const renewals = await this.ground.orm.em.fork().find(Renewal, { platform: { $in: [...platformIds] } });
    const found = new Map(renewals.map((renewal) => [renewal.platform.id, renewal]));
    return platformIds.map((id) => found.get(id));
  }

  /** Orders a renewal and waits for its outcome; a failed one is thrown as the sentence that says why. */
  async order(platformId: string): Promise<Platform> {
    const changes = this.ground.outbox.subscribe([renewalRoute(platformId)]);
    const timer = setTimeout(() => void changes.return(), this.ground.connectTimeout_ms);
    try {
      await this.ground.write(async (em, note) => {
        const platform = await lockPlatform(em, platformId);
        nextStatus(platform, 'update');
        (await renewalOf(em, platform)).orderedAt = this.ground.now();
        note(renewalChanged(platformId));
      });
      for (let done = false; ;) {
        const [renewal] = await this.ofPlatforms([platformId]);
        if (!renewal?.orderedAt) return await this.#outcome(platformId, renewal);
        if (done) throw takesLong(renewal);
        done = (await changes.next()).done === true;
      }
    } finally {
      clearTimeout(timer);
      await changes.return();
    }
  }

  async #outcome(platformId: string, renewal: Renewal | undefined): Promise<Platform> {
    const platform = await this.platforms.find(platformId);
    if (!platform) throw new Problem('NOT_FOUND', `Platform ${platformId} is gone.`);
    if (!renewal?.failure) return platform;
    throw new Problem(
      'UNAVAILABLE',
      `The credentials of ${platform.name} were not renewed: ${renewal.failure} Put it right and order it again.`,
    );
  }

  /** What is due and nobody is carrying out, platforms that came first first. */
  async pending(): Promise<Connection[]> {
    const em = this.ground.orm.em.fork();
    const lapsed = after(this.ground.now(), -this.ground.connectTimeout_ms);
    const dayAgo = after(this.ground.now(), -ROLES_TOLD_MS);
    const due = await em.execute<{ id: string }[]>(
      `select platform.id from parties.platform left join parties.renewal on renewal.platform_id = platform.id
        where platform.status = 'CONNECTED' and (renewal.begun_at is null or renewal.begun_at <= ?)
          and (renewal.ordered_at is not null
            or platform.registered_at <= ? and (renewal.failed_at is null or renewal.failed_at <= ?)
              and exists (select from parties.role where role.platform_id <> platform.id
                and (role.active_since > platform.registered_at
                  or role.status = 'SUSPENDED' and role.status_changed_at > platform.registered_at)))
        order by platform.seq limit ${AT_ONCE}`,
      [lapsed, dayAgo, dayAgo],
    );
    const tokens = await em.find(
      OutboundToken,
      { platform: { id: { $in: due.map(({ id }) => id) } } },
      { populate: ['platform'], orderBy: { platform: { seq: 'asc' } } },
    );
    return tokens.map((token) => this.credentials.opened(token));
  }

  /** The token to send. It is good at once beside the one in force, because the partner calls back (CRED-034, AMB-017). */
  async begin(platformId: string): Promise<string> {
    const token = newToken();
    await this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const platform = await lockPlatform(em, platformId);
      nextStatus(platform, 'update');
      const renewal = await renewalOf(em, platform);
      if (renewal.begunAt && renewal.begunAt > after(now, -this.ground.connectTimeout_ms))
        throw new Problem('CONFLICT', `Another node of the hub renews the credentials of ${platform.name}.`);
      if (renewal.tokenHash) await em.nativeDelete(InboundToken, { hash: renewal.tokenHash });
      const hash = hashToken(token);
      Object.assign(renewal, { begunAt: now, orderedAt: renewal.orderedAt ?? now, tokenHash: hash });
      em.create(InboundToken, {
        hash,
        platform,
        kind: 'TOKEN_B',
        issuedAt: now,
        expiresAt: after(now, HANDSHAKE_MS),
      });
      note(platformChanged(platform.id, 'HANDSHAKE_BEGUN'));
    });
    return token;
  }

  /**
   * The partner took the new token and gave us one. What else it says may be refused (CRED-011); the tokens count all
   * the same, because the partner uses them already.
   */
  async finish(partner: Partner): Promise<Platform> {
    const credentials = credentialsIn(partner.credentials);
    try {
      return await this.#end(partner.platformId, null, (em, platform) =>
        platform.status === 'HELD'
          ? storeOutboundToken(em, platform, this.#outbound(partner, credentials.token))
          : storePartner(em, this.ground, platform, partner, credentials),
      );
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'CONFLICT') throw error;
      return this.#end(partner.platformId, error.message, (em, platform) =>
        storeOutboundToken(em, platform, this.#outbound(partner, credentials.token)),
      );
    }
  }

  #outbound({ base64Token }: Partner, token: string): { sealed: string; base64: boolean } {
    return { sealed: this.ground.vault.encrypt(token), base64: base64Token };
  }

  #end(
    platformId: string,
    failure: string | null,
    keep: (em: EntityManager, platform: Platform) => Promise<void>,
  ): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      await oneRegistrationAtATime(em);
      const platform = await lockPlatform(em, platformId);
      // Held while the partner answered: it uses the new tokens already, and goes on with them when it is resumed.
      const status = platform.status === 'HELD' ? platform.status : nextStatus(platform, 'update');
      const renewal = await renewalOf(em, platform);
      const hash = renewal.tokenHash;
      if (!hash)
        throw new Problem('CONFLICT', `No renewal of the credentials of ${platform.name} is under way.`);
      await keep(em, platform);
      await retireTokens(em, platform, now);
      await em.nativeUpdate(InboundToken, { hash }, { expiresAt: null });
      await moveTo(em, platform, status, now);
      platform.registeredAt = now;
      const failedAt = failure === null ? null : now;
      Object.assign(renewal, { orderedAt: null, begunAt: null, tokenHash: null, failedAt, failure });
      note(platformChanged(platform.id, 'UPDATED'));
      note(renewalChanged(platform.id));
      return platform;
    });
  }

  /**
   * Nothing changes (CRED-049). When nobody knows whether the partner took the new token, that one stays good until it
   * ends by itself, so that the partner is not locked out.
   */
  async fail(platformId: string, reason: string, mayHaveArrived: boolean): Promise<Platform> {
    return this.ground.write(async (em, note) => {
      const platform = await lockPlatform(em, platformId);
      const renewal = await renewalOf(em, platform);
      if (renewal.tokenHash && !mayHaveArrived) {
        await em.nativeDelete(InboundToken, { hash: renewal.tokenHash });
        note(platformChanged(platform.id, 'CONFIGURED'));
      }
      Object.assign(renewal, {
        orderedAt: null,
        begunAt: null,
        tokenHash: null,
        failedAt: this.ground.now(),
        failure: reasonIn(reason),
      });
      note(renewalChanged(platform.id));
      return platform;
    });
  }

  /** VER-016: tells every partner when the list differs from the one they know. Returns how many will be told. */
  async noteOffer(fingerprint: string): Promise<number> {
    return this.ground.write(async (em) => {
      await oneRegistrationAtATime(em);
      const told = await em.findOne(ToldOffer, { name: OFFER });
      if (!told) {
        em.create(ToldOffer, { name: OFFER, fingerprint });
        return 0;
      }
      if (told.fingerprint === fingerprint) return 0;
      told.fingerprint = fingerprint;
      const ordered = await em.execute<unknown[]>(
        `insert into parties.renewal (platform_id, ordered_at)
          select id, ? from parties.platform where status in ('CONNECTED', 'OFFLINE')
          on conflict (platform_id) do update set ordered_at = excluded.ordered_at returning platform_id`,
        [this.ground.now()],
      );
      return ordered.length;
    });
  }
}

const renewalOf = async (em: EntityManager, platform: Platform): Promise<Renewal> =>
  (await em.findOne(Renewal, { platform: platform.id })) ?? em.create(Renewal, { platform });

const takesLong = ({ platform }: Renewal): Problem =>
  new Problem(
    'TIMEOUT',
    `Renewing the credentials takes longer than this answer can wait; it goes on, and platform(id: "${platform.id}") { renewal } shows what becomes of it.`,
  );
