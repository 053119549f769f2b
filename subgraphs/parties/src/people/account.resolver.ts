/** Accounts in the graph, for operators. */
import { PageInput, pageType, type Page } from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { nameOf } from '../hub-policy.resolver.js';
import type { PartiesContext } from '../parties.context.js';
import { Platform } from '../platform.entity.js';
import { Account } from './account.entity.js';
import type { AccountStore } from './account.store.js';
import type { EntryStore } from './entry.store.js';
import { requireAdministrator } from './people.access.js';
import { AccountChangeInput, AccountFilter, AccountInput, AccountInvitation } from './people.types.js';

const AccountPage = pageType('AccountPage', Account);
const ID_OF = { description: 'Id of the account.' };

@Resolver(() => Account)
export class AccountResolver {
  constructor(
    private readonly store: AccountStore,
    private readonly entry: EntryStore,
  ) {}

  @Query(() => AccountPage, {
    description: 'People who use the hub, in the order in which they came. For operators.',
  })
  accounts(
    @Arg('filter', () => AccountFilter, { nullable: true, description: 'Which; all when left out.' })
    filter: AccountFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<Account>> {
    requireAdministrator(caller);
    return this.store.page(filter, page);
  }

  @Query(() => Account, {
    nullable: true,
    description: 'An account by its id; null when there is none. For operators.',
  })
  async account(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Account | null> {
    requireAdministrator(caller);
    return this.store.find(id);
  }

  @Mutation(() => AccountInvitation, {
    description:
      'Makes an account and sends its person a link to choose a password with; for one that waits for that, a new link. For operators.',
  })
  async inviteAccount(
    @Arg('input', () => AccountInput, { description: 'Who.' }) input: AccountInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<AccountInvitation> {
    requireAdministrator(caller);
    const account = await this.store.invite(input, nameOf(caller));
    return { account, ...(await this.entry.invite(account)) };
  }

  @Mutation(() => Account, {
    description: 'Changes who an account is for and what it may do, at once. For operators.',
  })
  changeAccount(
    @Arg('id', () => ID, ID_OF) id: string,
    @Arg('input', () => AccountChangeInput, { description: 'What changes.' }) input: AccountChangeInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Account> {
    requireAdministrator(caller);
    return this.store.change(id, input);
  }

  @Mutation(() => Account, {
    description: 'Closes an account: its logins end at once, its links are void. For operators.',
  })
  disableAccount(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Account> {
    requireAdministrator(caller);
    return this.store.disable(id);
  }

  @Mutation(() => Account, { description: 'Opens an account that was closed. For operators.' })
  enableAccount(@Arg('id', () => ID, ID_OF) id: string, @Ctx() { caller }: PartiesContext): Promise<Account> {
    requireAdministrator(caller);
    return this.store.enable(id);
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform of a partner; null for others.',
  })
  async platform(@Root() { platformId }: Account, @Ctx() context: PartiesContext): Promise<Platform | null> {
    return platformId === null ? null : ((await context.platform.load(platformId)) ?? null);
  }

  @FieldResolver(() => Boolean, { description: 'Has the person chosen a password yet?' })
  hasPassword(@Root() { passwordHash }: Account): boolean {
    return passwordHash !== null;
  }
}
