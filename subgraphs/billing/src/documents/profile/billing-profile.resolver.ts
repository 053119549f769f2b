/** Billing profiles in the graph: kept by operators, read by the party itself. */
import {
  noteChange,
  PageInput,
  PartyStub,
  recordPage,
  requireOperator,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../../billing.context.js';
import { nameOf, partiesOf } from '../../ledger/viewer.js';
import { profileOf } from './billing-profile.rules.js';
import { addressLine, type BillingProfileRow, type BillingProfileStore } from './billing-profile.store.js';
import { BillingProfile, BillingProfileInput, BillingProfilePage } from './billing-profile.types.js';

@Resolver(() => BillingProfile)
export class BillingProfileResolver {
  constructor(private readonly store: BillingProfileStore) {}

  @Query(() => BillingProfile, {
    nullable: true,
    description: 'What documents print of a party; null when it has no profile or is not yours.',
  })
  async billingProfile(
    @Arg('party', () => ID, { description: 'Ref of the party: NL/TNM.' }) party: string,
    @Ctx() { caller }: BillingContext,
  ): Promise<BillingProfileRow | null> {
    const parties = partiesOf(caller);
    if (parties && !parties.includes(foldRef(party))) return null;
    return (await this.store.byParties([party]))[0] ?? null;
  }

  @Query(() => BillingProfilePage, { description: 'All billing profiles. For operators.' })
  billingProfiles(
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
    @Ctx() { caller }: BillingContext,
  ): Promise<Page<BillingProfileRow>> {
    requireOperator(caller);
    return recordPage(page, {
      list: (after, limit) => this.store.list(after, limit),
      count: () => this.store.count(),
      positionOf: ({ seq }) => seq,
    });
  }

  @Mutation(() => BillingProfile, {
    description:
      'Says what documents print of a party from now on: name, address, VAT number, account. Documents issued before stay as they are. For operators.',
  })
  async putBillingProfile(
    @Arg('party', () => ID, { description: 'Ref of the party: NL/TNM.' }) party: string,
    @Arg('input', () => BillingProfileInput, { description: 'The whole profile.' })
    input: BillingProfileInput,
    @Ctx() { caller }: BillingContext,
  ): Promise<BillingProfileRow> {
    requireOperator(caller);
    if (!/^[A-Z]{2}\/[A-Z0-9]{3}$/i.test(party))
      throw new Problem('INVALID_INPUT', `"${party}" is no party; write country and party id: NL/TNM.`);
    const { before, after } = await this.store.put(party, profileOf(input), nameOf(caller));
    noteChange({
      type: 'BillingProfile',
      ref: after.party,
      before: before ? onRecord(before) : {},
      after: onRecord(after),
    });
    return after;
  }

  @FieldResolver(() => PartyStub, { description: 'Whose it is.' })
  party(@Root() { party }: BillingProfile): Stub {
    return { ref: party };
  }
}

/** Accounts are on record in full: whoever changed one is what the trail is for. */
const onRecord = ({ name, legalName, address, vatId, iban, bic, email }: BillingProfileRow) => ({
  name,
  legalName,
  address: addressLine(address),
  vatId,
  iban,
  bic,
  email,
});
