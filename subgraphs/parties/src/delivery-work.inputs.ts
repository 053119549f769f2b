/** What the adapter hands in to be sent, and what it reports of it. For the hub itself. */
import { DateTime, Json } from '@chargesphere/chassis';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { BroadcastMessage, Destination, Message } from './broadcast.store.js';
import { deliveryMeanings } from './broadcast.record.js';
import { settledStatuses, type SettledStatus } from './delivery.rules.js';
import type { Outcome } from './delivery-work.store.js';

const SettledStatusEnum = Object.fromEntries(settledStatuses.map((status) => [status, status])) as {
  [S in SettledStatus]: S;
};
registerEnumType(SettledStatusEnum, {
  name: 'SettledStatus',
  description: 'How a delivery can end; the same words as in DeliveryStatus.',
  valuesConfig: Object.fromEntries(
    settledStatuses.map((status) => [status, { description: deliveryMeanings[status] }]),
  ),
});

@InputType({ description: 'A message to be sent on.' })
export class MessageInput implements Message {
  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Field(() => String, { description: 'PUT, PATCH, POST or DELETE.' })
  declare method: string;

  @Field(() => [String], { description: "Below the module's URL, decoded." })
  declare path: string[];

  @Field(() => Json, { description: 'Query parameters, as an object of strings.' })
  declare query: Record<string, string>;

  @Field(() => ID, { description: 'Ref of the owner.' })
  declare owner: string;

  @Field(() => ID, { description: 'Ref of the top-level object; within it order is kept.' })
  declare object: string;

  @Field(() => ID, { nullable: true, description: 'The platform it came from.' })
  declare platformId: string | null;

  @Field(() => String, { description: '`X-Request-ID` it came with.' })
  declare requestId: string;

  @Field(() => String, { description: '`X-Correlation-ID` it came with.' })
  declare correlationId: string;

  @Field(() => String, { nullable: true, description: 'Its body, as the text that came.' })
  declare body: string | null;
}

@InputType({ description: 'A message for everybody.' })
export class BroadcastInput extends MessageInput implements BroadcastMessage {
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'May its object be shown to everybody (LOC-026)?',
  })
  declare isPublished: boolean;
}

@InputType({ description: 'Who is to get a message.' })
export class DestinationInput implements Destination {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => ID, { nullable: true, description: 'Ref of the party.' })
  declare receiver: string | null;
}

@InputType({ description: 'What became of a delivery.' })
export class OutcomeInput implements Outcome {
  @Field(() => ID, { description: 'Id of the delivery.' })
  declare id: string;

  @Field(() => SettledStatusEnum, { description: 'How it ended.' })
  declare status: SettledStatus;

  @Field(() => Boolean, { description: 'Was a call made for it?' })
  declare wasSent: boolean;

  @Field(() => Boolean, { description: 'Is it to be tried again later, as long as that is worth it?' })
  declare again: boolean;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer.' })
  declare http?: number | null;

  @Field(() => Int, { nullable: true, description: 'OCPI status of the answer.' })
  declare ocpi?: number | null;

  @Field(() => String, { nullable: true, description: 'Why it was not accepted.' })
  declare reason?: string | null;

  @Field(() => ID, { nullable: true, description: 'The delivery that carried it.' })
  declare carriedBy?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was sent.' })
  declare sentAt?: string | null;
}
