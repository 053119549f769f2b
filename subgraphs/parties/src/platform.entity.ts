/** A connected system with one set of credentials (TRN-008, CRED-063): the record, and what the graph shows of it. */
import { randomUUID } from 'node:crypto';
import { DateTime } from '@chargesphere/chassis';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { platformStatuses, type PlatformStatus } from './platform.rules.js';
import { OverlongTexts, TrailingSlashes, type OverlongText, type TrailingSlash } from './quirks.js';
import { STANDARD_TIER } from './tier.rules.js';

export const PlatformStatusEnum = Object.fromEntries(platformStatuses.map((status) => [status, status])) as {
  [S in PlatformStatus]: S;
};

registerEnumType(PlatformStatusEnum, {
  name: 'PlatformStatus',
  description: 'How far a platform has come with the hub.',
  valuesConfig: {
    PENDING: { description: 'Invited; it has not registered yet.' },
    CONNECTING: { description: 'An operator ordered the hub to register at it; the handshake is under way.' },
    CONNECTED: { description: 'Registered and, as far as we know, there.' },
    OFFLINE: { description: 'Registered, but it does not answer at the moment.' },
    HELD: {
      description: 'Registered, but suspended by an operator for the time being; others see SUSPENDED.',
    },
    SUSPENDED: {
      description:
        'Its registration has ended, by the partner or an operator, or its invitation was withdrawn.',
    },
    FAILED: { description: 'Our registration at it failed; `failure` says why.' },
  },
});

@Entity({ tableName: 'platform' })
@ObjectType({
  description: 'A connected system: one set of credentials, one OCPI version, one or several parties.',
})
export class Platform {
  [OptionalProps]?:
    | 'seq'
    | 'version'
    | 'versionsUrl'
    | 'hubPartyId'
    | 'invitedAt'
    | 'registeredAt'
    | 'handshakeAt'
    | 'failure'
    | 'heldAt'
    | 'heldBy'
    | 'heldReason'
    | 'heldFrom'
    | 'tolerateNewline'
    | 'tierName'
    | 'trailingSlash'
    | 'overlongTexts'
    | 'actsAsHub'
    | 'redeliversCdrs'
    | 'isStrict';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the platform within this hub.' })
  id: string = randomUUID();

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What the operators of this hub call it.' })
  declare name: string;

  @Enum({ items: [...platformStatuses], type: 'text' })
  @Field(() => PlatformStatusEnum, { description: 'How far it has come with the hub.' })
  declare status: PlatformStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The OCPI version in use, such as 2.3.0; null before registration.',
  })
  version: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its versions URL; null until it is known.' })
  versionsUrl: string | null = null;

  /** CRED-004: set by platforms that are hubs themselves. */
  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '`hub_party_id` of a platform that is a hub itself, as it sent it.',
  })
  hubPartyId: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last invited; null when the hub called it.',
  })
  invitedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When its registration last completed; null before the first one.',
  })
  registeredAt: Date | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When its status, credentials or endpoints last changed.' })
  declare lastChangedAt: Date;

  /** When a node of the hub took up the outgoing handshake; a second node keeps its hands off meanwhile. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  handshakeAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why our registration at it failed, in one sentence; null otherwise.',
  })
  failure: string | null = null;

  /** These four are of a platform that an operator holds; null otherwise. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  heldAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  heldBy: string | null = null;

  @Property({ type: 'text', nullable: true })
  heldReason: string | null = null;

  /** What it was before. */
  @Property({ type: 'text', nullable: true })
  heldFrom: string | null = null;

  /** TRN-007, AMB-001: a quirk operators allow one platform at a time. */
  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    description:
      'Is its token also taken with a newline at the end, which the hub does not strip by default?',
  })
  tolerateNewline = false;

  /** HUB-031. */
  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    description: 'Is it a hub, which speaks for the parties in its roles and passes messages on by itself?',
  })
  actsAsHub = false;

  /** TYPE-011, AMB-029. */
  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    description: 'Are its documents refused for any violation, instead of kept with it on record?',
  })
  isStrict = false;

  /** The receiver's operator takes CDRs late rather than not at all. */
  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    description: 'Are CDRs that it could not take kept, and offered again until it accepts them?',
  })
  redeliversCdrs = false;

  /** HUB-063: name of its tier. */
  @Property({ type: 'text', fieldName: 'tier', default: STANDARD_TIER })
  tierName: string = STANDARD_TIER;

  /** TRN-103, AMB-010. */
  @Enum({ items: Object.values(TrailingSlashes), type: 'text', default: 'KEEP' })
  @Field(() => TrailingSlashes, { description: 'How URLs end that the hub makes from its endpoints.' })
  trailingSlash: TrailingSlash = 'KEEP';

  /** TYPE-011. */
  @Enum({ items: Object.values(OverlongTexts), type: 'text', default: 'KEEP' })
  @Field(() => OverlongTexts, { description: 'What becomes of over-long texts that are sent to it.' })
  overlongTexts: OverlongText = 'KEEP';
}
