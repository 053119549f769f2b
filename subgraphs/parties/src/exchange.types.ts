/** One recorded HTTP leg as the graph shows it (HUB-064). */
import { DateTime, Json } from '@chargesphere/chassis';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  bodyStates,
  exchangeDirections,
  exchangeModes,
  exchangeStatuses,
  type BodyState,
  type ExchangeDirection,
  type ExchangeMode,
  type ExchangeStatus,
} from './exchange.rules.js';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [N in Name]: N };
const described = <Name extends string>(texts: Record<Name, string>) =>
  Object.fromEntries(
    Object.entries<string>(texts).map(([name, description]) => [name, { description }]),
  ) as Record<Name, { description: string }>;

export const ExchangeDirectionEnum = enumOf(exchangeDirections);
registerEnumType(ExchangeDirectionEnum, {
  name: 'ExchangeDirection',
  description: 'Who asked.',
  valuesConfig: described({ IN: 'A partner asked the hub.', OUT: 'The hub asked a partner.' }),
});

export const ExchangeModeEnum = enumOf(exchangeModes);
registerEnumType(ExchangeModeEnum, {
  name: 'ExchangeMode',
  description: 'How a message finds whom it is for.',
  valuesConfig: described({
    DIRECT: 'To the party that was named; its answer is passed on.',
    OPEN: 'To the party that the content tells.',
    BROADCAST: 'To everybody it concerns.',
    GET_ALL: 'Answered from what the hub holds of all parties.',
    HUB: 'Between the hub and one partner: registration, probes, pulls, commands of operators.',
  }),
});

export const ExchangeStatusEnum = enumOf(exchangeStatuses);
registerEnumType(ExchangeStatusEnum, {
  name: 'ExchangeStatus',
  description: 'How an exchange ended, by the thousand of its OCPI status and, where there is none, by HTTP.',
  valuesConfig: described({
    OK: 'It succeeded.',
    CLIENT_ERROR: 'Whoever asked was wrong: OCPI 2xxx, or HTTP 4xx.',
    SERVER_ERROR: 'Whoever was asked failed: OCPI 3xxx, HTTP 5xx, or an answer that is none of OCPI.',
    HUB_ERROR: 'A hub could not pass it on: OCPI 4xxx.',
    NO_ANSWER: 'There was no answer; `failure` says why.',
  }),
});

export const BodyStateEnum = enumOf(bodyStates);
registerEnumType(BodyStateEnum, {
  name: 'ExchangeBodyState',
  description: 'What became of a body.',
  valuesConfig: described({
    NONE: 'There was none.',
    KEPT: 'It is shown as it went over the wire.',
    MASKED: 'It is shown with token uids, contract ids, credentials and callback secrets hidden.',
    TOO_LONG: 'It was longer than bodies that are kept, or too much was waiting to be recorded.',
    UNREAD: 'It was not read, because the request was refused before.',
    UNREADABLE: 'It was no JSON, so nobody could tell what had to be hidden in it.',
    EXPIRED: 'It was kept for as long as bodies are.',
  }),
});

export const replayStatuses = ['REQUESTED', 'SENDING', 'DONE', 'FAILED'] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

export const ReplayStatusEnum = enumOf(replayStatuses);
registerEnumType(ReplayStatusEnum, {
  name: 'ExchangeReplayStatus',
  description: 'How far an order to send a request once more has come.',
  valuesConfig: described({
    REQUESTED: 'It waits to be taken up.',
    SENDING: 'A node of the hub is sending it.',
    DONE: 'It was sent; `result` is the exchange that came of it, well or not.',
    FAILED: 'It was not sent; `failure` says why.',
  }),
});

@ObjectType({ description: 'Why there was no answer that could be used.' })
export class ExchangeFailure {
  @Field(() => String, {
    description:
      'One of `address` (forbidden by the address policy), `unreachable`, `timeout`, `rubbish` (no OCPI answer), `stopped` (the hub was stopping) and `client gone` (the partner hung up).',
  })
  declare kind: string;

  @Field(() => String, { description: 'The same in one sentence.' })
  declare message: string;
}

@ObjectType({ description: 'One thing that was wrong with a document that was refused.' })
export class ExchangeViolation {
  @Field(() => String, { description: 'JSON Pointer into the body of the request.' })
  declare pointer: string;

  @Field(() => String, { description: 'What is wrong, in one word.' })
  declare code: string;

  @Field(() => String, { description: 'What is wrong, in one sentence.' })
  declare message: string;
}

@ObjectType({ description: 'One side of an exchange: headers and body.' })
export class ExchangeMessage {
  @Field(() => Json, {
    nullable: true,
    description:
      'The headers that steer an exchange, names in lower case, never Authorization; null when they are no longer kept.',
  })
  declare headers: Record<string, string> | null;

  @Field(() => BodyStateEnum, { description: 'What became of the body.' })
  declare state: BodyState;

  @Field(() => Int, { description: 'Size of the body, bytes.' })
  declare bytes: number;

  @Field(() => String, { nullable: true, description: 'The body as text; null when it is not kept.' })
  declare body: string | null;
}

@ObjectType({ description: 'One HTTP request between the hub and a partner, and its answer.' })
export class Exchange {
  @Field(() => ID, { description: 'Id of the exchange; ids are in the order of time.' })
  declare id: string;

  @Field(() => DateTime, { description: 'When it began.' })
  declare startedAt: Date;

  @Field(() => Float, { description: 'How long it took until the answer was complete, milliseconds.' })
  declare durationMs: number;

  @Field(() => ExchangeDirectionEnum, { description: 'Who asked.' })
  declare direction: ExchangeDirection;

  @Field(() => ExchangeModeEnum, { description: 'How the message finds whom it is for.' })
  declare mode: ExchangeMode;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the platform on the other side; null when nobody knows whose token it was.',
  })
  declare platformId: string | null;

  @Field(() => ID, { nullable: true, description: 'Ref of the party in FROM, if any.' })
  declare from: string | null;

  @Field(() => ID, { nullable: true, description: 'Ref of the party in TO, if any.' })
  declare to: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'OCPI module, such as `sessions`; null when no module was reached.',
  })
  declare module: string | null;

  @Field(() => String, { description: 'HTTP method.' })
  declare method: string;

  @Field(() => String, {
    description:
      'Path and query for what partners asked, the absolute URL for what the hub asked; secrets masked.',
  })
  declare url: string;

  @Field(() => Int, { nullable: true, description: 'HTTP status; null without an answer.' })
  declare http: number | null;

  @Field(() => Int, { nullable: true, description: 'OCPI status; null without one.' })
  declare ocpi: number | null;

  @Field(() => ExchangeStatusEnum, { description: 'How it ended.' })
  declare status: ExchangeStatus;

  @Field(() => ExchangeFailure, {
    nullable: true,
    description: 'Why there was no usable answer; null otherwise.',
  })
  declare failure: ExchangeFailure | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the hub changed in the request because the partner wants it so (`setPlatformQuirks`), in one sentence; null for nothing.',
  })
  declare note: string | null;

  @Field(() => ID, { description: 'Its `X-Request-ID`.' })
  declare requestId: string;

  @Field(() => ID, { description: 'Its `X-Correlation-ID`, shared by everything it led to.' })
  declare correlationId: string;

  /** Shown to operators only: it is an id of another platform's. */
  declare cause: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the exchange that was sent once more; null otherwise.',
  })
  declare replayOf: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'OCPI version of the path that was asked; null when unknown.',
  })
  declare version: string | null;

  @Field(() => Int, { description: 'How much was wrong with a document that was refused for it.' })
  declare violationCount: number;

  declare isUrlMasked: boolean;
  declare requestBytes: number;
  declare responseBytes: number;
}

@ObjectType({ description: 'An exchange in its place among those of its conversation.' })
export class ConversationLeg {
  @Field(() => Exchange, { description: 'The exchange.' })
  declare exchange: Exchange;

  @Field(() => ID, { nullable: true, description: 'Id of the exchange that caused it; null at the top.' })
  declare parentId: string | null;

  @Field(() => Int, { description: 'How many lie above it.' })
  declare depth: number;

  @Field(() => Float, { description: 'How long after the first exchange it began, milliseconds.' })
  declare offsetMs: number;

  @Field(() => [ConversationLeg], { description: 'What it caused, in the order of time.' })
  declare children: ConversationLeg[];
}

@ObjectType({ description: 'All exchanges with one correlation id, on both sides of the hub.' })
export class Conversation {
  @Field(() => ID, { description: 'The `X-Correlation-ID` they share.' })
  declare correlationId: string;

  @Field(() => DateTime, { nullable: true, description: 'When the first began; null when there is none.' })
  declare startedAt: Date | null;

  @Field(() => Float, {
    description: 'From the beginning of the first to the end of the last, milliseconds.',
  })
  declare durationMs: number;

  @Field(() => [ConversationLeg], { description: 'What nothing else here has caused; the rest hangs below.' })
  declare roots: ConversationLeg[];

  @Field(() => [ConversationLeg], {
    description: 'All of them from top to bottom, as a waterfall shows them.',
  })
  declare legs: ConversationLeg[];

  @Field(() => Boolean, { description: 'Are these all? The oldest are shown when there are too many.' })
  declare isComplete: boolean;
}

@ObjectType({ description: 'An order to send a recorded request once more.' })
export class ExchangeReplay {
  @Field(() => ID, { description: 'Id of the order.' })
  declare id: string;

  @Field(() => ReplayStatusEnum, { description: 'How far it has come.' })
  declare status: ReplayStatus;

  @Field(() => String, { description: 'Who ordered it.' })
  declare requestedBy: string;

  @Field(() => DateTime, { description: 'When it was ordered.' })
  declare requestedAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was not sent, in one sentence; null otherwise.',
  })
  declare failure: string | null;

  declare exchangeId: string;
  declare resultId: string | null;
}
