/** Checks of CDRs in the graph. */
import { DateTime, Decimal, PriceAmount, PriceExplanation } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { COST_FIELDS, type CostField } from './amount.js';
import { checkStates, type CheckState } from './cdr-check.rules.js';
import { findingCodes, type FindingCode, type Severity } from './finding.js';
import type { LineVerdict } from './line.rules.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const CdrCheckState = enumOf(checkStates);
registerEnumType(CdrCheckState, {
  name: 'CdrCheckState',
  description: 'What became of checking a CDR.',
  valuesConfig: {
    WAITING: { description: 'It has not been checked yet.' },
    ACCEPTED: { description: 'Nothing speaks against it, or a person has accepted it all the same.' },
    FLAGGED: { description: 'Something is wrong with it; a person has to decide.' },
    DISPUTED: { description: 'Its payer does not agree.' },
    CREDITED: { description: 'A credit CDR has taken it back.' },
  },
});

export const FindingCodes = enumOf(Object.keys(findingCodes) as FindingCode[]);
registerEnumType(FindingCodes, {
  name: 'CdrFindingCode',
  description: 'What checking a CDR can find.',
  valuesConfig: Object.fromEntries(
    Object.entries(findingCodes).map(([code, [severity, requirement, description]]) => [
      code,
      { description: `${description} (${severity}, ${requirement})` },
    ]),
  ) as Record<FindingCode, { description: string }>,
});

const Severities = enumOf<Severity>(['ERROR', 'WARNING', 'INFO']);
registerEnumType(Severities, {
  name: 'CdrFindingSeverity',
  description: 'How grave a finding is.',
  valuesConfig: {
    ERROR: { description: 'Flags the CDR.' },
    WARNING: { description: 'Does not flag the CDR, but somebody should know.' },
    INFO: { description: 'Says what was assumed or could not be looked at.' },
  },
});

/** Shown in capitals, as enumerations are; kept in OCPI's spelling. */
const ShownCostFields = Object.fromEntries(COST_FIELDS.map((field) => [field.toUpperCase(), field]));
registerEnumType(ShownCostFields, {
  name: 'CdrCostField',
  description: 'A cost field of a CDR (section 11.6).',
  valuesConfig: {
    TOTAL_COST: { description: 'Everything, after limits.' },
    TOTAL_FIXED_COST: { description: 'Flat fees of the charge.' },
    TOTAL_ENERGY_COST: { description: 'Energy.' },
    TOTAL_TIME_COST: { description: 'Time while charging.' },
    TOTAL_PARKING_COST: { description: 'Time in which the vehicle asked for no power.' },
    TOTAL_RESERVATION_COST: { description: 'The reservation with its flat fees.' },
  },
});

const LineVerdicts = enumOf<LineVerdict>([
  'SAME',
  'WITHIN_TOLERANCE',
  'DIFFERS',
  'TAXES_DIFFER',
  'TAXES_NOT_CLAIMED',
  'NOT_CLAIMED',
  'NOT_COMPUTED',
]);
registerEnumType(LineVerdicts, {
  name: 'CdrLineCode',
  description: 'How a cost field of a CDR compares with what was computed for it.',
  valuesConfig: {
    SAME: { description: 'Exactly right.' },
    WITHIN_TOLERANCE: { description: 'Right within rounding (PRC-047).' },
    DIFFERS: { description: 'Wrong.' },
    TAXES_DIFFER: { description: 'Right before taxes, but the taxes are wrong.' },
    TAXES_NOT_CLAIMED: { description: 'Right before taxes; the CDR names no taxes where the Tariff does.' },
    NOT_CLAIMED: { description: 'Not given in the CDR.' },
    NOT_COMPUTED: { description: 'Nothing to compare it with.' },
  },
});

@ObjectType({ description: 'Something that checking a CDR found.' })
export class CdrFinding {
  @Field(() => FindingCodes, { description: 'To count by.' })
  declare code: FindingCode;

  @Field(() => Severities, { description: 'Whether it flags the CDR.' })
  declare severity: Severity;

  @Field(() => String, { description: 'The requirement it comes from, for example PRC-047.' })
  declare requirement: string;

  @Field(() => String, { description: 'JSON pointer to the place in the CDR; empty for all of it.' })
  declare pointer: string;

  @Field(() => String, { description: 'What is wrong, with its numbers, for people.' })
  declare sentence: string;

  declare other?: string;
}

@ObjectType({ description: 'Claimed minus computed, in the currency of the CDR.' })
export class CdrAmountDifference {
  @Field(() => Decimal, { name: 'beforeTaxes', nullable: true, description: 'Null when a side is unknown.' })
  declare before_taxes: string | null;

  @Field(() => Decimal, { name: 'afterTaxes', nullable: true, description: 'Null when a side is unknown.' })
  declare after_taxes: string | null;
}

@ObjectType({ description: 'One cost field of a CDR on both sides.' })
export class CdrLineDifference {
  @Field(() => ShownCostFields, { description: 'Which one.' })
  declare field: CostField;

  @Field(() => LineVerdicts, { name: 'code', description: 'How the sides compare.' })
  declare verdict: LineVerdict;

  @Field(() => PriceAmount, { nullable: true, description: 'What the CDR says; null when it says nothing.' })
  declare claimed: PriceAmount | null;

  @Field(() => PriceAmount, { nullable: true, description: 'What was computed; null when nothing could be.' })
  declare computed: PriceAmount | null;

  @Field(() => CdrAmountDifference, { description: 'By how much they differ.' })
  declare difference: CdrAmountDifference;

  @Field(() => Decimal, { description: 'What may lie between the sides (PRC-047).' })
  declare tolerance: string;

  @Field(() => String, { description: 'The comparison with its reasons, for people.' })
  declare sentence: string;
}

@ObjectType({ description: 'What a CDR claims against what was computed, field by field.' })
export class CdrDifference {
  @Field(() => [CdrLineDifference], {
    description: 'Fields that one of the sides has; the total comes last.',
  })
  declare lines: readonly CdrLineDifference[];
}

const DisputeOutcome = { ACCEPTED: 'ACCEPTED', CREDITED: 'CREDITED' } as const;
registerEnumType(DisputeOutcome, {
  name: 'CdrDisputeOutcome',
  description: 'How a dispute about a CDR ended.',
  valuesConfig: {
    ACCEPTED: { description: 'The payer accepted the CDR after all.' },
    CREDITED: { description: 'The CPO took the CDR back.' },
  },
});

@ObjectType({ description: 'What is disputed about one cost field.' })
export class CdrDisputeLine {
  @Field(() => ShownCostFields, { description: 'Which one.' })
  declare field: CostField;

  @Field(() => Decimal, { name: 'expectedBeforeTaxes', nullable: true, description: 'What it should be.' })
  declare expected_before_taxes: string | null;

  @Field(() => Decimal, {
    name: 'expectedAfterTaxes',
    nullable: true,
    description: 'What it should be with taxes.',
  })
  declare expected_after_taxes: string | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  declare reason: string | null;
}

@ObjectType({ description: 'A dispute about a CDR.' })
export class CdrDispute {
  @Field(() => ID, { description: 'Its id.' })
  declare id: string;

  @Field(() => String, { description: 'Ref of the party that pays, or the name of the operator.' })
  declare raisedBy: string;

  @Field(() => DateTime, { description: 'When it was raised.' })
  declare raisedAt: string;

  @Field(() => String, { description: 'Why, for the other side.' })
  declare reason: string;

  @Field(() => [CdrDisputeLine], { description: 'What exactly; none when it is about the whole CDR.' })
  declare lines: CdrDisputeLine[];

  @Field(() => DisputeOutcome, { nullable: true, description: 'How it ended; null while it is open.' })
  declare outcome: keyof typeof DisputeOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  declare closedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who ended it.' })
  declare closedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended.' })
  declare closing: string | null;
}

@ObjectType({
  description: 'What became of checking a CDR: the price line by line, and everything else about it.',
})
export class CdrCheck {
  @Field(() => ID, { description: 'Ref of the CDR, in capitals.' })
  declare ref: string;

  @Field(() => CdrCheckState, { description: 'What follows from it.' })
  declare state: CheckState;

  @Field(() => DateTime, { description: 'Since when it has this state.' })
  declare changedAt: string;

  @Field(() => [CdrFinding], { description: 'What was found, the gravest first.' })
  declare checks: CdrFinding[];

  @Field(() => PriceAmount, { nullable: true, description: 'The total the CDR asks for.' })
  declare claimed: PriceAmount | null;

  @Field(() => PriceExplanation, {
    nullable: true,
    description: 'What its Tariffs make of the charge; null without a Tariff, and for credit CDRs.',
  })
  declare computed: PriceExplanation | null;

  @Field(() => CdrDifference, { nullable: true, description: 'Both sides, field by field.' })
  declare difference: CdrDifference | null;

  @Field(() => String, { nullable: true, description: 'Which rules it was checked by.' })
  declare engine: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was checked last.' })
  declare at: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it will be checked again by itself, because facts may still come.',
  })
  declare dueAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who decided about it: a party or an operator.' })
  declare decidedBy: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was.' })
  declare decidedAt: string | null;

  @Field(() => String, { nullable: true, description: 'The reason given.' })
  declare decision: string | null;
}

@InputType({ description: 'What is disputed about one cost field.' })
export class CdrDisputeLineInput {
  @Field(() => ShownCostFields, { description: 'Which one.' })
  declare field: CostField;

  @Field(() => Decimal, { nullable: true, description: 'What it should be before taxes.' })
  declare expectedBeforeTaxes?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'What it should be with taxes.' })
  declare expectedAfterTaxes?: string | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  declare reason?: string | null;
}

@ObjectType({ description: 'How many CDRs have a state.' })
export class CdrCheckCount {
  @Field(() => CdrCheckState, { description: 'The state.' })
  declare state: CheckState;

  @Field(() => Int, { description: 'How many.' })
  declare count: number;
}
