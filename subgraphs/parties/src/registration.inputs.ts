/** What the adapter reports after a handshake, in either direction. */
import { documentScalar } from '@chargesphere/chassis';
import { Field, ID, InputType } from 'type-graphql';
import { InterfaceRoles, type InterfaceRole } from './endpoint.entity.js';

export const CredentialsDocument = documentScalar(
  'CredentialsDocument',
  'An OCPI Credentials object in OCPI spelling, as it was sent.',
);

@InputType({ description: 'Where a partner offers one side of a module.' })
export class EndpointInput {
  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare identifier: string;

  @Field(() => InterfaceRoles, { description: 'Which side of it.' })
  declare role: InterfaceRole;

  @Field(() => String, { description: 'Absolute URL.' })
  declare url: string;
}

@InputType({ description: 'The good end of a handshake: who the partner is and how to call it.' })
export class ConnectionInput {
  @Field(() => ID, { description: 'Id of the platform.' })
  declare platformId: string;

  @Field(() => CredentialsDocument, {
    description: "The partner's Credentials object, with the token the hub is to use.",
  })
  declare credentials: Record<string, unknown>;

  @Field(() => String, { description: 'The OCPI version agreed on, such as 2.3.0 (CRED-024).' })
  declare version: string;

  @Field(() => String, { description: "The partner's versions URL." })
  declare versionsUrl: string;

  @Field(() => [EndpointInput], { description: "The partner's endpoints in that version." })
  declare endpoints: EndpointInput[];

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Does the partner take its token in Base64 (TRN-005)?',
  })
  declare base64Token: boolean;
}

@InputType({ description: 'A registration that a partner sent, after the hub has called back (CRED-023).' })
export class RegistrationInput extends ConnectionInput {
  @Field(() => ID, { description: 'SHA-256, hexadecimal, of the token the request came with.' })
  declare tokenHash: string;
}
