/** What operators give to order a command, and what lists of commands can be narrowed by. */
import { DateTime } from '@chargesphere/chassis';
import {
  ChargingRateUnit as ChargingRateUnitTable,
  describeEnum,
  ProfileType as ProfileTypeTable,
  type JsonObject,
} from '@chargesphere/schema';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { CommandKinds, CommandStatuses } from './command.entity.js';
import type { CommandKind } from './command.kinds.js';
import type { CommandStatus } from './command.rules.js';
import { TokenDocument } from './session.types.js';

/** Registered by the types that show them. */
const ChargingRateUnit = describeEnum(ChargingRateUnitTable).object;
const ProfileType = describeEnum(ProfileTypeTable).object;

const CPO = { description: 'The party that runs the charger, for example NL/TNM.' };
const SESSION = { description: 'Ref of the Session, for example NL/TNM/101; its CPO is asked.' };
const REFERENCE = {
  nullable: true,
  description: 'A reference of yours that comes back in Session and CDR (SES-060).',
};
const TOKEN = {
  nullable: true,
  description:
    'Ref of a Token the hub knows, for example DE/EMP/012345678/RFID. Give this or `tokenDocument`.',
};
const TOKEN_DOCUMENT = {
  nullable: true,
  description: 'A whole Token, which need not be known to the hub or the CPO (CMD-008).',
};
const LOCATION_ID = { description: "The CPO's id of the Location." };

@InputType({ description: 'Where and for whom to start a charge.' })
export class StartSessionInput {
  @Field(() => ID, CPO)
  declare cpo: string;

  @Field(() => ID, TOKEN)
  declare token?: string | null;

  @Field(() => TokenDocument, TOKEN_DOCUMENT)
  declare tokenDocument?: JsonObject | null;

  @Field(() => String, LOCATION_ID)
  declare locationId: string;

  @Field(() => String, {
    nullable: true,
    description: 'The EVSE; left out, the charge point chooses (CMD-019).',
  })
  declare evseUid?: string | null;

  @Field(() => String, { nullable: true, description: 'The connector; needs `evseUid` (CMD-014).' })
  declare connectorId?: string | null;

  @Field(() => String, REFERENCE)
  declare authorizationReference?: string | null;
}

@InputType({ description: 'Which charge to stop.' })
export class StopSessionInput {
  @Field(() => ID, SESSION)
  declare session: string;
}

@InputType({ description: 'What to keep free, for whom and until when.' })
export class ReserveNowInput {
  @Field(() => ID, CPO)
  declare cpo: string;

  @Field(() => ID, TOKEN)
  declare token?: string | null;

  @Field(() => TokenDocument, TOKEN_DOCUMENT)
  declare tokenDocument?: JsonObject | null;

  @Field(() => DateTime, { description: 'When the reservation ends.' })
  declare expiryDate: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the reservation; the same one again replaces it (CMD-009). Made up when left out.',
  })
  declare reservationId?: string | null;

  @Field(() => String, LOCATION_ID)
  declare locationId: string;

  @Field(() => String, { nullable: true, description: 'The EVSE; left out, any one is kept free (CMD-019).' })
  declare evseUid?: string | null;

  @Field(() => String, REFERENCE)
  declare authorizationReference?: string | null;
}

@InputType({ description: 'Which reservation to give up.' })
export class CancelReservationInput {
  @Field(() => ID, CPO)
  declare cpo: string;

  @Field(() => String, { description: 'The id it was made with.' })
  declare reservationId: string;
}

@InputType({ description: 'Which connector to unlock.' })
export class UnlockConnectorInput {
  @Field(() => ID, CPO)
  declare cpo: string;

  @Field(() => String, LOCATION_ID)
  declare locationId: string;

  @Field(() => String, { description: 'The EVSE.' })
  declare evseUid: string;

  @Field(() => String, { description: 'The connector with the cable that is stuck.' })
  declare connectorId: string;
}

@InputType({ description: 'A stretch of a charging profile with one limit.' })
export class ChargingProfilePeriodInput {
  @Field(() => Int, { description: 'When it begins, in seconds from the start of the profile.' })
  declare startPeriod: number;

  @Field(() => Float, { description: 'The most that may flow, with one decimal at most.' })
  declare limit: number;
}

@InputType({ description: 'Limits of a charge over time: no targets and no promises (CHP-003).' })
export class ChargingProfileInput {
  @Field(() => DateTime, { nullable: true, description: 'When it begins; left out, with the charge.' })
  declare startDateTime?: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds it lasts; left out, the last period goes on.' })
  declare duration?: number | null;

  @Field(() => ChargingRateUnit, { description: 'The unit of all rates in it.' })
  declare chargingRateUnit: string;

  @Field(() => Float, { nullable: true, description: 'The least the vehicle can make use of.' })
  declare minChargingRate?: number | null;

  @Field(() => [ChargingProfilePeriodInput], { description: 'The limits, one after the other.' })
  declare periods: ChargingProfilePeriodInput[];
}

@InputType({ description: 'Which charge to limit, and how.' })
export class SetChargingProfileInput {
  @Field(() => ID, SESSION)
  declare session: string;

  @Field(() => ChargingProfileInput, { description: 'The limits to set.' })
  declare chargingProfile: ChargingProfileInput;
}

@InputType({ description: 'Which charge to free of limits.' })
export class ClearChargingProfileInput {
  @Field(() => ID, SESSION)
  declare session: string;
}

@InputType({ description: 'Of which charge to tell the plan, and how far.' })
export class GetActiveChargingProfileInput {
  @Field(() => ID, SESSION)
  declare session: string;

  @Field(() => Int, { description: 'How many seconds of the plan.' })
  declare duration: number;
}

@InputType({ description: 'What the driver of a charge wants.' })
export class SetChargingPreferencesInput {
  @Field(() => ID, SESSION)
  declare session: string;

  @Field(() => ProfileType, { description: 'Cheap, fast, green or nothing special.' })
  declare profileType: string;

  @Field(() => DateTime, { nullable: true, description: 'When the driver wants to leave.' })
  declare departureTime?: string | null;

  @Field(() => Float, { nullable: true, description: 'Energy wanted, in kWh.' })
  declare energyNeed?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'May energy flow out of the vehicle? No, if left out.',
  })
  declare dischargeAllowed?: boolean | null;
}

@InputType({ description: 'Which token to ask its eMSP about, and for which place.' })
export class AuthorizeTokenInput {
  @Field(() => String, { description: 'What the reader sees.' })
  declare uid: string;

  @Field(() => String, { defaultValue: 'RFID', description: 'Kind of token (TOK-004).' })
  declare type: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The party to ask, for example DE/EMP; left out, the one whose token it is.',
  })
  declare emsp?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The CPO's id of the Location; some eMSPs need it (TOK-031).",
  })
  declare locationId?: string | null;

  @Field(() => [String], { nullable: true, description: 'The EVSEs meant; left out, all of the Location.' })
  declare evseUids?: string[] | null;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class CommandFilter {
  @Field(() => ID, { nullable: true, description: 'Only this command.' })
  declare id?: string | null;

  @Field(() => [CommandKinds], { nullable: true, description: 'Of one of these kinds.' })
  declare kind?: CommandKind[] | null;

  @Field(() => [CommandStatuses], { nullable: true, description: 'That have come this far.' })
  declare status?: CommandStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Asked of this party, for example NL/TNM.' })
  declare receiver?: string | null;

  @Field(() => ID, { nullable: true, description: 'Sent through the hub by this party, for example DE/EMP.' })
  declare requester?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this Session, for example NL/TNM/101.' })
  declare session?: string | null;
}
