/**
 * Module "Tokens": what identifies drivers, and the answer to a real-time authorisation (TOK-001 to TOK-040).
 * Specification: mod_tokens.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import {
  boolean,
  ciString,
  closedEnum,
  dateTime,
  key,
  many,
  object,
  one,
  openEnum,
  opt,
  ref,
  string,
} from '../derive/notation.js';
import { ProfileType } from './profile-type.js';
import { DisplayText, language, partyCountry } from './types.js';

export const TokenType = openEnum(
  'TokenType',
  'mod_tokens_tokentype_enum',
  ['AD_HOC_USER', 'APP_USER', 'EMAID', 'OTHER', 'RFID'],
  { description: 'What kind of thing the driver shows.' },
);
export type TokenType = Infer<typeof TokenType>;

export const WhitelistType = closedEnum(
  'WhitelistType',
  'mod_tokens_whitelisttype_enum',
  ['ALWAYS', 'ALLOWED', 'ALLOWED_OFFLINE', 'NEVER'],
  {
    meanings: {
      ALWAYS: 'Always; it never needs to ask.',
      ALLOWED: 'It may decide, and may ask.',
      ALLOWED_OFFLINE: 'Only while the eMSP cannot be asked.',
      NEVER: 'Never; without an answer the driver does not charge.',
    },
    description: 'When a CPO may decide from its own list instead of asking the eMSP.',
  },
);
export type WhitelistType = Infer<typeof WhitelistType>;

export const AllowedType = closedEnum(
  'AllowedType',
  'mod_tokens_allowed_enum',
  ['ALLOWED', 'BLOCKED', 'EXPIRED', 'NO_CREDIT', 'NOT_ALLOWED'],
  {
    meanings: {
      ALLOWED: 'The driver may charge.',
      BLOCKED: 'The Token is blocked.',
      EXPIRED: 'The Token is no longer good.',
      NO_CREDIT: 'The driver has not enough credit left.',
      NOT_ALLOWED: 'The Token is good, but not for charging here.',
    },
    description: "The eMSP's decision about a driver.",
  },
);
export type AllowedType = Infer<typeof AllowedType>;

export const EnergyContract = object(
  'EnergyContract',
  'mod_tokens_energy_contract',
  {
    supplier_name: one(string(64), 'Who sells the driver the energy.'),
    contract_id: opt(string(64), "The driver's contract at that supplier."),
  },
  { description: "A driver's own energy contract, where one may charge on it." },
);
export type EnergyContract = Infer<typeof EnergyContract>;

export const LocationReferences = object(
  'LocationReferences',
  'mod_tokens_locationreferences_class',
  {
    location_id: one(ciString(36), 'The Location meant.'),
    evse_uids: many(ciString(36), 'The EVSEs meant; none stands for all of the Location.'),
  },
  { description: 'A Location, narrowed to some of its EVSEs if wanted.' },
);
export type LocationReferences = Infer<typeof LocationReferences>;

export const Token = object(
  'Token',
  'mod_tokens_token_object',
  {
    country_code: one(partyCountry, 'Country of the eMSP that owns this Token.'),
    party_id: one(key(ciString(3)), 'Id of the eMSP that owns this Token.'),
    uid: one(key(ciString(36)), 'What the reader sees, or an id made by the eMSP for app and ad-hoc users.'),
    type: one(TokenType, 'Kind of Token; with the uid it makes the Token unique (TOK-003).'),
    contract_id: one(ciString(36), "The driver's contract, best written as an eMA ID."),
    visual_number: opt(string(64), 'The number printed on the card, as a person reads it.'),
    issuer: one(string(64), 'The company that issued the Token, as a person reads it.'),
    group_id: opt(ciString(36), 'Tokens with one group id can start and stop the same session.'),
    valid: one(boolean, 'Whether the Token may be used at all.'),
    whitelist: one(WhitelistType, 'When the CPO may decide from its own list.'),
    language: opt(language, "The driver's language, ISO 639-1."),
    default_profile_type: opt(ProfileType, 'How the driver wants to charge unless said otherwise.'),
    energy_contract: opt(ref(EnergyContract), "The driver's own energy contract."),
    last_updated: one(dateTime, 'When the Token last changed.'),
  },
  { description: 'What a driver shows to be recognised.' },
);
export type Token = Infer<typeof Token>;

export const AuthorizationInfo = object(
  'AuthorizationInfo',
  'mod_tokens_authorizationinfo_object',
  {
    allowed: one(AllowedType, 'The decision.'),
    token: one(ref(Token), 'The whole Token, also for a CPO that never got it pushed (TOK-040).'),
    location: opt(ref(LocationReferences), 'Where the driver may charge, when a Location was asked about.'),
    authorization_reference: opt(ciString(36), 'Comes back in the Session and the CDR (TOK-037).'),
    info: opt(ref(DisplayText), 'A text to show the driver.'),
  },
  { description: 'The answer to a real-time authorisation.' },
);
export type AuthorizationInfo = Infer<typeof AuthorizationInfo>;
