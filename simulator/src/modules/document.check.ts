/**
 * Whether a document that arrived may be stored. Only what OCPI lets a receiver refuse is refused (E12): missing and
 * mistyped fields, keys too long, unknown values of closed enums; the rest is kept as it came.
 */
import {
  CDR,
  ClientInfo,
  Connector,
  EVSE,
  InvoiceReconciliationRecord,
  Location,
  LocationReferences,
  patchViolationsOf,
  refusals,
  Session,
  Tariff,
  Token,
  violationsOf,
  type Violation,
} from '@chargesphere/schema';

/** The document, or one sentence that says why it is refused. */
export interface DocumentCheck<T> {
  whole(body: unknown): T | string;
  patch(body: unknown): Partial<T> | string;
}

const sentenceOf = (violations: readonly Violation[]): string | undefined => {
  const [first] = refusals(violations);
  return first && `${first.pointer || 'The document'}: ${first.message}`;
};

const checkOf = <T>(table: Parameters<typeof violationsOf>[0]): DocumentCheck<T> => ({
  whole: (body) => sentenceOf(violationsOf(table, body)) ?? (body as T),
  patch: (body) => sentenceOf(patchViolationsOf(table, body)) ?? (body as Partial<T>),
});

export const checks = {
  Location: checkOf<Location>(Location),
  EVSE: checkOf<EVSE>(EVSE),
  Connector: checkOf<Connector>(Connector),
  Session: checkOf<Session>(Session),
  Tariff: checkOf<Tariff>(Tariff),
  Token: checkOf<Token>(Token),
  CDR: checkOf<CDR>(CDR),
  InvoiceReconciliationRecord: checkOf<InvoiceReconciliationRecord>(InvoiceReconciliationRecord),
  ClientInfo: checkOf<ClientInfo>(ClientInfo),
  LocationReferences: checkOf<LocationReferences>(LocationReferences),
};
