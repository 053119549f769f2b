/**
 * Tells platforms what is different for them (HCI-001, HCI-011). What each was told of whom is on record, so it does
 * not matter what happened or which node noticed: whoever looks tells what was not told yet, and a second look tells
 * nothing. The record and the messages are written together.
 */
import { randomUUID } from 'node:crypto';
import { refOf } from '@chargesphere/schema';
import type { Pool, PoolClient } from 'pg';
import type { BroadcastStore } from './broadcast.store.js';
import {
  messagesOf,
  tellingsFor,
  type StandingRole,
  type Telling,
  type ToldPlatform,
} from './client-info-push.rules.js';
import type { Ground } from './ground.js';
import type { Permissions } from './permission.store.js';
import { rolesIn } from './client-info-roles.js';

/** Whose news to look for: everybody's about everybody, or of some platforms as viewers and as those who are seen. */
export type News = 'all' | { viewers: ReadonlySet<string>; sources: ReadonlySet<string> };

/** Platforms told in one transaction. */
const TOLD_AT_ONCE = 100;

export class ClientInfoPush {
  constructor(
    private readonly pool: Pool,
    private readonly ground: Pick<Ground, 'hub'>,
    private readonly permissions: Permissions,
    private readonly broadcasts: BroadcastStore,
  ) {}

  /** How many messages that made. */
  async tell(news: News): Promise<number> {
    const platforms = await this.#listening(news);
    let count = 0;
    for (let first = 0; first < platforms.length; first += TOLD_AT_ONCE)
      count += await this.#tellSome(platforms.slice(first, first + TOLD_AT_ONCE), news);
    return count;
  }

  /** Connected platforms that have the Receiver interface, of those the news may concern. */
  async #listening(news: News): Promise<string[]> {
    const some = news === 'all' || news.sources.size > 0 ? null : [...news.viewers];
    const { rows } = await this.pool.query<{ id: string }>(
      `select p.id from parties.platform p where p.status = 'CONNECTED' and ($1::uuid[] is null or p.id = any($1))
         and exists (select from parties.endpoint e
           where e.platform_id = p.id and lower(e.identifier) = 'hubclientinfo' and e.role = 'RECEIVER')
       order by p.id`,
      [some],
    );
    return rows.map(({ id }) => id);
  }

  async #tellSome(platformIds: readonly string[], news: News): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const tellings = await this.#tellings(client, platformIds, news);
      if (tellings.length > 0) await this.#record(client, tellings);
      await client.query('commit');
      if (tellings.length > 0) this.broadcasts.announce();
      return tellings.length;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  /** One node at a time, each from what is committed by then: so nobody is told what is over already. */
  async #tellings(client: PoolClient, platformIds: readonly string[], news: News): Promise<Telling[]> {
    await client.query(`select pg_advisory_xact_lock(hashtext('chargesphere client info'))`);
    const snapshot = await this.permissions.snapshot();
    const roles = await rolesIn(client, this.#sources(platformIds, news));
    const told = await this.#told(client, platformIds, roles);
    return platformIds.flatMap((platformId) => {
      const platform: ToldPlatform = { platformId, sight: snapshot.sight(snapshot.partiesOf(platformId)) };
      const isViewer = news === 'all' || news.viewers.has(platformId);
      const seen = isViewer ? roles : roles.filter((role) => news.sources.has(role.platformId));
      return tellingsFor(platform, seen, told.get(platformId) ?? new Map<number, string>());
    });
  }

  /** Undefined is everybody: some of these platforms look at all others. */
  #sources(platformIds: readonly string[], news: News): string[] | undefined {
    if (news === 'all' || platformIds.some((id) => news.viewers.has(id))) return undefined;
    return [...news.sources];
  }

  async #told(
    client: PoolClient,
    platformIds: readonly string[],
    roles: readonly StandingRole[],
  ): Promise<Map<string, Map<number, string>>> {
    const { rows } = await client.query<{ platformId: string; roleId: number; status: string }>(
      `select platform_id as "platformId", role_id as "roleId", status from parties.client_info_told
       where platform_id = any($1) and role_id = any($2)`,
      [platformIds, roles.map(({ id }) => id)],
    );
    return new Map(
      [...Map.groupBy(rows, ({ platformId }) => platformId)].map(([platformId, ofPlatform]) => [
        platformId,
        new Map(ofPlatform.map(({ roleId, status }) => [roleId, status])),
      ]),
    );
  }

  /** In the order of ids, as everybody writes these rows. */
  async #record(client: PoolClient, tellings: readonly Telling[]): Promise<void> {
    await client.query(
      `insert into parties.client_info_told (platform_id, role_id, status, changed_at)
       select * from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[]) as t (platform_id, role_id, status, at)
       order by platform_id, role_id
       on conflict (platform_id, role_id) do update set status = excluded.status, changed_at = excluded.changed_at`,
      [
        tellings.map(({ platformId }) => platformId),
        tellings.map(({ role }) => role.id),
        tellings.map(({ status }) => status),
        tellings.map(({ changedAt }) => changedAt),
      ],
    );
    const { country_code, party_id } = this.ground.hub;
    const owner = refOf(country_code, party_id);
    const correlationId = randomUUID();
    const messages = messagesOf(tellings).map(({ role, document, platformIds }) => ({
      message: {
        module: 'hubclientinfo',
        method: 'PUT',
        path: [role.countryCode, role.partyId],
        query: {},
        owner,
        // With the role, so that news of one role never takes the place of another's (HCI-008).
        object: refOf(role.countryCode, role.partyId, role.role),
        platformId: null,
        requestId: randomUUID(),
        correlationId,
        body: JSON.stringify(document),
      },
      to: platformIds.map((platformId) => ({ platformId, receiver: null })),
    }));
    await this.broadcasts.push(messages, client);
  }
}
