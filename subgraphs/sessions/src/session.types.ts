/** Sessions and Tokens in the graph, derived from their tables. */
import {
  Session as SessionTable,
  SessionStatus as SessionStatusTable,
  Token as TokenTable,
  describeEnum,
  type Session,
  type Token,
} from '@chargesphere/schema';
import {
  BoxInput,
  DateTime,
  documentPageType,
  documentScalar,
  entityType,
  pageType,
} from '@chargesphere/chassis';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { sessionKind } from './session.kind.js';
import { tokenKind } from './token.kind.js';

export const SessionDocument = documentScalar(
  'SessionDocument',
  'A whole OCPI Session as its owner sent it.',
);
export const TokenDocument = documentScalar('TokenDocument', 'A whole OCPI Token as its owner sent it.');

export const SessionType = entityType<Session>(SessionTable, {
  refOf: sessionKind.refOf,
  document: SessionDocument,
});
export const TokenType = entityType<Token>(TokenTable, { refOf: tokenKind.refOf, document: TokenDocument });

/** Registered by the Session's own field; named here for filters. */
const SessionStatus = describeEnum(SessionStatusTable).object;

export const SessionPage = pageType('SessionPage', SessionType.cls);
export const SessionDocumentPage = documentPageType('SessionDocumentPage', SessionDocument);
export const TokenPage = pageType('TokenPage', TokenType.cls);
export const TokenDocumentPage = documentPageType('TokenDocumentPage', TokenDocument);

/** A Location as sessions know it: by ref, with the charges that happen there. */
@Directive('@key(fields: "ref")')
@ObjectType('Location', { description: 'A place to charge.' })
export class LocationWithSessions {
  @Field(() => ID)
  declare ref: string;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class SessionFilter {
  @Field(() => ID, { nullable: true, description: 'Only this session.' })
  declare ref?: string | null;

  @Field(() => ID, { nullable: true, description: 'At this Location, for example NL/TNM/LOC1.' })
  declare location?: string | null;

  @Field(() => BoxInput, {
    nullable: true,
    description: 'At Locations inside this box, as far as the hub knows where they are.',
  })
  declare box?: BoxInput | null;

  @Field(() => ID, { nullable: true, description: 'Owned by this CPO, for example NL/TNM.' })
  declare cpo?: string | null;

  @Field(() => ID, { nullable: true, description: 'Started with a token of this eMSP, for example DE/EMP.' })
  declare emsp?: string | null;

  @Field(() => [SessionStatus], { nullable: true, description: 'In one of these states.' })
  declare status?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Started at or after this instant.' })
  declare startedFrom?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Started before this instant.' })
  declare startedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class TokenFilter {
  @Field(() => ID, { nullable: true, description: 'Issued by this eMSP, for example DE/EMP.' })
  declare emsp?: string | null;

  @Field(() => String, { nullable: true, description: 'The uid a reader sees; case does not matter.' })
  declare uid?: string | null;

  @Field(() => String, { nullable: true, description: 'The contract; case does not matter.' })
  declare contractId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Valid or not.' })
  declare valid?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Accepted with violations, or without any.' })
  declare hasViolations?: boolean | null;
}
