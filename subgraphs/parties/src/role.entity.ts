/** A party in one role on one platform (CRED-001, CRED-011), with its connection state (HCI-008). */
import { DateTime, Json } from '@chargesphere/chassis';
import type { BusinessDetails } from '@chargesphere/schema';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OptionalProps, type Rel } from '@mikro-orm/core';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Party } from './party.entity.js';
import { connectionStatuses, type ConnectionStatus } from './party.rules.js';
import { Platform } from './platform.entity.js';

export const ConnectionStatusEnum = Object.fromEntries(
  connectionStatuses.map((status) => [status, status]),
) as {
  [S in ConnectionStatus]: S;
};

registerEnumType(ConnectionStatusEnum, {
  name: 'ConnectionStatus',
  description: 'Whether requests to a party can succeed: only CONNECTED ones can.',
  valuesConfig: {
    CONNECTED: { description: 'It can be reached.' },
    OFFLINE: { description: 'It does not answer at the moment; it will pull what it missed.' },
    PLANNED: { description: 'It is going to connect, or no contract is in place yet.' },
    SUSPENDED: { description: 'It is no longer active, for good.' },
  },
});

@Entity({ tableName: 'role' })
// CRED-011: the folded party in one role belongs to one platform, whatever two registrations do at the same time.
@Unique({ properties: ['party', 'role'] })
@ObjectType({ description: 'A party in one role, on the platform that speaks for it.' })
export class PartyRole {
  [OptionalProps]?: 'onHold';

  /** Also the order of creation, for pages. */
  @PrimaryKey({ type: 'integer', autoincrement: true })
  declare id: number;

  @ManyToOne({ entity: () => Platform, index: true })
  declare platform: Rel<Platform>;

  @ManyToOne({ entity: () => Party })
  declare party: Rel<Party>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'CPO, EMSP, NAP, NSP, OTHER, SCSP or PTP.' })
  declare role: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Country of the party as its platform writes it, ISO 3166-1 alpha-2.' })
  declare countryCode: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Id of the party within the country, as its platform writes it.' })
  declare partyId: string;

  @Property({ type: 'json' })
  @Field(() => Json, {
    description: 'How the party presents itself: the OCPI BusinessDetails as they were sent.',
  })
  declare businessDetails: BusinessDetails;

  @Enum({ items: [...connectionStatuses], type: 'text' })
  @Field(() => ConnectionStatusEnum, { description: 'Whether requests to it in this role can succeed.' })
  declare status: ConnectionStatus;

  /** HCI-010: `last_updated` of its ClientInfo. */
  @Index()
  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When the status last changed.' })
  declare statusChangedAt: Date;

  /** When it was declared, or declared again after it was SUSPENDED: HCI-010 for those to whom it is PLANNED. */
  @Property({ type: 'datetime', length: 3 })
  declare activeSince: Date;

  /** It is SUSPENDED because an operator holds its platform, and comes back with it. */
  @Property({ type: 'boolean', default: false })
  onHold = false;
}
