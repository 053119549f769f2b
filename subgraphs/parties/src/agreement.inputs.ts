/** What operators agree on for two parties, and what is looked for among agreements. */
import { Field, ID, InputType } from 'type-graphql';
import { AgreementStatuses, type AgreementStatus } from './agreement.entity.js';
import { HubPresetEnum, StrangersEnum } from './hub-policy.entity.js';
import type { HubPreset, StrangerStanding } from './permission.rules.js';

@InputType({ description: 'What two parties may exchange from now on, whatever they agreed on before.' })
export class AgreementInput {
  @Field(() => ID, { description: 'One of the two, such as `NL/TNM`.' })
  declare party: string;

  @Field(() => ID, { description: 'The other one, such as `DE/EMP`.' })
  declare otherParty: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The OCPI modules that may pass, such as `locations`; all of them when left out. An empty list keeps the two apart, whatever the policy of the hub.',
  })
  declare modules?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A note for operators, 1000 characters at the most; left out, there is none.',
  })
  declare note?: string | null;
}

@InputType({ description: 'Which agreements to list; what is left out does not matter.' })
export class AgreementFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this party.' })
  declare party?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those under which this OCPI module may pass.' })
  declare module?: string | null;

  @Field(() => AgreementStatuses, {
    nullable: true,
    description: 'Only those that count, or that have ended.',
  })
  declare status?: AgreementStatus | null;
}

@InputType({ description: 'What is to hold between parties that have no agreement; what is left out stays.' })
export class HubPolicyInput {
  @Field(() => HubPresetEnum, { nullable: true, description: 'What may pass.' })
  declare preset?: HubPreset | null;

  @Field(() => StrangersEnum, {
    nullable: true,
    description: 'What they see of each other when nothing may pass.',
  })
  declare strangers?: StrangerStanding | null;
}
