/** How people come in and go out, in the graph. The cookie is the gateway's affair: here a login is a hash. */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { PartiesContext } from '../parties.context.js';
import type { Ground } from '../ground.js';
import { accessChanged } from './access.events.js';
import type { Account } from './account.entity.js';
import type { AccountStore } from './account.store.js';
import type { EntryStore } from './entry.store.js';
import type { LoginStore } from './login.store.js';
import { bearerOf, personOf, visitorOf } from './people.access.js';
import { ChoosePasswordInput, LogInInput, Login, Me } from './people.types.js';

const PASSWORD = { description: 'The password.' };

@Resolver(() => Me)
export class EntryResolver {
  constructor(
    private readonly entry: EntryStore,
    private readonly accounts: AccountStore,
    private readonly logins: LoginStore,
    private readonly ground: Pick<Ground, 'write'>,
  ) {}

  @Query(() => Me, {
    nullable: true,
    description: 'Who you are; null when you are not known, or are a platform that speaks for itself.',
  })
  async me(@Ctx() { caller }: PartiesContext): Promise<Me | null> {
    const { principal } = caller;
    const bearer = bearerOf(caller);
    const account = bearer?.account ? await this.accounts.find(bearer.account) : null;
    const role = bearer?.role ?? (principal.kind === 'operator' ? 'OPERATOR' : undefined);
    if (!role) return null;
    return {
      name: account?.name ?? bearer?.key ?? ('name' in principal ? principal.name : role),
      role,
      email: account?.email ?? null,
      scopes: bearer?.scopes ?? null,
      parties: principal.kind === 'platform' ? partiesOf(principal.roles) : [],
      mustChangePassword: bearer?.mustChangePassword ?? false,
    };
  }

  @Query(() => [Login], {
    description: 'Where you are logged in, the newest first; 20 at the most. For people who have logged in.',
  })
  async myLogins(@Ctx() { caller }: PartiesContext): Promise<Login[]> {
    const { account, login } = personOf(caller);
    const logins = await this.logins.of(account);
    return logins.map((one) => ({ ...one, isThis: one.id === login }));
  }

  @Mutation(() => Me, {
    description:
      'Logs you in: the answer sets a cookie, which your browser sends from then on. After a few failures you have to wait. Open to everybody.',
  })
  async logIn(
    @Arg('input', () => LogInInput, { description: 'Who, with which password.' }) input: LogInInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Me> {
    return meOf(await this.entry.logIn(input.email, input.password, visitorOf(caller)));
  }

  @Mutation(() => Boolean, {
    description:
      'Begins a login for whom a provider of identities has vouched; false when there is no open account with that address. For the hub itself.',
  })
  logInByProvider(
    @Arg('email', () => String, { description: 'E-mail address that the provider has verified.' })
    email: string,
    @Arg('address', () => String, { description: 'Network address of the browser.' }) address: string,
    @Arg('loginHash', () => ID, { description: 'SHA-256 of the secret in its cookie, hexadecimal.' })
    loginHash: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    requireSystem(caller);
    return this.entry.logInByProvider(email, { address, loginHash });
  }

  @Mutation(() => Boolean, {
    description: 'Ends the login you ask with, and takes its cookie away. For people who have logged in.',
  })
  async logOut(@Ctx() { caller }: PartiesContext): Promise<boolean> {
    const { account, login } = personOf(caller);
    return this.#end(account, login ?? '');
  }

  @Mutation(() => Boolean, {
    description:
      'Ends a login of yours in another browser; false when it is over. For people who have logged in.',
  })
  endLogin(
    @Arg('id', () => ID, { description: 'Id of the login.' }) id: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    return this.#end(personOf(caller).account, id);
  }

  @Mutation(() => Boolean, {
    description: 'Changes your password, and ends your other logins. For people who have logged in.',
  })
  async changePassword(
    @Arg('current', () => String, { description: 'The password you have.' }) current: string,
    @Arg('password', () => String, PASSWORD) password: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    await this.entry.changePassword(personOf(caller), current, password);
    return true;
  }

  @Mutation(() => Me, {
    description: 'Takes up an invitation: sets the first password and logs you in. Open to who has the link.',
  })
  async acceptInvitation(
    @Arg('input', () => ChoosePasswordInput, { description: 'The link and the password.' })
    { link, password }: ChoosePasswordInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Me> {
    return meOf(await this.entry.acceptInvitation(link, password, visitorOf(caller)));
  }

  @Mutation(() => Boolean, {
    description:
      'Has a link for a new password sent to this address, if it has an account; the answer is the same if not. Open to everybody.',
  })
  async requestPasswordReset(
    @Arg('email', () => String, { description: 'E-mail address of the account.' }) email: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<boolean> {
    await this.entry.requestReset(email, visitorOf(caller));
    return true;
  }

  @Mutation(() => Me, {
    description: 'Sets a new password, ends all your logins, and logs you in. Open to who has the link.',
  })
  async resetPassword(
    @Arg('input', () => ChoosePasswordInput, { description: 'The link and the password.' })
    { link, password }: ChoosePasswordInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Me> {
    return meOf(await this.entry.resetPassword(link, password, visitorOf(caller)));
  }

  async #end(account: string, login: string): Promise<boolean> {
    const ended = await this.logins.end(account, login);
    if (ended) await this.ground.write(async (_em, note) => note(accessChanged({ account, login })));
    return ended;
  }
}

const partiesOf = (roles: readonly { country_code: string; party_id: string }[]): string[] => [
  ...new Set(roles.map(({ country_code, party_id }) => `${country_code}/${party_id}`)),
];

/** Whoever has just come in; what it sees, its next request says. */
const meOf = ({ name, role, email, mustChangePassword, parties }: Account): Me => ({
  ...{ name, role, email, mustChangePassword },
  scopes: null,
  parties: parties ?? [],
});
