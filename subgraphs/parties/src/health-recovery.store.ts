/**
 * HUB-052, TRN-105: orders pulls of what the hub's own store missed while a platform was away. From which instant on is
 * noted with its return, so that the pulls are ordered once, by whichever node gets to it.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ground } from './ground.js';
import { instant } from './health-instant.js';
import { Platform } from './platform.entity.js';
import { Pull } from './pull.entity.js';
import { pullUpdated } from './pull.events.js';
import { dateFromAfter } from './pull.rules.js';
import { isRegistered, offersSender, onePullOrderAtATime, openPull } from './pull.store.js';

/** What the hub keeps a copy of, and others can be pulled from. */
export const recoveredModules = ['locations', 'tariffs', 'tokens', 'sessions', 'cdrs'] as const;

const PLATFORMS_AT_ONCE = 20;

export class Recovery {
  constructor(private readonly ground: Ground) {}

  /** True when there may be more. */
  order(): Promise<boolean> {
    return this.ground.write(async (em, note) => {
      const due = await em.execute<{ id: string }[]>(
        'select platform_id as id from parties.health where recover_from is not null limit 1',
      );
      if (due.length === 0) return false; // as a rule
      await onePullOrderAtATime(em);
      const returned = await this.#take(em);
      for (const { id, from } of returned)
        for (const pull of await this.#pullsOf(em, id, from)) note(pullUpdated(pull));
      return returned.length === PLATFORMS_AT_ONCE;
    });
  }

  async #take(em: EntityManager): Promise<{ id: string; from: Date }[]> {
    const rows = await em.execute<{ id: string; from: Date | string }[]>(
      `with due as (
         select platform_id, recover_from from parties.health where recover_from is not null
         order by platform_id limit ? for update skip locked
       )
       update parties.health h set recover_from = null from due where h.platform_id = due.platform_id
       returning h.platform_id as id, due.recover_from as "from"`,
      [PLATFORMS_AT_ONCE],
    );
    return rows.map(({ id, from }) => ({ id, from: instant(from) }));
  }

  /** A module that is being pulled already is left alone. The window is none that a schedule may follow on from. */
  async #pullsOf(em: EntityManager, platformId: string, from: Date): Promise<Pull[]> {
    const platform = await em.findOne(Platform, { id: platformId });
    if (!platform || !isRegistered(platform)) return [];
    const pulls: Pull[] = [];
    for (const module of recoveredModules) {
      if (!(await offersSender(em, platform, module)) || (await openPull(em, platform, module))) continue;
      pulls.push(
        em.create(Pull, {
          platform,
          module,
          mode: 'INCREMENTAL',
          isChosenWindow: true,
          dateFrom: dateFromAfter(from),
          requestedAt: this.ground.now(),
        }),
      );
    }
    return pulls;
  }
}
