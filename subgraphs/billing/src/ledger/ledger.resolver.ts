/** The ledger in the graph: read by whom it concerns; nobody writes it by hand. */
import {
  PageInput,
  PartyStub,
  recordPage,
  requireOperator,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import { foldRef, type CDR } from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../billing.context.js';
import { CdrType } from '../cdr.types.js';
import {
  LedgerAccount,
  LedgerAccountFilter,
  LedgerAccountPage,
  LedgerSide,
  LedgerTotal,
  LedgerTransfer,
  LedgerTransferFilter,
  LedgerTransferPage,
} from './ledger.graph-types.js';
import type { AccountRow, LedgerReading, TransferFilter, TransferRow } from './ledger.reading.js';
import { partiesOf } from './viewer.js';

/** Ids of the ledger outgrow nine digits. */
const ID_DIGITS = 15;

@Resolver(() => LedgerAccount)
export class LedgerAccountResolver {
  constructor(private readonly ledger: LedgerReading) {}

  @Query(() => LedgerAccountPage, {
    description: 'Accounts of the ledger with their balances: of your own parties, for operators of all.',
  })
  ledgerAccounts(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => LedgerAccountFilter, { nullable: true, description: 'Which accounts.' })
    filter: LedgerAccountFilter | null,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<AccountRow>> {
    const parties = partiesOf(caller);
    const where = {
      owner: filter?.owner ? foldRef(filter.owner) : undefined,
      currency: filter?.currency?.toUpperCase(),
    };
    return recordPage(page, {
      list: (after, limit) => this.ledger.accounts(parties, where, after, limit),
      count: () => this.ledger.countAccounts(parties, where),
      positionOf: ({ id }) => Number(id),
      digits: ID_DIGITS,
    });
  }

  @Query(() => [LedgerTotal], {
    description:
      'The sums of all debits and credits by currency, to see that the ledger balances. For operators.',
  })
  ledgerTotals(@Ctx() { caller }: BillingContext): Promise<LedgerTotal[]> {
    requireOperator(caller);
    return this.ledger.totals();
  }

  @FieldResolver(() => PartyStub, { description: 'Whose account it is.' })
  owner(@Root() { owner }: LedgerAccount): Stub {
    return { ref: owner };
  }
}

@Resolver(() => LedgerSide)
export class LedgerSideResolver {
  @FieldResolver(() => PartyStub, { description: 'Whose account it is.' })
  owner(@Root() { owner }: LedgerSide): Stub {
    return { ref: owner };
  }
}

@Resolver(() => LedgerTransfer)
export class LedgerTransferResolver {
  constructor(private readonly ledger: LedgerReading) {}

  @Query(() => LedgerTransferPage, {
    description:
      'Transfers in the order in which they were recorded: those from or to your own parties, for operators all.',
  })
  ledgerTransfers(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => LedgerTransferFilter, { nullable: true, description: 'Which transfers.' })
    filter: LedgerTransferFilter | null,
    @Arg('page', () => PageInput, { nullable: true, description: 'Which part of the list.' })
    page: PageInput | null,
  ): Promise<Page<TransferRow>> {
    const parties = partiesOf(caller);
    const where: TransferFilter = {
      party: filter?.party ? foldRef(filter.party) : undefined,
      cdr: filter?.cdr ? foldRef(filter.cdr) : undefined,
      currency: filter?.currency?.toUpperCase(),
      state: filter?.state ?? undefined,
      kind: filter?.kind ?? undefined,
      statement: filter?.statement?.toUpperCase(),
    };
    return recordPage(page, {
      list: (after, limit) => this.ledger.transfers(parties, where, after, limit),
      count: () => this.ledger.countTransfers(parties, where),
      positionOf: ({ id }) => Number(id),
      digits: ID_DIGITS,
    });
  }

  @FieldResolver(() => LedgerSide, { description: 'Whose account is debited: who owes or gives.' })
  debit(@Root() { debitOwner, debitKind }: LedgerTransfer): LedgerSide {
    return { owner: debitOwner, kind: debitKind };
  }

  @FieldResolver(() => LedgerSide, { description: 'Whose account is credited: who is owed or gets.' })
  credit(@Root() { creditOwner, creditKind }: LedgerTransfer): LedgerSide {
    return { owner: creditOwner, kind: creditKind };
  }

  @FieldResolver(() => CdrType.cls, {
    nullable: true,
    description: 'The CDR it is for; null without one, or when it is not to be seen.',
  })
  async cdr(@Root() { cdrRef }: LedgerTransfer, @Ctx() { cdrs }: BillingContext): Promise<CDR | null> {
    return cdrRef ? ((await cdrs.load(cdrRef)) ?? null) : null;
  }
}
