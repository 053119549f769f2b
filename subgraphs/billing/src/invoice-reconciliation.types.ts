/** Invoice reconciliation records in the graph, derived from their table. */
import {
  documentPageType,
  documentScalar,
  entityType,
  pageType,
  PutOutcomes,
  type PutOutcome,
} from '@chargesphere/chassis';
import {
  InvoiceReconciliationRecord as RecordTable,
  type InvoiceReconciliationRecord,
} from '@chargesphere/schema';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { recordKind } from './invoice-reconciliation.kind.js';

export const InvoiceReconciliationDocument = documentScalar(
  'InvoiceReconciliationDocument',
  'A whole OCPI InvoiceReconciliationRecord as its owner sent it.',
);

export const RecordType = entityType<InvoiceReconciliationRecord>(RecordTable, {
  refOf: recordKind.refOf,
  document: InvoiceReconciliationDocument,
  // Shown as CDRs, and their ids apart.
  without: ['cdrs'],
});

export const RecordPage = pageType('InvoiceReconciliationPage', RecordType.cls);
export const RecordDocumentPage = documentPageType(
  'InvoiceReconciliationDocumentPage',
  InvoiceReconciliationDocument,
);

@ObjectType({ description: 'What became of an invoice reconciliation record.' })
export class InvoiceReconciliationResult {
  @Field(() => ID, { description: 'The ref of the record, as its owner spells it.' })
  declare ref: string;

  @Field(() => PutOutcomes, { description: 'What became of it.' })
  declare outcome: PutOutcome;

  /** For the warnings. */
  declare record: InvoiceReconciliationRecord;
  declare counterparty: string;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class InvoiceReconciliationFilter {
  @Field(() => ID, { nullable: true, description: 'Issued by this party, for example NL/TNM.' })
  declare issuer?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this party, for example DE/EMP.' })
  declare counterparty?: string | null;

  @Field(() => String, { nullable: true, description: 'About this invoice; case does not matter.' })
  declare invoiceId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;
}
