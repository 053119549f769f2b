/**
 * Module "Commands": what an eMSP asks a charge point to do through its CPO, the CPO's answer at once and the charge
 * point's result later (CMD-001 to CMD-021). Specification: mod_commands.asciidoc.
 */
import type { Infer, ObjectRule, ObjectTable } from '../derive/notation.js';
import {
  ciString,
  closedEnum,
  dateTime,
  int,
  many,
  object,
  one,
  openEnum,
  opt,
  ref,
  url,
} from '../derive/notation.js';
import { isGiven } from '../document.js';
import { Token } from './tokens.js';
import { DisplayText } from './types.js';

export const CommandType = openEnum(
  'CommandType',
  'mod_commands_commandtype_enum',
  ['CANCEL_RESERVATION', 'RESERVE_NOW', 'START_SESSION', 'STOP_SESSION', 'UNLOCK_CONNECTOR'],
  { description: 'What is asked for; UNLOCK_CONNECTOR is for help desks, never for drivers (CMD-015).' },
);
export type CommandType = Infer<typeof CommandType>;

export const CommandResponseType = closedEnum(
  'CommandResponseType',
  'mod_commands_commandresponsetype_enum',
  ['NOT_SUPPORTED', 'REJECTED', 'ACCEPTED', 'UNKNOWN_SESSION'],
  { description: "The CPO's answer; a result follows only after ACCEPTED (CMD-002)." },
);
export type CommandResponseType = Infer<typeof CommandResponseType>;

export const CommandResultType = closedEnum(
  'CommandResultType',
  'mod_commands_commandresulttype_enum',
  [
    'ACCEPTED',
    'CANCELED_RESERVATION',
    'EVSE_OCCUPIED',
    'EVSE_INOPERATIVE',
    'FAILED',
    'NOT_SUPPORTED',
    'REJECTED',
    'TIMEOUT',
    'UNKNOWN_RESERVATION',
  ],
  {
    description:
      'What became of a command; CANCELED_RESERVATION is the CPO taking a reservation back (CMD-013).',
  },
);
export type CommandResultType = Infer<typeof CommandResultType>;

const responseUrl = one(url, 'Where the CommandResult is to be posted; best unique per request (CMD-003).');

export const CancelReservation = object(
  'CancelReservation',
  'mod_commands_cancelreservation_object',
  {
    response_url: responseUrl,
    reservation_id: one(ciString(36), 'The id given when the reservation was made.'),
  },
  { description: 'Asks to give up a reservation, which may cost money all the same (CMD-012).' },
);
export type CancelReservation = Infer<typeof CancelReservation>;

export const CommandResponse = object(
  'CommandResponse',
  'mod_commands_commandresponse_object',
  {
    result: one(CommandResponseType, 'Whether the CPO passes the command on.'),
    timeout: one(int, 'Seconds within which a result comes; later none is to be expected (CMD-004).'),
    message: many(ref(DisplayText), 'The answer in words.'),
  },
  { description: 'What the CPO answers at once; it says nothing about the charge point (CMD-001).' },
);
export type CommandResponse = Infer<typeof CommandResponse>;

export const CommandResult = object(
  'CommandResult',
  'mod_commands_commandresult_object',
  {
    result: one(CommandResultType, 'What became of the command.'),
    message: many(ref(DisplayText), 'The reason in words.'),
  },
  { description: 'What the charge point made of a command, posted to its response_url.' },
);
export type CommandResult = Infer<typeof CommandResult>;

export const ReserveNow = object(
  'ReserveNow',
  'mod_commands_reservenow_object',
  {
    response_url: responseUrl,
    token: one(ref(Token), "The driver's Token, authorised by its eMSP already (CMD-005)."),
    expiry_date: one(dateTime, 'When the reservation ends.'),
    reservation_id: one(
      ciString(36),
      'Id of the reservation; the same one again at the same Location replaces it (CMD-009).',
    ),
    location_id: one(ciString(36), "The CPO's Location."),
    evse_uid: opt(
      ciString(36),
      'The EVSE to keep free; absent leaves the choice to the charge point (CMD-019).',
    ),
    authorization_reference: opt(ciString(36), 'Comes back in the Session and the CDR.'),
  },
  { description: 'Asks to keep an EVSE free for a driver from now on.' },
);
export type ReserveNow = Infer<typeof ReserveNow>;

const connectorNeedsItsEvse: ObjectRule = {
  id: 'CMD-014',
  field: 'evse_uid',
  severity: 'refuse', // a required field beside connector_id, whose ids repeat from EVSE to EVSE
  sentence: 'A connector_id is found by its EVSE: give its evse_uid too.',
  holds: (command) => {
    const { evse_uid, connector_id } = command as StartSession;
    return !isGiven(connector_id) || isGiven(evse_uid);
  },
};

export const StartSession = object(
  'StartSession',
  'mod_commands_startsession_object',
  {
    response_url: responseUrl,
    token: one(ref(Token), "The driver's Token, authorised by its eMSP already (CMD-005)."),
    location_id: one(ciString(36), "The CPO's Location."),
    evse_uid: opt(
      ciString(36),
      'The EVSE to start at; absent leaves the choice to the charge point (CMD-019).',
    ),
    connector_id: opt(
      ciString(36),
      'The Connector to start at; some EVSEs need it, START_SESSION_CONNECTOR_REQUIRED says so (CMD-014).',
    ),
    authorization_reference: opt(ciString(36), 'Comes back in the Session and the CDR.'),
  },
  { description: 'Asks to start a charge.', rules: [connectorNeedsItsEvse] },
);
export type StartSession = Infer<typeof StartSession>;

export const StopSession = object(
  'StopSession',
  'mod_commands_stopsession_object',
  {
    response_url: responseUrl,
    session_id: one(ciString(36), "The CPO's id of the Session to stop."),
  },
  { description: 'Asks to stop a charge.' },
);
export type StopSession = Infer<typeof StopSession>;

export const UnlockConnector = object(
  'UnlockConnector',
  'mod_commands_unlockconnector_object',
  {
    response_url: responseUrl,
    location_id: one(ciString(36), "The CPO's Location."),
    evse_uid: one(ciString(36), 'The EVSE with the stuck Connector.'),
    connector_id: one(ciString(36), 'The Connector to unlock.'),
  },
  { description: 'Asks to free a cable that is stuck.' },
);
export type UnlockConnector = Infer<typeof UnlockConnector>;

/** CMD-018: the object that each command carries. Others may exist, as CommandType is open (CMD-017). */
export const commandObjects = {
  CANCEL_RESERVATION: CancelReservation,
  RESERVE_NOW: ReserveNow,
  START_SESSION: StartSession,
  STOP_SESSION: StopSession,
  UNLOCK_CONNECTOR: UnlockConnector,
} as const satisfies Record<(typeof CommandType.values)[number], ObjectTable>;
