/**
 * How far whoever uses a token may read (HUB-032, HUB-033): told to the adapter with the platform, remembered by it, and
 * carried by the caller of every operation, so that no read has to ask for it.
 */
import { Json } from '@chargesphere/chassis';
import type { Reach } from '@chargesphere/schema';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { TokenOwner } from './credentials.resolver.js';
import type { PartiesContext } from './parties.context.js';
import { activeUnless } from './party.resolver.js';
import type { Permissions } from './permission.store.js';

/** Left out is what nothing narrows. */
export interface Reaches {
  /** Of all its parties together, for configuration modules. */
  platform?: Reach;
  /** Of each of them alone, by folded ref. */
  parties: Record<string, Reach>;
}

@Resolver(() => TokenOwner)
export class ReachResolver {
  constructor(private readonly permissions: Permissions) {}

  @FieldResolver(() => Json, {
    nullable: true,
    description:
      'Whose objects for everybody it may read: `platform` for all its parties together, `parties` for each by its ref, as `{ others, listed }`. What is left out is narrowed by nothing; null when all is.',
  })
  async reach(@Root() { platform }: TokenOwner, @Ctx() context: PartiesContext): Promise<Reaches | null> {
    const roles = activeUnless(false, await context.rolesOfPlatform.load(platform.id));
    const refs = [...new Set(roles.map((role) => role.party.key))];
    const snapshot = await this.permissions.snapshot();
    const together = snapshot.reach(refs);
    const parties: Record<string, Reach> = {};
    for (const ref of refs) {
      const reach = snapshot.reach([ref]);
      if (reach) parties[ref] = reach;
    }
    if (!together && Object.keys(parties).length === 0) return null;
    return { ...(together && { platform: together }), parties };
  }
}
