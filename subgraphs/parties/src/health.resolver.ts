/** How a platform is, beside the platform itself. Platforms are shown to operators only. */
import { DateTime } from '@chargesphere/chassis';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Alarm } from './alarm.record.js';
import { Circuit, Probe } from './health.record.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';

@Resolver(() => Platform)
export class PlatformHealthResolver {
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When its last authenticated message came, as of a few seconds ago; null before the first one (HCI-020).',
  })
  async lastHeardAt(
    @Root() { id }: Platform,
    @Ctx() { healthOfPlatform }: PartiesContext,
  ): Promise<Date | null> {
    return (await healthOfPlatform.load(id))?.heardAt ?? null;
  }

  @FieldResolver(() => Probe, {
    nullable: true,
    description: 'What the hub was answered when it last asked whether it is there; null when it never did.',
  })
  async lastProbe(
    @Root() { id }: Platform,
    @Ctx() { healthOfPlatform }: PartiesContext,
  ): Promise<Probe | null> {
    const health = await healthOfPlatform.load(id);
    if (!health?.probedAt) return null;
    const { probedAt: at, probeOk, probeHttp: http, probeReason: reason, probeMs } = health;
    return { at, ok: probeOk ?? false, http, reason, ms: probeMs ?? 0 };
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Since when it is OFFLINE; null when it is not.',
  })
  async offlineSince(
    @Root() { id, status }: Platform,
    @Ctx() { healthOfPlatform }: PartiesContext,
  ): Promise<Date | null> {
    return status === 'OFFLINE' ? ((await healthOfPlatform.load(id))?.offlineSince ?? null) : null;
  }

  @FieldResolver(() => Circuit, { description: 'Whether the hub sends it messages.' })
  async circuit(@Root() { id }: Platform, @Ctx() { healthOfPlatform }: PartiesContext): Promise<Circuit> {
    const health = await healthOfPlatform.load(id);
    const openSince = health?.circuitOpenedAt ?? null;
    return { state: openSince ? 'OPEN' : 'CLOSED', openSince, reason: health?.circuitReason ?? null };
  }

  @FieldResolver(() => [Alarm], {
    description: 'What is wrong with it now, the oldest first; one of each kind.',
  })
  alarms(@Root() { id }: Platform, @Ctx() { openAlarmsOfPlatform }: PartiesContext): Promise<Alarm[]> {
    return openAlarmsOfPlatform.load(id);
  }
}
