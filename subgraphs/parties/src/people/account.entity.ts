/** A person who uses the hub: who it is, what it may do, and whether it has a password yet. */
import { randomUUID } from 'node:crypto';
import { DateTime } from '@chargesphere/chassis';
import { peopleRoles, type PeopleRole } from '@chargesphere/schema';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export const AccountRoles = {
  OPERATOR: 'OPERATOR',
  ANALYST: 'ANALYST',
  PARTNER: 'PARTNER',
  HOST: 'HOST',
} as const satisfies { [R in PeopleRole]: R };

registerEnumType(AccountRoles, {
  name: 'AccountRole',
  description: 'What a person or program may do at the hub.',
  valuesConfig: {
    OPERATOR: { description: 'Reads and administers everything.' },
    ANALYST: { description: 'Reads what operators read, but no accounts and keys, and changes nothing.' },
    PARTNER: { description: 'Reads what concerns its own parties.' },
    HOST: { description: 'Shares a charger of its own; sees its account until there is something to share.' },
  },
});

@Entity({ tableName: 'account' })
@ObjectType({ description: 'A person who uses the hub.' })
export class Account {
  [OptionalProps]?: 'seq' | 'mustChangePassword' | 'linkVersion' | 'lastLoginAt' | 'disabledAt';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Id of the account.' })
  id: string = randomUUID();

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  @Property({ type: 'text', unique: true })
  @Field(() => String, { description: 'E-mail address, in lower case; people log in with it.' })
  declare email: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What the person is called.' })
  declare name: string;

  @Enum({ items: [...peopleRoles], type: 'text' })
  @Field(() => AccountRoles, { description: 'What the person may do.' })
  declare role: PeopleRole;

  @Property({ type: 'uuid', nullable: true })
  declare platformId: string | null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  @Field(() => [ID], {
    nullable: true,
    description: 'Of a partner: the parties it sees, of those of its platform; null for all of them.',
  })
  declare parties: string[] | null;

  /** argon2id; null until the invitation is taken up. */
  @Property({ type: 'text', nullable: true })
  declare passwordHash: string | null;

  /** It was given a password that was printed. */
  @Property({ type: 'boolean', default: false })
  mustChangePassword: boolean = false;

  /** Links made for another version are void. */
  @Property({ type: 'integer', default: 0 })
  linkVersion: number = 0;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When it was made.' })
  declare createdAt: Date;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who made it.' })
  declare createdBy: string;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the person last logged in; null for never.' })
  lastLoginAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Since when it is closed; null while it is open.' })
  disabledAt: Date | null = null;
}
