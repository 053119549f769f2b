/** A key of a program that uses the graph; kept as a hash, shown once when it is made. */
import { DateTime } from '@chargesphere/chassis';
import { keyScopes, peopleRoles, type KeyScope, type PeopleRole } from '@chargesphere/schema';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { AccountRoles } from './people/account.entity.js';

export const KeyScopes = {
  READ: 'READ',
  WRITE: 'WRITE',
  MONEY: 'MONEY',
  PEOPLE: 'PEOPLE',
} as const satisfies { [S in KeyScope]: S };

registerEnumType(KeyScopes, {
  name: 'KeyScope',
  description: 'What an API key is narrowed to, within what its role may do.',
  valuesConfig: {
    READ: { description: 'Queries and subscriptions.' },
    WRITE: { description: 'Mutations, but those about money and people.' },
    MONEY: { description: 'Mutations that move money: statements, payments, fees.' },
    PEOPLE: { description: 'Accounts and keys, to see and to change.' },
  },
});

@Entity({ tableName: 'api_key' })
@ObjectType({ description: 'A key with which a program uses the graph.' })
export class ApiKey {
  [OptionalProps]?:
    'seq' | 'platformId' | 'scopes' | 'expiresAt' | 'formerHash' | 'formerUntil' | 'createdBy' | 'lastUsedAt';

  /** One key per name: a new one under the same name puts the old one out of force. */
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Name of the program.' })
  declare name: string;

  /** The order of creation, for pages. */
  @Property({ type: 'integer', autoincrement: true, unique: true })
  declare seq: number;

  /** SHA-256 of the key, hexadecimal. */
  @Property({ type: 'text', unique: true })
  declare hash: string;

  @Enum({ items: [...peopleRoles], type: 'text' })
  @Field(() => AccountRoles, { description: 'What it may do.' })
  declare role: PeopleRole;

  @Property({ type: 'uuid', nullable: true })
  platformId: string | null = null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  @Field(() => [KeyScopes], {
    nullable: true,
    description: `What it is narrowed to, of ${keyScopes.join(', ')}; null for all its role may do.`,
  })
  scopes: KeyScope[] | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => DateTime, { description: 'When this secret of it was made.' })
  declare createdAt: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who made it; null for the configuration of the hub.' })
  createdBy: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'From then on it is void; null when it has no end.' })
  expiresAt: Date | null = null;

  /** The secret before it was rotated, for as long as it still counts. */
  @Property({ type: 'text', nullable: true, unique: true })
  formerHash: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the secret before this one counts too; null when none does.',
  })
  formerUntil: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to the minute; null for never.',
  })
  lastUsedAt: Date | null = null;
}
