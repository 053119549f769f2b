/** Registrations the hub starts: ordered by operators, carried out by the adapter. */
import { requireOperator, requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { ConnectionStore, ConnectOrder } from './connection.store.js';
import type { Connection } from './credentials.store.js';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { ConnectionInput } from './registration.inputs.js';

@InputType({ description: 'Whom to register at.' })
export class ConnectPlatformInput implements ConnectOrder {
  @Field(() => String, { description: 'What you want to call the platform, 1 to 100 characters.' })
  declare name: string;

  @Field(() => String, { description: "The partner's OCPI versions URL." })
  declare versionsUrl: string;

  @Field(() => String, { description: 'The credentials token A the partner gave you.' })
  declare token: string;

  @Field(() => ID, { nullable: true, description: 'A platform that failed or ended, to try again with it.' })
  declare platformId?: string | null;
}

@ObjectType({ description: 'A connection that was made.' })
export class ConnectResult {
  @Field(() => Platform, { description: 'The platform, connected.' })
  declare platform: Platform;
}

@ObjectType({ description: 'An order to register at a partner that nobody is carrying out.' })
export class ConnectionRequest {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => String, { description: 'What operators call it.' })
  declare name: string;

  @Field(() => String, { description: "The partner's versions URL." })
  declare versionsUrl: string;

  @Field(() => String, { description: "The partner's token A, in the clear." })
  declare token: string;
}

@ObjectType({ description: 'Token B of a handshake.' })
export class HandshakeToken {
  @Field(() => String, {
    description: 'The token to send to the partner; calls with it are accepted from now on.',
  })
  declare token: string;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver()
export class ConnectionResolver {
  constructor(private readonly store: ConnectionStore) {}

  @Mutation(() => ConnectResult, {
    description:
      'Registers the hub at a partner and waits for the outcome; fails with the reason when it cannot be done. For operators.',
  })
  async connectPlatform(
    @Arg('input', () => ConnectPlatformInput, { description: 'Whom to register at.' })
    input: ConnectPlatformInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ConnectResult> {
    requireOperator(caller);
    return { platform: await this.store.connect(input) };
  }

  @Query(() => [ConnectionRequest], {
    description: 'Orders to register at partners that wait to be carried out. For the hub itself.',
  })
  async pendingConnections(@Ctx() { caller }: PartiesContext): Promise<ConnectionRequest[]> {
    requireSystem(caller);
    return (await this.store.pending()).map(({ id, name, versionsUrl, token }: Connection) => ({
      platformId: id,
      name,
      versionsUrl,
      token,
    }));
  }

  @Mutation(() => HandshakeToken, {
    description:
      'Takes up an order and makes token B, valid for calls to the hub at once (CRED-034); CONFLICT when another node has taken it up. For the hub itself.',
  })
  async beginHandshake(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<HandshakeToken> {
    requireSystem(caller);
    return { token: await this.store.begin(platformId) };
  }

  @Mutation(() => Platform, {
    description:
      "The handshake succeeded: stores the partner's token C, roles and endpoints. For the hub itself.",
  })
  finishConnection(
    @Arg('input', () => ConnectionInput, { description: 'What the partner answered.' })
    input: ConnectionInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireSystem(caller);
    return this.store.finish(input);
  }

  @Mutation(() => Platform, {
    description:
      'The handshake failed: token B is void, only the reason is kept (CRED-033). For the hub itself.',
  })
  failConnection(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Arg('reason', () => String, { description: 'One sentence for the operator.' }) reason: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireSystem(caller);
    return this.store.fail(platformId, reason);
  }
}
