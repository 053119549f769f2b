/** Pulls as operators order, watch and stop them. */
import { recordPage, type Page, type PageInput } from '@chargesphere/chassis';
import { Problem } from '@chargesphere/schema';
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { PlatformEndpoint } from './endpoint.entity.js';
import type { Ground } from './ground.js';
import type { Platform } from './platform.entity.js';
import { isPlatformId, lockPlatform } from './platform.store.js';
import { Pull } from './pull.entity.js';
import { pullUpdated } from './pull.events.js';
import type { PullFilter, QuarantineFilter } from './pull.inputs.js';
import { moduleIn, nextPullStatus, openStatuses, windowOfPull, type PullMode } from './pull.rules.js';
import { Quarantined } from './quarantined.entity.js';
import { containing } from './record-bounds.js';

export interface PullOrder {
  platformId: string;
  module: string;
  mode: PullMode;
  dateFrom?: string | null;
  dateTo?: string | null;
}

export class PullStore {
  constructor(private readonly ground: Ground) {}

  async start(order: PullOrder): Promise<Pull> {
    const module = moduleIn(order.module);
    const window = windowOfPull(order.mode, dateIn(order.dateFrom), dateIn(order.dateTo));
    return this.ground.write(async (em, note) => {
      await onePullOrderAtATime(em);
      const platform = await lockPlatform(em, order.platformId);
      requireRegistered(platform);
      await requireSender(em, platform, module);
      await requireNoOpenPull(em, platform, module);
      const requestedAt = this.ground.now();
      const pull = em.create(Pull, { platform, module, mode: order.mode, ...window, requestedAt });
      note(pullUpdated(pull));
      return pull;
    });
  }

  /** Whoever works on it finds out with its next report, and stops. */
  async cancel(id: string): Promise<Pull> {
    return this.ground.write(async (em, note) => {
      await onePullOrderAtATime(em);
      const pull = await lockPull(em, id);
      pull.status = nextPullStatus(pull.status, 'cancel');
      pull.finishedAt = this.ground.now();
      letGo(pull);
      note(pullUpdated(pull));
      return pull;
    });
  }

  /** Goes on at the page that was next, with the same window. */
  async resume(id: string): Promise<Pull> {
    return this.ground.write(async (em, note) => {
      await onePullOrderAtATime(em);
      const pull = await lockPull(em, id);
      const status = nextPullStatus(pull.status, 'resume');
      requireRegistered(pull.platform);
      await requireNoOpenPull(em, pull.platform, pull.module);
      Object.assign(pull, { status, finishedAt: null, failure: null, claims: 0 });
      note(pullUpdated(pull));
      return pull;
    });
  }

  /** In the order asked for. */
  async byIds(ids: readonly string[]): Promise<(Pull | undefined)[]> {
    const known = ids.filter(isPlatformId);
    const pulls = await this.ground.orm.em.fork().find(Pull, { id: { $in: known } });
    const found = new Map(pulls.map((pull) => [pull.id, pull]));
    return ids.map((id) => found.get(id.toLowerCase()));
  }

  /** The newest of each platform, newest first, in one query. */
  async newestOf(platformIds: readonly string[], limit: number): Promise<Pull[][]> {
    const em = this.ground.orm.em.fork();
    const ranked = await em.execute<{ id: string }[]>(
      `select id from (
         select id, row_number() over (partition by platform_id order by seq desc) as rank
         from parties.pull where platform_id = any(?::uuid[])
       ) as ranked where rank <= ?`,
      [`{${platformIds.join(',')}}`, limit],
    );
    const ids = ranked.map(({ id }) => id);
    const pulls = await em.find(Pull, { id: { $in: ids } }, { orderBy: { seq: 'desc' } });
    const byPlatform = Map.groupBy(pulls, (pull) => pull.platform.id);
    return platformIds.map((id) => byPlatform.get(id) ?? []);
  }

  /** Newest first. */
  page(filter: PullFilter | null | undefined, page: PageInput | null | undefined): Promise<Page<Pull>> {
    const em = this.ground.orm.em.fork();
    const where: FilterQuery<Pull> = {
      ...(filter?.id && { id: uuidOr(filter.id) }),
      ...(filter?.platformId && { platform: uuidOr(filter.platformId) }),
      ...(filter?.module && { module: filter.module.toLowerCase() }),
      ...(filter?.status && { status: filter.status }),
    };
    return recordPage<Pull>(page, {
      list: (position, limit) =>
        em.find(Pull, { $and: [where, before('seq', position)] } as FilterQuery<Pull>, {
          orderBy: { seq: 'desc' },
          limit,
        }),
      count: () => em.count(Pull, where),
      positionOf: (pull) => pull.seq,
    });
  }

  /** Newest first. */
  quarantine(
    filter: QuarantineFilter | null | undefined,
    page: PageInput | null | undefined,
  ): Promise<Page<Quarantined>> {
    const em = this.ground.orm.em.fork();
    const ofPull = {
      ...(filter?.pullId && { id: uuidOr(filter.pullId) }),
      ...(filter?.platformId && { platform: uuidOr(filter.platformId) }),
      ...(filter?.module && { module: filter.module.toLowerCase() }),
    };
    const where: FilterQuery<Quarantined> = {
      ...(Object.keys(ofPull).length > 0 && { pull: ofPull }),
      ...(filter?.ref && { ref: containing(filter.ref) }),
    };
    return recordPage<Quarantined>(page, {
      list: (position, limit) =>
        em.find(Quarantined, { $and: [where, before('id', position)] } as FilterQuery<Quarantined>, {
          orderBy: { id: 'desc' },
          limit,
          populate: ['pull'],
        }),
      count: () => em.count(Quarantined, where),
      positionOf: (quarantined) => quarantined.id,
    });
  }
}

/** A list that begins with the newest goes on below its last position. */
const before = (column: 'seq' | 'id', position: number): object =>
  position === 0 ? {} : { [column]: { $lt: position } };

/** What is no id of ours matches nothing, instead of being an error of PostgreSQL's. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const uuidOr = (id: string): string => (isPlatformId(id) ? id : NOBODY);

const dateIn = (text: string | null | undefined): Date | undefined => (text ? new Date(text) : undefined);

/** Orders and claims are decided one at a time: of a platform's module there is one open pull, of its pulls one runs. */
export const onePullOrderAtATime = async (em: EntityManager): Promise<void> => {
  await em.execute(`select pg_advisory_xact_lock(hashtext('chargesphere pulls'))`);
};

/** The pull with its platform, locked until the transaction ends. */
export const lockPull = async (em: EntityManager, id: string): Promise<Pull> => {
  const pull = isPlatformId(id)
    ? await em.findOne(Pull, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!pull)
    throw new Problem(
      'NOT_FOUND',
      `There is no pull ${JSON.stringify(id)}; take an id from the list of pulls.`,
    );
  await em.populate(pull, ['platform']);
  return pull;
};

/** Nobody works on it any more. */
export const letGo = (pull: Pull): void => {
  pull.claim = null;
  pull.leaseUntil = null;
};

export const isRegistered = ({ status }: Platform): boolean => status === 'CONNECTED' || status === 'OFFLINE';

const requireRegistered = (platform: Platform): void => {
  if (isRegistered(platform)) return;
  throw new Problem(
    'NOT_REGISTERED',
    `${platform.name} is ${platform.status}; it can be pulled when it is registered.`,
  );
};

export const offersSender = async (em: EntityManager, platform: Platform, module: string): Promise<boolean> =>
  (await em.count(PlatformEndpoint, { platform: platform.id, identifier: module, role: 'SENDER' })) > 0;

const requireSender = async (em: EntityManager, platform: Platform, module: string): Promise<void> => {
  if (await offersSender(em, platform, module)) return;
  throw new Problem(
    'INVALID_INPUT',
    `${platform.name} offers no SENDER interface of ${module}; take a module from its endpoints.`,
  );
};

export const openPull = (em: EntityManager, platform: Platform, module: string): Promise<Pull | null> =>
  em.findOne(Pull, { platform: platform.id, module, status: { $in: [...openStatuses] } });

const requireNoOpenPull = async (em: EntityManager, platform: Platform, module: string): Promise<void> => {
  const open = await openPull(em, platform, module);
  if (!open) return;
  throw new Problem(
    'CONFLICT',
    `The ${module} of ${platform.name} are being pulled; wait for pull ${open.id}, or cancel it first.`,
  );
};
