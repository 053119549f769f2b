/**
 * A command to a party, ordered by the hub's operator or sent by another party, from there to the last result: the
 * record, and what the graph shows of it. Charging profiles, charging preferences and real-time authorisation go the
 * same way.
 */
import { randomUUID } from 'node:crypto';
import { DateTime, Json } from '@chargesphere/chassis';
import type { JsonObject } from '@chargesphere/schema';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { commandKinds, type CommandKind } from './command.kinds.js';
import { commandStatuses, type CommandState, type CommandStatus, type Failure } from './command.rules.js';
import { CommandFailure } from './command.types.js';

const enumOf = <V extends string>(values: readonly V[]): { [N in V]: N } =>
  Object.fromEntries(values.map((value) => [value, value])) as { [N in V]: N };

export const CommandKinds = enumOf(commandKinds);
registerEnumType(CommandKinds, {
  name: 'CommandKind',
  description: 'What is asked of another party.',
  valuesConfig: {
    START_SESSION: { description: 'A CPO is to start a charge.' },
    STOP_SESSION: { description: 'A CPO is to stop a charge.' },
    RESERVE_NOW: { description: 'A CPO is to keep an EVSE free.' },
    CANCEL_RESERVATION: { description: 'A CPO is to give up a reservation.' },
    UNLOCK_CONNECTOR: { description: 'A CPO is to free a cable; for help desks only (CMD-015).' },
    SET_CHARGING_PROFILE: { description: 'A CPO is to limit a charge.' },
    CLEAR_CHARGING_PROFILE: { description: 'A CPO is to lift the limits of a charge.' },
    GET_ACTIVE_CHARGING_PROFILE: { description: 'A CPO is to tell what is planned for a charge.' },
    SET_CHARGING_PREFERENCES: { description: 'A CPO is told what the driver of a charge wants.' },
    AUTHORIZE_TOKEN: { description: 'An eMSP is asked whether a token may charge now.' },
    OTHER: { description: 'A command that OCPI does not name; `name` does (CMD-017).' },
  },
});

export const CommandStatuses = enumOf(commandStatuses);
registerEnumType(CommandStatuses, {
  name: 'CommandStatus',
  description: 'How far a command has come.',
  valuesConfig: {
    REQUESTED: { description: 'It waits to be sent.' },
    SENT: { description: 'It is on its way, once and never again (CMD-036); there is no answer yet.' },
    ACCEPTED: { description: 'The party will see to it; a result is expected until `expiresAt`.' },
    REJECTED: { description: 'The party will not do it; `response` says why.' },
    COMPLETED: { description: 'There is a result, or there is an answer and no result to follow.' },
    EXPIRED: { description: 'No result came in time, and none is expected any more (CMD-004).' },
    FAILED: { description: 'It was not delivered or not understood; `failure` says why.' },
  },
});

export interface StoredResult {
  receivedAt: string;
  document: JsonObject & { result: string };
  /** When and how the party that sent the command answered to it, in OCPI's status codes. */
  forwarded?: { at: string; status: number };
}

@Entity({ tableName: 'command' })
@Index({
  name: 'command_waiting_index',
  expression: `create index "command_waiting_index" on "sessions"."command" ("expires_at") where "status" in ('REQUESTED', 'SENT', 'ACCEPTED')`,
})
@Index({ name: 'command_requester_subject_index', properties: ['requester', 'subject'] })
@ObjectType({ description: 'Something asked of another party, with its answer and its results.' })
export class Command implements CommandState {
  [OptionalProps]?:
    | 'seq'
    | 'requester'
    | 'requesterPlatformId'
    | 'name'
    | 'subject'
    | 'responseUrl'
    | 'session'
    | 'location'
    | 'token'
    | 'platformId'
    | 'callbackHash'
    | 'response'
    | 'results'
    | 'outcome'
    | 'failure'
    | 'sentAt'
    | 'answeredAt'
    | 'completedAt';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the command within this hub.' })
  id: string = randomUUID();

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  @Enum({ items: [...commandKinds], type: 'text' })
  @Field(() => CommandKinds, { description: 'What is asked.' })
  declare kind: CommandKind;

  @Enum({ items: [...commandStatuses], type: 'text' })
  @Field(() => CommandStatuses, { description: 'How far it has come.' })
  declare status: CommandStatus;

  /** Folded ref of the party that sent it through the hub; null for an order of the hub's own. */
  @Property({ type: 'text', nullable: true })
  requester: string | null = null;

  /** The platform it came from: its results go there. */
  @Property({ type: 'text', nullable: true })
  requesterPlatformId: string | null = null;

  /** As its path named it, where that is not the kind. */
  @Property({ type: 'text', nullable: true })
  name: string | null = null;

  /** Folded id of the Session or the reservation, as the requester calls it: later messages about it follow (RTE-049). */
  @Property({ type: 'text', nullable: true })
  subject: string | null = null;

  /** Where the requester wants the results, sealed by the adapter: who reads the database cannot post there (RTE-063). */
  @Property({ type: 'text', nullable: true })
  responseUrl: string | null = null;

  /** Folded ref of the party asked. */
  @Index()
  @Property({ type: 'text' })
  declare receiver: string;

  /** Folded refs of what it is about. */
  @Index()
  @Property({ type: 'text', nullable: true })
  session: string | null = null;

  @Property({ type: 'text', nullable: true })
  location: string | null = null;

  @Property({ type: 'text', nullable: true })
  token: string | null = null;

  /** The platform it was sent to: results are taken from nobody else (CMD-032). */
  @Property({ type: 'text', nullable: true })
  platformId: string | null = null;

  /** SHA-256 of the secret in the URL for results: who reads the database can make none up. */
  @Property({ type: 'text', nullable: true, unique: true })
  callbackHash: string | null = null;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'X-Correlation-ID of the order, which its messages carry on (TRN-094).',
  })
  declare correlationId: string;

  /** Who ordered it: a name among the hub's people, or the ref of the requester. */
  @Property({ type: 'text' })
  declare requestedBy: string;

  @Property({ type: 'json' })
  @Field(() => Json, {
    description:
      'What is asked, in OCPI spelling: the body without `response_url`, with the ids that stand in the URL beside it (`session_id`, `token_uid` and `type`, `duration`).',
  })
  declare request: JsonObject;

  @Property({ type: 'json', nullable: true })
  response: JsonObject | null = null;

  @Property({ type: 'json' })
  results: StoredResult[] = [];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the last result says, such as ACCEPTED or EVSE_OCCUPIED; null before the first.',
  })
  outcome: string | null = null;

  @Property({ type: 'json', nullable: true })
  @Field(() => CommandFailure, {
    nullable: true,
    description: 'Why it failed, or why it has a result but no answer; null otherwise.',
  })
  failure: Failure | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it was ordered.' })
  declare requestedAt: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was sent; null before.' })
  sentAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When its direct answer came; null before.' })
  answeredAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ended, with a result or without; null before.',
  })
  completedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, {
    description: 'From then on nothing more is expected: no delivery, no answer, no result (CMD-031).',
  })
  declare expiresAt: Date;
}
