/** Where a platform offers one side of a module, in the version in use (VER-010, VER-024). */
import { Entity, Enum, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import type { Rel } from '@mikro-orm/core';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Platform } from './platform.entity.js';

export const InterfaceRoles = { SENDER: 'SENDER', RECEIVER: 'RECEIVER' } as const;
export type InterfaceRole = keyof typeof InterfaceRoles;

registerEnumType(InterfaceRoles, {
  name: 'InterfaceRole',
  description: 'The side of a module (VER-011).',
  valuesConfig: {
    SENDER: { description: 'Owns the data and can be asked for it.' },
    RECEIVER: { description: 'Takes what owners push.' },
  },
});

@Entity({ tableName: 'endpoint' })
@Unique({ properties: ['platform', 'identifier', 'role'] })
@ObjectType({ description: 'Where a platform offers one side of a module.' })
export class PlatformEndpoint {
  @PrimaryKey({ type: 'integer', autoincrement: true })
  declare id: number;

  @ManyToOne({ entity: () => Platform, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The module, such as `locations`.' })
  declare identifier: string;

  @Enum({ items: Object.values(InterfaceRoles), type: 'text' })
  @Field(() => InterfaceRoles, {
    description: 'Which side of it; without meaning for `credentials` (VER-013).',
  })
  declare role: InterfaceRole;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Absolute URL.' })
  declare url: string;
}
