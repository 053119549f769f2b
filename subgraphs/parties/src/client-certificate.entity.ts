/**
 * The certificate the hub shows a partner that wants one (TRN-001: OCPI asks for none). The key is sealed like a token
 * and never shown; of the certificate the graph shows what tells whose it is and when it has to be renewed.
 */
import { DateTime } from '@chargesphere/chassis';
import { PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Entity, OneToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Platform } from './platform.entity.js';

@Entity({ tableName: 'client_certificate' })
@ObjectType({ description: 'The certificate the hub shows a partner when it calls it.' })
export class ClientCertificate {
  [PrimaryKeyProp]?: 'platform';

  @OneToOne({ entity: () => Platform, primary: true, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  /** PEM: the certificate, and those between it and a root if there are any. */
  @Property({ type: 'text' })
  declare chain: string;

  /** AES-256-GCM, see the chassis' vault. */
  @Property({ type: 'text' })
  declare sealedKey: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Whom it names.' })
  declare subject: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who has signed it.' })
  declare issuer: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SHA-256 of it, hexadecimal, as partners compare it.' })
  declare fingerprint: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'From this instant on partners refuse it.' })
  declare expiresAt: Date;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it was given to the hub.' })
  declare setAt: Date;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who gave it to the hub.' })
  declare setBy: string;
}
