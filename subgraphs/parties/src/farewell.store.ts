/**
 * Farewells: what the adapter is to tell platforms whose registration an operator has ended, and what became of it.
 * Each is tried once (TRN-104); one that a node took up and died over is tried by another.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { OutboundToken } from './credentials.entity.js';
import { after, reasonIn } from './credentials.rules.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import { Farewell } from './farewell.entity.js';
import type { Ground } from './ground.js';
import type { Platform } from './platform.entity.js';
import { platformChanged, platformRoute } from './platform.events.js';

/** After that nobody expects one any more. */
const WORTH_IT_MS = 3_600_000;
const AT_ONCE = 20;

/** What to send, and with which token. */
export interface FarewellOrder {
  platformId: string;
  url: string;
  token: string;
  base64Token: boolean;
}

export class FarewellStore {
  constructor(private readonly ground: Ground) {}

  /** By platform, in the order asked for. */
  async ofPlatforms(platformIds: readonly string[]): Promise<(Farewell | undefined)[]> {
    const found = await this.ground.orm.em.fork().find(Farewell, { platform: { $in: [...platformIds] } });
    const byPlatform = new Map(found.map((farewell) => [farewell.platform.id, farewell]));
    return platformIds.map((id) => byPlatform.get(id));
  }

  /** Resolves when the platform was told or cannot be, and at the latest when an answer has to be given. */
  async settled(platformId: string): Promise<void> {
    const changes = this.ground.outbox.subscribe([platformRoute(platformId)]);
    const timer = setTimeout(() => void changes.return(), this.ground.connectTimeout_ms);
    try {
      for (let done = false; !done;) {
        const [farewell] = await this.ofPlatforms([platformId]);
        if (!farewell || farewell.endedAt) return;
        done = (await changes.next()).done === true;
      }
    } finally {
      clearTimeout(timer);
      await changes.return();
    }
  }

  /** Farewells nobody is saying, taken up by whoever asks; those that are not worth it any more are ended. */
  claim(): Promise<FarewellOrder[]> {
    return this.ground.write(async (em, note) => {
      const now = this.ground.now();
      const rows = await em.execute<{ id: string }[]>(
        `select platform_id as id from parties.farewell
         where ended_at is null and (begun_at is null or begun_at <= ?)
         order by ordered_at limit ${AT_ONCE} for update skip locked`,
        [after(now, -this.ground.connectTimeout_ms)],
      );
      const ids = rows.map(({ id }) => id);
      const waiting = await em.find(Farewell, { platform: { $in: ids } }, { populate: ['platform'] });
      return waiting.flatMap((farewell) => {
        const { platform, url, sealed, base64, orderedAt } = farewell;
        const tooLate = whyTooLate(platform, orderedAt, now);
        if (tooLate === undefined && sealed !== null) {
          farewell.begunAt = now;
          return [
            { platformId: platform.id, url, token: this.ground.vault.decrypt(sealed), base64Token: base64 },
          ];
        }
        Object.assign(farewell, ended(tooLate ?? null, now));
        note(platformChanged(platform.id, 'CONFIGURED'));
        return [];
      });
    });
  }

  /** The partner took it, or `failure` says why it does not know. Reported twice, the first report counts. */
  async finish(platformId: string, failure: string | null): Promise<void> {
    await this.ground.write(async (em, note) => {
      const farewell = await em.findOne(Farewell, { platform: platformId, endedAt: null });
      if (!farewell) return;
      Object.assign(farewell, ended(failure && reasonIn(failure), this.ground.now()));
      note(platformChanged(platformId, 'CONFIGURED'));
    });
  }
}

const ended = (failure: string | null, now: Date) => ({ sealed: null, begunAt: null, endedAt: now, failure });

const whyTooLate = ({ status }: Platform, orderedAt: Date, now: Date): string | undefined => {
  if (status !== 'SUSPENDED') return 'It was let in again before it was told.';
  return orderedAt <= after(now, -WORTH_IT_MS) ? 'No node of the hub could tell it in time.' : undefined;
};

/** In the transaction that ends the registration, before its token is dropped. Who was never called is told nothing. */
export const orderFarewell = async (em: EntityManager, platform: Platform, now: Date): Promise<void> => {
  const former = await em.findOne(Farewell, { platform: platform.id });
  const token = await em.findOne(OutboundToken, { platform: platform.id });
  const endpoint = await em.findOne(PlatformEndpoint, { platform: platform.id, identifier: 'credentials' });
  if (!token || !endpoint) {
    if (former) em.remove(former);
    return;
  }
  const { sealed, base64 } = token;
  const fields = {
    orderedAt: now,
    url: endpoint.url,
    sealed,
    base64,
    begunAt: null,
    endedAt: null,
    failure: null,
  };
  if (former) em.assign(former, fields);
  else em.create(Farewell, { platform, ...fields });
};
