/** Renewals of credentials in the graph: ordered by operators, carried out by the adapter. */
import { DateTime, requireOperator, requireSystem, type DomainEvent } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { HandshakeToken } from './connection.resolver.js';
import type { Connection } from './credentials.store.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { ConnectionInput } from './registration.inputs.js';
import type { Renewal as RenewalRecord } from './renewal.entity.js';
import { RENEWAL_CHANGED } from './renewal.events.js';
import type { RenewalStore } from './renewal.store.js';

@ObjectType({ description: 'How sending a platform new credentials stands.' })
export class Renewal {
  @Field(() => DateTime, { nullable: true, description: 'When it was ordered; null when none waits.' })
  declare orderedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the last one failed; null if it did not.' })
  declare failedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, in one sentence; null if it did not.' })
  declare failure: string | null;
}

@ObjectType({ description: 'A renewal of credentials that nobody is carrying out.' })
export class RenewalRequest {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: "The partner's versions URL." })
  declare versionsUrl: string;

  @Field(() => String, { nullable: true, description: 'The OCPI version in use.' })
  declare version: string | null;

  @Field(() => String, { description: 'The token in force towards the partner, in the clear.' })
  declare token: string;

  @Field(() => Boolean, { description: 'Does the partner take its token in Base64?' })
  declare base64Token: boolean;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver(() => Platform)
export class RenewalResolver {
  constructor(private readonly store: RenewalStore) {}

  @FieldResolver(() => Renewal, {
    nullable: true,
    description: 'How sending it new credentials stands; null if that was never tried.',
  })
  async renewal(
    @Root() { id }: Platform,
    @Ctx() { renewalOfPlatform }: PartiesContext,
  ): Promise<RenewalRecord | null> {
    return (await renewalOfPlatform.load(id)) ?? null;
  }

  @Mutation(() => Platform, {
    description:
      'Sends a platform new credentials by PUT: new tokens both ways, and the parties it can reach now. For a token that may have leaked (CRED-047), or to tell it of others before the daily round. Waits for the outcome; a failure leaves the former credentials in force. For operators.',
  })
  rotateCredentials(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.order(platformId);
  }

  @Query(() => [RenewalRequest], {
    description: 'Renewals of credentials that are due and wait to be carried out. For the hub itself.',
  })
  async pendingRenewals(@Ctx() { caller }: PartiesContext): Promise<RenewalRequest[]> {
    requireSystem(caller);
    return (await this.store.pending()).map(
      ({ id, version, versionsUrl, token, base64Token }: Connection) => ({
        platformId: id,
        version,
        versionsUrl,
        token,
        base64Token,
      }),
    );
  }

  @Mutation(() => HandshakeToken, {
    description:
      'Takes up a renewal and makes the token to send; CONFLICT when another node has taken it up. For the hub itself.',
  })
  async beginRenewal(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<HandshakeToken> {
    requireSystem(caller);
    return { token: await this.store.begin(platformId) };
  }

  @Mutation(() => Platform, {
    description:
      'The partner took the new token: stores what it answered; former tokens stay valid for a minute. For the hub itself.',
  })
  finishRenewal(
    @Arg('input', () => ConnectionInput, { description: 'What the partner answered.' })
    input: ConnectionInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireSystem(caller);
    return this.store.finish(input);
  }

  @Mutation(() => Platform, {
    description: 'The renewal failed: the former credentials stay in force (CRED-049). For the hub itself.',
  })
  failRenewal(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Arg('reason', () => String, { description: 'One sentence for the operator.' }) reason: string,
    @Arg('mayHaveArrived', () => Boolean, {
      description: 'Nobody knows whether the partner took the new token.',
    })
    mayHaveArrived: boolean,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireSystem(caller);
    return this.store.fail(platformId, reason, mayHaveArrived);
  }

  @Mutation(() => Int, {
    description:
      'Tells which endpoints the hub offers; when they differ from those partners know, each of them is told by PUT (VER-016). Returns how many. For the hub itself.',
  })
  noteOffer(
    @Arg('fingerprint', () => String, { description: 'The same for the same list of endpoints.' })
    fingerprint: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<number> {
    requireSystem(caller);
    return this.store.noteOffer(fingerprint);
  }
}

/** Apart from RenewalResolver because it belongs to no platform. */
@Resolver()
export class RenewalChangeResolver {
  @Subscription(() => ID, {
    description: 'Ids of platforms whose renewal was ordered or has ended, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, outbox } = context as PartiesContext;
      requireSystem(caller);
      return outbox.subscribe([RENEWAL_CHANGED]);
    },
  })
  renewalChanged(@Root() event: DomainEvent): string {
    return event.ref;
  }
}
