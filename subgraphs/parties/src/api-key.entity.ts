/** A key of a person or program that uses the graph; kept as a hash, shown once when it is made. */
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export const KeyRoles = { OPERATOR: 'OPERATOR' } as const;
export type KeyRole = keyof typeof KeyRoles;

registerEnumType(KeyRoles, {
  name: 'KeyRole',
  description: 'What the bearer of an API key may do.',
  valuesConfig: { OPERATOR: { description: 'Reads and administers everything.' } },
});

@Entity({ tableName: 'api_key' })
@ObjectType('KeyOwner', { description: 'Whose API key it is, and what it may do.' })
export class ApiKey {
  /** One key per name: a new one under the same name puts the old one out of force. */
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Name of the person or program.' })
  declare name: string;

  /** SHA-256 of the key, hexadecimal. */
  @Property({ type: 'text', unique: true })
  declare hash: string;

  @Enum({ items: Object.values(KeyRoles), type: 'text' })
  @Field(() => KeyRoles, { description: 'What it may do.' })
  declare role: KeyRole;

  @Property({ type: 'datetime', length: 3 })
  declare createdAt: Date;
}
