/** Pulls that order themselves (HUB-051), and the end of old ones. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { after } from './credentials.rules.js';
import type { Ground } from './ground.js';
import { lockPlatform } from './platform.store.js';
import { Pull } from './pull.entity.js';
import { pullUpdated } from './pull.events.js';
import { PullSchedule } from './pull-schedule.entity.js';
import { firstDue, KEEP_MS, moduleIn, nextDue, rhythmIn, type PullMode } from './pull.rules.js';
import { isRegistered, offersSender, onePullOrderAtATime, openPull } from './pull.store.js';

export interface ScheduleOrder {
  platformId: string;
  module: string;
  mode: PullMode;
  /** None switches the schedule off. */
  everyMinutes?: number | null;
  spreadMinutes?: number | null;
}

/** Schedules looked at in one transaction. */
const DUE_AT_ONCE = 500;

export class PullScheduleStore {
  constructor(
    private readonly ground: Ground,
    private readonly random: () => number = Math.random,
  ) {}

  async set({ platformId, mode, ...order }: ScheduleOrder): Promise<PullSchedule | null> {
    const module = moduleIn(order.module);
    const { everyMinutes, spreadMinutes } = order;
    const rhythm = everyMinutes ? rhythmIn(everyMinutes, spreadMinutes) : undefined;
    return this.ground.write(async (em) => {
      const platform = await lockPlatform(em, platformId);
      const key = { platform: platform.id, module, mode };
      const known = await em.findOne(PullSchedule, key);
      if (!rhythm) {
        if (known) em.remove(known);
        return null;
      }
      const fields = { ...rhythm, nextAt: firstDue(this.ground.now(), rhythm, this.random()) };
      return known ? em.assign(known, fields) : em.create(PullSchedule, { ...key, platform, ...fields });
    });
  }

  /** In the order asked for. */
  async ofPlatforms(platformIds: readonly string[]): Promise<PullSchedule[][]> {
    const schedules = await this.ground.orm.em
      .fork()
      .find(PullSchedule, { platform: { $in: [...platformIds] } }, { orderBy: { id: 'asc' } });
    const byPlatform = Map.groupBy(schedules, (schedule) => schedule.platform.id);
    return platformIds.map((id) => byPlatform.get(id) ?? []);
  }

  /** Orders what is due; a module that is being pulled already is left until its next time. Returns how many. */
  async queueDue(): Promise<number> {
    await this.#sweep();
    return this.ground.write(async (em, note) => {
      await onePullOrderAtATime(em);
      const now = this.ground.now();
      const due = await em.find(
        PullSchedule,
        { nextAt: { $lte: now } },
        // FULL comes first in the alphabet too: a full pull spares the incremental one.
        { populate: ['platform'], orderBy: { mode: 'asc', nextAt: 'asc' }, limit: DUE_AT_ONCE },
      );
      let queued = 0;
      for (const schedule of due) {
        schedule.nextAt = nextDue(now, schedule, this.random());
        const pull = await this.#order(em, schedule, now);
        if (!pull) continue;
        await em.flush(); // so that the next schedule sees it
        note(pullUpdated(pull));
        queued += 1;
      }
      return queued;
    });
  }

  async #order(em: EntityManager, schedule: PullSchedule, now: Date): Promise<Pull | undefined> {
    const { platform, module, mode } = schedule;
    if (!isRegistered(platform)) return undefined;
    if (!(await offersSender(em, platform, module))) return undefined;
    if (await openPull(em, platform, module)) return undefined;
    return em.create(Pull, { platform, module, mode, isScheduled: true, requestedAt: now });
  }

  /** Old pulls go with their quarantine; the last good one of a module stays, because the next follows on from it. */
  async #sweep(): Promise<void> {
    const em = this.ground.orm.em.fork();
    await em.execute(
      `delete from parties.pull where id in (
         select p.id from parties.pull p where p.finished_at < ?
         and exists (select from parties.pull n where n.platform_id = p.platform_id and n.module = p.module
           and n.status = 'DONE' and not n.is_chosen_window and n.started_at > p.started_at)
         order by p.seq limit ?)`,
      [after(this.ground.now(), -KEEP_MS), DUE_AT_ONCE],
    );
  }
}
