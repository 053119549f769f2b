/** Registrations a partner starts, as the adapter stores them. For the hub itself. */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { PartiesContext } from './parties.context.js';
import { Platform } from './platform.entity.js';
import { RegistrationInput } from './registration.inputs.js';
import type { Issued, RegistrationStore } from './registration.store.js';

@ObjectType({ description: 'A token that was made for a platform.' })
export class IssuedToken implements Issued {
  @Field(() => String, { description: 'The token, shown this once; the hub keeps only its hash.' })
  declare token: string;

  @Field(() => Platform, { description: 'Whose it is.' })
  declare platform: Platform;
}

const INPUT = { description: 'What the partner declares.' };

@Resolver()
export class RegistrationResolver {
  constructor(private readonly store: RegistrationStore) {}

  @Mutation(() => IssuedToken, {
    description:
      'POST credentials: uses token A up and returns token C (CRED-025, CRED-026). For the hub itself.',
  })
  completeRegistration(
    @Arg('input', () => RegistrationInput, INPUT) input: RegistrationInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<IssuedToken> {
    requireSystem(caller);
    return this.store.complete(input);
  }

  @Mutation(() => IssuedToken, {
    description:
      'PUT credentials: replaces what is known of the partner and returns a new token C; the former one stays valid for a minute (CRED-043, CRED-048). For the hub itself.',
  })
  updateRegistration(
    @Arg('input', () => RegistrationInput, INPUT) input: RegistrationInput,
    @Ctx() { caller }: PartiesContext,
  ): Promise<IssuedToken> {
    requireSystem(caller);
    return this.store.update(input);
  }

  @Mutation(() => Platform, {
    description:
      'DELETE credentials: both tokens are void, all roles of the platform SUSPENDED (CRED-046, CRED-051). For the hub itself.',
  })
  endRegistration(
    @Arg('platformId', () => ID, { description: 'Id of the platform.' }) platformId: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Platform> {
    requireSystem(caller);
    return this.store.end(platformId);
  }
}
