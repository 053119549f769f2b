/** What the adapter reports of the pulls it carries out. */
import { Json } from '@chargesphere/chassis';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { BrokenObject, PageReport, PullEnd, PullPosition } from './pull-work.store.js';

@InputType({ description: 'Where a pull goes on.' })
export class PullPositionInput implements PullPosition {
  @Field(() => ID, { nullable: true, description: 'Ref of the party whose list is read.' })
  declare party?: string | null;

  @Field(() => String, { description: 'The page to ask for.' })
  declare url: string;

  @Field(() => Int, { description: 'How many objects of the list lie before it.' })
  declare offset: number;

  @Field(() => Boolean, {
    description: 'Does the platform answer for all its parties, whomever the hub addresses?',
  })
  declare answersForAll: boolean;
}

@InputType({ description: 'An object that could not be accepted.' })
export class BrokenObjectInput implements BrokenObject {
  @Field(() => ID, { nullable: true, description: 'Its ref, when it says who it is.' })
  declare ref?: string | null;

  @Field(() => Int, { description: 'Its place on the page, from 0.' })
  declare index: number;

  @Field(() => String, { description: 'JSON Pointer to what is wrong.' })
  declare pointer: string;

  @Field(() => String, { description: 'What is wrong, in one word.' })
  declare code: string;

  @Field(() => String, { description: 'What is wrong, in one sentence.' })
  declare reason: string;

  @Field(() => Json, { nullable: true, description: 'The object as it came.' })
  declare document?: unknown;
}

@InputType({ description: 'A page that was read and stored.' })
export class PullPageInput implements PageReport {
  @Field(() => ID, { description: 'Id of the pull.' })
  declare pullId: string;

  @Field(() => ID, { description: 'The claim under which it is worked on.' })
  declare claim: string;

  @Field(() => Int, { description: 'Objects on the page.' })
  declare seen: number;

  @Field(() => Int, { description: 'How many of them were stored.' })
  declare stored: number;

  @Field(() => Int, { description: 'How many of them changed nothing.' })
  declare unchanged: number;

  @Field(() => Int, { nullable: true, description: '`X-Total-Count` of the page, if there was one.' })
  declare total?: number | null;

  @Field(() => PullPositionInput, { nullable: true, description: 'The page after it; none after the last.' })
  declare next?: PullPositionInput | null;

  @Field(() => [BrokenObjectInput], { description: 'Those that could not be accepted.' })
  declare quarantined: BrokenObjectInput[];
}

@InputType({ description: 'The good end of a pull.' })
export class PullEndInput implements PullEnd {
  @Field(() => ID, { description: 'Id of the pull.' })
  declare pullId: string;

  @Field(() => ID, { description: 'The claim under which it was worked on.' })
  declare claim: string;

  @Field(() => Int, { description: 'Objects withdrawn because the list did not hold them any more.' })
  declare withdrawn: number;

  @Field(() => String, { nullable: true, description: 'What an operator should know, in one sentence.' })
  declare remark?: string | null;
}
