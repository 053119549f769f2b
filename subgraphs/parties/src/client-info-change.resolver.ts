/** Changes of connection states, live. */
import type { DomainEvent } from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { PartyStatusChange, PartyStatusFilter } from './client-info-change.record.js';
import { knownPrincipal, present, type PartiesContext } from './parties.context.js';
import { Party } from './party.entity.js';
import type { PartyResolver } from './party.resolver.js';
import type { SeenParty } from './party.store.js';

/** What is subscribed to is no event of the bus, but made for the subscriber. */
type Subscribed = DomainEvent | PartyStatusChange;

@Resolver(() => PartyStatusChange)
export class PartyStatusChangeResolver {
  constructor(private readonly parties: PartyResolver) {}

  @Subscription(() => PartyStatusChange, {
    description:
      'A party comes, goes, or is seen otherwise because an agreement changed: one change for each of its roles, from now on. Operators see all, a platform the parties it may see, as it sees them (HCI-009, HCI-010).',
    subscribe: ({ context, args }) => {
      const { caller, outbox, clientInfoFeed } = context as PartiesContext;
      const { filter } = args as { filter?: PartyStatusFilter | null };
      return clientInfoFeed.watch(outbox, knownPrincipal(caller), filter);
    },
  })
  partyStatusChanged(
    @Root() change: Subscribed,
    @Arg('filter', () => PartyStatusFilter, {
      nullable: true,
      description: 'Which changes; all when left out.',
    })
    _: PartyStatusFilter | null,
  ): PartyStatusChange {
    return change as PartyStatusChange;
  }

  @FieldResolver(() => Party, { description: 'The party; one you do not see any more has its ids only.' })
  async party(@Root() { ref }: PartyStatusChange, @Ctx() context: PartiesContext): Promise<SeenParty> {
    return present((await this.parties.byRef(ref, context)) ?? undefined, `Party ${ref}`);
  }
}
