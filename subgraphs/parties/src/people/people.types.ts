/** Accounts, logins and keys as the graph shows and takes them. */
import { DateTime, Json } from '@chargesphere/chassis';
import type { KeyScope, PeopleRole, Principal } from '@chargesphere/schema';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApiKey, KeyScopes } from '../api-key.entity.js';
import { Account, AccountRoles } from './account.entity.js';
import type { AccountChange, AccountsWanted, NewAccount } from './account.store.js';
import { PASSWORD_MIN } from './password.rules.js';

@ObjectType({ description: 'Who you are at this hub.' })
export class Me {
  @Field(() => String, { description: 'What you are called: a person, or a key by its name.' })
  declare name: string;

  @Field(() => AccountRoles, { description: 'What you may do.' })
  declare role: PeopleRole;

  @Field(() => String, { nullable: true, description: 'Your e-mail address; null for a key.' })
  declare email: string | null;

  @Field(() => [KeyScopes], {
    nullable: true,
    description: 'What your key is narrowed to; null for all your role may do.',
  })
  declare scopes: readonly KeyScope[] | null;

  @Field(() => [ID], { description: 'The parties you see as your own; empty for those who see all.' })
  declare parties: string[];

  @Field(() => Boolean, {
    description: 'You came in by a password that was printed: choose one of your own before anything else.',
  })
  declare mustChangePassword: boolean;
}

@ObjectType({ description: 'A browser in which you are logged in.' })
export class Login {
  @Field(() => ID, { description: 'Id of the login.' })
  declare id: string;

  @Field(() => String, { description: 'Network address from which it began.' })
  declare address: string;

  @Field(() => DateTime, { description: 'When you logged in.' })
  declare beganAt: Date;

  @Field(() => DateTime, { description: 'When it was last used, to the minute.' })
  declare lastUsedAt: Date;

  @Field(() => DateTime, { description: 'When it ends if it is not used until then.' })
  declare endsAt: Date;

  @Field(() => Boolean, { description: 'Is it the one you ask with?' })
  declare isThis: boolean;
}

@ObjectType({ description: 'An account that waits for its person to choose a password.' })
export class AccountInvitation {
  @Field(() => Account, { description: 'The account.' })
  declare account: Account;

  @Field(() => String, {
    description: 'The link with which the person chooses a password, once; give it to nobody else.',
  })
  declare link: string;

  @Field(() => DateTime, { description: 'Until when the link works.' })
  declare expiresAt: Date;

  @Field(() => Boolean, { description: 'Was it sent by mail? If not, see that the link reaches the person.' })
  declare mailed: boolean;
}

@ObjectType({ description: 'A key that was just made, with its secret.' })
export class MadeApiKey {
  @Field(() => ApiKey, { description: 'The key.' })
  declare key: ApiKey;

  @Field(() => String, {
    description: 'What the program sends as "Authorization: Bearer …"; shown this once.',
  })
  declare secret: string;
}

@ObjectType({ description: 'Whose API key or login it is, and what it may do.' })
export class KeyOwner {
  @Field(() => String, { description: 'Name of the person or program.' })
  declare name: string;

  @Field(() => AccountRoles, { description: 'What it may do.' })
  declare role: PeopleRole;

  @Field(() => Json, { description: 'The principal it stands for, as subgraphs are told.' })
  declare principal: Principal;
}

@ObjectType({ description: 'What an account or a key may do has changed, or has ended.' })
export class AccessChange {
  @Field(() => ID, { nullable: true, description: 'Id of the account, if it is about one.' })
  declare account: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the login, if it is about one only.' })
  declare login: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the key, if it is about one.' })
  declare key: string | null;
}

@InputType({ description: 'Who is let in to log in.' })
export class LogInInput {
  @Field(() => String, { description: 'E-mail address of the account.' })
  declare email: string;

  @Field(() => String, { description: 'Its password.' })
  declare password: string;
}

@InputType({ description: 'A link from a mail, and the password that is chosen with it.' })
export class ChoosePasswordInput {
  @Field(() => String, { description: 'What stands after `invitation=` or `reset=` in the link.' })
  declare link: string;

  @Field(() => String, { description: `The new password, ${PASSWORD_MIN} characters or more.` })
  declare password: string;
}

@InputType({ description: 'A person who is to have an account.' })
export class AccountInput implements NewAccount {
  @Field(() => String, { description: 'E-mail address, with which the person logs in.' })
  declare email: string;

  @Field(() => String, { description: 'What the person is called.' })
  declare name: string;

  @Field(() => AccountRoles, { description: 'What the person may do.' })
  declare role: PeopleRole;

  @Field(() => ID, { nullable: true, description: 'Id of the platform of a partner; for partners only.' })
  declare platformId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Which parties of the platform a partner sees, such as NL/TNM; all of them when left out.',
  })
  declare parties?: string[] | null;
}

@InputType({ description: 'What changes about an account; what is left out stays.' })
export class AccountChangeInput implements AccountChange {
  @Field(() => String, { nullable: true, description: 'What the person is called.' })
  declare name?: string | null;

  @Field(() => AccountRoles, { nullable: true, description: 'What the person may do.' })
  declare role?: PeopleRole | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the platform of a partner; null when the person is no partner any more.',
  })
  declare platformId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Which parties a partner sees; null for all.' })
  declare parties?: string[] | null;
}

@InputType({ description: 'Which accounts; what is left out does not matter.' })
export class AccountFilter implements AccountsWanted {
  @Field(() => String, { nullable: true, description: 'Part of the name or e-mail address.' })
  declare text?: string | null;

  @Field(() => AccountRoles, { nullable: true, description: 'Only with this role.' })
  declare role?: PeopleRole | null;

  @Field(() => ID, { nullable: true, description: 'Only partners of this platform.' })
  declare platformId?: string | null;
}

@InputType({ description: 'A key that is to be made.' })
export class ApiKeyInput {
  @Field(() => String, { description: 'Name of the program; each name has one key.' })
  declare name: string;

  @Field(() => AccountRoles, { description: 'What it may do.' })
  declare role: PeopleRole;

  @Field(() => ID, { nullable: true, description: 'Id of the platform of a partner; for partners only.' })
  declare platformId?: string | null;

  @Field(() => [KeyScopes], {
    nullable: true,
    description: 'What it is narrowed to; all its role may do when left out.',
  })
  declare scopes?: KeyScope[] | null;

  @Field(() => DateTime, { nullable: true, description: 'From then on it is void; it has no end without.' })
  declare expiresAt?: string | null;
}
