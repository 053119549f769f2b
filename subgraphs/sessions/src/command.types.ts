/** What the graph shows of answers and results: typed where OCPI has a table, whole beside it. */
import { DateTime, enumType, Json, valueType } from '@chargesphere/chassis';
import {
  ActiveChargingProfile as ActiveChargingProfileTable,
  AllowedType as AllowedTypeTable,
  ChargingProfile as ChargingProfileTable,
  ChargingProfilePeriod as ChargingProfilePeriodTable,
  DisplayText as DisplayTextTable,
  LocationReferences as LocationReferencesTable,
  type ActiveChargingProfile,
  type AuthorizationInfo,
  type CommandResponse,
  type CommandResult,
  type DisplayText,
  type JsonObject,
  type LocationReferences,
  type Token,
} from '@chargesphere/schema';
import { Field, Int, ObjectType } from 'type-graphql';
import type { StoredResult } from './command.entity.js';
import type { Failure } from './command.rules.js';
import { TokenType } from './session.types.js';

const DisplayTextType = valueType(DisplayTextTable);
const LocationReferencesType = valueType(LocationReferencesTable);
export const ActiveChargingProfileType = valueType(ActiveChargingProfileTable);

/** Read straight from their documents. */
export const commandTableTypes = [
  DisplayTextType,
  LocationReferencesType,
  ActiveChargingProfileType,
  valueType(ChargingProfileTable),
  valueType(ChargingProfilePeriodTable),
];

@ObjectType({ description: 'Why a command was not delivered or not understood.' })
export class CommandFailure implements Failure {
  @Field(() => Int, {
    description:
      'The OCPI status that says it best: what the party answered, or 4001 unknown, 4002 too slow, 4003 not connected, 4000 anything else on the way.',
  })
  declare status: number;

  @Field(() => String, { description: 'One sentence: what happened, and what to do.' })
  declare message: string;
}

const AllowedType = enumType(AllowedTypeTable);

@ObjectType({ description: 'What an eMSP says about a token at this moment.' })
export class TokenAuthorization {
  constructor(private readonly answer: AuthorizationInfo) {}

  @Field(() => AllowedType, { description: 'The decision.' })
  get allowed(): string {
    return this.answer.allowed;
  }

  @Field(() => TokenType.cls, {
    description: 'The Token as the eMSP has it, whether it ever shared it or not.',
  })
  get token(): Token {
    return this.answer.token;
  }

  @Field(() => LocationReferencesType.cls, {
    nullable: true,
    description: 'Where the driver may charge, when a Location was asked about.',
  })
  get location(): LocationReferences | null {
    return this.answer.location ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Comes back in the Session and the CDR (TOK-037).' })
  get authorizationReference(): string | null {
    return this.answer.authorization_reference ?? null;
  }

  @Field(() => DisplayTextType.cls, { nullable: true, description: 'A text to show the driver.' })
  get info(): DisplayText | null {
    return this.answer.info ?? null;
  }
}

@ObjectType({ description: 'The direct answer of the party asked.' })
export class CommandAnswer {
  constructor(private readonly answer: JsonObject) {}

  @Field(() => String, {
    description: 'ACCEPTED, REJECTED and so on; of an authorisation its decision, such as ALLOWED.',
  })
  get result(): string {
    return String(this.answer['result'] ?? this.answer['allowed']);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds within which a result is to come, as the party said; null where none follows.',
  })
  get timeout(): number | null {
    return (this.answer as Partial<CommandResponse>).timeout ?? null;
  }

  @Field(() => [DisplayTextType.cls], { description: 'The answer in words, if there are any.' })
  get message(): DisplayText[] {
    return (this.answer as Partial<CommandResponse>).message ?? [];
  }

  @Field(() => TokenAuthorization, {
    nullable: true,
    description: 'What was answered about a token; null for other commands.',
  })
  get authorization(): TokenAuthorization | null {
    return 'allowed' in this.answer ? new TokenAuthorization(this.answer as AuthorizationInfo) : null;
  }

  @Field(() => Json, { description: 'The whole answer as it came, unknown fields included.' })
  get document(): JsonObject {
    return this.answer;
  }
}

@ObjectType({ description: 'What the charge point made of a command.' })
export class CommandOutcome {
  constructor(private readonly stored: StoredResult) {}

  @Field(() => String, { description: 'ACCEPTED, EVSE_OCCUPIED, CANCELED_RESERVATION and so on.' })
  get result(): string {
    return this.stored.document.result;
  }

  @Field(() => [DisplayTextType.cls], { description: 'The reason in words, if there are any.' })
  get message(): DisplayText[] {
    return (this.stored.document as Partial<CommandResult>).message ?? [];
  }

  @Field(() => ActiveChargingProfileType.cls, {
    nullable: true,
    description: 'The plan that was asked for; null for other commands.',
  })
  get profile(): ActiveChargingProfile | null {
    return (this.stored.document['profile'] as ActiveChargingProfile | null | undefined) ?? null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the party that sent the command took it; null before, and for orders of the hub.',
  })
  get forwardedAt(): string | null {
    return this.stored.forwarded?.at ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'The OCPI status with which that party took it or did not; 4002 and 4003 when it could not be reached.',
  })
  get forwardStatus(): number | null {
    return this.stored.forwarded?.status ?? null;
  }

  @Field(() => DateTime, { description: 'When it came.' })
  get receivedAt(): string {
    return this.stored.receivedAt;
  }

  @Field(() => Json, { description: 'The whole result as it came, unknown fields included.' })
  get document(): JsonObject {
    return this.stored.document;
  }
}
