/** Invoice reconciliation: read by the two parties of an invoice, sent, changed and deleted by its issuer. */
import {
  argument,
  accepted,
  DocumentWindow,
  hasViolations,
  pageOf,
  PageInput,
  PartyStub,
  sql,
  windowOf,
  type DocumentPage,
  type Page,
  type Stub,
} from '@chargesphere/chassis';
import {
  foldRef,
  InvoiceReconciliationRecord as RecordTable,
  refOf,
  type CDR,
  type InvoiceReconciliationRecord,
  type JsonObject,
} from '@chargesphere/schema';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from './billing.context.js';
import { CdrType } from './cdr.types.js';
import { recordRef } from './invoice-reconciliation.kind.js';
import { coverageOf, coverageWarnings, idsIn, type Coverage } from './invoice-reconciliation.rules.js';
import type { InvoiceReconciliationStore } from './invoice-reconciliation.store.js';
import {
  InvoiceReconciliationDocument,
  InvoiceReconciliationFilter,
  InvoiceReconciliationResult,
  RecordDocumentPage,
  RecordPage,
  RecordType,
} from './invoice-reconciliation.types.js';

const ADDRESSEE = {
  nullable: true,
  description: 'Ref of the invoiced party; left out, its CDRs tell who that is (RTE-049).',
} as const;

const counterpartyOf = async (
  record: InvoiceReconciliationRecord,
  { counterparties }: BillingContext,
): Promise<string> => (await counterparties.load(recordRef(record))) ?? '';

/** What the caller may see of the CDRs an invoice covers. */
const coverage = async (
  record: InvoiceReconciliationRecord,
  counterparty: string,
  { cdrs }: BillingContext,
): Promise<Coverage> => {
  const ids = idsIn(record);
  const load = (cpo: string) => Promise.all(ids.map((id) => cdrs.load(`${cpo}/${refOf(id)}`)));
  const [direct, reverse] = await Promise.all([
    load(refOf(record.country_code, record.party_id)),
    counterparty ? load(counterparty) : [],
  ]);
  return coverageOf(record, counterparty, direct, reverse);
};

@Resolver(() => RecordType.cls)
export class InvoiceReconciliationResolver {
  constructor(private readonly store: InvoiceReconciliationStore) {}

  @Query(() => RecordType.cls, {
    nullable: true,
    description: 'One record by its ref; null when it is not there or not to be seen.',
  })
  invoiceReconciliation(
    @Arg('ref', () => ID, argument.ref) ref: string,
    @Ctx() context: BillingContext,
  ): Promise<InvoiceReconciliationRecord | undefined> {
    return context.records.load(ref);
  }

  @Query(() => RecordPage, {
    description: 'Records that fulfil all conditions, in the order in which they came.',
  })
  invoiceReconciliations(
    @Ctx() { caller }: BillingContext,
    @Arg('filter', () => InvoiceReconciliationFilter, argument.filter)
    filter: InvoiceReconciliationFilter | null,
    @Arg('page', () => PageInput, argument.page) page: PageInput | null,
  ): Promise<Page<InvoiceReconciliationRecord>> {
    const conditions = [
      filter?.issuer ? sql`t.owner = ${foldRef(filter.issuer)}` : undefined,
      filter?.counterparty ? sql`t.counterparty = ${foldRef(filter.counterparty)}` : undefined,
      filter?.invoiceId ? sql`t.invoice_id = ${filter.invoiceId.toUpperCase()}` : undefined,
      hasViolations(filter?.hasViolations),
    ];
    return pageOf(this.store.documents, caller, page, conditions, ({ document }) => document);
  }

  @Query(() => ID, {
    nullable: true,
    description:
      'Whom a record is for, as its CDRs tell (RTE-049); null when none of them is known, refused when they are of several.',
  })
  async invoiceReceiver(
    @Ctx() { caller }: BillingContext,
    @Arg('document', () => InvoiceReconciliationDocument, { description: 'The record as it was sent.' })
    document: JsonObject,
  ): Promise<string | null> {
    return (await this.store.receiverOf(caller, accepted(RecordTable, document))) || null;
  }

  @Query(() => InvoiceReconciliationDocument, { nullable: true, description: 'The document of a record.' })
  async invoiceReconciliationDocument(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
  ): Promise<object | null> {
    return (await this.store.documents.getPrinted(caller, ref)) ?? null;
  }

  @Query(() => RecordDocumentPage, {
    description:
      'Whole records as OCPI pages them: what the caller sent or was sent, nothing else (RTE-041).',
  })
  invoiceReconciliationDocuments(
    @Ctx() { caller }: BillingContext,
    @Arg('window', () => DocumentWindow, argument.window) window: DocumentWindow,
    @Arg('owner', () => ID, { nullable: true, description: 'Only objects of this party.' })
    owner: string | null,
  ): Promise<DocumentPage> {
    return windowOf(this.store.documents, caller, window, owner);
  }

  @Mutation(() => InvoiceReconciliationResult, {
    description: 'Stores a new record; one that is stored already is refused (INV-009).',
  })
  postInvoiceReconciliation(
    @Ctx() { caller }: BillingContext,
    @Arg('document', () => InvoiceReconciliationDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<InvoiceReconciliationResult> {
    return this.store.post(caller, accepted(RecordTable, document), addressee);
  }

  @Mutation(() => InvoiceReconciliationResult, {
    description:
      'Replaces a stored record, unless the stored one is newer; an unknown one is refused (INV-009).',
  })
  putInvoiceReconciliation(
    @Ctx() { caller }: BillingContext,
    @Arg('document', () => InvoiceReconciliationDocument, argument.document) document: JsonObject,
    @Arg('addressee', () => ID, ADDRESSEE) addressee: string | null,
  ): Promise<InvoiceReconciliationResult> {
    return this.store.put(caller, accepted(RecordTable, document), addressee);
  }

  @Mutation(() => ID, { description: 'Takes back a record that was a mistake (INV-004).' })
  deleteInvoiceReconciliation(
    @Ctx() { caller }: BillingContext,
    @Arg('ref', () => ID, argument.ref) ref: string,
  ): Promise<string> {
    return this.store.remove(caller, ref);
  }

  @FieldResolver(() => PartyStub, { nullable: true, description: 'The party that issued the invoice.' })
  issuer(@Root() { country_code, party_id }: InvoiceReconciliationRecord): Stub {
    return { ref: refOf(country_code, party_id) };
  }

  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: 'The party that is invoiced; null when neither the message nor a CDR tells.',
  })
  async counterparty(
    @Root() record: InvoiceReconciliationRecord,
    @Ctx() context: BillingContext,
  ): Promise<Stub | null> {
    const ref = await counterpartyOf(record, context);
    return ref ? { ref } : null;
  }

  @FieldResolver(() => [String], {
    description: 'Ids of the CDRs the invoice covers, as its issuer lists them.',
  })
  cdrIds(@Root() { cdrs }: InvoiceReconciliationRecord): string[] {
    return cdrs;
  }

  @FieldResolver(() => [CdrType.cls], {
    description: 'Those of them that the hub knows between the two parties, to be added up (INV-006).',
  })
  async cdrs(
    @Root() record: InvoiceReconciliationRecord,
    @Ctx() context: BillingContext,
    @Arg('offset', () => Int, { defaultValue: 0, description: 'How many to skip.' }) offset: number,
    @Arg('limit', () => Int, { defaultValue: 100, description: 'How many.' }) limit: number,
  ): Promise<CDR[]> {
    const { cdrs } = await coverage(record, await counterpartyOf(record, context), context);
    return cdrs.slice(Math.max(0, offset), Math.max(0, offset) + Math.max(0, limit));
  }

  @FieldResolver(() => [String], { description: 'What is doubtful about it now, as sentences (INV-010).' })
  async warnings(
    @Root() record: InvoiceReconciliationRecord,
    @Ctx() context: BillingContext,
  ): Promise<string[]> {
    const counterparty = await counterpartyOf(record, context);
    return coverageWarnings(record, counterparty, await coverage(record, counterparty, context));
  }
}

@Resolver(() => InvoiceReconciliationResult)
export class InvoiceReconciliationResultResolver {
  @FieldResolver(() => [String], {
    description: 'What is doubtful about it, as sentences for `status_message` (INV-010).',
  })
  async warnings(
    @Root() { record, counterparty }: InvoiceReconciliationResult,
    @Ctx() context: BillingContext,
  ): Promise<string[]> {
    return coverageWarnings(record, counterparty, await coverage(record, counterparty, context));
  }
}
