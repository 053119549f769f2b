/** The audit trail as the graph shows it, and what is looked for in it. */
import { DateTime, Json, type AuditOutcome } from '@chargesphere/chassis';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

export const AuditOutcomes = {
  BEGUN: 'BEGUN',
  DONE: 'DONE',
  REFUSED: 'REFUSED',
  FAILED: 'FAILED',
} as const satisfies { [O in AuditOutcome]: O };

registerEnumType(AuditOutcomes, {
  name: 'AuditOutcome',
  description: 'What became of what an operator did.',
  valuesConfig: {
    BEGUN: { description: 'It is under way; long after, that its process was cut off before it was done.' },
    DONE: { description: 'It was done.' },
    REFUSED: {
      description:
        'It was refused, or came to nothing elsewhere; `reason` says why. What was changed before stands in `after`.',
    },
    FAILED: { description: 'The hub itself failed.' },
  },
});

@ObjectType({ description: 'Who did something.' })
export class AuditActor {
  @Field(() => String, { description: 'What it is: `operator`, `partner` or `host`.' })
  declare kind: string;

  @Field(() => String, { description: 'Its name: that of the account or of the API key.' })
  declare name: string;
}

@ObjectType({ description: 'What something was done to.' })
export class AuditSubject {
  @Field(() => String, { description: 'Its type in the graph, such as Platform, Agreement or Location.' })
  declare type: string;

  @Field(() => ID, { description: 'Its id or ref; empty where there is one only, or none yet.' })
  declare ref: string;
}

@ObjectType({
  description:
    'One thing that an operator, or somebody of a partner, did or tried to do. Entries are kept for good.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Id of the entry.' })
  declare id: string;

  declare seq: number;

  @Field(() => DateTime, { description: 'When it was begun.' })
  declare at: Date;

  declare actorKind: string;
  declare actorName: string;

  @Field(() => String, { description: 'The mutation, such as `suspendPlatform`.' })
  declare action: string;

  declare subjectType: string;
  declare subjectRef: string;
  declare platformId: string | null;

  @Field(() => Json, {
    description: 'What changed, as it was before, by field: only what differs, and never a secret.',
  })
  declare before: Record<string, unknown>;

  @Field(() => Json, { description: 'What changed, as it is since.' })
  declare after: Record<string, unknown>;

  @Field(() => String, { description: 'Id of the request.' })
  declare requestId: string;

  @Field(() => String, { description: 'Shared with whatever the request gave rise to.' })
  declare correlationId: string;

  @Field(() => AuditOutcomes, { description: 'What became of it.' })
  declare outcome: AuditOutcome;

  @Field(() => String, { nullable: true, description: 'Why it was refused or failed, in one sentence.' })
  declare reason: string | null;
}

@InputType({ description: 'Which entries of the audit trail; what is left out does not matter.' })
export class AuditFilter {
  @Field(() => String, { nullable: true, description: 'Of the operator of this name.' })
  declare actor?: string | null;

  @Field(() => String, { nullable: true, description: 'This mutation only.' })
  declare action?: string | null;

  @Field(() => ID, { nullable: true, description: 'About what has this id or ref, in any case.' })
  declare subject?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this platform, or something of it.' })
  declare platformId?: string | null;

  @Field(() => AuditOutcomes, { nullable: true, description: 'With this outcome.' })
  declare outcome?: AuditOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'Begun at this instant or later.' })
  declare since?: string | Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Begun before this instant.' })
  declare until?: string | Date | null;
}
