/** Parties in the graph, and the hub itself. */
import { PageInput, pageType, type Page } from '@chargesphere/chassis';
import { foldRef, refOf, segmentsOf } from '@chargesphere/schema';
import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubParty } from './ground.js';
import { knownPrincipal, present, type PartiesContext } from './parties.context.js';
import { Party } from './party.entity.js';
import { PartyFilter } from './party.inputs.js';
import { statusOfParty, type ConnectionStatus } from './party.rules.js';
import type { PartyStore, SeenParty, SeenRole } from './party.store.js';
import { Platform } from './platform.entity.js';
import { ConnectionStatusEnum, PartyRole } from './role.entity.js';

@ObjectType({
  description: "This hub's own party: its ids in routing headers and in `hub_party_id` (CRED-004).",
})
export class Hub {
  @Field(() => ID, { description: 'Country code and party id, such as `NL/HUB`.' })
  declare ref: string;

  @Field(() => String, { description: 'Country of the hub, ISO 3166-1 alpha-2.' })
  declare countryCode: string;

  @Field(() => String, { description: 'Id of the hub within the country.' })
  declare partyId: string;

  @Field(() => String, { description: 'Name of the hub.' })
  declare name: string;
}

const PartyPage = pageType('PartyPage', Party);

const WITH_SUSPENDED = {
  defaultValue: false,
  description:
    'Also roles that are no longer active: dropped by their platform, or left behind when it ended.',
};

export const activeUnless = <R extends { status: ConnectionStatus }>(
  withSuspended: boolean,
  roles: R[],
): R[] => (withSuspended ? roles : roles.filter((role) => role.status !== 'SUSPENDED'));

@Resolver(() => Party)
export class PartyResolver {
  constructor(
    private readonly store: PartyStore,
    private readonly hubParty: HubParty,
  ) {}

  @Query(() => Hub, { description: "This hub's own party." })
  hub(@Ctx() { caller }: PartiesContext): Hub {
    knownPrincipal(caller);
    const { country_code, party_id, name } = this.hubParty;
    return { ref: refOf(country_code, party_id), countryCode: country_code, partyId: party_id, name };
  }

  @Query(() => Party, {
    nullable: true,
    description: 'A party by its ref; null when it is unknown or not to be seen by you.',
  })
  party(
    @Arg('ref', () => ID, { description: 'Such as `NL/TNM`; compared without regard to case.' }) ref: string,
    @Ctx() context: PartiesContext,
  ): Promise<SeenParty | undefined> {
    return context.party.load(ref);
  }

  @Query(() => PartyPage, {
    description:
      'Parties in the order in which they came to the hub: all for operators, for platforms those that are connected.',
  })
  parties(
    @Arg('filter', () => PartyFilter, { nullable: true, description: 'Which parties; all when left out.' })
    filter: PartyFilter | null,
    @Arg('page', () => PageInput, {
      nullable: true,
      description: 'Which part of the list; the first 20 when left out.',
    })
    page: PageInput | null,
    @Ctx() { caller }: PartiesContext,
  ): Promise<Page<SeenParty>> {
    return this.store.page(knownPrincipal(caller), filter, page);
  }

  @FieldResolver(() => ConnectionStatusEnum, {
    description: 'CONNECTED when it can be reached in at least one role you may see.',
  })
  status(@Root() { seen }: SeenParty): ConnectionStatus {
    return statusOfParty(seen);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The OCPI version that its platform speaks, by whose rules its Tariffs are priced; null while it is not known, or not for you to know.',
  })
  async ocpiVersion(
    @Root() { ref, seen }: SeenParty,
    @Ctx() { versionOfParty }: PartiesContext,
  ): Promise<string | null> {
    return seen.length > 0 ? versionOfParty.load(ref) : null; // HUB-033: a hidden party is not told to be there
  }

  @FieldResolver(() => [PartyRole], {
    description: 'What it does in the market, each role on the platform that speaks for it.',
  })
  roles(
    @Root() { seen }: SeenParty,
    @Arg('withSuspended', () => Boolean, WITH_SUSPENDED) withSuspended: boolean,
  ): SeenRole[] {
    return activeUnless(withSuspended, seen);
  }

  /**
   * What other subgraphs point at. A party that is unknown or hidden still has the ids its ref says, so that a
   * document naming it can be shown: the reader has the ref already, nothing else is given away.
   */
  async byRef(ref: string, context: PartiesContext): Promise<SeenParty | null> {
    const party = await context.party.load(ref);
    if (party) return party;
    const [countryCode, partyId, ...rest] = segmentsOf(ref);
    if (!countryCode || !partyId || rest.length > 0) return null;
    const { country_code, party_id, name } = this.hubParty;
    const isHub = foldRef(ref) === foldRef(refOf(country_code, party_id));
    return { ref, countryCode, partyId, name: isHub ? name : null, seen: [] };
  }
}

@Resolver(() => PartyRole)
export class PartyRoleResolver {
  @FieldResolver(() => Party, { description: 'The party in this role.' })
  async party(@Root() role: SeenRole, @Ctx() context: PartiesContext): Promise<SeenParty> {
    return present(await context.party.load(role.party.key), `The party of role ${role.id}`);
  }

  @FieldResolver(() => Platform, {
    nullable: true,
    description: 'The platform that speaks for it in this role; operators only, null for others.',
  })
  async platform(@Root() role: SeenRole, @Ctx() context: PartiesContext): Promise<Platform | null> {
    const { kind } = context.caller.principal;
    if (kind !== 'operator' && kind !== 'system') return null;
    return present(await context.platform.load(role.platform.id), `The platform of role ${role.id}`);
  }
}
