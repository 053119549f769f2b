/** Signs of life, probes and circuits, as the adapter works with them. For the hub itself. */
import { DateTime, requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { AlarmStore } from './alarm.store.js';
import { PlatformConnection } from './credentials.resolver.js';
import type { Connection } from './credentials.store.js';
import type { HealthStore, Troubled } from './health.store.js';
import { ProbeReportInput, SignInput } from './health-work.inputs.js';
import type { PartiesContext } from './parties.context.js';
import type { ClaimedProbe, ProbeStore, ProbeWork } from './probe.store.js';

@ObjectType({ description: 'A platform that a node of the hub is to ask whether it is there.' })
export class ProbeTask implements ClaimedProbe {
  @Field(() => ID, { description: 'Names this probe; the report carries it.' })
  declare claim: string;

  @Field(() => PlatformConnection, { description: 'Whom to ask, and how.' })
  declare connection: Connection;
}

@ObjectType({ description: 'Which platforms to probe now, and when to look again.' })
export class ProbeOrders implements ProbeWork {
  @Field(() => [ProbeTask], { description: 'To be asked now; each is held for a minute.' })
  declare probes: ProbeTask[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the next one is due; null when there is none.',
  })
  declare nextAt: Date | null;
}

@ObjectType({ description: 'Platforms that are not what they should be at the moment.' })
export class TroubledPlatforms implements Troubled {
  @Field(() => [ID], { description: 'Those that are OFFLINE.' })
  declare offline: string[];

  @Field(() => [ID], { description: 'Those that are sent no messages until they answer a probe.' })
  declare openCircuits: string[];
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver()
export class HealthWorkResolver {
  constructor(
    private readonly health: HealthStore,
    private readonly probes: ProbeStore,
    private readonly alarms: AlarmStore,
  ) {}

  @Mutation(() => [ID], {
    description:
      'Notes when platforms were last there; one that was OFFLINE is CONNECTED at once (HCI-021). Returns the ids of those. For the hub itself.',
  })
  hearPlatforms(
    @Arg('signs', () => [SignInput], { description: 'Which platforms, and when; each once.' })
    signs: SignInput[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<string[]> {
    requireSystem(caller);
    return this.health.hear(signs);
  }

  @Mutation(() => ProbeOrders, {
    description:
      'Takes up platforms that have been silent for too long, and urgent ones whose last probe did not fail a moment ago (HCI-020, HCI-022). For the hub itself.',
  })
  claimProbes(
    @Arg('urgent', () => [ID], { description: 'Platforms that could not be reached just now.' })
    urgent: string[],
    @Arg('limit', () => Int, { description: 'How many at the most.' }) limit: number,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ProbeWork> {
    requireSystem(caller);
    return this.probes.claim(urgent, limit);
  }

  @Mutation(() => Boolean, {
    description:
      'Records what a probe brought, with all that follows: CONNECTED, OFFLINE, alarms, the next probe. False when the claim is no longer in force. For the hub itself.',
  })
  reportProbe(
    @Arg('report', () => ProbeReportInput, { description: 'What it brought.' }) report: ProbeReportInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    return this.probes.report(report);
  }

  @Mutation(() => Boolean, {
    description:
      'Sends a platform no more messages, from any node, until it answers a probe. For the hub itself.',
  })
  async openCircuit(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Arg('reason', () => String, { description: 'What it left unanswered, in one sentence.' }) reason: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    await this.health.openCircuit(platformId, reason);
    return true;
  }

  @Query(() => TroubledPlatforms, {
    description: 'Platforms that are not what they should be at the moment. For the hub itself.',
  })
  troubledPlatforms(@Ctx() { caller }: PartiesContext): Promise<Troubled> {
    requireSystem(caller);
    return this.health.troubled();
  }

  @Mutation(() => Boolean, {
    description:
      'A platform refused a message of the hub with HTTP 401 or 403, which alarms operators (HUB-092). For the hub itself.',
  })
  async reportRefusal(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Arg('http', () => Int, { description: 'HTTP status of the answer.' }) http: number,
    @Arg('module', () => String, { description: 'The module the message was of.' }) module: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    const reason = `It answered a message of ${module} with HTTP ${http}.`;
    await this.alarms.raise({ platformId, kind: 'MESSAGE_REFUSED', http, reason });
    return true;
  }
}
