/** Whose API key a request carries. For the hub itself. */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { ApiKey } from './api-key.entity.js';
import type { ApiKeyStore } from './api-key.store.js';
import type { PartiesContext } from './parties.context.js';

@Resolver()
export class ApiKeyResolver {
  constructor(private readonly store: ApiKeyStore) {}

  @Query(() => ApiKey, {
    nullable: true,
    description: 'Whose API key this is; null when it is unknown. For the hub itself.',
  })
  principalByKey(
    @Arg('hash', () => ID, { description: 'SHA-256 of the key, hexadecimal.' }) hash: string,
    @Ctx() { caller }: PartiesContext,
  ): Promise<ApiKey | null> {
    requireSystem(caller);
    return this.store.byHash(hash);
  }
}
