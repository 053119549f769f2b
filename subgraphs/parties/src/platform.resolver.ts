/** Platforms in the graph: for operators to let partners in, for the hub's own parts to hear of changes. */
import {
  DateTime,
  PageInput,
  pageType,
  requireOperator,
  requireSystem,
  type DomainEvent,
  type Page,
} from '@chargesphere/chassis';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { INVITATION_DAYS, INVITATION_DAYS_MAX } from './credentials.rules.js';
import { PlatformEndpoint } from './endpoint.entity.js';
import { present, type PartiesContext } from './parties.context.js';
import { Party } from './party.entity.js';
import { PlatformFilter } from './party.inputs.js';
import { activeUnless } from './party.resolver.js';
import type { SeenParty } from './party.store.js';
import { Platform } from './platform.entity.js';
import {
  PLATFORM_CHANGED,
  PlatformChangeKinds,
  type PlatformChanged,
  type PlatformChangeKind,
} from './platform.events.js';
import { type Invited, type PlatformStore } from './platform.store.js';
import { PartyRole } from './role.entity.js';

const PlatformPage = pageType('PlatformPage', Platform);

registerEnumType(PlatformChangeKinds, {
  name: 'PlatformChangeKind',
  description: 'What happened to a platform.',
  valuesConfig: {
    INVITED: { description: 'It has a new token A.' },
    WITHDRAWN: { description: 'Its invitation is void.' },
    REGISTERED: { description: 'It registered by POST: token A is void, token C in force.' },
    UPDATED: { description: 'It declared its credentials, roles and endpoints anew by PUT.' },
    UNREGISTERED: { description: 'It ended its registration by DELETE: its tokens are void.' },
    SUSPENDED: { description: 'An operator holds it: its tokens open nothing.' },
    RESUMED: { description: 'No operator holds it any more.' },
    DELETED: {
      description: 'An operator ended its registration: its tokens are void, and it is to be told.',
    },
    CONNECT_REQUESTED: { description: 'An operator ordered the hub to register at it.' },
    HANDSHAKE_BEGUN: { description: 'The hub took up that order: token B is in force.' },
    CONNECTED: { description: 'The hub registered at it.' },
    FAILED: { description: 'The hub could not register at it: token B is void.' },
    CONFIGURED: { description: 'An operator changed how the hub treats it.' },
    AGREEMENTS_CHANGED: { description: 'What its parties may exchange with others has changed.' },
    WENT_OFFLINE: { description: 'It does not answer probes any more.' },
    CAME_BACK: { description: 'It was OFFLINE, and has sent a message or answered a probe.' },
    CIRCUIT_OPENED: {
      description: 'It left several messages unanswered: it is sent no more for the time being.',
    },
    CIRCUIT_CLOSED: { description: 'It has answered a probe, and is sent messages again.' },
    LIMITS_CHANGED: { description: 'A tier has other limits: any platform may be in it.' },
  },
});

@InputType({ description: 'Whom to invite.' })
export class InvitePlatformInput {
  @Field(() => String, { description: 'What you want to call the platform, 1 to 100 characters.' })
  declare name: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A platform that is not registered, to invite it anew; a token it still has becomes void.',
  })
  declare platformId?: string | null;

  @Field(() => Int, {
    defaultValue: INVITATION_DAYS,
    description: `How many days the invitation is valid, ${INVITATION_DAYS_MAX} at the most.`,
  })
  declare days: number;
}

@ObjectType({ description: 'What to give a partner, by secure means, so that it can register.' })
export class Invitation implements Invited {
  @Field(() => Platform, { description: 'The platform as it will be known here.' })
  declare platform: Platform;

  @Field(() => String, {
    description: 'Credentials token A. It is shown this once; the hub keeps only its hash.',
  })
  declare token: string;

  @Field(() => String, { description: "The hub's OCPI versions URL." })
  declare versionsUrl: string;

  @Field(() => DateTime, { description: 'When the invitation ends if nobody takes it up.' })
  declare expiresAt: Date;
}

@ObjectType({ description: 'A change of a platform, told after it was stored.' })
export class PlatformChange {
  @Field(() => ID, { description: 'Id of the platform; `*` when it concerns all of them.' })
  declare platformId: string;

  @Field(() => PlatformChangeKinds, { description: 'What happened.' })
  declare kind: PlatformChangeKind;
}

const PLATFORM_ID = { description: 'Id of the platform.' };

@Resolver(() => Platform)
export class PlatformResolver {
  constructor(
    private readonly store: PlatformStore,
    private readonly versionsUrl: string,
  ) {}

  @Query(() => Platform, {
    nullable: true,
    description: 'A platform by its id; null when there is none. For operators.',
  })
  platform(
    @Arg('id', () => ID, PLATFORM_ID) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform | null> {
    requireOperator(caller);
    return this.store.find(id);
  }

  @Query(() => PlatformPage, {
    description: 'Platforms in the order in which they came to the hub. For operators.',
  })
  platforms(
    @Arg('filter', () => PlatformFilter, {
      nullable: true,
      description: 'Which platforms; all when left out.',
    })
    filter: PlatformFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Platform>> {
    requireOperator(caller);
    return this.store.page(filter, page);
  }

  @Mutation(() => Invitation, {
    description: 'Lets a partner in: makes the token A with which it can register once. For operators.',
  })
  async invitePlatform(
    @Arg('input', () => InvitePlatformInput, { description: 'Whom to invite.' }) input: InvitePlatformInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Invitation> {
    requireOperator(caller);
    return { ...(await this.store.invite(input)), versionsUrl: this.versionsUrl };
  }

  @Mutation(() => Platform, {
    description: 'Makes an invitation void that nobody has taken up yet. For operators.',
  })
  withdrawInvitation(
    @Arg('platformId', () => ID, PLATFORM_ID) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireOperator(caller);
    return this.store.withdraw(platformId);
  }

  @FieldResolver(() => [PlatformEndpoint], { description: 'Its endpoints in the version in use.' })
  endpoints(@Root() { id }: Platform, @Ctx() context: PartiesContext): Promise<PlatformEndpoint[]> {
    return context.endpointsOfPlatform.load(id);
  }

  @FieldResolver(() => [PartyRole], { description: 'The roles it speaks for.' })
  async roles(
    @Root() { id }: Platform,
    @Arg('withSuspended', () => Boolean, {
      defaultValue: false,
      description: 'Also roles it no longer declares, and all of them when it has ended.',
    })
    withSuspended: boolean,
    @Ctx() context: PartiesContext,
  ): Promise<PartyRole[]> {
    return activeUnless(withSuspended, await context.rolesOfPlatform.load(id));
  }

  @FieldResolver(() => [Party], { description: 'The parties it speaks for, each once.' })
  async parties(@Root() { id }: Platform, @Ctx() context: PartiesContext): Promise<SeenParty[]> {
    const roles = activeUnless(false, await context.rolesOfPlatform.load(id));
    const keys = [...new Set(roles.map((role) => role.party.key))];
    return Promise.all(keys.map(async (key) => present(await context.party.load(key), `Party ${key}`)));
  }
}

/** Apart from PlatformResolver because it belongs to no platform. */
@Resolver()
export class PlatformChangeResolver {
  @Subscription(() => PlatformChange, {
    description: 'Every change of a platform, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, outbox } = context as PartiesContext;
      requireSystem(caller);
      return outbox.subscribe<PlatformChanged>([PLATFORM_CHANGED]);
    },
  })
  platformChanged(@Root() event: DomainEvent): PlatformChange {
    return { platformId: event.ref, kind: (event.detail as PlatformChanged).kind };
  }
}
