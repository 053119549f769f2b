/** A market party: a company in a country, known by the same ids in all its roles (CRED-002, CRED-003). */
import { Collection, OptionalProps } from '@mikro-orm/core';
import { Entity, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { PartyRole } from './role.entity.js';

@Entity({ tableName: 'party' })
@Directive('@key(fields: "ref")')
@ObjectType({ description: 'A market party: a company in a country, in one or several roles.' })
export class Party {
  [OptionalProps]?: 'seq';

  /** The folded ref: OCPI ids are compared without regard to case. */
  @PrimaryKey({ type: 'text' })
  declare key: string;

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: 'Country code and party id, such as `NL/TNM`.' })
  declare ref: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'Country of the party, ISO 3166-1 alpha-2, as its platform writes it.',
  })
  declare countryCode: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Id of the party within the country, as its platform writes it.' })
  declare partyId: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Name from its business details; null when the hub does not know the party or you may not see it.',
  })
  declare name: string | null;

  @OneToMany({ entity: () => PartyRole, mappedBy: 'party', orderBy: { id: 'asc' } })
  roles = new Collection<PartyRole>(this);
}
