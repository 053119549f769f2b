/** CDRs in the graph, derived from their table. */
import { DateTime, documentPageType, documentScalar, entityType, pageType } from '@chargesphere/chassis';
import { CDR as CdrTable, Session as SessionTable, type CDR } from '@chargesphere/schema';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { cdrKind } from './cdr.kind.js';
import type { CheckState } from './checks/cdr-check.rules.js';
import { CdrCheckState, FindingCodes } from './checks/cdr-check.types.js';
import type { FindingCode } from './checks/finding.js';

export const CdrDocument = documentScalar('CdrDocument', 'A whole OCPI CDR as its owner sent it.');

export const CdrType = entityType<CDR>(CdrTable, {
  refOf: cdrKind.refOf,
  document: CdrDocument,
  // The Tariffs inside a CDR are as they were when the charge began (CDR-007); in the graph a Tariff is as it is now.
  without: ['tariffs'],
});

export const CdrPage = pageType('CdrPage', CdrType.cls);
export const CdrDocumentPage = documentPageType('CdrDocumentPage', CdrDocument);

/** A Session as billing knows it: by ref, with what is billed for it. */
@Directive('@key(fields: "ref")')
@ObjectType('Session', { description: SessionTable.description })
export class SessionWithCdrs {
  @Field(() => ID)
  declare ref: string;
}

export const PostOutcome = { CREATED: 'CREATED', SAME: 'SAME' } as const;
export type PostOutcome = keyof typeof PostOutcome;

registerEnumType(PostOutcome, {
  name: 'PostOutcome',
  description: 'What became of a document that can only be stored once.',
  valuesConfig: {
    CREATED: { description: 'It was new.' },
    SAME: { description: 'The same content is stored already; nothing changed (CDR-011).' },
  },
});

export const CdrWarningCode = {
  ORIGINAL_UNKNOWN: 'ORIGINAL_UNKNOWN',
  AMOUNT_NOT_NEGATED: 'AMOUNT_NOT_NEGATED',
  PARTS_NEGATED: 'PARTS_NEGATED',
  CREDITED_TWICE: 'CREDITED_TWICE',
} as const;
export type CdrWarningCode = keyof typeof CdrWarningCode;

registerEnumType(CdrWarningCode, {
  name: 'CdrWarningCode',
  description: 'What is doubtful about a credit CDR or its original; it is kept all the same (CDR-025).',
  valuesConfig: {
    ORIGINAL_UNKNOWN: { description: 'No CDR of that id is known between the two parties.' },
    AMOUNT_NOT_NEGATED: { description: 'Its total_cost is not the negative of the original one (CDR-022).' },
    PARTS_NEGATED: {
      description: 'It negates partial costs too; only total_cost is to be negated (AMB-028).',
    },
    CREDITED_TWICE: { description: 'More than one credit CDR takes back the same original.' },
  },
});

@ObjectType({ description: 'A doubt about a CDR that does not stop it (CDR-025).' })
export class CdrWarning {
  @Field(() => CdrWarningCode, { description: 'What is doubtful.' })
  declare code: CdrWarningCode;

  @Field(() => String, { description: 'What is doubtful and what would be right, for people.' })
  declare sentence: string;
}

@ObjectType('PostResult', { description: 'What became of a document that can only be stored once.' })
export class PostResult {
  @Field(() => ID, { description: 'The ref of the object, as it was first spelt.' })
  declare ref: string;

  @Field(() => PostOutcome, { description: 'What became of it.' })
  declare outcome: PostOutcome;

  /** What is stored, for the warnings. */
  declare stored: CDR;
}

export const DigestOf = { BYTES: 'BYTES', CANONICAL_JSON: 'CANONICAL_JSON' } as const;
export type DigestOf = keyof typeof DigestOf;

registerEnumType(DigestOf, {
  name: 'DigestOf',
  description: 'What a digest was computed from.',
  valuesConfig: {
    BYTES: { description: 'The bytes of the body as they were received.' },
    CANONICAL_JSON: { description: 'The document printed by RFC 8785.' },
  },
});

@ObjectType({ description: 'What proves later that a CDR is the one that came (CDR-009).' })
export class CdrEvidence {
  @Field(() => String, { description: 'SHA-256, hexadecimal.' })
  declare digest: string;

  @Field(() => DigestOf, { description: 'What the digest was computed from.' })
  declare of: DigestOf;

  @Field(() => DateTime, { description: 'When the hub stored it.' })
  declare storedAt: string;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class CdrFilter {
  @Field(() => ID, { nullable: true, description: 'Owned by this CPO, for example NL/TNM.' })
  declare cpo?: string | null;

  @Field(() => ID, { nullable: true, description: 'Charged with a token of this eMSP, for example DE/EMP.' })
  declare emsp?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this Session, for example NL/TNM/101.' })
  declare session?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Of a charge that began at or after this instant.' })
  declare startedFrom?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Of a charge that began before this instant.' })
  declare startedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only credit CDRs, or only others.' })
  declare credit?: boolean | null;

  @Field(() => String, { nullable: true, description: 'In this currency, ISO 4217.' })
  declare currency?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;

  @Field(() => CdrCheckState, { nullable: true, description: 'Its check has this state.' })
  declare checkState?: CheckState | null;

  @Field(() => FindingCodes, { nullable: true, description: 'Its check found this.' })
  declare checkCode?: FindingCode | null;
}
