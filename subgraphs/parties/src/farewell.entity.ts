/**
 * Telling a platform that an operator has ended its registration: DELETE credentials, sent once and best effort. The
 * token for it is kept here, because the platform's own are void by then (CRED-046), and only until it was used.
 */
import { OptionalProps, PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Entity, OneToOne, Property } from '@mikro-orm/decorators/legacy';
import { Platform } from './platform.entity.js';

@Entity({ tableName: 'farewell' })
export class Farewell {
  [PrimaryKeyProp]?: 'platform';
  [OptionalProps]?: 'begunAt' | 'endedAt' | 'failure';

  @OneToOne({ entity: () => Platform, primary: true, deleteRule: 'cascade' })
  declare platform: Rel<Platform>;

  @Property({ type: 'datetime', length: 3 })
  declare orderedAt: Date;

  /** The partner's credentials endpoint. */
  @Property({ type: 'text' })
  declare url: string;

  /** As in OutboundToken; null once the partner was told or cannot be. */
  @Property({ type: 'text', nullable: true })
  declare sealed: string | null;

  @Property({ type: 'boolean' })
  declare base64: boolean;

  /** When a node took it up; a second one keeps its hands off meanwhile. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  begunAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt: Date | null = null;

  /** Why the partner does not know; null when it does, and while that is open. */
  @Property({ type: 'text', nullable: true })
  failure: string | null = null;
}
