/** Tokens, as the adapter needs them: whose is this one, which one do we send, whom do we show. For the hub itself. */
import { DateTime, Json, requireSystem } from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  FieldResolver,
} from 'type-graphql';
import type { CredentialsRole } from '@chargesphere/schema';
import { TokenKinds, type TokenKind } from './credentials.entity.js';
import type { Connection, CredentialsStore, OwnedToken } from './credentials.store.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import type { PartiesContext } from './parties.context.js';
import type { PartyStore } from './party.store.js';
import { Platform } from './platform.entity.js';

registerEnumType(TokenKinds, {
  name: 'TokenKind',
  description: 'Which token of a handshake it was (5.2).',
  valuesConfig: {
    TOKEN_A: { description: 'Of an invitation: good for versions and credentials only (TRN-010).' },
    TOKEN_B: { description: 'Of a handshake the hub started: the token the partner uses towards us.' },
    TOKEN_C: { description: 'Of a handshake the partner started: the token it uses towards us.' },
  },
});

@ObjectType({ description: 'A token in force, and the platform that sends it.' })
export class TokenOwner implements OwnedToken {
  @Field(() => ID, { description: 'SHA-256 of the token, hexadecimal.' })
  declare hash: string;

  @Field(() => TokenKinds, { description: 'Which token of a handshake it was.' })
  declare kind: TokenKind;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From this instant on it is void; null when it has no end.',
  })
  declare expiresAt: Date | null;

  @Field(() => Platform, { description: 'The platform that sends it.' })
  declare platform: Platform;
}

@ObjectType({ description: 'How the hub calls a platform.' })
export class PlatformConnection implements Connection {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare id: string;

  @Field(() => String, { description: 'What operators call it.' })
  declare name: string;

  @Field(() => String, {
    nullable: true,
    description: 'The OCPI version in use; null before the first handshake ended.',
  })
  declare version: string | null;

  @Field(() => String, { description: 'Its versions URL.' })
  declare versionsUrl: string;

  @Field(() => String, { description: 'The token the hub sends, in the clear.' })
  declare token: string;

  @Field(() => Boolean, { description: 'Is the token sent in Base64 (TRN-003, TRN-005)?' })
  declare base64Token: boolean;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver(() => PlatformConnection)
export class CredentialsResolver {
  constructor(
    private readonly store: CredentialsStore,
    private readonly parties: PartyStore,
  ) {}

  @Query(() => [TokenOwner], {
    description: 'Who sends these tokens; unknown and void ones are left out. For the hub itself.',
  })
  credentialsByToken(
    @Arg('hashes', () => [ID], {
      description: 'SHA-256, hexadecimal, of everything a header can be read as (TRN-006).',
    })
    hashes: string[],
    @Ctx() { caller }: PartiesContext,
  ): Promise<TokenOwner[]> {
    requireSystem(caller);
    return this.store.byHashes(hashes);
  }

  @Query(() => PlatformConnection, {
    nullable: true,
    description: 'How to call a platform; null while the hub has no token for it. For the hub itself.',
  })
  platformConnection(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Connection | null> {
    requireSystem(caller);
    return this.store.connectionOf(id);
  }

  @FieldResolver(() => [PlatformEndpoint], { description: 'Its endpoints in the version in use.' })
  endpoints(@Root() { id }: Connection, @Ctx() context: PartiesContext): Promise<PlatformEndpoint[]> {
    return context.endpointsOfPlatform.load(id);
  }

  @Query(() => [Json], {
    description:
      'The roles the hub lists towards a platform, as OCPI CredentialsRole objects: all parties it can reach but its own, and not the hub (CRED-005, CRED-007, CRED-010). For the hub itself.',
  })
  rolesFor(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<CredentialsRole[]> {
    requireSystem(caller);
    return this.parties.rolesFor(platformId);
  }
}
