/** What is known beside a CDR when it is checked: documents of other subgraphs, and other CDRs. */
import type { CDR, Connector, Session, Tariff, Token } from '@chargesphere/schema';

/** From the other subgraphs, as they are now; null is what is not known here. */
export interface CdrFacts {
  readonly session: Session | null;
  readonly token: Token | null;
  readonly location: { readonly timeZone: string } | null;
  readonly connector: Connector | null;
  /** OCPI version of its CPO's platform, by whose rules it is priced; null where it is not known (V211-061). */
  readonly version: string | null;
  /** As their CPO declared them: those the CDR names, and those of the Connector; withdrawn ones too (TAR-006). */
  readonly tariffs: readonly Tariff[];
}

export const NO_FACTS: CdrFacts = {
  session: null,
  token: null,
  location: null,
  connector: null,
  version: null,
  tariffs: [],
};

/** Another CDR of the same CPO that came or was checked first, and that no credit CDR takes back. */
export interface Sibling {
  /** Folded. */
  readonly ref: string;
  readonly emsp: string;
  readonly document: CDR;
}

export interface Relations {
  /** Of a credit CDR: the CDR it takes back, between the same two parties. */
  readonly original?: CDR | undefined;
  /** Folded refs of the credit CDRs of the original, or of the CDR itself; the first two. */
  readonly credits: readonly string[];
  /** CDRs of the same Session, or at the same EVSE around the same time. */
  readonly siblings: readonly Sibling[];
}

export const NO_RELATIONS: Relations = { credits: [], siblings: [] };
