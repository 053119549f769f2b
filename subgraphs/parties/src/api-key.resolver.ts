/** API keys in the graph: kept by operators; and for the hub itself, whose key or login a request carries. */
import { PageInput, pageType, requireSystem, type DomainEvent, type Page } from '@chargesphere/chassis';
import type { Bearer } from '@chargesphere/schema';
import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { ApiKey } from './api-key.entity.js';
import { OVERLAP_HOURS_MAX, type ApiKeyStore } from './api-key.store.js';
import { nameOf } from './hub-policy.resolver.js';
import type { PartiesContext } from './parties.context.js';
import { ACCESS_CHANGED, type AccessChanged } from './people/access.events.js';
import type { AccountStore } from './people/account.store.js';
import type { LoginStore } from './people/login.store.js';
import { requireAdministrator } from './people/people.access.js';
import { AccessChange, ApiKeyInput, KeyOwner, MadeApiKey } from './people/people.types.js';
import { principalOf } from './people/principal.store.js';
import type { Permissions } from './permission.store.js';
import { Platform } from './platform.entity.js';

const ApiKeyPage = pageType('ApiKeyPage', ApiKey);
const NAME = { description: 'Name of the key.' };

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(
    private readonly store: ApiKeyStore,
    private readonly accounts: AccountStore,
    private readonly logins: LoginStore,
    private readonly permissions: Permissions,
  ) {}

  @Query(() => KeyOwner, {
    nullable: true,
    description: 'Whose API key this is; null when it is unknown or void. For the hub itself.',
  })
  async principalByKey(
    @Arg('hash', () => ID, { description: 'SHA-256 of the key, hexadecimal.' }) hash: string,
    @Ctx() { caller, rolesOfPlatform }: PartiesContext,
  ): Promise<KeyOwner | null> {
    requireSystem(caller);
    const key = await this.store.byHash(hash);
    if (!key) return null;
    const { name, role, scopes } = key;
    const bearer: Bearer = { role, key: name, ...(scopes && { scopes }) };
    return { name, role, principal: await principalOf(key, bearer, this.permissions, rolesOfPlatform) };
  }

  @Query(() => KeyOwner, {
    nullable: true,
    description: 'Whose login this is; null when it is over. For the hub itself.',
  })
  async principalByLogin(
    @Arg('hash', () => ID, { description: 'SHA-256 of the secret in the cookie, hexadecimal.' }) hash: string,
    @Ctx() { caller, rolesOfPlatform }: PartiesContext,
  ): Promise<KeyOwner | null> {
    requireSystem(caller);
    const login = await this.logins.find(hash.toLowerCase());
    const account = login && (await this.accounts.find(login.accountId));
    if (!login || !account || account.disabledAt) return null;
    const { name, role } = account;
    const bearer: Bearer = {
      ...{ role, account: account.id, name, login: login.id },
      ...(account.mustChangePassword && { mustChangePassword: true }),
    };
    return { name, role, principal: await principalOf(account, bearer, this.permissions, rolesOfPlatform) };
  }

  @Subscription(() => AccessChange, {
    description: 'Accounts and keys whose rights have changed or ended, from now on. For the hub itself.',
    subscribe: ({ context }) => {
      const { caller, outbox } = context as PartiesContext;
      requireSystem(caller);
      return outbox.subscribe<unknown>([ACCESS_CHANGED]);
    },
  })
  accessChanged(@Root() { detail }: DomainEvent): AccessChange {
    const { account = null, login = null, key = null } = detail as AccessChanged;
    return { account, login, key };
  }

  @Query(() => ApiKeyPage, {
    description: 'Keys of programs, without their secrets, in the order of their making. For operators.',
  })
  apiKeys(
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<ApiKey>> {
    requireAdministrator(caller);
    return this.store.page(page);
  }

  @Mutation(() => MadeApiKey, {
    description: 'Makes a key for a program. Its secret is shown this once. For operators.',
  })
  createApiKey(
    @Arg('input', () => ApiKeyInput, { description: 'Which key.' }) input: ApiKeyInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<MadeApiKey> {
    requireAdministrator(caller);
    return this.store.create(input, nameOf(caller));
  }

  @Mutation(() => MadeApiKey, {
    description:
      'Gives a key a new secret, shown this once; the one before counts for some hours yet. For operators.',
  })
  rotateApiKey(
    @Arg('name', () => String, NAME) name: string,
    @Arg('overlapHours', () => Int, {
      defaultValue: 24,
      description: `How long the secret before counts yet, 0 to ${OVERLAP_HOURS_MAX} hours.`,
    })
    overlapHours: number,
    @Ctx() { caller }: PartiesContext,
  ): Promise<MadeApiKey> {
    requireAdministrator(caller);
    return this.store.rotate(name, overlapHours);
  }

  @Mutation(() => ApiKey, { description: 'Makes a key void, at once and for good. For operators.' })
  revokeApiKey(
    @Arg('name', () => String, NAME) name: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ApiKey> {
    requireAdministrator(caller);
    return this.store.revoke(name);
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform of a partner; null for others.',
  })
  async platform(@Root() { platformId }: ApiKey, @Ctx() context: PartiesContext): Promise<Platform | null> {
    return platformId === null ? null : ((await context.platform.load(platformId)) ?? null);
  }
}
