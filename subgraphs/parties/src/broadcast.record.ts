/** Broadcasts and deliveries as the graph shows them. */
import { DateTime } from '@chargesphere/chassis';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  broadcastKinds,
  deliveryStatuses,
  type BroadcastKind,
  type DeliveryStatus,
} from './delivery.rules.js';

export const BroadcastKindEnum = Object.fromEntries(broadcastKinds.map((kind) => [kind, kind])) as {
  [K in BroadcastKind]: K;
};
registerEnumType(BroadcastKindEnum, {
  name: 'BroadcastKind',
  description: 'Why the hub sends something of its own accord.',
  valuesConfig: {
    BROADCAST: { description: 'A party pushed it for everybody.' },
    REDELIVERY: {
      description:
        'A CDR that its receiver could not take, offered again; or one that the hub has made for its CPO.',
    },
    CLIENT_INFO: { description: 'The hub tells who is connected.' },
  },
});

export const DeliveryStatusEnum = Object.fromEntries(deliveryStatuses.map((status) => [status, status])) as {
  [S in DeliveryStatus]: S;
};
export const deliveryMeanings: Readonly<Record<DeliveryStatus, string>> = {
  WAITING: 'It is still to be sent.',
  SENDING: 'A node of the hub has it in hand.',
  DELIVERED: 'The receiver accepted it.',
  REFUSED: 'The receiver answered, and did not accept it; `reason` has its words.',
  FAILED: 'There was no answer; it may have arrived all the same.',
  COALESCED: 'A later message carried what it said; `carriedBy` is that one.',
  DROPPED: 'The receiver was not connected any more; it pulls what it missed.',
  EXPIRED: 'It waited for so long that it was no longer news.',
};
registerEnumType(DeliveryStatusEnum, {
  name: 'DeliveryStatus',
  description: 'What became of a message at one receiver.',
  valuesConfig: Object.fromEntries(
    deliveryStatuses.map((status) => [status, { description: deliveryMeanings[status] }]),
  ),
});

@ObjectType({ description: 'One message that the hub sends to several receivers of its own accord.' })
export class Broadcast {
  @Field(() => ID, { description: 'Id of the broadcast.' })
  declare id: string;

  declare seq: number;

  @Field(() => BroadcastKindEnum, { description: 'Why it is sent.' })
  declare kind: BroadcastKind;

  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare module: string;

  @Field(() => String, { description: 'PUT, PATCH, POST or DELETE.' })
  declare method: string;

  @Field(() => ID, { description: 'Ref of the party whose object it is.' })
  declare owner: string;

  @Field(() => ID, {
    description: 'Ref of the object, of which it may change a part; uids of Tokens are shown in part only.',
  })
  declare object: string;

  declare platformId: string | null;

  @Field(() => String, { description: '`X-Request-ID` of the push it came with.' })
  declare requestId: string;

  @Field(() => String, { description: '`X-Correlation-ID`, the same on the way in and to every receiver.' })
  declare correlationId: string;

  @Field(() => DateTime, { description: 'When the hub took it.' })
  declare acceptedAt: Date;
}

@ObjectType({ description: 'One message for one receiver, and what became of it.' })
export class Delivery {
  @Field(() => ID, { description: 'Id of the delivery.' })
  declare id: string;

  declare broadcastId: string;
  declare platformId: string;

  @Field(() => ID, { nullable: true, description: 'Ref of the receiving party; null where none is named.' })
  declare receiver: string | null;

  @Field(() => DeliveryStatusEnum, { description: 'What became of it.' })
  declare status: DeliveryStatus;

  @Field(() => Int, { description: 'How often it was sent. One time is the most, but for CDRs.' })
  declare attempts: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was last sent; null when it never was.' })
  declare sentAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its end was known; null until then.' })
  declare settledAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again; null when it is not.' })
  declare nextAttemptAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null without one.' })
  declare http: number | null;

  @Field(() => Int, { nullable: true, description: 'OCPI status of the answer; null without one.' })
  declare ocpi: number | null;

  @Field(() => String, { nullable: true, description: 'Why it was not accepted, in one sentence.' })
  declare reason: string | null;

  @Field(() => ID, { nullable: true, description: 'The delivery that carried what this one said.' })
  declare carriedBy: string | null;
}
