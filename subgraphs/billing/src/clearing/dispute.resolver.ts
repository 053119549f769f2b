/** The end of a dispute in the graph. */
import type { CDR, InvoiceReconciliationRecord } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { CdrType } from '../cdr.types.js';
import { reasonFrom } from '../checks/cdr-decision.rules.js';
import { RecordType } from '../invoice-reconciliation.types.js';
import type { DisputeStore, Resolution } from './dispute.store.js';

@ObjectType({
  description: 'What ends a dispute: a credit CDR, and the record that tells both sides what it corrects.',
})
export class DisputeResolution {
  declare cdrRef: string;
  declare creditRef: string;
  declare recordRef: string;
}

@Resolver(() => DisputeResolution)
export class DisputeResolver {
  constructor(private readonly disputes: DisputeStore) {}

  @Mutation(() => DisputeResolution, {
    description:
      'Takes a disputed CDR back: makes its credit CDR and the invoice reconciliation record about both. For its CPO and for operators; asking again makes nothing twice.',
  })
  async resolveDispute(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, { description: 'The disputed CDR.' }) ref: string,
    @Arg('reason', () => String, { description: 'Why, for the other side; it stands in the credit CDR.' })
    reason: string,
  ): Promise<DisputeResolution> {
    const { cdr, credit, record }: Resolution = await this.disputes.resolve(caller, ref, reasonFrom(reason));
    return { cdrRef: cdr, creditRef: credit, recordRef: record };
  }

  @FieldResolver(() => CdrType.cls, { nullable: true, description: 'The CDR that is taken back.' })
  cdr(@Root() { cdrRef }: DisputeResolution, @Ctx() { cdrs }: BillingContext): Promise<CDR | undefined> {
    return cdrs.load(cdrRef);
  }

  @FieldResolver(() => CdrType.cls, { nullable: true, description: 'The credit CDR.' })
  credit(
    @Root() { creditRef }: DisputeResolution,
    @Ctx() { cdrs }: BillingContext,
  ): Promise<CDR | undefined> {
    return cdrs.load(creditRef);
  }

  @FieldResolver(() => RecordType.cls, {
    nullable: true,
    description: 'The record: which CDRs of the invoice the correction is about.',
  })
  record(
    @Root() { recordRef }: DisputeResolution,
    @Ctx() { records }: BillingContext,
  ): Promise<InvoiceReconciliationRecord | undefined> {
    return records.load(recordRef);
  }
}
