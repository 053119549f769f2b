/** Tiers, and who is in which (HUB-063). */
import { Problem } from '@chargesphere/schema';
import type { Ground } from './ground.js';
import type { Platform } from './platform.entity.js';
import { EVERY_PLATFORM, platformChanged } from './platform.events.js';
import { lockPlatform } from './platform.store.js';
import { RateTier } from './tier.entity.js';
import { limitsIn, tierNameIn, TIERS_MAX, type TierLimits } from './tier.rules.js';

export class TierStore {
  constructor(private readonly ground: Pick<Ground, 'orm' | 'write' | 'now'>) {}

  /** All of them, by name; there are few. */
  list(): Promise<RateTier[]> {
    return this.ground.orm.em.fork().find(RateTier, {}, { orderBy: { name: 'asc' }, limit: TIERS_MAX });
  }

  /** In the order asked for. */
  async byNames(names: readonly string[]): Promise<(RateTier | undefined)[]> {
    const tiers = await this.ground.orm.em.fork().find(RateTier, { name: { $in: [...names] } });
    const found = new Map(tiers.map((tier) => [tier.name, tier]));
    return names.map((name) => found.get(name));
  }

  /** Makes a tier or sets its limits, for all platforms in it from their next request on. */
  async put(input: TierLimits & { name: string }, by: string): Promise<RateTier> {
    const name = tierNameIn(input.name);
    const limits = { ...limitsIn(input), changedAt: this.ground.now(), changedBy: by };
    return this.ground.write(async (em, note) => {
      const known = await em.findOne(RateTier, { name });
      if (!known && (await em.count(RateTier)) >= TIERS_MAX)
        throw new Problem('CONFLICT', `There are ${TIERS_MAX} tiers already; set one of them anew.`);
      // Whoever is in it is unknown to the adapter, so it forgets everybody.
      if (known) note(platformChanged(EVERY_PLATFORM, 'LIMITS_CHANGED'));
      return known ? em.assign(known, limits) : em.create(RateTier, { name, ...limits });
    });
  }

  async move(platformId: string, tier: string): Promise<Platform> {
    const name = tierNameIn(tier);
    return this.ground.write(async (em, note) => {
      if (!(await em.findOne(RateTier, { name })))
        throw new Problem('NOT_FOUND', `There is no tier ${name}; make it with putRateTier first.`);
      const platform = await lockPlatform(em, platformId);
      platform.tierName = name;
      note(platformChanged(platform.id, 'CONFIGURED'));
      return platform;
    });
  }
}
