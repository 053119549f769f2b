/** What became of a CDR at its receiver, for the part of the hub that carries it there (CDR-011). */
import { requireSystem } from '@chargesphere/chassis';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { BillingContext } from './billing.context.js';
import type { CdrReceiptStore } from './cdr-receipt.store.js';
import { PostResult } from './cdr.types.js';

@Resolver(() => PostResult)
export class CdrReceiptResolver {
  constructor(private readonly receipts: CdrReceiptStore) {}

  @Mutation(() => Boolean, {
    description:
      'Keeps that a party has taken a CDR, and where its CPO reads it back from. For the hub itself.',
  })
  async keepCdrReceipt(
    @Arg('ref', () => ID, { description: 'Ref of the CDR.' }) ref: string,
    @Arg('receiver', () => ID, { description: 'Ref of the party.' }) receiver: string,
    @Arg('url', () => String, { description: 'The Location the CPO was given.' }) url: string,
    @Ctx() { caller }: BillingContext,
  ): Promise<boolean> {
    requireSystem(caller);
    await this.receipts.keep(ref, receiver, url);
    return true;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the CPO reads the same CDR back from, which the party has taken before (CDR-011); null when it is new or the hub does not know that the party has it.',
  })
  async receiptUrl(
    @Root() { outcome, ref }: PostResult,
    @Arg('receiver', () => ID, { nullable: true, description: 'Ref of the party it is for.' })
    receiver: string | null,
  ): Promise<string | null> {
    if (outcome !== 'SAME' || receiver === null) return null;
    return (await this.receipts.urlOf(ref, receiver)) ?? null;
  }
}
